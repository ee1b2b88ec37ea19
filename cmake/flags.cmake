# How the project's own code is compiled and linked.

include(CheckCXXSymbolExists)
check_cxx_symbol_exists(__i386__ cstddef EFFAITH_X86_OF_32_BITS)
check_cxx_symbol_exists(__SIZEOF_INT128__ cstddef EFFAITH_COMPILER_HAS_128_BITS)

# With the runtime that is linked into the library, where that is asked for.
if(MSVC AND EFFAITH_STATIC_RUNTIME)
  set(CMAKE_MSVC_RUNTIME_LIBRARY "MultiThreaded$<$<CONFIG:Debug>:Debug>")
endif()

# x87 arithmetic, the default of 32-bit x86, keeps 64 bits of a sum and rounds it a second time when it
# is stored: other doubles than everywhere else. With SSE2 they are the same.
function(effaith_same_doubles target)
  if(EFFAITH_X86_OF_32_BITS AND NOT MSVC)
    target_compile_options(${target} PRIVATE -msse2 -mfpmath=sse)
  endif()
endfunction()

# Warnings are errors for developers, and doubles are the same on every target (no fused
# multiply-add, no fast-math).
function(effaith_flags target)
  if(MSVC)
    target_compile_options(${target} PRIVATE /W4 /utf-8 /fp:precise)
  else()
    target_compile_options(${target} PRIVATE -ffp-contract=off $<$<CONFIG:Release>:-O2>)
    effaith_same_doubles(${target})
    if(WIN32)
      # Windows takes what nothing uses out by the section.
      target_compile_options(${target} PRIVATE -ffunction-sections -fdata-sections)
    endif()
    # Nobody outside a shared library replaces its functions, so calls within it are direct.
    set_target_properties(${target} PROPERTIES CXX_VISIBILITY_PRESET hidden
                          VISIBILITY_INLINES_HIDDEN ON)
    if(EFFAITH_DEVELOPER)
      target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror)
      # g++ 12 warns of overlapping copies in `"text" + string` where there are none (GCC bug 105651).
      if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
        target_compile_options(${target} PRIVATE -Wno-restrict)
      endif()
    endif()
  endif()
endfunction()

# What ships is small where speed does not count and fast where it does; the rest lies between.
# Sources are of the folder at hand. A file with options of its own would be compiled by itself, so a
# build that compiles several at once, which does not ship, has none.
function(effaith_small)
  if(NOT MSVC AND NOT CMAKE_UNITY_BUILD)
    set_source_files_properties(${ARGN} PROPERTIES COMPILE_OPTIONS $<$<CONFIG:Release>:-Os>)
  endif()
endfunction()
function(effaith_fast)
  if(NOT MSVC AND NOT MINGW AND NOT CMAKE_UNITY_BUILD)
    set_source_files_properties(${ARGN} PROPERTIES COMPILE_OPTIONS $<$<CONFIG:Release>:-O3>)
  endif()
endfunction()

# Programs and libraries for Windows: loaded at a random address, data never executed. What ships
# holds nothing that is not used, and no symbols.
function(effaith_windows_linking target)
  if(NOT MINGW)  # what MSVC does by itself
    return()
  endif()
  target_link_options(${target} PRIVATE -Wl,--dynamicbase,--nxcompat,--gc-sections
                      $<$<CONFIG:Release>:-s>)
  if(CMAKE_SIZEOF_VOID_P EQUAL 8)
    target_link_options(${target} PRIVATE -Wl,--high-entropy-va)
  endif()
  if(EFFAITH_STATIC_RUNTIME)
    target_link_options(${target} PRIVATE -static)
  endif()
endfunction()
