// Arrow: an array whose offsets, indices, views, lengths and types are anything is an error, or
// every value of it can be read within its buffers.
//
// The bytes are numbers from which one column is laid out. Its buffers have exactly the sizes that
// the interface asks for, on the heap, so that the address sanitizer sees a read beyond them.
#include <array>
#include <cstdint>
#include <cstring>
#include <list>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "arrow/column.hpp"
#include "arrow/stream.hpp"
#include "fuzz_support.hpp"

namespace {

using namespace effaith;
using fuzz::require;

/// Numbers from the input; 0 after its end.
class Numbers {
  public:
    Numbers(const std::uint8_t* data, std::size_t size) : at_(data), left_(size) {}
    std::uint8_t byte() {
        if (left_ == 0) return 0;
        --left_;
        return *at_++;
    }
    bool one_in(unsigned count) { return byte() % count == count - 1; }
    /// Mostly small; sometimes below 0, sometimes at an end of what 64 bits hold.
    std::int64_t number() {
        const std::uint8_t first = byte();
        if (first < 0xE0) return first % 48;
        if (first < 0xF0) return -static_cast<std::int64_t>(first % 16);
        constexpr std::array<std::int64_t, 4> kFar{INT64_MAX, INT64_MIN, std::int64_t{1} << 31,
                                                   (std::int64_t{1} << 56) - 1};
        return kFar[first % 4] + byte() % 4 * (first % 4 == 0 ? -1 : 1);
    }

  private:
    const std::uint8_t* at_;
    std::size_t left_;
};

/// A schema and an array, and everything below them, in memory of their own.
class Laid {
  public:
    explicit Laid(Numbers& numbers) : numbers_(numbers) {}

    void lay_schema(ArrowSchema& schema, int depth) {
        schema = {};
        schema.format = keep(format());
        schema.name = "c";
        schema.release = ignore;
        if (depth < 3 && numbers_.one_in(3))
            lay_schema(*(schema.dictionary = new_schema()), depth + 1);
        const bool is_list = schema.format[0] == '+';
        if (depth < 3 && is_list != numbers_.one_in(16)) {
            schema.children = keep_list(lists_of_schemas_, new_schema());
            schema.n_children = 1;
            lay_schema(*schema.children[0], depth + 1);
        }
    }

    /// An array of at least `least` values, unless it is to be a lie.
    void lay_array(const ArrowType& type, std::int64_t least, ArrowArray& array) {
        array = {};
        array.release = ignore;
        array.length = least + numbers_.byte() % 4;
        array.offset = numbers_.byte() % 11;
        array.null_count = numbers_.one_in(3) ? 0 : -1;
        if (numbers_.one_in(8)) array.null_count = numbers_.number();
        if (type.kind() != ArrowKind::null) lay_buffers(type, array);
        if (numbers_.one_in(12)) spoil(array);
    }

    /// The column as the one of a table, each of whose releases is counted.
    void lay_table(ArrowSchema& column_schema, ArrowArray& column, std::int64_t offset,
                   std::int64_t length) {
        table_schema = {};
        table_schema.format = "+s";
        table_schema.name = "";
        table_schema.children = keep_list(lists_of_schemas_, &column_schema);
        table_schema.n_children = 1;
        table_schema.private_data = this;
        table_schema.release = [](ArrowSchema* gone) {
            ++static_cast<Laid*>(gone->private_data)->schema_releases;
            gone->release = nullptr;
        };
        table = {};
        table.length = length;
        table.offset = offset;
        table.n_buffers = 1;
        table.buffers = keep_buffers({nullptr});
        table.children = keep_list(lists_of_arrays_, &column);
        table.n_children = 1;
        table.private_data = this;
        table.release = [](ArrowArray* gone) {
            ++static_cast<Laid*>(gone->private_data)->array_releases;
            gone->release = nullptr;
        };
    }

