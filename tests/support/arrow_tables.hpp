// Tables of text as Arrow streams, laid out by hand in every kind of column that records come in.
#pragma once

#include <cerrno>
#include <charconv>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dice.hpp"
#include "effaith/arrow_c.h"
#include "effaith/date.hpp"
#include "effaith/fixed.hpp"

namespace support {

/// How a column of text is laid out.
enum class Kind : std::uint8_t {
    utf8,
    large_utf8,
    utf8_view,
    words32,  ///< a dictionary of text, indices of 32 bits
    words8,   ///< the same, for few different texts
    int32,
    int64,
    int16,
    float64,
    float32,
    decimal128,  ///< at 6 places
    numbers32,   ///< a dictionary of doubles
    date32,
    timestamp,  ///< in microseconds
    list,       ///< of text; the items of a cell stand between kItemEnd
    large_list,
    word_list,  ///< of a dictionary of text
    nothing     ///< the kind null
};

inline constexpr char kItemEnd = '\x1f';

inline bool is_number(Kind kind) {
    return kind >= Kind::int32 && kind <= Kind::numbers32;
}
inline bool is_list(Kind kind) {
    return kind >= Kind::list && kind <= Kind::word_list;
}

inline std::string format_of(Kind kind) {
    switch (kind) {
        case Kind::utf8:
            return "u";
        case Kind::large_utf8:
            return "U";
        case Kind::utf8_view:
            return "vu";
        case Kind::words32:
        case Kind::numbers32:
        case Kind::int32:
            return "i";
        case Kind::words8:
            return "c";
        case Kind::int64:
            return "l";
        case Kind::int16:
            return "s";
        case Kind::float64:
            return "g";
        case Kind::float32:
            return "f";
        case Kind::decimal128:
            return "d:38,6";
        case Kind::date32:
            return "tdD";
        case Kind::timestamp:
            return "tsu:UTC";
        case Kind::list:
        case Kind::word_list:
            return "+l";
        case Kind::large_list:
            return "+L";
        case Kind::nothing:
            return "n";
    }
    return "";
}

/// A date of the form 2023-09-04 as days since 1970; none for other text.
inline std::optional<std::int64_t> days_of(const std::string& text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const auto date = effaith::Date::from_ymd(std::atoi(text.c_str()), std::atoi(text.c_str() + 5),
                                              std::atoi(text.c_str() + 8));
    if (!date) return std::nullopt;
    return date->days();
}

/// Digits with a point, as they are written back: no zeros at either end that say nothing, and so
/// few digits that a binary fraction keeps them.
inline bool is_plain_decimal(const std::string& text, std::size_t most_digits) {
    const std::size_t begin = text.rfind('-', 0) == 0 ? 1 : 0;
    const std::size_t point = text.find('.');
    const std::string whole = text.substr(begin, point - begin);
    const std::string rest = point == std::string::npos ? "" : text.substr(point + 1);
    const auto digits = [](const std::string& part) {
        return part.find_first_not_of("0123456789") == std::string::npos;
    };
    if (whole.empty() || !digits(whole) || !digits(rest)) return false;
    if (whole.size() > 1 && whole.front() == '0') return false;
    if (point != std::string::npos && (rest.empty() || rest.back() == '0')) return false;
    if (begin == 1 && whole == "0" && rest.empty()) return false;
    return whole.size() + rest.size() <= most_digits;
}

/// Whether a column of the kind can hold the text so that the same text comes out.
inline bool fits(Kind kind, const std::string& text) {
    if (text.empty()) return true;
    const bool whole = is_plain_decimal(text, 15) && text.find('.') == std::string::npos;
    switch (kind) {
        case Kind::int16:
            return whole && text.size() <= 4;
        case Kind::int32:
            return whole && text.size() <= 9;
        case Kind::int64:
            return whole;
        case Kind::float64:
        case Kind::numbers32:
            return is_plain_decimal(text, 15);
        case Kind::float32:
            return is_plain_decimal(text, 6);
        case Kind::decimal128:
            return is_plain_decimal(text, 30) &&
                   (text.find('.') == std::string::npos || text.size() - text.find('.') <= 7);
        case Kind::date32:
        case Kind::timestamp:
            return days_of(text).has_value();
        case Kind::nothing:
            return false;
        default:
            return true;
    }
}

/// The items of a cell of a list.
inline std::vector<std::string> items_of(const std::string& cell) {
    std::vector<std::string> items;
    std::string item;
    for (const char c : cell) {
        if (c != kItemEnd) {
            item += c;
            continue;
        }
        items.push_back(item);
        item.clear();
    }
    return items;
}

/// An array and all that it points to.
class Memory {
  public:
    ArrowArray array{};

