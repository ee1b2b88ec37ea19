#include "columns/record_table.hpp"

#include <algorithm>

#include "columns/lanes.hpp"
#include "effaith/text_key.hpp"
#include "io/bytes.hpp"

namespace effaith {

Status RecordTable::read(CsvChunk chunk, const CsvHeader& header) {
    columns_ = header.columns();
    cells_.clear();
    lines_.clear();
    roles_beyond_.clear();
    texts_.clear();
    if (read_regular(chunk)) {
        chunk_ = std::move(chunk);  // the text stays where it is: chunks are long
        return Done{};
    }
    cells_.clear();
    lines_.clear();
    return read_any(std::move(chunk), header);
}

/// The quick way, for texts without anything odd; false where there is something.
bool RecordTable::read_regular(const CsvChunk& chunk) {
    const std::string_view text = chunk.text;
    constexpr std::size_t kShortest = 64;  // shorter texts may lie inside the string object
    if (text.size() < kShortest) return false;
    if (!is_ascii(text) && first_not_utf8(text) != std::string_view::npos) return false;
    find_csv_marks(text, chunk.delimiter, marks_);
    if (!marks_.regular) return false;
    if (text.back() != '\n') marks_.ends.push_back(static_cast<std::uint32_t>(text.size()));
    std::int64_t line = chunk.first_line;
    std::size_t begin = 0;
    const std::uint32_t* cell = marks_.ends.data();
    const std::uint32_t* const last = cell + marks_.ends.size();
    while (cell != last) {
        const std::uint32_t* row_end = cell;
        while (row_end != last && *row_end != text.size() && text[*row_end] != '\n')
            ++row_end;
        if (row_end == last) return false;
        const std::size_t end = *row_end;
        std::string_view row = text.substr(begin, end - begin);
        if (!row.empty() && row.back() == '\r') row.remove_suffix(1);
        const bool blank = (row.empty() || row.front() <= ' ') && is_blank_row(row);
        if (!blank) {
            lines_.push_back(line);
            const auto count = static_cast<std::size_t>(row_end - cell) + 1;
            if (!add_regular_row(row, begin, cell, count)) return false;
        }
        line += 1;
        if (marks_.inner_newlines) line += std::count(row.begin(), row.end(), '\n');
        begin = end + 1;
        cell = row_end + 1;
    }
    return true;
}

bool RecordTable::add_regular_row(std::string_view row, std::size_t begin,
                                  const std::uint32_t* ends, std::size_t count) {
    const std::size_t width = columns_.size();
    const std::size_t first = cells_.size();
    cells_.resize(first + width);
    std::size_t at = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t end = std::min<std::size_t>(ends[i] - begin, row.size());
        std::string_view cell = row.substr(at, end - at);
        at = end + 1;
        if (!cell.empty() && cell.front() == '"') {
            if (cell.size() < 2 || cell.back() != '"') return false;
            cell = cell.substr(1, cell.size() - 2);
            if (cell.find('"') != std::string_view::npos) cell = undoubled(cell);
        }
        if (i < width) {
            cells_[first + i].text = cell;
        } else if (!trimmed(cell).empty()) {
            return false;
        }
    }
    return true;
}

/// The text of a cell whose quotes are doubled.
std::string_view RecordTable::undoubled(std::string_view cell) {
    std::string& text = texts_.emplace_back();
    for (std::size_t i = 0; i < cell.size(); ++i) {
        text += cell[i];
        if (cell[i] == '"') ++i;
    }
    return text;
}

Status RecordTable::read_any(CsvChunk chunk, const CsvHeader& header) {
    reader_ = std::make_unique<CsvReader>(std::move(chunk));
    const std::size_t width = columns_.size();
    CsvRow row;
    while (true) {
        const Result<bool> more = reader_->next(row);
        if (!more) return more.error();
        if (!*more) return Done{};
        for (std::size_t i = width; i < row.cells.size(); ++i) {
            if (!trimmed(row.cells[i]).empty()) return header.too_wide(i, row.line);
        }
        lines_.push_back(row.line);
        for (std::size_t i = 0; i < width; ++i)
            cells_.push_back({i < row.cells.size() ? row.cells[i] : std::string_view(), false});
    }
}

void RecordTable::start(std::size_t carried) {
    columns_.assign(kFieldCount + carried, {});
    for (std::size_t i = 0; i < kFieldCount; ++i)
        columns_[i] = {ColumnUse::Kind::field, static_cast<Field>(i), 0};
    for (std::size_t i = 0; i < carried; ++i)
        columns_[kFieldCount + i] = {ColumnUse::Kind::carried, Field::id, i};
    cells_.clear();
    lines_.clear();
    roles_beyond_.clear();
    texts_.clear();
}

void RecordTable::add(const RawRecord& raw) {
    const auto copy = [this](std::string_view text) -> std::string_view {
        return text.empty() ? text : texts_.emplace_back(text);
    };
    const std::size_t begin = cells_.size();
    cells_.resize(begin + columns_.size());
    for (std::size_t i = 0; i < kFieldCount; ++i) {
        cells_[begin + i] = {copy(raw.cells[i].text), raw.cells[i].is_number};
    }
    for (const CarriedCell& cell : raw.carried) {
        cells_[begin + kFieldCount + cell.column] = {copy(cell.text),
                                                     cell.kind == CarriedCell::Kind::number};
    }
    lines_.push_back(raw.line);
    roles_beyond_.push_back(raw.roles_beyond);
}