    ArrowSchema table_schema{};
    ArrowArray table{};
    int schema_releases = 0;
    int array_releases = 0;

  private:
    static void ignore(ArrowSchema* schema) { schema->release = nullptr; }
    static void ignore(ArrowArray* array) { array->release = nullptr; }

    std::string format() {
        constexpr std::array<const char*, 30> kFormats{
            "n",   "b",    "c",    "C",     "s",    "S",     "i",       "I",           "l",  "L",
            "f",   "g",    "u",    "U",     "vu",   "u",     "vu",      "+l",          "+L", "tdD",
            "tdm", "tss:", "tsm:", "tsu:x", "tsn:", "d:9,2", "d:38,-3", "d:38,38,128", "+l", "z"};
        const std::uint8_t which = numbers_.byte();
        if (which < 0xF0) return kFormats[which % kFormats.size()];
        std::string text;
        for (unsigned i = 0; i < which % 16U; ++i)
            text += static_cast<char>(numbers_.byte());
        return text;
    }

    void lay_buffers(const ArrowType& type, ArrowArray& array) {
        const std::int64_t rows = array.offset + array.length;
        std::vector<const void*> buffers{nullptr};
        if (array.null_count != 0 && !numbers_.one_in(4)) buffers[0] = lay_bytes((rows + 7) / 8);
        switch (type.kind()) {
            case ArrowKind::utf8:
                lay_text<std::int32_t>(rows, buffers);
                break;
            case ArrowKind::large_utf8:
                lay_text<std::int64_t>(rows, buffers);
                break;
            case ArrowKind::utf8_view:
                lay_views(rows, buffers);
                break;
            case ArrowKind::list:
                lay_list<std::int32_t>(type, rows, array, buffers);
                break;
            case ArrowKind::large_list:
                lay_list<std::int64_t>(type, rows, array, buffers);
                break;
            case ArrowKind::dictionary:
                lay_dictionary(type, rows, array, buffers);
                break;
            case ArrowKind::boolean:
                buffers.push_back(lay_bytes((rows + 7) / 8));
                break;
            default:
                buffers.push_back(lay_bytes(rows * width_of(type.kind())));
        }
        array.n_buffers = static_cast<std::int64_t>(buffers.size());
        array.buffers = keep_buffers(std::move(buffers));
    }

    /// Offsets that mostly rise, and answers the last one.
    template <class Offset>
    std::int64_t lay_offsets(std::int64_t rows, std::vector<const void*>& buffers) {
        char* bytes = new_bytes((rows + 1) * static_cast<std::int64_t>(sizeof(Offset)));
        Offset last = 0;
        for (std::int64_t i = 0; i <= rows; ++i) {
            const std::uint8_t step = numbers_.byte();
            if (step < 0xF8) last = static_cast<Offset>(last + step % 8);
            const Offset offset = step < 0xF8 ? last : static_cast<Offset>(numbers_.number());
            std::memcpy(bytes + i * static_cast<std::int64_t>(sizeof offset), &offset,
                        sizeof offset);
            if (i == rows) last = offset;
        }
        buffers.push_back(bytes);
        return last;
    }

    template <class Offset>
    void lay_text(std::int64_t rows, std::vector<const void*>& buffers) {
        const std::int64_t size = lay_offsets<Offset>(rows, buffers);
        // No memory is as long as the farthest offsets say, and then they are lies.
        buffers.push_back(size < 0 || size > 4096 ? nullptr : lay_bytes(size));
    }