    template <class T>
    Memory& buffer(const std::vector<T>& values) {
        auto& place = memory_.emplace_back(values.size() * sizeof(T) / 8 + 1);
        if (!values.empty()) std::memcpy(place.data(), values.data(), values.size() * sizeof(T));
        return raw(place.data());
    }
    Memory& raw(const void* data) {
        buffers_.push_back(data);
        array.buffers = buffers_.data();
        array.n_buffers = static_cast<std::int64_t>(buffers_.size());
        return *this;
    }
    /// The first buffer: which rows are there.
    Memory& bitmap(const std::vector<bool>& there) {
        bool all = true;
        std::vector<std::uint8_t> bits(there.size() / 8 + 1);
        for (std::size_t i = 0; i < there.size(); ++i) {
            bits[i / 8] = static_cast<std::uint8_t>(bits[i / 8] | (there[i] ? 1U << (i % 8) : 0U));
            all = all && there[i];
        }
        array.null_count = all ? 0 : -1;
        return all ? raw(nullptr) : buffer(bits);
    }
    Memory& child(std::unique_ptr<Memory> other) {
        parts_.push_back(std::move(other));
        children_.push_back(&parts_.back()->array);
        array.children = children_.data();
        array.n_children = static_cast<std::int64_t>(children_.size());
        return *this;
    }
    Memory& dictionary(std::unique_ptr<Memory> other) {
        parts_.push_back(std::move(other));
        array.dictionary = &parts_.back()->array;
        return *this;
    }
    Memory() {
        array.release = [](ArrowArray* gone) { gone->release = nullptr; };
    }
    Memory(const Memory&) = delete;
    Memory& operator=(const Memory&) = delete;
    virtual ~Memory() = default;

  private:
    std::list<std::vector<std::uint64_t>> memory_;
    std::vector<const void*> buffers_;
    std::vector<ArrowArray*> children_;
    std::vector<std::unique_ptr<Memory>> parts_;
};

/// Hands the array over: whoever gets it frees all.
inline void hand_over(std::unique_ptr<Memory> memory, ArrowArray* out) {
    *out = memory->array;
    out->private_data = memory.release();
    out->release = [](ArrowArray* gone) {
        delete static_cast<Memory*>(gone->private_data);
        gone->release = nullptr;
    };
}

namespace detail {

using Cells = std::vector<std::string>;

template <class T>
std::vector<T> numbers_of(const Cells& cells, const std::function<T(const std::string&)>& read) {
    std::vector<T> values;
    for (const std::string& cell : cells)
        values.push_back(cell.empty() ? T{7} : read(cell));
    return values;
}

template <class Offset>
std::unique_ptr<Memory> texts(const Cells& cells, const std::vector<bool>& there) {
    auto memory = std::make_unique<Memory>();
    std::vector<Offset> offsets{0};
    std::string bytes;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (there[i]) bytes += cells[i];
        offsets.push_back(static_cast<Offset>(bytes.size()));
    }
    memory->array.length = static_cast<std::int64_t>(cells.size());
    memory->bitmap(there).buffer(offsets).buffer(std::vector<char>(bytes.begin(), bytes.end()));
    return memory;
}

inline std::unique_ptr<Memory> views(const Cells& cells, const std::vector<bool>& there) {
    auto memory = std::make_unique<Memory>();
    std::vector<std::int32_t> words;
    std::string bytes;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const std::string text = there[i] ? cells[i] : "";
        std::int32_t view[4] = {static_cast<std::int32_t>(text.size()), 0, 0, 0};
        std::memcpy(view + 1, text.data(), text.size() <= 12 ? text.size() : 4);
        if (text.size() > 12) {
            view[3] = static_cast<std::int32_t>(bytes.size());
            bytes += text;
        }
        words.insert(words.end(), view, view + 4);
    }
    memory->array.length = static_cast<std::int64_t>(cells.size());
    memory->bitmap(there).buffer(words).buffer(std::vector<char>(bytes.begin(), bytes.end()));
    memory->buffer(std::vector<std::int64_t>{static_cast<std::int64_t>(bytes.size())});
    return memory;
}