std::optional<std::size_t> RecordTable::column_of(Field field) const {
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        if (columns_[i].kind == ColumnUse::Kind::field && columns_[i].field == field) return i;
    }
    return std::nullopt;
}

std::optional<std::size_t> RecordTable::column_of_carried(std::size_t position) const {
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        const bool carried = columns_[i].kind == ColumnUse::Kind::carried;
        if (carried && columns_[i].carried == position) return i;
    }
    return std::nullopt;
}

void TextCells::fill(const RecordTable& table, std::size_t first, CellBlock& cells) {
    table_ = &table;
    first_ = first;
    cells.clear(std::min(kBlockRows, table.rows() - first));
    for (std::size_t column = 0; column < table.columns().size(); ++column) {
        const ColumnUse& use = table.columns()[column];
        if (use.kind == ColumnUse::Kind::field) fill_column(column, use.field, cells);
    }
    for (std::size_t row = 0; row < cells.rows; ++row) {
        if (table.roles_beyond(first + row) > 0) cells.mark(row);
    }
}

void TextCells::fill_column(std::size_t column, Field field, CellBlock& cells) {
    switch (uses_[index(field)]) {
        case CellUse::ignored:
            return;
        case CellUse::absent:
        case CellUse::required: {
            const bool wanted = uses_[index(field)] == CellUse::required;
            for (std::size_t row = 0; row < cells.rows; ++row) {
                if (trimmed(text(row, column)).empty() == wanted) cells.mark(row);
            }
            cells.present[index(field)] = true;
            return;
        }
        case CellUse::checked:
            check_texts(column, field, cells);
            return;
        case CellUse::text:
            fill_texts(column, field, cells);
            return;
        case CellUse::learner:
            fill_learners(column, cells);
            return;
        case CellUse::learner_and_text:
            fill_learners(column, cells);
            fill_texts(column, field, cells);
            return;
        case CellUse::quantity:
            for (std::size_t rule = 0; rule < kQuantityRules.size(); ++rule) {
                if (kQuantityRules[rule].field == field) fill_quantity(column, rule, cells);
            }
            return;
    }
}

void TextCells::fill_texts(std::size_t column, Field field, CellBlock& cells) {
    TextIds& ids = resolver_.texts()[field];
    Lane<std::uint32_t>& numbers = lane(texts_[index(field)]);
    for (std::size_t row = 0; row < cells.rows; ++row) {
        const std::uint32_t number = ids.id(text(row, column));
        numbers[row] = number == TextIds::kNone ? 0 : number;
        if (number == TextIds::kNone) cells.mark(row);
    }
    cells.texts[index(field)] = &numbers;
    cells.present[index(field)] = true;
    if (!is_checked(field)) return;
    for (std::size_t row = 0; row < cells.rows; ++row) {
        if (!resolver_.is_plain(field, numbers[row])) cells.mark(row);
    }
}

void TextCells::check_texts(std::size_t column, Field field, CellBlock& cells) {
    TextIds& ids = resolver_.texts()[field];
    for (std::size_t row = 0; row < cells.rows; ++row) {
        const std::uint32_t number = ids.id(text(row, column));
        if (number == TextIds::kNone || !resolver_.is_plain(field, number)) cells.mark(row);
    }
    cells.present[index(field)] = true;
}

void TextCells::fill_quantity(std::size_t column, std::size_t rule, CellBlock& cells) {
    const QuantityRule& limits = kQuantityRules[rule];
    Lane<double>& raws = lane(quantities_[rule]);
    for (std::size_t row = 0; row < cells.rows; ++row) {
        place_quantity(text(row, column), limits, row, raws, cells);
    }
    cells.quantities[rule] = &raws;
}

void TextCells::fill_learners(std::size_t column, CellBlock& cells) {
    Lane<std::uint64_t>& hashes = lane(learners_);
    for (std::size_t row = 0; row < cells.rows; ++row) {
        const std::string_view found = trimmed(text(row, column));
        cells.no_learner[row] = found.empty() ? 1 : 0;
        hashes[row] = found.empty() ? 0 : siphash(id_key_, found);
    }
    cells.learners = &hashes;
}

const RawRecord& TextCells::raw_record(std::size_t row) {
    const std::size_t at = first_ + row;
    raw_.cells = {};
    raw_.carried.clear();
    raw_.line = table_->line(at);
    raw_.roles_beyond = table_->roles_beyond(at);
    for (std::size_t column = 0; column < table_->columns().size(); ++column) {
        const RawCell& cell = table_->cell(at, column);
        if (trimmed(cell.text).empty()) continue;
        const ColumnUse& use = table_->columns()[column];
        if (use.kind == ColumnUse::Kind::field) {
            raw_.at(use.field) = cell;
        } else if (use.kind == ColumnUse::Kind::carried) {
            raw_.carried.push_back({use.carried, cell.text, CarriedCell::Kind::text});
        }
    }
    return raw_;
}

std::string_view TextCells::carried_text(std::size_t row, std::size_t column) {
    const auto at = table_->column_of_carried(column);
    return at ? text(row, *at) : std::string_view();
}

}  // namespace effaith
