// A small CSV table in memory as rows by column name, for the data files that are compiled in.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "io/csv.hpp"

namespace effaith {

inline std::vector<std::map<std::string, std::string>> read_csv_text(std::string_view text) {
    MemorySource source(text);
    CsvReader reader(source);
    CsvRow row;
    std::vector<std::string> header;
    std::vector<std::map<std::string, std::string>> rows;
    while (reader.next(row).value()) {
        if (header.empty()) {
            header.assign(row.cells.begin(), row.cells.end());
            continue;
        }
        auto& cells = rows.emplace_back();
        for (std::size_t i = 0; i < header.size() && i < row.cells.size(); ++i) {
            cells[header[i]] = row.cells[i];
        }
    }
    return rows;
}

}  // namespace effaith
