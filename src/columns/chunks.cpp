#include "columns/chunks.hpp"

#include "effaith/text_key.hpp"

namespace effaith {
namespace {

/// Small enough to stay near the processor, large enough to be worth a turn.
constexpr std::size_t kChunkBytes = std::size_t{1} << 18;

}  // namespace

void TextChunkReader::find_ids() {
    id_column_ = table_.column_of(Field::id);
    school_column_ = table_.column_of(Field::school_id);
}

std::string_view TextChunkReader::id(std::size_t row) {
    return trimmed(table_.cell(row, *id_column_).text);
}

std::string_view TextChunkReader::school(std::size_t row) {
    return school_column_ ? trimmed(table_.cell(row, *school_column_).text) : std::string_view();
}

RowTexts& TextChunkReader::fill(std::size_t first, CellBlock& cells) {
    cells_.fill(table_, first, cells);
    return cells_;
}

Result<bool> CsvChunkReader::cut() {
    return source_.cut(chunk_, kChunkBytes);
}

Status CsvChunkReader::read() {
    const Status status = table_.read(std::move(chunk_), header_);
    find_ids();
    for (std::size_t column = 0; column < filled_.size(); ++column) {
        for (std::size_t row = 0; row < table_.rows() && filled_[column] == 0; ++row)
            filled_[column] = trimmed(table_.cell(row, column).text).empty() ? 0 : 1;
    }
    return status;
}

Status PushedChunkReader::read() {
    find_ids();
    return Done{};
}

}  // namespace effaith
