// Records from JSON, read through the parser's events: no tree of the document is ever built.
#include <algorithm>
#include <array>
#include <bitset>
#include <optional>
#include <unordered_map>

#include "effaith/text_key.hpp"
#include "io/json_events.hpp"
#include "io/json_writer.hpp"
#include "io/record_source.hpp"
#include "one_line.hpp"

namespace effaith {
namespace {

/// Bytes of a source as an input iterator's state, with the line that they are on.
class ByteCursor {
  public:
    explicit ByteCursor(ByteSource& source) : source_(source) {
        // As many bytes as show what the file is, in however small pieces they come.
        while (size_ < kHeadBytes) {
            const std::size_t count = source_.read(block_.data() + size_, block_.size() - size_);
            if (count == 0) break;
            size_ += count;
        }
        read_ = size_;
    }
    bool at_end() const { return position_ == size_; }
    char current() const { return block_[position_]; }
    void advance() {
        last_ends_line_ = block_[position_] == '\n';
        if (last_ends_line_) ++line_;
        if (++position_ == size_) refill();
    }
    std::int64_t line() const { return line_; }
    /// The line of the byte before the one that was read last: a number ends at the byte after it.
    std::int64_t line_before() const { return line_ - (last_ends_line_ ? 1 : 0); }
    bool failed() const { return source_.failed(); }
    std::string_view head() const { return {block_.data(), size_}; }
    /// Notes that a value ends here; one that goes on for too long ends the bytes.
    void value_ends() { value_started_ = read_; }
    bool too_long() const { return too_long_; }
    /// Passes over blanks and a byte-order mark; false at the end.
    bool skip_blank() {
        constexpr std::string_view kSkipped = " \t\r\n";
        while (!at_end() && (kSkipped.find(current()) != std::string_view::npos ||
                             (first_ && std::string_view("\xEF\xBB\xBF").find(current()) !=
                                            std::string_view::npos))) {
            advance();
        }
        first_ = false;
        return !at_end();
    }

  private:
    void refill() {
        position_ = 0;
        too_long_ = read_ - value_started_ > kLongestValue;
        size_ = too_long_ ? 0 : source_.read(block_.data(), block_.size());
        read_ += size_;
    }
    static constexpr std::size_t kLongestValue = std::size_t{16} << 20;
    ByteSource& source_;
    std::array<char, 1U << 16U> block_;
    std::size_t position_ = 0;
    std::size_t size_ = 0;
    std::int64_t line_ = 1;
    bool first_ = true;
    bool last_ends_line_ = false;
    bool too_long_ = false;
    std::size_t read_ = 0;
    std::size_t value_started_ = 0;
};

class ByteIterator {
  public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char*;
    using reference = char;

    explicit ByteIterator(ByteCursor* cursor) : cursor_(cursor) {}
    char operator*() const { return cursor_->current(); }
    ByteIterator& operator++() {
        cursor_->advance();
        return *this;
    }
    ByteIterator operator++(int) {
        const ByteIterator before = *this;
        cursor_->advance();
        return before;
    }
    friend bool operator==(const ByteIterator& a, const ByteIterator& b) {
        return a.done() == b.done();
    }
    friend bool operator!=(const ByteIterator& a, const ByteIterator& b) { return !(a == b); }

  private:
    bool done() const { return cursor_ == nullptr || cursor_->at_end(); }
    ByteCursor* cursor_;
};

/// The events of a document turned into records.
class RecordEvents {
  public:
    RecordEvents(ByteCursor& cursor, RecordSink& sink) : cursor_(cursor), sink_(sink) {}

    bool null() {
        cursor_.value_ends();
        if (nested_ > 0) return nested_value([&] { carried_json_.null(); });
        list_item_done();
        if (state_ == State::record && is_records_key()) {
            return fail_here("`records` that is not a list");
        }
        return inside_record_or_fail();
    }
    bool boolean(bool value) {
        cursor_.value_ends();
        if (nested_ > 0) return nested_value([&] { carried_json_.boolean(value); });
        return scalar(value ? "true" : "false", false);
    }
    bool number_integer(std::int64_t value) { return number(std::to_string(value)); }
    bool number_unsigned(std::uint64_t value) { return number(std::to_string(value)); }
    bool number_float(long double, const std::string& raw) { return number(number_text(raw)); }
    bool string(std::string& value) {
        cursor_.value_ends();
        if (nested_ > 0) return nested_value([&] { carried_json_.text(value); });
        return scalar(value, false);
    }
    bool binary(const JsonEvents::binary_t&) { return false; }