template <class T>
std::unique_ptr<Memory> fixed(const std::vector<T>& values, const std::vector<bool>& there,
                              std::size_t words = 1) {
    auto memory = std::make_unique<Memory>();
    memory->array.length = static_cast<std::int64_t>(values.size() / words);
    memory->bitmap(there).buffer(values);
    return memory;
}

inline double real_of(const std::string& text) {
    return std::strtod(text.c_str(), nullptr);
}

/// The different texts in an order of their own, a null among them now and then.
template <class Index>
std::unique_ptr<Memory> categories(const Cells& cells, std::vector<bool> there, bool numbers,
                                   Dice& dice) {
    std::map<std::string, std::size_t> known;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (there[i]) known.emplace(cells[i], 0);
    }
    if (known.size() < 100 && dice.one_in(4)) known.emplace(numbers ? "987" : "no such word", 0);
    Cells words;
    for (const auto& [word, at] : known)
        words.push_back(word);
    const bool null_word = words.size() < 100 && dice.one_in(3);
    if (null_word) words.push_back("");
    dice.shuffle(words);
    std::vector<bool> words_there(words.size(), true);
    std::size_t null_at = words.size();
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (!words[i].empty()) {
            known[words[i]] = i;
        } else if (null_word) {
            words_there[i] = false;
            null_at = i;
        }
    }
    // An empty text among the words is the null one where there is one.
    if (null_at < words.size()) known[""] = null_at;
    for (std::size_t i = 0; i < words.size() && null_at == words.size(); ++i) {
        if (words[i].empty()) known[""] = i;
    }
    std::vector<Index> indices;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (!there[i] && null_at < words.size() && dice.one_in(2)) there[i] = true;
        const std::size_t at =
            !there[i] ? (words.empty() ? 0 : dice.below(words.size()))
                      : (cells[i].empty() && null_at < words.size() ? null_at : known[cells[i]]);
        indices.push_back(static_cast<Index>(at));
    }
    std::unique_ptr<Memory> memory = fixed(indices, there);
    memory->dictionary(numbers ? fixed(numbers_of<double>(words, real_of), words_there)
                               : texts<std::int32_t>(words, words_there));
    return memory;
}

template <class Offset>
std::unique_ptr<Memory> lists(const Cells& cells, const std::vector<bool>& there, bool words,
                              Dice& dice) {
    auto memory = std::make_unique<Memory>();
    Cells items{"an item of no row"};
    std::vector<Offset> offsets{1};
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (there[i]) {
            for (const std::string& item : items_of(cells[i]))
                items.push_back(item);
        }
        offsets.push_back(static_cast<Offset>(items.size()));
    }
    std::vector<bool> items_there;
    for (const std::string& item : items)
        items_there.push_back(!item.empty() || dice.one_in(2));
    memory->array.length = static_cast<std::int64_t>(cells.size());
    memory->bitmap(there).buffer(offsets);
    memory->child(words ? categories<std::int32_t>(items, items_there, false, dice)
                        : texts<std::int32_t>(items, items_there));
    return memory;
}

inline std::vector<std::uint64_t> decimal_words(const Cells& cells) {
    std::vector<std::uint64_t> words;
    for (const std::string& cell : cells) {
        std::string digits = cell;
        const std::size_t point = digits.find('.');
        const std::size_t places = point == std::string::npos ? 0 : digits.size() - point - 1;
        if (point != std::string::npos) digits.erase(point, 1);
        digits.append(6 - places, '0');
        const bool negative = !cell.empty() && digits.front() == '-';
        std::uint64_t high = 0;
        std::uint64_t low = 0;
        for (const char c : digits) {
            if (c == '-') continue;
            const std::uint64_t head = (low >> 32U) * 10;
            const std::uint64_t tail = (low & 0xFFFFFFFFU) * 10 + static_cast<unsigned>(c - '0');
            high = high * 10 + ((head + (tail >> 32U)) >> 32U);
            low = (head << 32U) + tail;
        }
        if (negative) {
            high = ~high + (low == 0 ? 1U : 0U);
            low = ~low + 1U;
        }
        words.push_back(low);
        words.push_back(high);
    }
    return words;
}

}  // namespace detail

