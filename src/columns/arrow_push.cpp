#include "columns/arrow_push.hpp"

#include <algorithm>

#include "columns/arrow_value.hpp"
#include "io/document_jobs.hpp"

namespace effaith {
namespace {

/// The first dimension that is neither known nor among the columns; none where all are.
std::optional<std::string> unknown_dimension(const std::vector<std::string>& by,
                                             const std::vector<std::string>& carried) {
    const auto& known = known_dimensions();
    for (const std::string& name : by) {
        const bool found = std::find(known.begin(), known.end(), name) != known.end() ||
                           std::find(carried.begin(), carried.end(), name) != carried.end();
        if (!found) return name;
    }
    return std::nullopt;
}

/// Hands the records of a chunk over, the first of which has the number `row`.
Status push_chunk(ArrowChunkReader& reader, std::int64_t row, RecordSink& sink) {
    CellBlock cells;
    for (std::size_t first = 0; first < reader.rows(); first += kBlockRows) {
        RowTexts& texts = reader.fill(first, cells);
        for (std::size_t i = 0; i < cells.rows; ++i) {
            RawRecord raw = texts.raw_record(i);
            raw.row = row++;
            if (!sink.record(raw)) return Error{ErrorCode::cancelled, "Stopped.", ""};
        }
    }
    return reader.status();
}

}  // namespace

Result<OpenedRecords> open_records(ArrowArrayStream* records, const std::vector<std::string>& by,
                                   const Vocabulary& words, const ColumnOptions& options) {
    const ArrowWanted wanted = [&](std::string_view name) {
        const bool asked = std::find(by.begin(), by.end(), name) != by.end();
        return asked || words.field(name) ? ArrowWish::yes : ArrowWish::if_read;
    };
    Result<ArrowReader> reader =
        ArrowReader::open(records, static_cast<ArrowValidation>(options.validation), wanted);
    if (!reader) return reader.error();
    Result<ArrowRecordColumns> columns =
        ArrowRecordColumns::read(reader->names(), reader->types(), words);
    if (!columns) {
        reader->give_back(records);
        return columns.error();
    }
    if (const auto unknown = unknown_dimension(by, columns->carried())) {
        reader->give_back(records);
        return Error{ErrorCode::invalid_argument,
                     "'" + *unknown + "' is neither a dimension nor a column of the records" +
                         meant_dimension(words, *unknown) + ".",
                     ""};
    }
    return OpenedRecords{std::move(*reader), std::move(*columns)};
}

Status push_records(OpenedRecords& opened, const Engine& engine, const Vocabulary& words,
                    DateNotation dates, RecordSink& sink) {
    for (const std::string& name : opened.columns.carried())
        sink.carried_column(name);
    Resolver resolver(engine, words, dates);
    const CellUses nothing{};
    ArrowSupply supply{std::move(opened.reader), nullptr, 0};
    ArrowChunkReader reader(supply, opened.columns, resolver, nothing,
                            sip_key(engine.config().id_key));
    std::int64_t row = 1;
    while (true) {
        const Result<bool> more = reader.cut();
        if (!more) return more.error();
        if (!*more) return Done{};
        const Status read = reader.read();
        const Status pushed = push_chunk(reader, row, sink);
        if (!pushed) return pushed.error();
        if (!read) return read.error();
        row += static_cast<std::int64_t>(reader.rows());
    }
}

}  // namespace effaith