    void lay_views(std::int64_t rows, std::vector<const void*>& buffers) {
        const std::size_t count = numbers_.byte() % 3;
        char* views = new_bytes(rows * 16);
        for (std::int64_t i = 0; i < rows; ++i) {
            for (int word = 0; word < 4; ++word) {
                const auto number = static_cast<std::int32_t>(
                    word == 2 ? numbers_.byte() % 4 - (numbers_.one_in(16) ? 1 : 0)
                              : numbers_.number());
                std::memcpy(views + i * 16 + word * 4, &number, sizeof number);
            }
        }
        buffers.push_back(views);
        char* sizes = new_bytes(static_cast<std::int64_t>(count) * 8);
        for (std::size_t i = 0; i < count; ++i) {
            const std::int64_t size = numbers_.byte();
            std::memcpy(sizes + i * 8, &size, sizeof size);
            buffers.push_back(lay_bytes(size));
        }
        buffers.push_back(sizes);
    }

    template <class Offset>
    void lay_list(const ArrowType& type, std::int64_t rows, ArrowArray& array,
                  std::vector<const void*>& buffers) {
        const std::int64_t last = lay_offsets<Offset>(rows, buffers);
        array.children = keep_list(lists_of_arrays_, new_array());
        array.n_children = 1;
        const std::int64_t least = last < 0 || last > 500 ? 0 : last - (numbers_.one_in(8) ? 1 : 0);
        lay_array(type.items(), least < 0 ? 0 : least, *array.children[0]);
    }

    void lay_dictionary(const ArrowType& type, std::int64_t rows, ArrowArray& array,
                        std::vector<const void*>& buffers) {
        const int width = width_of(type.index_kind());
        char* indices = new_bytes(rows * width);
        for (std::int64_t i = 0; i < rows; ++i) {
            const std::uint8_t first = numbers_.byte();
            const std::int64_t index = first < 0xF0 ? first % 4 : numbers_.number();
            std::memcpy(indices + i * width, &index, static_cast<std::size_t>(width));
        }
        buffers.push_back(indices);
        array.dictionary = new_array();
        lay_array(type.values(), numbers_.byte() % 6, *array.dictionary);
    }

    /// Lies that can be found without looking at a buffer.
    void spoil(ArrowArray& array) {
        switch (numbers_.byte() % 10) {
            case 0:
                array.length = -1 - numbers_.byte();
                break;
            case 1:
                array.offset = -1 - numbers_.byte();
                break;
            case 2:
                array.length = INT64_MAX - numbers_.byte();
                break;
            case 3:
                array.offset = INT64_MAX - numbers_.byte();
                break;
            case 4:
                array.n_buffers = numbers_.byte() % 2;
                break;
            case 5:
                array.buffers = nullptr;
                break;
            case 6:
                array.children = nullptr;
                break;
            case 7:
                array.dictionary = nullptr;
                break;
            case 8:
                array.release = nullptr;
                break;
            default:
                if (array.n_buffers > 1 && array.buffers != nullptr) {
                    array.buffers[1 + numbers_.byte() % (array.n_buffers - 1)] = nullptr;
                }
        }
    }

    char* new_bytes(std::int64_t size) {
        memory_.push_back(std::make_unique<char[]>(static_cast<std::size_t>(size)));
        return memory_.back().get();
    }
    const void* lay_bytes(std::int64_t size) {
        char* bytes = new_bytes(size);
        for (std::int64_t i = 0; i < size; ++i)
            bytes[i] = static_cast<char>(numbers_.byte());
        return bytes;
    }
    const char* keep(std::string text) {
        texts_.push_back(std::move(text));
        return texts_.back().c_str();
    }
    const void** keep_buffers(std::vector<const void*> buffers) {
        lists_of_buffers_.push_back(std::move(buffers));
        return lists_of_buffers_.back().data();
    }
    template <class Structure>
    Structure** keep_list(std::list<std::vector<Structure*>>& lists, Structure* only) {
        lists.push_back({only});
        return lists.back().data();
    }
    ArrowSchema* new_schema() { return &schemas_.emplace_back(); }
    ArrowArray* new_array() { return &arrays_.emplace_back(); }