    bool start_object(std::size_t) {
        cursor_.value_ends();
        if (++depth_ > kDeepestJson) return fail("The JSON is nested deeper than 64 levels.");
        if (state_ == State::record || state_ == State::wrapper) return start_nested(true);
        if (state_ == State::field_list) return fail_here("an object in the list of a field");
        start_record();
        return true;
    }
    bool end_object() {
        cursor_.value_ends();
        --depth_;
        if (nested_ > 0) return end_nested(true);
        return end_record();
    }
    bool start_array(std::size_t) {
        cursor_.value_ends();
        if (++depth_ > kDeepestJson) return fail("The JSON is nested deeper than 64 levels.");
        if (state_ == State::record && nested_ == 0 && is_records_key()) return start_records();
        if (state_ == State::record && nested_ == 0 && takes_list()) {
            state_ = State::field_list;
            list_count_ = 0;
            return true;
        }
        if (state_ == State::record || state_ == State::wrapper) return start_nested(false);
        if (state_ == State::field_list) return fail_here("a list in the list of a field");
        if (state_ == State::records) return fail_here("a list among the records");
        state_ = State::records;
        return true;
    }
    bool end_array() {
        cursor_.value_ends();
        --depth_;
        if (nested_ > 0) return end_nested(false);
        if (state_ == State::field_list) {
            state_ = State::record;
        } else {
            state_ = inside_wrapper_ ? State::wrapper : State::outside;
        }
        return true;
    }
    bool key(std::string& name) {
        cursor_.value_ends();
        if (nested_ > 0) return nested_value([&] { carried_json_.key(name); });
        if (state_ == State::wrapper) {
            return name == "records" ? fail("The key \"records\" is given twice.") : beside(name);
        }
        return start_field(name);
    }
    template <class Exception>
    bool parse_error(std::size_t, const std::string& token, const Exception& fault) {
        if (cursor_.too_long()) return fail("A value is longer than 16 MB; is a quote missing?");
        if (fault.id == 406) {
            at_number_ = true;
            return fail("The number " + for_message(token) + " is too large to hold.");
        }
        const std::string what = fault.what();
        if (what.find("ill-formed UTF-8") != std::string::npos) {
            fail(
                "The text is not UTF-8; if it was saved as Windows-1252, add the option "
                "--encoding windows-1252.");
            error_->code = ErrorCode::bad_encoding;
            return false;
        }
        return fail("This is not JSON: " + json_fault(what) + ".");
    }

    const std::optional<Error>& error() const { return error_; }

  private:
    enum class State { outside, records, record, field_list, wrapper };

    bool fail(std::string message) {
        if (!error_) {
            error_ = one_line(Error{
                ErrorCode::bad_json, std::move(message),
                "line " + std::to_string(at_number_ ? cursor_.line_before() : cursor_.line())});
        }
        return false;
    }
    bool fail_here(const std::string& what) {
        return fail("Found " + what + " (record " + std::to_string(raw_.row + 1) +
                    "); accepted: a list of records, each an object of text, numbers and null.");
    }

    bool inside_record_or_fail() {
        if (state_ == State::record || state_ == State::field_list || state_ == State::wrapper) {
            return true;
        }
        return fail_here("a value that is not an object");
    }

    bool number(const std::string& text) {
        cursor_.value_ends();
        if (nested_ > 0) return nested_value([&] { carried_json_.raw(text); });
        at_number_ = true;
        const bool going_on = scalar(text, true);
        at_number_ = false;
        return going_on;
    }

    template <class Write>
    bool nested_value(Write write) {
        write();
        return true;
    }

    void start_record() {
        state_ = State::record;
        for (std::string& text : texts_)
            text.clear();
        numbers_.reset();
        seen_.reset();
        raw_.roles_beyond = 0;
        carried_.clear();
        raw_.line = cursor_.line();
        field_.reset();
        first_key_.clear();
    }

    bool beside(const std::string& name) {
        return fail("The key \"" + for_message(name) +
                    "\" stands beside \"records\"; accepted: an object of \"records\" alone.");
    }

    /// An object whose `records` is a list holds records, and nothing else.
    bool is_records_key() const { return key_ == "records"; }
    bool start_records() {
        if (inside_wrapper_) return fail_here("a list `records` in a record");
        if (first_key_ != "records") return beside(first_key_);
        inside_wrapper_ = true;
        wrapper_depth_ = depth_ - 1;
        state_ = State::records;
        return true;
    }

    bool end_record() {
        if (inside_wrapper_ && depth_ + 1 == wrapper_depth_) {
            inside_wrapper_ = false;
            state_ = State::outside;
            return true;
        }
        state_ = depth_ == 0 ? State::outside : State::records;
        ++raw_.row;
        for (std::size_t i = 0; i < kFieldCount; ++i)
            raw_.cells[i] = {texts_[i], numbers_[i]};
        raw_.carried.clear();
        for (const Carried& cell : carried_) {
            raw_.carried.push_back({cell.column, cell.text, cell.kind});
        }
        if (sink_.record(raw_)) return true;
        error_ = Error{ErrorCode::cancelled, "Stopped.", ""};
        return false;
    }

    bool start_field(const std::string& name) {
        key_ = name;
        if (first_key_.empty()) first_key_ = name;
        field_.reset();
        for (std::size_t i = 0; i < kFieldCount; ++i) {
            if (name == kFieldNames[i]) field_ = static_cast<Field>(i);
        }
        if (field_) {
            const auto index = static_cast<std::size_t>(*field_);
            if (seen_[index]) return fail("The key \"" + name + "\" is given twice in one record.");
            seen_.set(index);
            return true;
        }
        for (const Carried& cell : carried_) {
            if (names_[cell.column] == name) {
                return fail("The key \"" + for_message(name) + "\" is given twice in one record.");
            }
        }
        return true;
    }

