// Records from a CSV table: its header says which column is which field.
#include <algorithm>
#include <unordered_map>

#include "effaith/text_key.hpp"
#include "io/csv.hpp"
#include "io/record_source.hpp"
#include "one_line.hpp"

namespace effaith {
namespace {

/// What each column of the table is.
struct ColumnUse {
    enum class Kind { field, carried, unnamed } kind = Kind::unnamed;
    Field field = Field::id;
    std::size_t carried = 0;
};

Error csv_error(std::string message, std::int64_t line) {
    return one_line(Error{ErrorCode::bad_csv, std::move(message), "line " + std::to_string(line)});
}

class TableReader {
  public:
    TableReader(const Vocabulary& words, RecordSink& sink) : words_(words), sink_(sink) {}

    Status header(const CsvRow& row) {
        std::array<std::size_t, kFieldCount> column_of{};
        bool any_field = false;
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            const std::string name(trimmed(row.cells[i]));
            ColumnUse use;
            if (const auto field = words_.field(name); field && !name.empty()) {
                std::size_t& column = column_of[static_cast<std::size_t>(*field)];
                if (column != 0) return twice(row, name, column, i);
                column = i + 1;
                use.kind = ColumnUse::Kind::field;
                use.field = *field;
                any_field = true;
            } else if (!name.empty()) {
                const auto [entry, fresh] = names_.emplace(name, i + 1);
                if (!fresh) return twice(row, name, entry->second, i);
                use = carried(name);
            }
            uses_.push_back(use);
        }
        if (any_field) return Done{};
        return csv_error(
            "None of the headers is a field of a record, such as 'How often?' or "
            "'frequency'; is the first row the header?",
            row.line);
    }

    Result<bool> record(const CsvRow& row) {
        raw_.carried.clear();
        raw_.cells = {};
        raw_.line = row.line;
        ++raw_.row;
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            if (trimmed(row.cells[i]).empty()) continue;
            if (i >= uses_.size()) {
                return csv_error("The row has a value in column " + std::to_string(i + 1) +
                                     ", the header only " + std::to_string(uses_.size()) +
                                     " columns; is a quote missing?",
                                 row.line);
            }
            place(row.cells[i], i);
        }
        return sink_.record(raw_);
    }

  private:
    static Error twice(const CsvRow& row, const std::string& name, std::size_t first,
                       std::size_t i) {
        return csv_error("Columns " + std::to_string(first) + " and " + std::to_string(i + 1) +
                             " mean the same ('" + for_message(name) + "'); keep one of them.",
                         row.line);
    }

    ColumnUse carried(const std::string& name) {
        ColumnUse use;
        use.kind = ColumnUse::Kind::carried;
        use.carried = carried_count_++;
        sink_.carried_column(name);
        return use;
    }

    /// A name for a column without a header that no header has.
    std::string name_of_column(std::size_t number) const {
        std::string name = "column " + std::to_string(number);
        while (names_.contains(name))
            name += '*';
        return name;
    }

    void place(std::string_view cell, std::size_t i) {
        ColumnUse& use = uses_[i];
        // A column without a header is carried from its first value on.
        if (use.kind == ColumnUse::Kind::unnamed) use = carried(name_of_column(i + 1));
        if (use.kind == ColumnUse::Kind::field) {
            raw_.at(use.field).text = cell;
        } else {
            raw_.carried.push_back({use.carried, cell, CarriedCell::Kind::text});
        }
    }

    const Vocabulary& words_;
    RecordSink& sink_;
    std::vector<ColumnUse> uses_;
    std::unordered_map<std::string, std::size_t> names_;  // of carried columns, by position
    std::size_t carried_count_ = 0;
    RawRecord raw_;
};

}  // namespace

Status read_csv_records(ByteSource& source, const Vocabulary& words, RecordSink& sink) {
    CsvReader reader(source);
    TableReader table(words, sink);
    CsvRow row;
    const Result<bool> header = reader.next(row);
    if (!header) return header.error();
    if (!*header)
        return Error{ErrorCode::bad_csv, "The file is empty: there is no header row.", ""};
    if (const Status status = table.header(row); !status) return status.error();
    while (true) {
        const Result<bool> more = reader.next(row);
        if (!more) return more.error();
        if (!*more) return Done{};
        const Result<bool> going_on = table.record(row);
        if (!going_on) return going_on.error();
        if (!*going_on) return Error{ErrorCode::cancelled, "Stopped.", ""};
    }
}

Status read_records(ByteSource& source, RecordFormat format, const Vocabulary& words,
                    RecordSink& sink) {
    return format == RecordFormat::csv ? read_csv_records(source, words, sink)
                                       : read_json_records(source, sink);
}

}  // namespace effaith
