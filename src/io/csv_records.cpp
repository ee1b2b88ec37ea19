// Records from a CSV table, one at a time.
#include "effaith/text_key.hpp"
#include "io/csv.hpp"
#include "io/csv_header.hpp"
#include "io/record_source.hpp"

namespace effaith {
namespace {

class TableReader {
  public:
    TableReader(CsvHeader header, RecordSink& sink) : header_(std::move(header)), sink_(sink) {
        for (const std::string& name : header_.carried())
            sink_.carried_column(name);
    }

    Result<bool> record(const CsvRow& row) {
        raw_.carried.clear();
        raw_.cells = {};
        raw_.line = row.line;
        ++raw_.row;
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            if (trimmed(row.cells[i]).empty()) continue;
            if (i >= header_.columns().size()) return header_.too_wide(i, row.line);
            place(row.cells[i], i);
        }
        return sink_.record(raw_);
    }

  private:
    void place(std::string_view cell, std::size_t i) {
        if (header_.columns()[i].kind == ColumnUse::Kind::unnamed) {
            header_.carry_unnamed(i);
            sink_.carried_column(header_.carried().back());
        }
        const ColumnUse& use = header_.columns()[i];
        if (use.kind == ColumnUse::Kind::field) {
            raw_.at(use.field).text = cell;
        } else {
            raw_.carried.push_back({use.carried, cell, CarriedCell::Kind::text});
        }
    }

    CsvHeader header_;
    RecordSink& sink_;
    RawRecord raw_;
};

}  // namespace

Result<CsvHeader> read_csv_header(CsvReader& reader, const Vocabulary& words) {
    CsvRow row;
    const Result<bool> first = reader.next(row);
    if (!first) return first.error();
    if (!*first) {
        return Error{ErrorCode::bad_csv, "The file is empty: there is no header row.", ""};
    }
    return CsvHeader::read(row, words);
}

Status read_csv_records(ByteSource& source, const Vocabulary& words, RecordSink& sink) {
    CsvReader reader(source);
    Result<CsvHeader> header = read_csv_header(reader, words);
    if (!header) return header.error();
    TableReader table(std::move(*header), sink);
    CsvRow row;
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
