#include "io/csv_header.hpp"

#include <array>

#include "effaith/text_key.hpp"
#include "one_line.hpp"

namespace effaith {
namespace {

Error csv_error(std::string message, std::int64_t line) {
    return one_line(Error{ErrorCode::bad_csv, std::move(message), "line " + std::to_string(line)});
}

Error twice(const CsvRow& row, const std::string& name, std::size_t first, std::size_t i) {
    return csv_error("Columns " + std::to_string(first) + " and " + std::to_string(i + 1) +
                         " mean the same ('" + for_message(name) + "'); keep one of them.",
                     row.line);
}

}  // namespace

Result<CsvHeader> CsvHeader::read(const CsvRow& row, const Vocabulary& words) {
    CsvHeader header;
    std::array<std::size_t, kFieldCount> column_of{};
    bool any_field = false;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
        const std::string name(trimmed(row.cells[i]));
        ColumnUse use;
        if (const auto field = words.field(name); field && !name.empty()) {
            std::size_t& column = column_of[static_cast<std::size_t>(*field)];
            if (column != 0) return twice(row, name, column, i);
            column = i + 1;
            use.kind = ColumnUse::Kind::field;
            use.field = *field;
            any_field = true;
        } else if (!name.empty()) {
            const auto [entry, fresh] = header.names_.emplace(name, i + 1);
            if (!fresh) return twice(row, name, entry->second, i);
            use.kind = ColumnUse::Kind::carried;
            use.carried = header.carried_.size();
            header.carried_.push_back(name);
        }
        header.columns_.push_back(use);
    }
    if (any_field) return header;
    return csv_error(
        "None of the headers is a field of a record, such as 'How often?' or "
        "'frequency'; is the first row the header?",
        row.line);
}

const ColumnUse& CsvHeader::carry_unnamed(std::size_t column) {
    std::string name = "column " + std::to_string(column + 1);
    while (names_.contains(name))
        name += '*';
    ColumnUse& use = columns_[column];
    use.kind = ColumnUse::Kind::carried;
    use.carried = carried_.size();
    carried_.push_back(std::move(name));
    return use;
}

Error CsvHeader::too_wide(std::size_t column, std::int64_t line) const {
    return csv_error("The row has a value in column " + std::to_string(column + 1) +
                         ", the header only " + std::to_string(columns_.size()) +
                         " columns; is a quote missing?",
                     line);
}

}  // namespace effaith
