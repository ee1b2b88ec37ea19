// The data files of src/data as they were compiled in: calendars, languages, code sets, schemas.
#pragma once

#include <cstddef>
#include <string_view>

namespace effaith {

struct EmbeddedFile {
    std::string_view path;  ///< below src/data, such as `languages/en.json`
    std::string_view text;
};

/// Every embedded file, in order of path; `count` is set to their number.
const EmbeddedFile* embedded_files(std::size_t& count);

/// The text of one file; empty where there is none of that path.
inline std::string_view embedded_file(std::string_view path) {
    std::size_t count = 0;
    const EmbeddedFile* files = embedded_files(count);
    for (std::size_t i = 0; i < count; ++i) {
        if (files[i].path == path) return files[i].text;
    }
    return {};
}

}  // namespace effaith
