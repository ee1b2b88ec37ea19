#include "io/csv.hpp"

#include <algorithm>
#include <array>

#include "effaith/fixed.hpp"

namespace effaith {
namespace {

constexpr std::size_t kBlock = std::size_t{1} << 18;

bool is_blank(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c == ' ' || c == '\t'; });
}

std::string_view without_line_end(std::string_view row) {
    if (!row.empty() && row.back() == '\n') row.remove_suffix(1);
    if (!row.empty() && row.back() == '\r') row.remove_suffix(1);
    return row;
}

char commonest_delimiter(std::string_view header) {
    constexpr std::array<char, 3> kDelimiters{',', ';', '\t'};
    std::array<std::size_t, 3> counts{};
    bool quoted = false;
    for (const char c : header) {
        if (c == '"') quoted = !quoted;
        for (std::size_t i = 0; i < kDelimiters.size(); ++i) {
            if (!quoted && c == kDelimiters[i]) ++counts[i];
        }
    }
    const auto most = std::max_element(counts.begin(), counts.end());
    return kDelimiters[static_cast<std::size_t>(most - counts.begin())];
}

bool starts_with(std::string_view text, std::string_view start) {
    return text.substr(0, start.size()) == start;
}

}  // namespace

Error CsvReader::error(ErrorCode code, const std::string& message, std::int64_t line) const {
    return {code, message, "line " + std::to_string(line)};
}

/// Takes in another block, moving what is left to the front; false at the end of the source.
bool CsvReader::fill() {
    if (exhausted_) return false;
    if (position_ > 0) {
        std::copy(buffer_.begin() + static_cast<std::ptrdiff_t>(position_),
                  buffer_.begin() + static_cast<std::ptrdiff_t>(end_), buffer_.begin());
        end_ -= position_;
        position_ = 0;
    }
    const std::size_t room = std::max(kBlock, end_);
    if (buffer_.size() < end_ + room) buffer_.resize(end_ + room);
    const std::size_t count = source_.read(buffer_.data() + end_, buffer_.size() - end_);
    end_ += count;
    bytes_read_ += static_cast<std::int64_t>(count);
    exhausted_ = count == 0;
    return !exhausted_;
}

Status CsvReader::start() {
    started_ = true;
    while (end_ < kHeadBytes && fill()) {
    }
    const std::string_view head(buffer_.data(), end_);
    if (const std::string other = what_it_is(head); !other.empty()) {
        return error(ErrorCode::bad_csv, other, 1);
    }
    if (starts_with(head, "\xEF\xBB\xBF")) position_ = 3;
    const Result<std::size_t> end = find_row_end();
    if (!end) return end.error();
    const std::string_view first =
        without_line_end(std::string_view(buffer_).substr(position_, *end - position_));
    constexpr std::string_view kNamed = ",;\t|";
    if (first.size() == 5 && starts_with(first, "sep=") &&
        kNamed.find(first.back()) != std::string_view::npos) {
        delimiter_ = first.back();
        position_ = *end;
        ++line_;
    } else {
        delimiter_ = commonest_delimiter(first);
    }
    return Done{};
}

/// The end of the row at position_, its line end included; equal to position_ at the end of input.
Result<std::size_t> CsvReader::find_row_end() {
    std::size_t from = position_;
    while (true) {
        const char* start = buffer_.data() + from;
        const void* found = end_ > from ? std::memchr(start, '\n', end_ - from) : nullptr;
        if (found != nullptr) {
            const auto line_end =
                static_cast<std::size_t>(static_cast<const char*>(found) - buffer_.data()) + 1;
            if (std::memchr(buffer_.data() + position_, '"', line_end - position_) == nullptr) {
                return line_end;
            }
            return find_quoted_end();
        }
        if (end_ - position_ > kLongestRow) {
            return error(ErrorCode::bad_csv,
                         "The row is longer than 64 MB; is a quote missing, or is this no CSV?",
                         line_);
        }
        const std::size_t seen = end_ - position_;
        if (!fill()) break;
        from = position_ + seen;
    }
    if (std::memchr(buffer_.data() + position_, '"', end_ - position_) != nullptr) {
        return find_quoted_end();
    }
    return end_;
}