    Numbers& numbers_;
    std::list<ArrowSchema> schemas_;
    std::list<ArrowArray> arrays_;
    std::list<std::string> texts_;
    std::list<std::unique_ptr<char[]>> memory_;
    std::list<std::vector<const void*>> lists_of_buffers_;
    std::list<std::vector<ArrowSchema*>> lists_of_schemas_;
    std::list<std::vector<ArrowArray*>> lists_of_arrays_;
};

void check_ranges(const ArrowColumn& column, std::int64_t row) {
    if (column.kind() == ArrowKind::dictionary) {
        const std::int64_t index = column.index(row);
        require(index >= 0 && index < column.dictionary().size(), "an index is in range");
    }
    if (is_list(column.kind())) {
        const auto [first, end] = column.item_range(row);
        require(0 <= first && first <= end && end <= column.items().size(), "items are in range");
    }
}

/// Reads every row; its text touches every byte of it.
std::vector<std::string> read_all(const ArrowColumn& column, bool full) {
    std::vector<std::string> texts;
    for (std::int64_t i = 0; i < column.size(); ++i) {
        std::string& text = texts.emplace_back();
        column.append_text(i, text);
        require(!column.is_null(i) || text.empty(), "a null has no text");
        require(!full || fuzz::is_utf8(text), "text is UTF-8 after full validation");
        require(!column.is_null(i) || column.has_nulls(), "nulls are announced");
        if (!column.is_null(i)) check_ranges(column, i);
    }
    return texts;
}

/// The same column through a stream: the same values or error, and each structure released once.
void check_stream(Laid& laid, const Result<ArrowColumn>& expected) {
    ArrowArrayStream stream{};
    require(make_arrow_stream(&laid.table_schema, &laid.table, &stream).ok(), "a pair is a stream");
    require(laid.table.release == nullptr, "what became a stream is moved");
    {
        Result<ArrowReader> reader = ArrowReader::open(&stream, ArrowValidation::usual);
        require(reader.ok() && stream.release == nullptr, "a type that was read is read again");
        const Result<bool> next = reader->next();
        // A batch whose own length or offset is negative is refused before its columns are.
        require(next.ok() == expected.ok(), "a stream gives what the array gives");
        if (next) {
            const auto& column = reader->columns().front();
            require(read_all(column, false) == read_all(*expected, false), "values are the same");
        } else {
            fuzz::require_readable(next.error());
        }
    }
    require(laid.array_releases == 1 && laid.schema_releases == 1, "each is released once");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    Numbers numbers(data, size);
    Laid laid(numbers);
    ArrowSchema schema{};
    laid.lay_schema(schema, 0);
    const Result<ArrowType> type = ArrowType::parse(schema, column_place("c"));
    if (!type) {
        fuzz::require_readable(type.error());
        return 0;
    }
    const std::int64_t offset = numbers.one_in(16) ? numbers.number() : numbers.byte() % 4;
    const std::int64_t length = numbers.one_in(16) ? numbers.number() : numbers.byte() % 24;
    ArrowArray array{};
    laid.lay_array(*type, numbers.byte() % 32, array);

    const auto open = [&](ArrowValidation validation) {
        return ArrowColumn::open(*type, array, offset, length, validation, "c");
    };
    const Result<ArrowColumn> trusted = open(ArrowValidation::trusted);
    const Result<ArrowColumn> usual = open(ArrowValidation::usual);
    const Result<ArrowColumn> full = open(ArrowValidation::full);
    require(trusted.ok() || !usual, "what is refused in trust is refused");
    require(usual.ok() || !full, "what is refused usually is refused in full");
    for (const Result<ArrowColumn>* column : {&trusted, &usual, &full}) {
        if (!*column) fuzz::require_readable(column->error());
    }
    if (usual) require(usual.operator->()->size() == length, "a column has its length");
    if (usual) read_all(*usual, false);
    if (full) read_all(*full, true);
    laid.lay_table(schema, array, offset, length);
    check_stream(laid, usual);
    return 0;
}
