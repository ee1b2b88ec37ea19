#include "arrow/builder.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>
#include <utility>

#include "arrow/owned.hpp"
#include "arrow/schema_copy.hpp"
#include "wide_words.hpp"

namespace effaith {
namespace {

constexpr std::size_t kLine = 64;

std::size_t width_of(ArrowField::Kind kind) {
    switch (kind) {
        case ArrowField::Kind::decimal128:
            return 16;
        case ArrowField::Kind::words8:
            return 1;
        case ArrowField::Kind::utf8:
        case ArrowField::Kind::words32:
            return 4;
        default:
            return 8;
    }
}

std::string format_of(const ArrowField& field) {
    switch (field.kind) {
        case ArrowField::Kind::int64:
            return "l";
        case ArrowField::Kind::float64:
            return "g";
        case ArrowField::Kind::decimal128:
            return "d:38," + std::to_string(field.places);
        case ArrowField::Kind::utf8:
            return "u";
        case ArrowField::Kind::words8:
            return "c";
        case ArrowField::Kind::words32:
            return "i";
    }
    return "n";
}

std::size_t bytes_of_bits(std::int64_t bits) {
    return static_cast<std::size_t>((bits + 7) / 8);
}

std::int64_t count_nulls(const std::uint8_t* bits, std::int64_t rows) {
    std::int64_t set = 0;
    const std::int64_t whole = rows / 8;
    std::int64_t i = 0;
    for (; i + 8 <= whole; i += 8) {
        std::uint64_t eight = 0;
        std::memcpy(&eight, bits + i, sizeof eight);
        set += std::popcount(eight);
    }
    for (; i < whole; ++i)
        set += std::popcount(bits[i]);
    const unsigned mask = (1U << (rows % 8)) - 1U;
    if (mask != 0) set += std::popcount(bits[whole] & mask);
    return rows - set;
}

}  // namespace

ArrowBuffer::ArrowBuffer(std::size_t bytes)
    : size_(std::max(kLine, (bytes + kLine - 1) / kLine * kLine)) {
    data_.reset(new (std::align_val_t{kLine}) std::byte[size_]);
    std::memset(data_.get() + size_ - kLine, 0, kLine);
}

void ArrowBuffer::grow(std::size_t bytes, std::size_t used) {
    if (bytes <= size_) return;
    ArrowBuffer larger(std::max(bytes, 2 * size_));
    if (used > 0) std::memcpy(larger.data(), data(), used);
    *this = std::move(larger);
}

std::shared_ptr<const ArrowWords> ArrowWords::of(std::span<const std::string_view> words) {
    std::size_t bytes = 0;
    for (const std::string_view word : words)
        bytes += word.size();
    const std::shared_ptr<ArrowWords> all(new ArrowWords);
    all->count_ = static_cast<std::int64_t>(words.size());
    all->offsets_ = ArrowBuffer((words.size() + 1) * sizeof(std::int32_t));
    all->text_ = ArrowBuffer(bytes);
    auto* offsets = all->offsets_.as<std::int32_t>();
    std::int32_t end = 0;
    for (std::size_t i = 0; i < words.size(); ++i) {
        offsets[i] = end;
        std::copy(words[i].begin(), words[i].end(), all->text_.as<char>() + end);
        end += static_cast<std::int32_t>(words[i].size());
    }
    offsets[words.size()] = end;
    return all;
}

std::shared_ptr<const ArrowWords> ArrowWords::of(const std::vector<std::string>& words) {
    const std::vector<std::string_view> views(words.begin(), words.end());
    return of(std::span<const std::string_view>(views));
}

std::string_view ArrowWords::word(std::int64_t i) const {
    const auto* at = offsets_.as<std::int32_t>() + i;
    return {text_.as<char>() + at[0], static_cast<std::size_t>(at[1] - at[0])};
}

void export_arrow_schema(std::span<const ArrowField> fields, ArrowSchema* out) {
    ArrowSchemaNode table;
    table.format = "+s";
    for (const ArrowField& field : fields) {
        ArrowSchemaNode column;
        column.format = format_of(field);
        column.name = field.name;
        column.flags = field.nullable ? ARROW_FLAG_NULLABLE : 0;
        if (field.words != nullptr) {
            ArrowSchemaNode words;
            words.format = "u";
            ArrowSchemaNode::give(std::move(words), column.dictionary.get());
        }
        table.children.emplace_back();
        ArrowSchemaNode::give(std::move(column), table.children.back().get());
    }
    ArrowSchemaNode::give(std::move(table), out);
}

ArrowColumnBuilder::ArrowColumnBuilder(const ArrowField& field, std::int64_t rows,
                                       std::size_t bytes)
    : kind_(field.kind), rows_(rows), words_(field.words) {
    const bool is_text = kind_ == ArrowField::Kind::utf8;
    const auto count = static_cast<std::size_t>(rows) + (is_text ? 1 : 0);
    values_ = ArrowBuffer(count * width_of(kind_));
    if (!is_text) return;
    text_ = ArrowBuffer(bytes);
    values_.as<std::int32_t>()[0] = 0;
}

ArrowColumnBuilder::ArrowColumnBuilder(const ArrowField& field, std::int64_t rows,
                                       std::shared_ptr<const ArrowBuffer> zeros)
    : kind_(field.kind), rows_(rows), words_(field.words), zeros_(std::move(zeros)) {}

void ArrowColumnBuilder::wake() {
    if (!sleeps()) return;
    zeros_.reset();
    values_ = ArrowBuffer(static_cast<std::size_t>(rows_) * width_of(kind_));
    set_nulls(0, rows_);
}

std::uint8_t* ArrowColumnBuilder::validity() {
    if (validity_.size() == 0) {
        validity_ = ArrowBuffer(bytes_of_bits(rows_));
        std::memset(validity_.data(), 0xFF, bytes_of_bits(rows_));
    }
    return validity_.as<std::uint8_t>();
}

void ArrowColumnBuilder::set_decimal(std::int64_t i, const Int128& raw) {
    const WideWords halves = words_of(raw);
    constexpr bool kLowFirst = std::endian::native == std::endian::little;
    std::uint64_t* words = decimal_words() + 2 * i;
    words[kLowFirst ? 0 : 1] = halves.low;
    words[kLowFirst ? 1 : 0] = halves.high;
}

void ArrowColumnBuilder::set_decimals(std::int64_t at, const std::int64_t* raws, std::size_t rows) {
    constexpr bool kLowFirst = std::endian::native == std::endian::little;
    std::uint64_t* words = decimal_words() + 2 * at;
    for (std::size_t row = 0; row < rows; ++row) {
        words[2 * row + (kLowFirst ? 0 : 1)] = static_cast<std::uint64_t>(raws[row]);
        words[2 * row + (kLowFirst ? 1 : 0)] = raws[row] < 0 ? ~std::uint64_t{0} : 0;
    }
}

void ArrowColumnBuilder::set_nulls(std::int64_t at, std::int64_t rows) {
    const std::size_t width = width_of(kind_);
    std::memset(values_.data() + static_cast<std::size_t>(at) * width, 0,
                static_cast<std::size_t>(rows) * width);
    std::uint8_t* bits = validity();
    std::int64_t i = at;
    for (; i < at + rows && (i & 7) != 0; ++i)
        set_null(i);
    const std::int64_t whole = (at + rows - i) / 8;
    if (whole > 0) std::memset(bits + (i >> 3), 0, static_cast<std::size_t>(whole));
    for (i += std::max<std::int64_t>(whole, 0) * 8; i < at + rows; ++i)
        set_null(i);
}

Status ArrowColumnBuilder::append(std::string_view text) {
    if (appended_ == rows_) {
        return Error{ErrorCode::invalid_argument,
                     "A column of text has all of its " + std::to_string(rows_) + " rows already.",
                     ""};
    }
    auto* offsets = values_.as<std::int32_t>();
    const auto used = static_cast<std::size_t>(offsets[appended_]);
    constexpr std::size_t kMost = std::numeric_limits<std::int32_t>::max();
    if (text.size() > kMost - used) {
        return Error{ErrorCode::out_of_range,
                     "A column of text has more than 2 GiB in one batch; make smaller batches.",
                     ""};
    }
    text_.grow(used + text.size(), used);
    std::copy(text.begin(), text.end(), text_.as<char>() + used);
    offsets[++appended_] = static_cast<std::int32_t>(used + text.size());
    return Done{};
}

Status ArrowColumnBuilder::append_null() {
    const Status status = append("");
    if (status) set_null(appended_ - 1);
    return status;
}

/// What goes out: arrays whose private_data is the memory that they show.
struct ArrowExport {
    struct Held {
        ArrowBuffer validity;
        ArrowBuffer values;
        ArrowBuffer text;
        std::shared_ptr<const ArrowWords> words;
        std::shared_ptr<const ArrowBuffer> zeros;
        std::array<const void*, 3> buffers{};
        std::vector<ArrowOwned<ArrowArray>> children;
        std::vector<ArrowArray*> child_list;
        ArrowOwned<ArrowArray> dictionary;
    };