/// The end of a row that has quotes: newlines inside quoted cells belong to it.
Result<std::size_t> CsvReader::find_quoted_end() {
    enum class State { cell_start, plain, quoted, after_quote };
    State state = State::cell_start;
    std::size_t offset = 0;  // from position_, which moves when the buffer is filled
    std::int64_t line = line_;
    std::int64_t opened = line_;
    while (true) {
        if (position_ + offset == end_) {
            if (end_ - position_ > kLongestRow) {
                return error(ErrorCode::bad_csv,
                             "The row is longer than 64 MB; a quote opened here is not closed.",
                             opened);
            }
            if (fill()) continue;
            if (state == State::quoted) {
                return error(ErrorCode::bad_csv, "A quote opened here is never closed.", opened);
            }
            return end_;
        }
        const char c = buffer_[position_ + offset];
        ++offset;
        if (c == '\n') {
            if (state != State::quoted) return position_ + offset;
            ++line;
        } else if (state == State::quoted) {
            if (c == '"') state = State::after_quote;
        } else if (c == '"' && state != State::plain) {
            if (state == State::cell_start) opened = line;
            state = State::quoted;  // opened, or doubled and so open again
        } else {
            state = c == delimiter_ ? State::cell_start : State::plain;
        }
    }
}

Status CsvReader::split(std::string_view row, CsvRow& out) {
    out.cells.clear();
    unquoted_.clear();
    const bool plain = row.find('"') == std::string_view::npos;
    if (!plain) unquoted_.reserve(row.size());  // so that views into it stay valid
    std::size_t at = 0;
    while (true) {
        if (!plain && at < row.size() && row[at] == '"') {
            const std::size_t from = unquoted_.size();
            ++at;
            while (true) {
                const std::size_t quote = row.find('"', at);
                if (quote == std::string_view::npos) {
                    return error(ErrorCode::bad_csv, "A quote opened here is never closed.", line_);
                }
                unquoted_.append(row.substr(at, quote - at));
                at = quote + 1;
                if (at >= row.size() || row[at] != '"') break;
                unquoted_ += '"';
                ++at;
            }
            if (at < row.size() && row[at] != delimiter_) {
                return error(
                    ErrorCode::bad_csv,
                    "Text follows a closing quote; a quote inside quotes is doubled (\"\").",
                    line_);
            }
            out.cells.push_back(std::string_view(unquoted_).substr(from));
        } else {
            const std::size_t found = row.find(delimiter_, at);
            const std::size_t stop = found == std::string_view::npos ? row.size() : found;
            out.cells.push_back(row.substr(at, stop - at));
            at = stop;
        }
        if (at >= row.size()) return Done{};
        ++at;  // the delimiter; one at the very end leaves an empty cell
        if (at == row.size()) {
            out.cells.push_back({});
            return Done{};
        }
    }
}

Result<bool> CsvReader::next(CsvRow& row) {
    if (!started_) {
        if (const Status status = start(); !status) return status.error();
    }
    while (true) {
        const Result<std::size_t> end = find_row_end();
        if (!end) return end.error();
        if (source_.failed()) {
            return error(ErrorCode::cannot_read, "The file cannot be read further.", line_);
        }
        if (*end == position_) return false;
        const std::string_view whole =
            std::string_view(buffer_).substr(position_, *end - position_);
        const std::string_view text = without_line_end(whole);
        if (const std::size_t bad = first_not_utf8(text); bad != std::string_view::npos) {
            const auto line =
                line_ +
                std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(bad), '\n');
            return error(ErrorCode::bad_encoding,
                         "The text is not UTF-8; if it was saved by Excel as plain CSV, add the "
                         "option --encoding windows-1252.",
                         line);
        }
        row.line = line_;
        const Status done = split(text, row);
        if (!done) return done.error();
        line_ += std::count(whole.begin(), whole.end(), '\n');
        position_ = *end;
        if (!is_blank(text)) return true;
    }
}

void append_csv_cell(std::string& out, std::string_view cell, bool guard) {
    constexpr std::string_view kRunnable = "=+-@\t\r";
    ReadDecimal read;
    const bool number = !cell.empty() && cell.front() == '-' &&
                        read_decimal(cell, 0, read) != DecimalFault::not_a_number;
    const bool runs =
        guard && !number && !cell.empty() && kRunnable.find(cell.front()) != std::string_view::npos;
    const bool quoted = cell.find_first_of(",;\t\"\r\n") != std::string_view::npos ||
                        (!cell.empty() && (cell.front() == ' ' || cell.back() == ' '));
    if (!quoted) {
        if (runs) out += '\'';
        out += cell;
        return;
    }
    out += '"';
    if (runs) out += '\'';
    for (const char c : cell) {
        if (c == '"') out += '"';
        out += c;
    }
    out += '"';
}

}  // namespace effaith