/// The cells as an array of the kind. What stands empty becomes a null, or an empty text.
inline std::unique_ptr<Memory> array_of(Kind kind, const std::vector<std::string>& cells,
                                        Dice& dice) {
    std::vector<bool> there;
    for (const std::string& cell : cells) {
        const bool can_be_empty = kind <= Kind::words8 || is_list(kind);
        there.push_back(!cell.empty() || (can_be_empty && dice.one_in(2)));
    }
    const auto whole = [](const std::string& text) { return std::atoll(text.c_str()); };
    switch (kind) {
        case Kind::utf8:
            return detail::texts<std::int32_t>(cells, there);
        case Kind::large_utf8:
            return detail::texts<std::int64_t>(cells, there);
        case Kind::utf8_view:
            return detail::views(cells, there);
        case Kind::words32:
            return detail::categories<std::int32_t>(cells, there, false, dice);
        case Kind::words8:
            return detail::categories<std::int8_t>(cells, there, false, dice);
        case Kind::numbers32:
            return detail::categories<std::int32_t>(cells, there, true, dice);
        case Kind::int16:
            return detail::fixed(
                detail::numbers_of<std::int16_t>(cells,
                                                 [&](const std::string& text) {
                                                     return static_cast<std::int16_t>(whole(text));
                                                 }),
                there);
        case Kind::int32:
            return detail::fixed(
                detail::numbers_of<std::int32_t>(cells,
                                                 [&](const std::string& text) {
                                                     return static_cast<std::int32_t>(whole(text));
                                                 }),
                there);
        case Kind::int64:
            return detail::fixed(detail::numbers_of<std::int64_t>(cells, whole), there);
        case Kind::float64:
            return detail::fixed(detail::numbers_of<double>(cells, detail::real_of), there);
        case Kind::float32:
            return detail::fixed(
                detail::numbers_of<float>(
                    cells,
                    [](const std::string& text) { return std::strtof(text.c_str(), nullptr); }),
                there);
        case Kind::decimal128:
            return detail::fixed(detail::decimal_words(cells), there, 2);
        case Kind::date32:
            return detail::fixed(detail::numbers_of<std::int32_t>(
                                     cells,
                                     [](const std::string& text) {
                                         return static_cast<std::int32_t>(*days_of(text));
                                     }),
                                 there);
        case Kind::timestamp:
            return detail::fixed(
                detail::numbers_of<std::int64_t>(cells,
                                                 [](const std::string& text) {
                                                     constexpr std::int64_t kDay = 86400000000;
                                                     return *days_of(text) * kDay + kDay / 2;
                                                 }),
                there);
        case Kind::list:
            return detail::lists<std::int32_t>(cells, there, false, dice);
        case Kind::word_list:
            return detail::lists<std::int32_t>(cells, there, true, dice);
        case Kind::large_list:
            return detail::lists<std::int64_t>(cells, there, false, dice);
        case Kind::nothing: {
            auto memory = std::make_unique<Memory>();
            memory->array.length = memory->array.null_count =
                static_cast<std::int64_t>(cells.size());
            return memory;
        }
    }
    return nullptr;
}

struct TableColumn {
    std::string name;
    Kind kind = Kind::utf8;
    std::vector<std::string> cells;
};

/// What a table's stream says of its columns.
class TableSchema {
  public:
    static void make(const std::vector<TableColumn>& columns, ArrowSchema* out) {
        auto whole = std::make_unique<TableSchema>("+s", "");
        for (const TableColumn& column : columns) {
            auto part = std::make_unique<TableSchema>(format_of(column.kind), column.name);
            const bool numbers = column.kind == Kind::numbers32;
            if (column.kind == Kind::words8 || column.kind == Kind::words32 || numbers) {
                part->dictionary(std::make_unique<TableSchema>(numbers ? "g" : "u", ""));
            }
            if (is_list(column.kind)) {
                const bool words = column.kind == Kind::word_list;
                auto item = std::make_unique<TableSchema>(words ? "i" : "u", "item");
                if (words) item->dictionary(std::make_unique<TableSchema>("u", ""));
                part->child(std::move(item));
            }
            whole->child(std::move(part));
        }
        *out = whole->schema_;
        out->private_data = whole.release();
        out->release = [](ArrowSchema* gone) {
            delete static_cast<TableSchema*>(gone->private_data);
            gone->release = nullptr;
        };
    }
    TableSchema(std::string format, std::string name)
        : format_(std::move(format)), name_(std::move(name)) {
        schema_.format = format_.c_str();
        schema_.name = name_.c_str();
        schema_.flags = ARROW_FLAG_NULLABLE;
        schema_.release = [](ArrowSchema* gone) { gone->release = nullptr; };
    }