    // A child that was moved away has a null release callback, and is not released again.
    static void release(ArrowArray* array) {
        delete static_cast<Held*>(array->private_data);
        array->release = nullptr;
    }

    static void give(std::unique_ptr<Held> held, std::int64_t rows, std::int64_t nulls,
                     std::int64_t buffers, ArrowArray* out) {
        for (ArrowOwned<ArrowArray>& child : held->children)
            held->child_list.push_back(child.get());
        *out = {};
        out->length = rows;
        out->null_count = nulls;
        out->n_buffers = buffers;
        out->buffers = held->buffers.data();
        out->n_children = static_cast<std::int64_t>(held->child_list.size());
        out->children = held->child_list.empty() ? nullptr : held->child_list.data();
        out->dictionary = held->dictionary.empty() ? nullptr : held->dictionary.get();
        out->release = release;
        out->private_data = held.release();
    }

    static void give_words(std::shared_ptr<const ArrowWords> words, ArrowArray* out) {
        auto held = std::make_unique<Held>();
        const std::int64_t count = words->count();
        held->buffers = {nullptr, words->offsets_.data(), words->text_.data()};
        held->words = std::move(words);
        give(std::move(held), count, 0, 3, out);
    }

    static void give_column(ArrowColumnBuilder& column, std::int64_t rows, ArrowArray* out) {
        auto held = std::make_unique<Held>();
        if (column.words_ != nullptr) give_words(column.words_, held->dictionary.get());
        if (column.sleeps()) {
            held->zeros = std::move(column.zeros_);
            held->buffers = {held->zeros->data(), held->zeros->data(), nullptr};
            give(std::move(held), rows, rows, 2, out);
            return;
        }
        const bool has_bitmap = column.validity_.size() > 0;
        const std::int64_t nulls =
            has_bitmap ? count_nulls(column.validity_.as<std::uint8_t>(), rows) : 0;
        if (nulls > 0) held->validity = std::move(column.validity_);
        held->values = std::move(column.values_);
        held->text = std::move(column.text_);
        held->buffers = {held->validity.data(), held->values.data(), held->text.data()};
        const bool is_text = column.kind_ == ArrowField::Kind::utf8;
        give(std::move(held), rows, nulls, is_text ? 3 : 2, out);
    }

