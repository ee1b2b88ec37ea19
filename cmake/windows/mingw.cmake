# What the two toolchains share. The compilers are the -posix ones: the others have no std::thread.
set(CMAKE_SYSTEM_NAME Windows)
set(mingw ${CMAKE_SYSTEM_PROCESSOR}-w64-mingw32)
set(CMAKE_C_COMPILER ${mingw}-gcc-posix)
set(CMAKE_CXX_COMPILER ${mingw}-g++-posix)
set(CMAKE_RC_COMPILER ${mingw}-windres)

# Programs and libraries are those of the target; the host has only tools.
set(CMAKE_FIND_ROOT_PATH /usr/${mingw})
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)

# Built programs run under Wine, where there is one for them.
set(CMAKE_CROSSCOMPILING_EMULATOR sh ${CMAKE_CURRENT_LIST_DIR}/wine.sh ${CMAKE_SYSTEM_PROCESSOR})

# Boost and nlohmann/json are headers of the host.
set(CMAKE_PROJECT_effaith_INCLUDE ${CMAKE_CURRENT_LIST_DIR}/host_headers.cmake)
