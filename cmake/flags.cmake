# How the project's own code is compiled: warnings are errors for developers, and doubles are the
# same on every target (no fused multiply-add, no fast-math).
function(effaith_flags target)
  if(MSVC)
    target_compile_options(${target} PRIVATE /W4 /utf-8 /fp:precise)
  else()
    target_compile_options(${target} PRIVATE -ffp-contract=off)
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