  private:
    void child(std::unique_ptr<TableSchema> part) {
        parts_.push_back(std::move(part));
        children_.push_back(&parts_.back()->schema_);
        schema_.children = children_.data();
        schema_.n_children = static_cast<std::int64_t>(children_.size());
    }
    void dictionary(std::unique_ptr<TableSchema> part) {
        parts_.push_back(std::move(part));
        schema_.dictionary = &parts_.back()->schema_;
    }
    std::string format_;
    std::string name_;
    ArrowSchema schema_{};
    std::vector<ArrowSchema*> children_;
    std::vector<std::unique_ptr<TableSchema>> parts_;
};

/// A stream of a table in batches of random sizes, some of them empty and some of them slices.
class TableStream {
  public:
    struct Options {
        std::uint64_t seed = 1;
        std::size_t most_rows = 3000;  ///< of a batch
        std::string error;             ///< what the stream says in place of its end
        int* releases = nullptr;       ///< counted here
    };

    static ArrowArrayStream of(std::vector<TableColumn> columns, Options options) {
        ArrowArrayStream stream{};
        stream.private_data = new TableStream(std::move(columns), std::move(options));
        stream.get_schema = [](ArrowArrayStream* self, ArrowSchema* out) {
            TableSchema::make(of(self).columns_, out);
            return 0;
        };
        stream.get_next = [](ArrowArrayStream* self, ArrowArray* out) {
            return of(self).next(out);
        };
        stream.get_last_error = [](ArrowArrayStream* self) {
            return of(self).options_.error.c_str();
        };
        stream.release = [](ArrowArrayStream* self) {
            if (of(self).options_.releases != nullptr) ++*of(self).options_.releases;
            delete &of(self);
            self->release = nullptr;
        };
        return stream;
    }

  private:
    TableStream(std::vector<TableColumn> columns, Options options)
        : columns_(std::move(columns)), options_(std::move(options)), dice_(options_.seed) {}
    static TableStream& of(ArrowArrayStream* stream) {
        return *static_cast<TableStream*>(stream->private_data);
    }

    int next(ArrowArray* out) {
        *out = {};
        const std::size_t rows = columns_.empty() ? 0 : columns_.front().cells.size();
        if (at_ == rows) return options_.error.empty() ? 0 : EIO;
        const std::size_t count =
            dice_.one_in(9) ? 0 : std::min(rows - at_, 1 + dice_.below(options_.most_rows));
        // Rows before and after that a slice leaves out, as a whole or column by column.
        const std::size_t before = dice_.one_in(2) ? dice_.below(20) : 0;
        const bool batch_slice = dice_.one_in(2);
        auto batch = std::make_unique<Memory>();
        batch->raw(nullptr);
        batch->array.length = static_cast<std::int64_t>(count);
        batch->array.offset = batch_slice ? static_cast<std::int64_t>(before) : 0;
        for (const TableColumn& column : columns_) {
            std::vector<std::string> cells;
            const std::size_t extra = dice_.below(3);
            for (std::size_t i = 0; i < before + count + extra; ++i) {
                const std::size_t row = at_ + i - before;
                const bool inside = i >= before && row < rows;
                cells.push_back(inside ? column.cells[row] : column.cells[dice_.below(rows)]);
            }
            std::unique_ptr<Memory> array = array_of(column.kind, cells, dice_);
            if (!batch_slice) {
                array->array.offset = static_cast<std::int64_t>(before);
                array->array.length -= static_cast<std::int64_t>(before);
                if (column.kind == Kind::nothing) array->array.null_count = array->array.length;
            }
            batch->child(std::move(array));
        }
        at_ += count;
        hand_over(std::move(batch), out);
        return 0;
    }

    std::vector<TableColumn> columns_;
    Options options_;
    Dice dice_;
    std::size_t at_ = 0;
};

}  // namespace support
