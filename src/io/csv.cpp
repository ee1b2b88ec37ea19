#include "io/csv.hpp"

#include <algorithm>
#include <array>

#include "effaith/fixed.hpp"
#include "io/csv_marks.hpp"

namespace effaith {
namespace {

constexpr std::size_t kReadAtOnce = std::size_t{1} << 18;

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

/// Where a reader stands between quotes, character by character.
class QuoteState {
  public:
    explicit QuoteState(char delimiter) : delimiter_(delimiter) {}

    /// Takes in a character; whether a row ends with it.
    bool take(char c) {
        opened_ = false;
        if (c == '\n' && state_ != State::quoted) {
            state_ = State::cell_start;
            return true;
        }
        if (state_ == State::quoted) {
            if (c == '"') state_ = State::after_quote;
        } else if (c == '"' && state_ != State::plain) {
            opened_ = state_ == State::cell_start;
            state_ = State::quoted;  // opened, or doubled and so open again
        } else {
            state_ = c == delimiter_ ? State::cell_start : State::plain;
        }
        return false;
    }
    bool quoted() const { return state_ == State::quoted; }
    /// Whether the last character opened a quote.
    bool opened() const { return opened_; }

  private:
    enum class State { cell_start, plain, quoted, after_quote };
    State state_ = State::cell_start;
    bool opened_ = false;
    char delimiter_;
};

/// How many bytes of the text are whole rows.
std::size_t whole_rows(std::string_view text, char delimiter) {
    std::size_t whole = 0;
    if (find_whole_rows(text, delimiter, whole)) return whole;
    whole = 0;
    QuoteState state(delimiter);
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (state.take(text[i])) whole = i + 1;
    }
    return whole;
}

}  // namespace

bool is_blank_row(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c == ' ' || c == '\t'; });
}

bool is_ascii(std::string_view text) {
    unsigned char high = 0;
    for (const char c : text)
        high = static_cast<unsigned char>(high | static_cast<unsigned char>(c));
    return high < 0x80;
}

CsvReader::CsvReader(CsvChunk chunk)
    : buffer_(std::move(chunk.text)),
      end_(buffer_.size()),
      started_(true),
      exhausted_(true),
      delimiter_(chunk.delimiter),
      line_(chunk.first_line),
      may_be_quoted_(buffer_.find('"') != std::string::npos),
      may_be_foreign_(!is_ascii(buffer_)) {}

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
    const std::size_t room = std::max(kReadAtOnce, end_);
    if (buffer_.size() < end_ + room) buffer_.resize(end_ + room);
    const std::size_t count = source_->read(buffer_.data() + end_, buffer_.size() - end_);
    end_ += count;
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
            const bool quoted = may_be_quoted_ && std::memchr(buffer_.data() + position_, '"',
                                                              line_end - position_) != nullptr;
            if (!quoted) return line_end;
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
    QuoteState state(delimiter_);
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
            if (state.quoted()) {
                return error(ErrorCode::bad_csv, "A quote opened here is never closed.", opened);
            }
            return end_;
        }
        const char c = buffer_[position_ + offset];
        ++offset;
        if (state.take(c)) return position_ + offset;
        if (c == '\n') ++line;
        if (state.opened()) opened = line;
    }
}

Result<bool> CsvReader::cut(CsvChunk& chunk, std::size_t size) {
    if (!started_) {
        if (const Status status = start(); !status) return status.error();
    }
    while (true) {
        while (end_ - position_ < size && fill()) {
        }
        if (source_->failed()) {
            return error(ErrorCode::cannot_read, "The file cannot be read further.", line_);
        }
        const std::string_view text(buffer_.data() + position_, end_ - position_);
        if (text.empty()) return false;
        const std::size_t whole = exhausted_ ? text.size() : whole_rows(text, delimiter_);
        if (whole > 0) {
            chunk.text.assign(text.substr(0, whole));
            chunk.first_line = line_;
            chunk.delimiter = delimiter_;
            line_ += std::count(chunk.text.begin(), chunk.text.end(), '\n');
            position_ += whole;
            return true;
        }
        if (text.size() > kLongestRow) {
            return error(ErrorCode::bad_csv,
                         "The row is longer than 64 MB; is a quote missing, or is this no CSV?",
                         line_);
        }
        size = text.size() * 2;
    }
}

Status CsvReader::split(std::string_view row, CsvRow& out) {
    out.cells.clear();
    if (source_ != nullptr) unquoted_.clear();
    const bool plain = !may_be_quoted_ || row.find('"') == std::string_view::npos;
    std::size_t at = 0;
    while (true) {
        if (!plain && at < row.size() && row[at] == '"') {
            std::string& unquoted = unquoted_.emplace_back();
            ++at;
            while (true) {
                const std::size_t quote = row.find('"', at);
                if (quote == std::string_view::npos) {
                    return error(ErrorCode::bad_csv, "A quote opened here is never closed.", line_);
                }
                unquoted.append(row.substr(at, quote - at));
                at = quote + 1;
                if (at >= row.size() || row[at] != '"') break;
                unquoted += '"';
                ++at;
            }
            if (at < row.size() && row[at] != delimiter_) {
                return error(
                    ErrorCode::bad_csv,
                    "Text follows a closing quote; a quote inside quotes is doubled (\"\").",
                    line_);
            }
            out.cells.push_back(unquoted);
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
        if (source_ != nullptr && source_->failed()) {
            return error(ErrorCode::cannot_read, "The file cannot be read further.", line_);
        }
        if (*end == position_) return false;
        const std::string_view whole =
            std::string_view(buffer_).substr(position_, *end - position_);
        const std::string_view text = without_line_end(whole);
        const std::size_t bad = may_be_foreign_ ? first_not_utf8(text) : std::string_view::npos;
        if (bad != std::string_view::npos) {
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
        line_ += may_be_quoted_ ? std::count(whole.begin(), whole.end(), '\n') : 1;
        position_ = *end;
        if (!is_blank_row(text)) return true;
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
