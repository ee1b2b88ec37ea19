# What an installation has: the headers, the libraries, the command, what CMake and pkg-config need to
# find them, the licences of what is compiled in, and the bill of materials.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/effaith)
set(made ${CMAKE_CURRENT_BINARY_DIR}/packaging)
set(given ${PROJECT_SOURCE_DIR}/cmake/packaging)

target_include_directories(effaith_headers INTERFACE $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
set_target_properties(effaith_headers PROPERTIES EXPORT_NAME headers)
install(TARGETS effaith_headers effaith EXPORT effaith
        ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT development)
install(DIRECTORY include/effaith DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT development)

if(EFFAITH_C_LIBRARY)
  set_target_properties(effaith_c PROPERTIES EXPORT_NAME c)
  install(TARGETS effaith_c EXPORT effaith
          RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT runtime
          LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT runtime
          NAMELINK_COMPONENT development
          ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT development)
  install(FILES capi/effaith.h DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT development)
  configure_file(${given}/effaith.pc.in ${made}/effaith.pc @ONLY)
  install(FILES ${made}/effaith.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig
          COMPONENT development)
endif()
if(TARGET effaith_command)
  install(TARGETS effaith_command RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT command)
endif()

install(EXPORT effaith NAMESPACE effaith:: DESTINATION ${package_dir} COMPONENT development
        FILE effaithTargets.cmake)
configure_package_config_file(${given}/effaithConfig.cmake.in ${made}/effaithConfig.cmake
                              INSTALL_DESTINATION ${package_dir})
# Before 1.0 a minor version may break what a program is compiled against; the C interface has a
# number of its own.
write_basic_package_version_file(${made}/effaithConfigVersion.cmake
                                 COMPATIBILITY SameMinorVersion)
install(FILES ${made}/effaithConfig.cmake ${made}/effaithConfigVersion.cmake
        DESTINATION ${package_dir} COMPONENT development)

# What is compiled in, with its licences.
string(TIMESTAMP made_at "%Y-%m-%dT%H:%M:%SZ" UTC)  # SOURCE_DATE_EPOCH, where it is set
set(json_version ${nlohmann_json_VERSION})
set(boost_version ${Boost_VERSION_STRING})
configure_file(${given}/effaith.spdx.json.in ${made}/effaith.spdx.json @ONLY)
set(notices LICENSE ${given}/THIRD_PARTY_NOTICES.txt ${made}/effaith.spdx.json)
# Each package has them in a folder of its own; that of the headers comes with the library's.
if(EFFAITH_C_LIBRARY)
  install(FILES ${notices} DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT runtime)
else()
  install(FILES ${notices} DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT development)
endif()
if(TARGET effaith_command)
  install(FILES ${notices} DESTINATION ${CMAKE_INSTALL_DOCDIR}-command COMPONENT command)
endif()

# A Debian package of the shared library, and one for whoever builds with it: `cpack -G DEB`.
set(CPACK_PACKAGE_NAME effaith)
set(CPACK_PACKAGE_VENDOR effaith)
set(CPACK_PACKAGE_CONTACT "effaith <effaith@example.org>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY ${PROJECT_DESCRIPTION})
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_COMPONENTS_ALL runtime development command)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_LICENSE Apache-2.0)
set(CPACK_DEBIAN_ENABLE_COMPONENT_DEPENDS OFF)
find_program(shlibdeps dpkg-shlibdeps)
if(shlibdeps)
  set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
endif()
if(EFFAITH_C_LIBRARY)
  get_target_property(soversion effaith_c SOVERSION)
  set(CPACK_DEBIAN_RUNTIME_PACKAGE_NAME libeffaith${soversion})
  set(CPACK_DEBIAN_RUNTIME_PACKAGE_SECTION libs)
  set(CPACK_DEBIAN_RUNTIME_PACKAGE_GENERATE_SHLIBS ON)
  set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS "libeffaith${soversion} (= ${PROJECT_VERSION})")
endif()
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_NAME libeffaith-dev)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_COMMAND_PACKAGE_NAME effaith)
include(CPack)
