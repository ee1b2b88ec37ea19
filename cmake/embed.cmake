# Turns data files (calendars, languages, code sets, schemas) into one C++ source, so that the library
# needs no file at run time. They become arrays of characters: compilers limit the length of a string
# literal, some to 64 KiB.
function(effaith_embed output)
  set(source "${CMAKE_CURRENT_BINARY_DIR}/${output}")
  set(inputs ${ARGN})
  list(TRANSFORM inputs PREPEND ${PROJECT_SOURCE_DIR}/src/data/)
  add_custom_command(
    OUTPUT ${source}
    COMMAND ${CMAKE_COMMAND} -DOUTPUT=${source} -DROOT=${PROJECT_SOURCE_DIR}/src/data
            "-DFILES=${ARGN}" -P ${PROJECT_SOURCE_DIR}/cmake/write_embedded.cmake
    DEPENDS ${inputs} ${PROJECT_SOURCE_DIR}/cmake/write_embedded.cmake
    COMMENT "Embedding data files" VERBATIM)
endfunction()
