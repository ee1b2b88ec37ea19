# The host's headers of Boost and nlohmann/json, in a folder of their own in the build tree: were
# /usr/include on the cross compiler's path, it would take the host's C library for that of Windows.
set(staged ${CMAKE_BINARY_DIR}/host_headers)
file(MAKE_DIRECTORY ${staged})
foreach(header boost/version.hpp nlohmann/json.hpp)
  get_filename_component(folder ${header} DIRECTORY)
  find_path(EFFAITH_HOST_${folder} ${header} PATHS /usr/include /usr/local/include REQUIRED
            NO_DEFAULT_PATH NO_CMAKE_FIND_ROOT_PATH DOC "Where the host has ${header}")
  file(CREATE_LINK ${EFFAITH_HOST_${folder}}/${folder} ${staged}/${folder} SYMBOLIC)
endforeach()

# Boost.Multiprecision includes <iostream>, whose start-up code for std::cin and its like brings every
# stream and locale into a static library, close to a megabyte. The types of the streams are enough.
file(WRITE ${staged}/iostream "#include <istream>\n#include <ostream>\n")

set(Boost_NO_BOOST_CMAKE ON)
set(Boost_INCLUDE_DIR ${staged} CACHE PATH "The staged headers of Boost" FORCE)

# The package says its version; its target is then pointed at the staged headers, and the project's
# own find_package takes the target as it finds it.
find_package(nlohmann_json 3.11 REQUIRED CONFIG NO_CMAKE_FIND_ROOT_PATH
             PATHS ${EFFAITH_HOST_nlohmann}/..)
set_target_properties(nlohmann_json::nlohmann_json PROPERTIES
                      INTERFACE_INCLUDE_DIRECTORIES ${staged})