    static void give_batch(std::vector<ArrowColumnBuilder>& columns, std::int64_t rows,
                           ArrowArray* out) {
        auto held = std::make_unique<Held>();
        for (ArrowColumnBuilder& column : columns) {
            held->children.emplace_back();
            give_column(column, rows, held->children.back().get());
        }
        give(std::move(held), rows, 0, 1, out);
    }

    static bool has_rows(const ArrowColumnBuilder& column, std::int64_t rows) {
        return column.kind_ != ArrowField::Kind::utf8 || column.appended_ >= rows;
    }
};

ArrowBatchBuilder::ArrowBatchBuilder(std::span<const ArrowField> fields, std::int64_t rows)
    : rows_(rows) {
    columns_.reserve(fields.size());
    for (const ArrowField& field : fields)
        columns_.emplace_back(field, rows);
}

ArrowBatchBuilder::ArrowBatchBuilder(std::span<const ArrowField> fields, std::int64_t rows,
                                     const std::vector<bool>& sleeping,
                                     const std::shared_ptr<const ArrowBuffer>& zeros)
    : rows_(rows) {
    columns_.reserve(fields.size());
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (sleeping[i]) {
            columns_.emplace_back(fields[i], rows, zeros);
        } else {
            columns_.emplace_back(fields[i], rows);
        }
    }
}

std::shared_ptr<const ArrowBuffer> ArrowBatchBuilder::zeros(std::int64_t rows) {
    constexpr std::size_t kWidest = 16;
    auto buffer = std::make_shared<ArrowBuffer>(static_cast<std::size_t>(rows) * kWidest + kLine);
    std::memset(buffer->data(), 0, buffer->size());
    return buffer;
}

Status ArrowBatchBuilder::finish(std::int64_t rows, ArrowArray* out) {
    if (rows < 0 || rows > rows_) {
        return Error{ErrorCode::invalid_argument,
                     "A batch with space for " + std::to_string(rows_) + " rows cannot have " +
                         std::to_string(rows) + ".",
                     ""};
    }
    const bool complete = std::all_of(columns_.begin(), columns_.end(), [&](const auto& column) {
        return ArrowExport::has_rows(column, rows);
    });
    if (!complete) {
        return Error{
            ErrorCode::invalid_argument,
            "A column of text has fewer than the " + std::to_string(rows) + " rows of its batch.",
            ""};
    }
    ArrowExport::give_batch(columns_, rows, out);
    columns_.clear();
    rows_ = 0;
    return Done{};
}

}  // namespace effaith
