# Run by effaith_embed: writes OUTPUT from the FILES below ROOT.
set(arrays "")
set(entries "")
set(n 0)
foreach(name IN LISTS FILES)
  file(READ "${ROOT}/${name}" bytes HEX)
  if(bytes STREQUAL "")
    message(FATAL_ERROR "${name} is empty.")
  endif()
  string(REGEX REPLACE "(..)" "'\\\\x\\1'," bytes "${bytes}")
  string(REPLACE "'\\x0a'," "'\\n',\n" bytes "${bytes}")
  string(APPEND arrays "constexpr char kFile${n}[] = {\n${bytes}};\n")
  string(APPEND entries "        {\"${name}\", {kFile${n}, sizeof kFile${n}}},\n")
  math(EXPR n "${n} + 1")
endforeach()
file(WRITE "${OUTPUT}" "// Generated from src/data; edit the files there.
#include \"embedded.hpp\"

namespace effaith {
namespace {

${arrays}
}  // namespace

const EmbeddedFile* embedded_files(std::size_t& count) {
    static constexpr EmbeddedFile kFiles[] = {
${entries}    };
    count = sizeof kFiles / sizeof *kFiles;
    return kFiles;
}

}  // namespace effaith
")