    /// Whether the field at hand may be a list: roles and weekdays.
    bool takes_list() const { return field_ == Field::delivered_by || field_ == Field::weekdays; }

    void set(Field field, std::string_view text, bool is_number) {
        const auto index = static_cast<std::size_t>(field);
        texts_[index] = text;
        numbers_.set(index, is_number);
    }

    bool scalar(std::string_view text, bool is_number) {
        if (state_ == State::wrapper) return true;
        if (state_ == State::field_list) return list_item(text);
        if (state_ != State::record) return fail_here("a value that is not an object");
        if (field_) {
            set(*field_, text, is_number);
        } else if (key_ != "records") {
            carry(text, is_number ? CarriedCell::Kind::number : CarriedCell::Kind::text);
        } else {
            return fail_here("`records` that is not a list");
        }
        return true;
    }

    void list_item_done() {
        if (state_ == State::field_list) ++list_count_;
    }

    bool list_item(std::string_view text) {
        const std::size_t position = list_count_++;
        if (field_ == Field::weekdays) {
            std::string& days = texts_[static_cast<std::size_t>(Field::weekdays)];
            if (!days.empty()) days += ',';
            days += text;
            return true;
        }
        if (position >= kMostRoles) {
            if (!trimmed(text).empty()) ++raw_.roles_beyond;
            return true;
        }
        const auto field =
            static_cast<Field>(static_cast<std::size_t>(Field::delivered_by) + position);
        if (position > 0) {
            const auto index = static_cast<std::size_t>(field);
            if (seen_[index])
                return fail("The role " + std::to_string(position + 1) + " is given twice.");
            seen_.set(index);
        }
        set(field, text, false);
        return true;
    }

    bool start_nested(bool object) {
        if (nested_ == 0 && state_ == State::record && is_records_key()) {
            return fail_here("`records` that is not a list");
        }
        if (nested_ == 0 && state_ == State::record && field_) {
            return fail("\"" + for_message(key_) + "\" of record " + std::to_string(raw_.row + 1) +
                        " is " + (object ? "an object" : "a list") +
                        "; accepted: text, a number or null.");
        }
        if (nested_++ == 0) carried_json_.clear();
        object ? carried_json_.begin_object() : carried_json_.begin_list();
        return true;
    }
    bool end_nested(bool object) {
        object ? carried_json_.end_object() : carried_json_.end_list();
        if (--nested_ == 0 && state_ == State::record) {
            carry(carried_json_.text(), CarriedCell::Kind::json);
        }
        return true;
    }

    std::size_t note_column(const std::string& name) {
        const auto [entry, fresh] = columns_.emplace(name, names_.size());
        if (fresh) {
            names_.push_back(name);
            sink_.carried_column(name);
        }
        return entry->second;
    }

    void carry(std::string_view text, CarriedCell::Kind kind) {
        carried_.push_back({note_column(key_), std::string(text), kind});
    }

    struct Carried {
        std::size_t column;
        std::string text;
        CarriedCell::Kind kind;
    };

    ByteCursor& cursor_;
    bool at_number_ = false;
    RecordSink& sink_;
    State state_ = State::outside;
    std::size_t depth_ = 0;
    int nested_ = 0;
    bool inside_wrapper_ = false;
    std::size_t wrapper_depth_ = 0;
    std::string key_;
    std::string first_key_;  // of the record at hand
    std::optional<Field> field_;
    std::size_t list_count_ = 0;
    std::array<std::string, kFieldCount> texts_;
    std::bitset<kFieldCount> numbers_;
    std::bitset<kFieldCount> seen_;
    std::vector<Carried> carried_;
    std::unordered_map<std::string, std::size_t> columns_;
    std::vector<std::string> names_;
    JsonWriter carried_json_;
    RawRecord raw_;
    std::optional<Error> error_;
};

}  // namespace

Status read_json_records(ByteSource& source, RecordSink& sink) {
    ByteCursor cursor(source);
    if (const std::string other = what_it_is(cursor.head()); !other.empty()) {
        return Error{ErrorCode::bad_encoding, other, "line 1"};
    }
    const Error unread{ErrorCode::cannot_read, "The file cannot be read further.", ""};
    if (!cursor.skip_blank()) {
        if (cursor.failed()) return unread;
        return Error{ErrorCode::bad_json, "The file is empty.", ""};
    }
    RecordEvents events(cursor, sink);
    while (cursor.skip_blank()) {
        const bool read =
            JsonEvents::sax_parse(ByteIterator(&cursor), ByteIterator(nullptr), &events,
                                  nlohmann::detail::input_format_t::json, false);
        if (cursor.failed()) return unread;
        if (events.error()) return *events.error();
        if (!read) return Error{ErrorCode::bad_json, "This is not JSON.", ""};
    }
    if (cursor.failed()) return unread;
    return Done{};
}

}  // namespace effaith
