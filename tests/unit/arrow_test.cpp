// Arrow columns and streams: what is read, what is refused, and that all is released once.
#include <cerrno>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <list>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "arrow/builder.hpp"
#include "arrow/column.hpp"
#include "arrow/producer.hpp"
#include "arrow/stream.hpp"
#include "catch_compat.hpp"
#include "effaith/date.hpp"

using namespace effaith;

namespace {

using Texts = std::vector<std::string>;

/// An array and its schema that a test lays out by hand and keeps the memory of; releases are
/// counted.
class Given {
  public:
    Given(std::string format, std::int64_t length, std::string name = "pupils")
        : format_(std::move(format)), name_(std::move(name)) {
        array.length = length;
        array.release = [](ArrowArray* gone) {
            ++static_cast<Given*>(gone->private_data)->array_releases;
            gone->release = nullptr;
        };
        schema.release = [](ArrowSchema* gone) {
            ++static_cast<Given*>(gone->private_data)->schema_releases;
            gone->release = nullptr;
        };
        array.private_data = this;
        schema.private_data = this;
        schema.format = format_.c_str();
        schema.name = name_.c_str();
    }
    Given(const Given&) = delete;
    Given& operator=(const Given&) = delete;

    Given& raw(const void* buffer) {
        buffers_.push_back(buffer);
        array.buffers = buffers_.data();
        array.n_buffers = static_cast<std::int64_t>(buffers_.size());
        return *this;
    }
    template <class T>
    Given& buffer(const std::vector<T>& values) {
        memory_.emplace_back(values.size() * sizeof(T) / 8 + 1);
        if (!values.empty())
            std::memcpy(memory_.back().data(), values.data(), values.size() * sizeof(T));
        return raw(memory_.back().data());
    }
    Given& text(std::string_view bytes) {
        return buffer(std::vector<char>(bytes.begin(), bytes.end()));
    }
    /// A first buffer that says which values are there.
    Given& bitmap(const std::vector<bool>& there) {
        std::vector<std::uint8_t> bits(there.size() / 8 + 1);
        for (std::size_t i = 0; i < there.size(); ++i)
            bits[i / 8] = static_cast<std::uint8_t>(bits[i / 8] | (there[i] ? 1U << (i % 8) : 0U));
        array.null_count = -1;
        return buffer(bits);
    }
    Given& no_bitmap() { return raw(nullptr); }
    Given& child(Given& other) {
        children_.push_back(&other.array);
        child_schemas_.push_back(&other.schema);
        array.children = children_.data();
        schema.children = child_schemas_.data();
        array.n_children = schema.n_children = static_cast<std::int64_t>(children_.size());
        return *this;
    }
    Given& dictionary(Given& other) {
        array.dictionary = &other.array;
        schema.dictionary = &other.schema;
        return *this;
    }
    Given& format(std::string other) {
        format_ = std::move(other);
        schema.format = format_.c_str();
        return *this;
    }

    ArrowArray array{};
    ArrowSchema schema{};
    int array_releases = 0;
    int schema_releases = 0;

  private:
    std::string format_;
    std::string name_;
    std::vector<const void*> buffers_;
    std::list<std::vector<std::uint64_t>> memory_;  // aligned to 8 bytes
    std::vector<ArrowArray*> children_;
    std::vector<ArrowSchema*> child_schemas_;
};

Result<ArrowColumn> opened(const Given& given, ArrowValidation validation = ArrowValidation::full,
                           std::int64_t offset = 0, std::int64_t length = -1) {
    const Result<ArrowType> type = ArrowType::parse(given.schema, column_place("pupils"));
    if (!type) return type.error();
    return ArrowColumn::open(*type, given.array, offset, length < 0 ? given.array.length : length,
                             validation, "pupils");
}

Texts texts_of(const ArrowColumn& column) {
    Texts texts;
    for (std::int64_t i = 0; i < column.size(); ++i)
        column.append_text(i, texts.emplace_back());
    return texts;
}

/// The texts of all rows, or the error.
Texts texts_of(const Given& given) {
    const Result<ArrowColumn> column = opened(given);
    return column ? texts_of(*column) : Texts{describe(column.error())};
}

std::string error_of(const Given& given, ArrowValidation validation = ArrowValidation::usual) {
    const Result<ArrowColumn> column = opened(given, validation);
    return column ? "" : describe(column.error());
}

/// Whether the error names the column and holds these words.
bool refuses(const Given& given, const std::string& words,
             ArrowValidation validation = ArrowValidation::usual) {
    const std::string error = error_of(given, validation);
    INFO(error);
    CHECK(error.rfind("column 'pupils'", 0) == 0);
    return error.find(words) != std::string::npos;
}

template <class T>
Texts numbers(const std::string& format, const std::vector<T>& values) {
    Given given(format, static_cast<std::int64_t>(values.size()));
    given.no_bitmap().buffer(values);
    return texts_of(given);
}

/// Decimals of two words each, the low one first.
Texts decimals(const std::string& format, const std::vector<std::uint64_t>& words) {
    Given given(format, static_cast<std::int64_t>(words.size() / 2));
    given.no_bitmap().buffer(words);
    return texts_of(given);
}

template <class T>
constexpr T kLowest = std::numeric_limits<T>::lowest();
template <class T>
constexpr T kHighest = std::numeric_limits<T>::max();

std::vector<std::int32_t> view_of(std::string_view text, std::int32_t buffer, std::int32_t offset) {
    std::vector<std::int32_t> words(4);
    words[0] = static_cast<std::int32_t>(text.size());
    std::memcpy(&words[1], text.data(), text.size() <= 12 ? text.size() : 4);
    if (text.size() > 12) words[2] = buffer, words[3] = offset;
    return words;
}

std::vector<std::int32_t> joined(const std::vector<std::vector<std::int32_t>>& parts) {
    std::vector<std::int32_t> all;
    for (const auto& part : parts)
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

}  // namespace

TEST_CASE("Arrow integers of each width are read to their ends") {
    CHECK(numbers<std::int8_t>("c", {-128, 0, 127}) == Texts{"-128", "0", "127"});
    CHECK(numbers<std::uint8_t>("C", {0, 255}) == Texts{"0", "255"});
    CHECK(numbers<std::int16_t>("s", {-32768, 32767}) == Texts{"-32768", "32767"});
    CHECK(numbers<std::uint16_t>("S", {65535}) == Texts{"65535"});
    CHECK(numbers<std::int32_t>("i", {kLowest<std::int32_t>, kHighest<std::int32_t>}) ==
          Texts{"-2147483648", "2147483647"});
    CHECK(numbers<std::uint32_t>("I", {kHighest<std::uint32_t>}) == Texts{"4294967295"});
    CHECK(numbers<std::int64_t>("l", {kLowest<std::int64_t>, kHighest<std::int64_t>}) ==
          Texts{"-9223372036854775808", "9223372036854775807"});
    CHECK(numbers<std::uint64_t>("L", {kHighest<std::uint64_t>}) == Texts{"18446744073709551615"});
}

TEST_CASE("An Arrow integer answers as a number, and says where it does not fit") {
    Given given("L", 2);
    given.no_bitmap().buffer(std::vector<std::uint64_t>{7, kHighest<std::uint64_t>});
    const ArrowColumn column = opened(given).value();
    CHECK(column.integer(0) == 7);
    CHECK(column.fits(0));
    CHECK_FALSE(column.fits(1));
    CHECK(column.is_number());
    CHECK_FALSE(column.has_nulls());
    CHECK(column.values<std::uint64_t>()[0] == 7);
    Given small("c", 2);
    small.no_bitmap().buffer(std::vector<std::int8_t>{-3, 4});
    CHECK(opened(small).value().integer(0) == -3);
    CHECK(opened(small).value().fits(0));
}

TEST_CASE("Arrow floating point is written in the shortest text that reads back") {
    CHECK(numbers<double>("g", {0.1, 1001.0, -0.0, 1e20, 1e300, 1e-9, 0.00001}) ==
          Texts{"0.1", "1001", "-0", "100000000000000000000", "1e+300", "1e-09", "0.00001"});
    CHECK(numbers<float>("f", {0.1F, 16777216.0F}) == Texts{"0.1", "16777216"});
    const double infinity = std::numeric_limits<double>::infinity();
    CHECK(numbers<double>("g", {std::nan(""), infinity, -infinity}) == Texts{"", "inf", "-inf"});
    for (const double value : {1e300, 1e-9, 123456.789}) {
        const std::string text = numbers<double>("g", {value}).front();
        CHECK(std::stod(text) == value);
        ReadDecimal read;
        CHECK(read_decimal(text, 6, read) != DecimalFault::not_a_number);
    }
    Given given("f", 1);
    given.no_bitmap().buffer(std::vector<float>{2.5F});
    CHECK(opened(given).value().real(0) == 2.5);
}

TEST_CASE("Arrow decimals are exact, whatever their scale") {
    const std::uint64_t ones = kHighest<std::uint64_t>;
    CHECK(decimals("d:10,2", {1250, 0, ones - 49, ones, 0, 0}) == Texts{"12.5", "-0.5", "0"});
    CHECK(decimals("d:10,2,128", {1, 0}) == Texts{"0.01"});
    CHECK(decimals("d:3,-2", {7, 0, 0, 0}) == Texts{"700", "0"});
    // 10^37 is 0x785EE10D5DA46D900F436A000000000.
    CHECK(decimals("d:38,37", {0x00F436A000000000U, 0x0785EE10D5DA46D9U}) == Texts{"1"});
    Given least("d:38,0", 1);
    least.no_bitmap().buffer(std::vector<std::uint64_t>{0, std::uint64_t{1} << 63});
    const ArrowColumn column = opened(least, ArrowValidation::usual).value();
    CHECK(texts_of(column) == Texts{"-170141183460469231731687303715884105728e0"});
    CHECK(refuses(least, "digits", ArrowValidation::full));
    Given places("d:5,3", 1);
    places.no_bitmap().buffer(std::vector<std::uint64_t>{5, 0});
    CHECK(opened(places).value().decimal_places() == 3);
    CHECK(opened(places).value().decimal(0) == 5);
    CHECK(opened(places).value().is_number());
}

TEST_CASE("Arrow booleans and nulls") {
    Given given("b", 3);
    given.no_bitmap().buffer(std::vector<std::uint8_t>{0b010});
    CHECK(texts_of(given) == Texts{"false", "true", "false"});
    CHECK(opened(given).value().integer(1) == 1);
    CHECK_FALSE(opened(given).value().is_number());
    Given nothing("n", 2);
    CHECK(texts_of(nothing) == Texts{"", ""});
    CHECK(opened(nothing).value().has_nulls());
    CHECK(opened(nothing).value().is_null(1));
}

TEST_CASE("Arrow dates and timestamps are read as days") {
    CHECK(numbers<std::int32_t>("tdD", {0, -1, 19604}) ==
          Texts{"1970-01-01", "1969-12-31", "2023-09-04"});
    CHECK(numbers<std::int64_t>("tdm", {86400000LL * 19604}) == Texts{"2023-09-04"});
    const std::int64_t seconds = 86400LL * 19604;
    CHECK(numbers<std::int64_t>("tss:", {seconds, seconds - 1, -1}) ==
          Texts{"2023-09-04", "2023-09-03", "1969-12-31"});
    CHECK(numbers<std::int64_t>("tsm:", {seconds * 1000}) == Texts{"2023-09-04"});
    CHECK(numbers<std::int64_t>("tsu:", {seconds * 1000000}) == Texts{"2023-09-04"});
    CHECK(numbers<std::int64_t>("tsn:Europe/London", {seconds * 1000000000 - 1}) ==
          Texts{"2023-09-03"});
    CHECK(numbers<std::int32_t>("tdD", {kHighest<std::int32_t>, kLowest<std::int32_t>}) ==
          Texts{"2147483647 days from 1970-01-01", "-2147483648 days from 1970-01-01"});
    CHECK(numbers<std::int64_t>("tss:", {kLowest<std::int64_t>}) ==
          Texts{"-106751991167301 days from 1970-01-01"});
    CHECK(numbers<std::int32_t>("tdD", {-719162, 2932896}) == Texts{"0001-01-01", "9999-12-31"});
    CHECK(numbers<std::int32_t>("tdD", {-719163, 2932897}) ==
          Texts{"-719163 days from 1970-01-01", "2932897 days from 1970-01-01"});
}

TEST_CASE("Arrow text is read in both sizes of offsets") {
    Given given("u", 3);
    given.no_bitmap().buffer(std::vector<std::int32_t>{0, 2, 2, 5}).text("abcde");
    CHECK(texts_of(given) == Texts{"ab", "", "cde"});
    Given large("U", 2);
    large.no_bitmap().buffer(std::vector<std::int64_t>{1, 2, 5}).text("abcde");
    CHECK(texts_of(large) == Texts{"b", "cde"});
    Given empty("u", 2);
    empty.no_bitmap().buffer(std::vector<std::int32_t>{0, 0, 0}).raw(nullptr);
    CHECK(texts_of(empty) == Texts{"", ""});
    Given none("u", 0);
    none.no_bitmap().raw(nullptr).raw(nullptr);
    CHECK(texts_of(none).empty());
}

TEST_CASE("Arrow views of text are read, short and long") {
    const std::string_view longer = "a text of more than twelve bytes";
    Given given("vu", 3);
    given.bitmap({true, true, false})
        .buffer(joined({view_of("short", 0, 0), view_of(longer, 0, 3), {-9, 9, 9, 9}}))
        .text("xyz" + std::string(longer))
        .buffer(std::vector<std::int64_t>{3 + static_cast<std::int64_t>(longer.size())});
    CHECK(texts_of(given) == Texts{"short", std::string(longer), ""});
    Given twelve("vu", 1);
    twelve.no_bitmap().buffer(view_of("twelve bytes", 0, 0)).raw(nullptr);
    CHECK(texts_of(twelve) == Texts{"twelve bytes"});
}

TEST_CASE("Arrow nulls are found in bitmaps, and slices keep them in step") {
    Given given("i", 4);
    given.bitmap({true, false, true, false, true, true})
        .buffer(std::vector<std::int32_t>{0, 1, 2, 3, 4, 5});
    CHECK(texts_of(given) == Texts{"0", "", "2", ""});
    given.array.offset = 1;
    CHECK(texts_of(given) == Texts{"", "2", "", "4"});
    const ArrowColumn part = opened(given, ArrowValidation::full, 1, 2).value();
    CHECK(texts_of(part) == Texts{"2", ""});
    CHECK(part.has_nulls());
    CHECK(part.offset() == 2);
    CHECK(part.values<std::int32_t>()[1] == 3);
    given.array.null_count = 0;
    CHECK_FALSE(opened(given, ArrowValidation::usual).value().has_nulls());
    CHECK(refuses(given, "2 are", ArrowValidation::full));

    Given bits("b", 2);
    bits.no_bitmap().buffer(std::vector<std::uint8_t>{0, 0b10});
    bits.array.offset = 8;
    CHECK(texts_of(bits) == Texts{"false", "true"});
    Given words("u", 2);
    words.no_bitmap().buffer(std::vector<std::int32_t>{0, 1, 3, 6}).text("abbccc");
    words.array.offset = 1;
    CHECK(texts_of(words) == Texts{"bb", "ccc"});
    Given views("vu", 1);
    views.no_bitmap().buffer(joined({view_of("a", 0, 0), view_of("b", 0, 0)})).raw(nullptr);
    views.array.offset = 1;
    CHECK(texts_of(views) == Texts{"b"});
    Given money("d:5,1", 1);
    money.no_bitmap().buffer(std::vector<std::uint64_t>{1, 0, 15, 0});
    money.array.offset = 1;
    CHECK(texts_of(money) == Texts{"1.5"});
}

namespace {

template <class Index>
Texts by_index(const std::string& format) {
    Given words("u", 3, "");
    words.no_bitmap().buffer(std::vector<std::int32_t>{0, 1, 3, 6}).text("abbccc");
    Given given(format, 3);
    given.no_bitmap().buffer(std::vector<Index>{2, 0, 1}).dictionary(words);
    return texts_of(given);
}

}  // namespace

TEST_CASE("Arrow dictionaries have indices of any integer") {
    const Texts expected{"ccc", "a", "bb"};
    CHECK(by_index<std::int8_t>("c") == expected);
    CHECK(by_index<std::uint8_t>("C") == expected);
    CHECK(by_index<std::int16_t>("s") == expected);
    CHECK(by_index<std::uint16_t>("S") == expected);
    CHECK(by_index<std::int32_t>("i") == expected);
    CHECK(by_index<std::uint32_t>("I") == expected);
    CHECK(by_index<std::int64_t>("l") == expected);
    CHECK(by_index<std::uint64_t>("L") == expected);
}

TEST_CASE("An Arrow dictionary has nulls in its rows and its values") {
    Given values("g", 2, "");
    values.bitmap({true, false}).buffer(std::vector<double>{2.5, 0});
    Given given("c", 3);
    given.bitmap({true, true, false}).buffer(std::vector<std::int8_t>{0, 1, -7});
    given.dictionary(values);
    CHECK(texts_of(given) == Texts{"2.5", "", ""});
    const ArrowColumn column = opened(given).value();
    CHECK(column.is_number());
    CHECK_FALSE(column.is_null(1));
    CHECK(column.dictionary().is_null(column.index(1)));
    CHECK(column.is_null(2));

    Given more("C", 200, "");
    more.no_bitmap().buffer(std::vector<std::uint8_t>(200, 1));
    Given high("C", 1);
    high.no_bitmap().buffer(std::vector<std::uint8_t>{199}).dictionary(more);
    CHECK(opened(high).value().index(0) == 199);
}

TEST_CASE("Arrow lists of text, in slices") {
    Given words("u", 4, "item");
    words.no_bitmap().buffer(std::vector<std::int32_t>{0, 1, 2, 3, 4}).text("abcd");
    Given given("+l", 3);
    given.bitmap({true, true, false}).buffer(std::vector<std::int32_t>{0, 1, 3, 3}).child(words);
    CHECK(texts_of(given) == Texts{"a", "b;c", ""});
    const ArrowColumn part = opened(given, ArrowValidation::full, 1, 1).value();
    CHECK(part.items().size() == 2);
    CHECK(part.item_range(0) == std::pair<std::int64_t, std::int64_t>{0, 2});
    CHECK(part.items().text(1) == "c");

    Given large("+L", 2);
    large.no_bitmap().buffer(std::vector<std::int64_t>{0, 0, 4}).child(words);
    CHECK(texts_of(large) == Texts{"", "a;b;c;d"});

    Given coded("c", 2, "item");
    coded.no_bitmap().buffer(std::vector<std::int8_t>{3, 1}).dictionary(words);
    Given coded_list("+l", 1);
    coded_list.no_bitmap().buffer(std::vector<std::int32_t>{0, 2}).child(coded);
    CHECK(texts_of(coded_list) == Texts{"d;b"});
    Given none("+l", 0);
    none.no_bitmap().raw(nullptr).child(words);
    CHECK(texts_of(none).empty());
}

TEST_CASE("Arrow types that are not read are refused by column and format") {
    for (const char* format :
         {"z",      "Z",     "vz",     "w:12", "e",   "d:9,2,256", "d:9,2,64", "d:9,2,32",
          "ttm",    "tDs",   "tiM",    "+w:2", "+m",  "+us:0,1",   "+r",       "+vl",
          "+s",     "",      "tss",    "d:",   "d:9", "d:9,",      "d:x,2",    "d:9,2,128,1",
          "d:39,2", "d:0,0", "d:9,99", "tdX",  "uu"}) {
        CAPTURE(format);
        Given given(format, 0);
        CHECK(refuses(given, "'" + std::string(format) + "'"));
    }
    Given control("\n\xFF", 0);
    CHECK(refuses(control, "' ?'"));
}

TEST_CASE("Arrow schemas that break their rules are refused") {
    Given given("i", 0);
    given.schema.format = nullptr;
    CHECK(refuses(given, "no format"));
    given.format("i").schema.n_children = -1;
    CHECK(refuses(given, "negative"));
    given.schema.n_children = 1;
    CHECK(refuses(given, "children"));
    given.schema.n_children = 0;
    given.schema.release = nullptr;
    CHECK(refuses(given, "released"));

    Given words("u", 0, "");
    Given real("g", 0);
    real.dictionary(words);
    CHECK(refuses(real, "indices are integers"));
    Given inner("c", 0, "");
    inner.dictionary(words);
    Given outer("c", 0);
    outer.dictionary(inner);
    CHECK(refuses(outer, "itself a dictionary"));
    Given list("+l", 0);
    list.child(words);
    Given of_lists("c", 0);
    of_lists.dictionary(list);
    CHECK(refuses(of_lists, "'+l'"));

    Given list_of_nothing("+l", 0);
    CHECK(refuses(list_of_nothing, "one type of items"));
    Given numbers_list("+l", 0);
    numbers_list.child(given.format("i"));
    CHECK(refuses(numbers_list, "released"));
    Given integer("i", 0, "item");
    Given integers("+l", 0);
    integers.child(integer);
    CHECK(refuses(integers, "'i'"));
    Given lists("+l", 0);
    lists.child(list);
    CHECK(refuses(lists, "'+l'"));
}

TEST_CASE("Arrow arrays whose parts are missing are refused, even where they are trusted") {
    const ArrowValidation trusted = ArrowValidation::trusted;
    Given given("i", 2);
    CHECK(refuses(given, "0 buffers", trusted));
    given.no_bitmap();
    CHECK(refuses(given, "1 buffers", trusted));
    given.raw(nullptr);
    CHECK(refuses(given, "no buffer with them", trusted));
    given.array.null_count = 1;
    CHECK(refuses(given, "no bitmap", trusted));
    given.array.null_count = 3;
    CHECK(refuses(given, "3 are null", trusted));
    given.array.null_count = -2;
    CHECK(refuses(given, "-2 are null", trusted));
    given.array.null_count = 0;
    given.array.buffers = nullptr;
    CHECK(refuses(given, "no list of buffers", trusted));

    Given fine("i", 2);
    fine.no_bitmap().buffer(std::vector<std::int32_t>{1, 2});
    CHECK(error_of(fine, trusted).empty());
    fine.array.length = -1;
    CHECK(refuses(fine, "negative", trusted));
    fine.array.length = 2;
    fine.array.offset = -1;
    CHECK(refuses(fine, "negative", trusted));
    fine.array.offset = kHighest<std::int64_t>;
    CHECK(refuses(fine, "longer than any memory", trusted));
    fine.array.offset = 0;
    for (const auto& [offset, length] : {std::pair<std::int64_t, std::int64_t>{1, 2},
                                         {3, 0},
                                         {-1, 1},
                                         {kHighest<std::int64_t>, kHighest<std::int64_t>}}) {
        CHECK_FALSE(opened(fine, trusted, offset, length));
    }
    CHECK(opened(fine, trusted, 2, 0));
    fine.array.n_children = 1;
    CHECK(refuses(fine, "1 children", trusted));
    fine.array.n_children = 0;
    fine.array.dictionary = &given.array;
    CHECK(refuses(fine, "has a dictionary", trusted));
    fine.array.dictionary = nullptr;
    fine.array.release = nullptr;
    CHECK(refuses(fine, "released", trusted));

    const std::vector<std::int64_t> memory{1, 2, 3};
    Given unaligned("l", 1);
    unaligned.no_bitmap().raw(reinterpret_cast<const char*>(memory.data()) + 4);
    CHECK(refuses(unaligned, "multiple of 8", trusted));

    Given dictionary("c", 1);
    Given words("u", 0, "");
    dictionary.no_bitmap().buffer(std::vector<std::int8_t>{0}).dictionary(words);
    dictionary.array.dictionary = nullptr;
    CHECK(refuses(dictionary, "no dictionary", trusted));
    dictionary.array.dictionary = &words.array;
    CHECK(refuses(dictionary, "column 'pupils', its dictionary", trusted));
    Given list("+l", 1);
    list.no_bitmap().buffer(std::vector<std::int32_t>{0, 0}).child(words);
    ArrowArray* missing = nullptr;
    list.array.children = &missing;
    CHECK(refuses(list, "no array of items", trusted));
    list.array.children = nullptr;
    CHECK(refuses(list, "no array of items", trusted));
}

TEST_CASE("Arrow offsets, indices and views that point outside are refused") {
    const auto text = [](std::vector<std::int32_t> offsets) {
        Given given("u", static_cast<std::int64_t>(offsets.size()) - 1);
        given.no_bitmap().buffer(offsets).text("abcdef");
        return error_of(given);
    };
    CHECK(text({0, 3, 6}).empty());
    CHECK(text({-1, 3, 6}).find("no range") != std::string::npos);
    CHECK(text({0, 3, -6}).find("no range") != std::string::npos);
    CHECK(text({3, 4, 2}).find("no range") != std::string::npos);
    CHECK(text({0, 9, 6}).find("Its value 2") != std::string::npos);
    CHECK(text({0, 6, -5, 6}).find("Its value 2") != std::string::npos);
    Given beyond("u", 2);
    beyond.no_bitmap().buffer(std::vector<std::int32_t>{0, 9, 3}).text("abc");
    CHECK(opened(beyond, ArrowValidation::usual, 0, 1).error().message ==
          "Its array has values up to 9, beyond its end at 3.");
    Given large("U", 1);
    large.no_bitmap().buffer(std::vector<std::int64_t>{0, kHighest<std::int64_t>}).text("a");
    CHECK(refuses(large, "no range"));
    Given no_text("u", 1);
    no_text.no_bitmap().buffer(std::vector<std::int32_t>{0, 1}).raw(nullptr);
    CHECK(refuses(no_text, "no buffer with it"));

    Given words("u", 2, "");
    words.no_bitmap().buffer(std::vector<std::int32_t>{0, 1, 2}).text("ab");
    for (const int index : {2, -1, 127, -128}) {
        CAPTURE(index);
        Given given("c", 2);
        given.no_bitmap().buffer(std::vector<std::int8_t>{1, static_cast<std::int8_t>(index)});
        given.dictionary(words);
        CHECK(
            refuses(given, "Its value 2, counted from 1, has the index " + std::to_string(index)));
        CHECK(error_of(given, ArrowValidation::trusted).empty());
    }
    Given wide("L", 1);
    wide.no_bitmap().buffer(std::vector<std::uint64_t>{kHighest<std::uint64_t>}).dictionary(words);
    CHECK(refuses(wide, "18446744073709551615"));

    Given list("+l", 1);
    list.no_bitmap().buffer(std::vector<std::int32_t>{0, 3}).child(words);
    CHECK(refuses(list, "its items"));
    Given disorder("+l", 2);
    disorder.no_bitmap().buffer(std::vector<std::int32_t>{0, 2, 1}).child(words);
    CHECK(refuses(disorder, "Its value 2"));

    const std::string_view longer = "thirteen char";
    const auto view = [&](std::vector<std::int32_t> words_of_view, std::int64_t size) {
        Given given("vu", 1);
        given.no_bitmap().buffer(words_of_view).text(longer);
        given.buffer(std::vector<std::int64_t>{size});
        return error_of(given);
    };
    CHECK(view(view_of(longer, 0, 0), 13).empty());
    CHECK(view(view_of(longer, 0, 1), 13) != "");
    CHECK(view(view_of(longer, 1, 0), 13) != "");
    CHECK(view(view_of(longer, -1, 0), 13) != "");
    CHECK(view(view_of(longer, 0, -1), 13) != "");
    CHECK(view(view_of(longer, 0, 0), 12) != "");
    CHECK(view(view_of(longer, 0, 0), -1) != "");
    CHECK(view({-1, 0, 0, 0}, 13) != "");
    Given no_sizes("vu", 1);
    no_sizes.no_bitmap().buffer(view_of(longer, 0, 0)).text(longer).raw(nullptr);
    CHECK(refuses(no_sizes, "sizes"));
    Given no_buffer("vu", 1);
    no_buffer.no_bitmap().buffer(view_of(longer, 0, 0)).raw(nullptr);
    no_buffer.buffer(std::vector<std::int64_t>{13});
    CHECK(refuses(no_buffer, "outside"));
    Given two("vu", 0);
    two.no_bitmap().raw(nullptr);
    CHECK(refuses(two, "2 buffers"));
}

TEST_CASE("Full validation looks at what Arrow values say") {
    Given given("u", 2);
    given.no_bitmap().buffer(std::vector<std::int32_t>{0, 1, 2}).text("a\xFF");
    CHECK(error_of(given).empty());
    CHECK(refuses(given, "Its value 2, counted from 1, is not UTF-8", ArrowValidation::full));
    CHECK(opened(given).error().code == ErrorCode::bad_encoding);
    Given digits("d:2,0", 2);
    digits.no_bitmap().buffer(std::vector<std::uint64_t>{99, 0, 100, 0});
    CHECK(error_of(digits).empty());
    CHECK(refuses(digits, "more than the 2 digits", ArrowValidation::full));
    Given prefix("vu", 1);
    prefix.no_bitmap().buffer(view_of("thirteen char", 0, 0)).text("Thirteen char");
    prefix.buffer(std::vector<std::int64_t>{13});
    CHECK(error_of(prefix).empty());
    CHECK(refuses(prefix, "view", ArrowValidation::full));
}

namespace {

/// A table of columns, as one batch.
class GivenTable : public Given {
  public:
    explicit GivenTable(std::int64_t rows) : Given("+s", rows, "") { no_bitmap(); }
};

/// A stream whose answers a test decides, and which counts what is asked of it.
struct GivenStream {
    GivenStream() {
        stream.private_data = this;
        stream.get_schema = [](ArrowArrayStream* self, ArrowSchema* out) {
            GivenStream& given = of(self);
            if (given.schema_error != 0) return given.schema_error;
            *out = given.table->schema;
            return 0;
        };
        stream.get_next = [](ArrowArrayStream* self, ArrowArray* out) {
            GivenStream& given = of(self);
            ++given.asked;
            *out = {};
            if (given.next_error != 0) return given.next_error;
            if (given.batches == 0) return 0;
            --given.batches;
            *out = given.table->array;
            return 0;
        };
        stream.get_last_error = [](ArrowArrayStream* self) { return of(self).message; };
        stream.release = [](ArrowArrayStream* self) {
            ++of(self).releases;
            self->release = nullptr;
        };
    }
    static GivenStream& of(ArrowArrayStream* self) {
        return *static_cast<GivenStream*>(self->private_data);
    }

    ArrowArrayStream stream{};
    Given* table = nullptr;
    int batches = 1;
    int schema_error = 0;
    int next_error = 0;
    const char* message = nullptr;
    int asked = 0;
    int releases = 0;
};

std::string open_error(GivenStream& given, const ArrowWanted& wanted = nullptr) {
    const Result<ArrowReader> reader =
        ArrowReader::open(&given.stream, ArrowValidation::usual, wanted);
    // What failed is left as it was.
    CHECK((given.stream.release != nullptr) == !reader.ok());
    return reader ? "" : describe(reader.error());
}

}  // namespace

TEST_CASE("An Arrow reader takes a stream over, reads its batches and releases each once") {
    Given column("i", 3, "hours");
    column.no_bitmap().buffer(std::vector<std::int32_t>{1, 2, 3});
    GivenTable table(3);
    table.child(column);
    GivenStream given;
    given.table = &table;
    given.batches = 2;
    {
        Result<ArrowReader> opening = ArrowReader::open(&given.stream, ArrowValidation::usual);
        REQUIRE(opening);
        CHECK(given.stream.release == nullptr);
        CHECK(table.schema_releases == 1);
        ArrowReader reader = *std::move(opening);
        CHECK(reader.names() == Texts{"hours"});
        CHECK(reader.types().front().kind() == ArrowKind::int32);
        REQUIRE(reader.next().value());
        CHECK(reader.rows() == 3);
        CHECK(reader.rows_before() == 0);
        CHECK(texts_of(reader.columns().front()) == Texts{"1", "2", "3"});
        CHECK(table.array_releases == 0);
        REQUIRE(reader.next().value());
        CHECK(table.array_releases == 1);
        CHECK(reader.rows_before() == 3);
        CHECK_FALSE(reader.next().value());
        CHECK(table.array_releases == 2);
        CHECK(reader.columns().empty());
        CHECK_FALSE(reader.next().value());
        CHECK(given.asked == 3);
        CHECK(given.releases == 0);
    }
    CHECK(given.releases == 1);
    CHECK(table.array_releases == 2);
    CHECK(column.array_releases == 0);  // a parent releases its children, not the reader
}

TEST_CASE("An Arrow batch may itself be a slice") {
    Given column("i", 5, "hours");
    column.no_bitmap().buffer(std::vector<std::int32_t>{0, 1, 2, 3, 4, 5, 6});
    column.array.offset = 1;
    GivenTable table(2);
    table.array.offset = 2;
    table.child(column);
    GivenStream given;
    given.table = &table;
    ArrowReader reader = ArrowReader::open(&given.stream, ArrowValidation::full).value();
    REQUIRE(reader.next().value());
    CHECK(texts_of(reader.columns().front()) == Texts{"3", "4"});
}

TEST_CASE("An Arrow row that is null as a whole is an error that names it") {
    Given column("i", 4, "hours");
    column.no_bitmap().buffer(std::vector<std::int32_t>{0, 1, 2, 3});
    Given table("+s", 3, "");
    table.bitmap({false, true, true, false}).child(column);
    table.array.offset = 1;
    GivenStream given;
    given.table = &table;
    ArrowReader reader = ArrowReader::open(&given.stream, ArrowValidation::usual).value();
    const Result<bool> next = reader.next();
    REQUIRE_FALSE(next);
    CHECK(describe(next.error()).rfind("row 3: ", 0) == 0);
    CHECK(reader.columns().empty());
    CHECK(describe(reader.next().error()) == describe(next.error()));
    CHECK(given.asked == 1);
    CHECK(table.array_releases == 1);
}

TEST_CASE("Arrow streams that are no tables are refused and left alone") {
    GivenStream given;
    Given number("i", 0, "");
    given.table = &number;
    CHECK(open_error(given).find("'i'") != std::string::npos);
    CHECK(number.schema_releases == 1);

    Given first("i", 0, "hours");
    Given second("i", 0, "hours");
    GivenTable table(0);
    table.child(first).child(second);
    given.table = &table;
    CHECK(open_error(given) == "column 'hours': The table has more than one column of this name.");
    second.format("z");
    CHECK(open_error(given).find("column 'hours'") == 0);
    Given bytes("z", 0, "photo");
    GivenTable with_bytes(0);
    with_bytes.child(first).child(bytes);
    given.table = &with_bytes;
    CHECK(open_error(given).find("column 'photo': It has the Arrow format 'z' (bytes)") == 0);
    Given odd("i", 0, "\xFF");
    GivenTable with_odd(0);
    with_odd.child(odd);
    given.table = &with_odd;
    CHECK(open_error(given).find("column 1: Its name is not UTF-8") == 0);

    given.table = &table;
    given.schema_error = 5;
    given.message = "the\nserver went away";
    CHECK(open_error(given).find("the server went away") != std::string::npos);
    given.message = nullptr;
    CHECK(open_error(given).find("error 5") != std::string::npos);
    given.stream.get_next = nullptr;
    CHECK_FALSE(open_error(given).empty());
    CHECK(given.releases == 0);
    CHECK_FALSE(ArrowReader::open(nullptr, ArrowValidation::usual));
    ArrowArrayStream released{};
    CHECK_FALSE(ArrowReader::open(&released, ArrowValidation::usual));
}

TEST_CASE("Arrow columns that are not wanted, or only where they are read, are passed over") {
    Given bytes("z", 1, "photo");
    Given column("i", 1, "hours");
    column.no_bitmap().buffer(std::vector<std::int32_t>{8});
    GivenTable table(1);
    table.child(bytes).child(column);
    for (const ArrowWish photo : {ArrowWish::no, ArrowWish::if_read}) {
        GivenStream given;
        given.table = &table;
        ArrowReader reader =
            ArrowReader::open(&given.stream, ArrowValidation::usual, [&](std::string_view name) {
                return name == "hours" ? ArrowWish::yes : photo;
            }).value();
        CHECK(reader.names() == Texts{"hours"});
        REQUIRE(reader.next().value());
        CHECK(texts_of(reader.columns().front()) == Texts{"8"});
    }
    GivenStream given;
    given.table = &table;
    const auto all = [](std::string_view) { return ArrowWish::if_read; };
    CHECK(ArrowReader::open(&given.stream, ArrowValidation::usual, all).value().names() ==
          Texts{"hours"});
    GivenStream refused;
    refused.table = &table;
    CHECK_FALSE(ArrowReader::open(&refused.stream, ArrowValidation::usual));
    refused.stream.release(&refused.stream);
}

TEST_CASE("Arrow batches that do not fit their schema are refused") {
    Given column("i", 2, "hours");
    column.no_bitmap().buffer(std::vector<std::int32_t>{1, 2});
    GivenTable table(2);
    table.child(column);
    const auto next_error = [&] {
        GivenStream given;
        given.table = &table;
        ArrowReader reader = ArrowReader::open(&given.stream, ArrowValidation::usual).value();
        const Result<bool> next = reader.next();
        CHECK(reader.rows() == (next ? 2 : 0));
        return next ? "" : describe(next.error());
    };
    CHECK(next_error().empty());
    table.array.length = 3;
    CHECK(next_error().find("column 'hours': ") == 0);
    table.array.length = -1;
    CHECK(next_error().find("negative") != std::string::npos);
    table.array.length = 2;
    table.array.offset = kHighest<std::int64_t>;
    CHECK(next_error().find("column 'hours': ") == 0);
    table.array.offset = 0;
    table.array.n_children = 0;
    CHECK(next_error().find("0 columns") != std::string::npos);
    table.array.n_children = 1;
    table.array.null_count = 1;
    CHECK(next_error().find("null rows") != std::string::npos);
    table.array.null_count = 0;
    table.array.children[0] = nullptr;
    CHECK(next_error().find("column 'hours': Its array is missing") == 0);
    CHECK(table.array_releases == table.schema_releases);
}

TEST_CASE("An Arrow stream that fails says why, and is not asked again") {
    GivenTable table(0);
    GivenStream given;
    given.table = &table;
    given.next_error = 5;
    given.message = "disk full";
    ArrowReader reader = ArrowReader::open(&given.stream, ArrowValidation::usual).value();
    const Result<bool> next = reader.next();
    REQUIRE_FALSE(next);
    CHECK(next.error().code == ErrorCode::cannot_read);
    CHECK(next.error().message == "The Arrow stream does not give its next batch: disk full");
    CHECK_FALSE(reader.next());
    CHECK(given.asked == 1);
}

TEST_CASE("One Arrow array becomes a stream of one batch, moved where that succeeds") {
    Given column("i", 2, "hours");
    column.no_bitmap().buffer(std::vector<std::int32_t>{1, 2});
    GivenTable table(2);
    table.child(column);
    // A pair of metadata, as the interface lays it out: one key, "k", with the value "vw".
    const char metadata[] = "\1\0\0\0\1\0\0\0k\2\0\0\0vw";
    column.schema.metadata = metadata;
    ArrowArrayStream stream{};
    CHECK_FALSE(make_arrow_stream(nullptr, &table.array, &stream));
    CHECK_FALSE(make_arrow_stream(&table.schema, nullptr, &stream));
    CHECK_FALSE(make_arrow_stream(&table.schema, &table.array, nullptr));
    CHECK(table.schema.release != nullptr);
    CHECK(table.array.release != nullptr);

    REQUIRE(make_arrow_stream(&table.schema, &table.array, &stream));
    CHECK(table.schema.release == nullptr);
    CHECK(table.array.release == nullptr);
    CHECK_FALSE(make_arrow_stream(&table.schema, &table.array, &stream));
    ArrowSchema schema{};
    REQUIRE(stream.get_schema(&stream, &schema) == 0);
    CHECK(std::string_view(schema.children[0]->metadata, 15) == std::string_view(metadata, 15));
    CHECK(std::string_view(schema.children[0]->name) == "hours");
    schema.release(&schema);
    {
        ArrowReader reader = ArrowReader::open(&stream, ArrowValidation::full).value();
        REQUIRE(reader.next().value());
        CHECK(texts_of(reader.columns().front()) == Texts{"1", "2"});
        CHECK_FALSE(reader.next().value());
    }
    CHECK(table.array_releases == 1);
    CHECK(table.schema_releases == 1);
}

TEST_CASE("An Arrow stream of one batch releases what was not read") {
    GivenTable table(0);
    ArrowArrayStream stream{};
    REQUIRE(make_arrow_stream(&table.schema, &table.array, &stream));
    stream.release(&stream);
    CHECK(stream.release == nullptr);
    CHECK(table.array_releases == 1);
    CHECK(table.schema_releases == 1);
}

namespace {

std::vector<ArrowField> every_field() {
    const auto words = ArrowWords::of(std::vector<std::string>{"on_track", "", "wedi gorffen"});
    return {ArrowField::int64("rows"),          ArrowField::float64("mean"),
            ArrowField::decimal("cost", 6),     ArrowField::utf8("pupil"),
            ArrowField::words8("state", words), ArrowField::words32("code", words)};
}

/// Three rows, the second of nulls.
void fill(ArrowBatchBuilder& batch) {
    for (std::int64_t i = 0; i < 3; ++i) {
        batch.column(0).integers()[i] = i - 1;
        batch.column(1).reals()[i] = static_cast<double>(i) + 0.5;
        batch.column(2).set_decimal(i, Int128(i - 1) * 1250000);
        REQUIRE(batch.column(3).append(i == 0 ? "Siân" : "a longer text than before"));
        batch.column(4).indices8()[i] = static_cast<std::int8_t>(2 - i);
        batch.column(5).indices32()[i] = static_cast<std::int32_t>(i);
    }
    for (std::size_t column = 0; column < 6; ++column)
        batch.column(column).set_null(1);
}

class Batches : public ArrowProducer {
  public:
    Batches(int batches, int& gone) : left_(batches), gone_(gone) {}
    ~Batches() override { ++gone_; }
    Status schema(ArrowSchema* out) override {
        export_arrow_schema(fields_, out);
        return Done{};
    }
    Result<bool> next(ArrowArray* out) override {
        if (left_-- == 0) return false;
        ArrowBatchBuilder batch(fields_, 3);
        fill(batch);
        const Status status = batch.finish(out);
        if (!status) return status.error();
        return true;
    }

  private:
    std::vector<ArrowField> fields_ = every_field();
    int left_;
    int& gone_;
};

}  // namespace

TEST_CASE("Arrow batches that go out come in the same") {
    int gone = 0;
    ArrowArrayStream stream{};
    make_arrow_stream(std::make_unique<Batches>(2, gone), &stream);
    {
        ArrowReader reader = ArrowReader::open(&stream, ArrowValidation::full).value();
        CHECK(reader.names() == Texts{"rows", "mean", "cost", "pupil", "state", "code"});
        for (int batch = 0; batch < 2; ++batch) {
            REQUIRE(reader.next().value());
            const std::vector<ArrowColumn>& columns = reader.columns();
            CHECK(texts_of(columns[0]) == Texts{"-1", "", "1"});
            CHECK(texts_of(columns[1]) == Texts{"0.5", "", "2.5"});
            CHECK(texts_of(columns[2]) == Texts{"-1.25", "", "1.25"});
            CHECK(texts_of(columns[3]) == Texts{"Siân", "", "a longer text than before"});
            CHECK(texts_of(columns[4]) == Texts{"wedi gorffen", "", "on_track"});
            CHECK(texts_of(columns[5]) == Texts{"on_track", "", "wedi gorffen"});
            CHECK(columns[2].decimal_places() == 6);
            CHECK(columns[4].dictionary().text(0) == "on_track");
        }
        CHECK_FALSE(reader.next().value());
        CHECK(gone == 0);
    }
    CHECK(gone == 1);
}

TEST_CASE("Arrow buffers that go out are aligned to 64 bytes, nulls only where there are some") {
    const std::vector<ArrowField> fields = every_field();
    ArrowBatchBuilder batch(fields, 3);
    fill(batch);
    std::memset(batch.column(0).validity(), 0xFF, 1);
    ArrowArray array{};
    REQUIRE(batch.finish(2, &array));
    CHECK(array.length == 2);
    for (std::int64_t i = 0; i < array.n_children; ++i) {
        const ArrowArray& child = *array.children[i];
        CHECK(child.length == 2);
        CHECK(child.null_count == (i == 0 ? 0 : 1));
        CHECK((child.buffers[0] == nullptr) == (i == 0));
        for (std::int64_t j = 0; j < child.n_buffers; ++j)
            CHECK(reinterpret_cast<std::uintptr_t>(child.buffers[j]) % 64 == 0);
    }
    array.release(&array);
    CHECK(array.release == nullptr);
}

TEST_CASE("A child moved out of an Arrow array or schema outlives it") {
    const std::vector<ArrowField> fields = every_field();
    ArrowBatchBuilder batch(fields, 3);
    fill(batch);
    ArrowArray array{};
    REQUIRE(batch.finish(&array));
    ArrowArray child = *array.children[4];
    array.children[4]->release = nullptr;
    array.release(&array);
    ArrowSchema schema{};
    export_arrow_schema(fields, &schema);
    ArrowSchema child_schema = *schema.children[4];
    schema.children[4]->release = nullptr;
    schema.release(&schema);

    const ArrowType type = ArrowType::parse(child_schema, "").value();
    const ArrowColumn column =
        ArrowColumn::open(type, child, 0, 3, ArrowValidation::full, "state").value();
    CHECK(texts_of(column) == Texts{"wedi gorffen", "", "on_track"});
    child.release(&child);
    child_schema.release(&child_schema);
}

TEST_CASE("Arrow decimals that go out keep both of their words") {
    const std::vector<ArrowField> fields{ArrowField::decimal("cost", 0)};
    Int128 largest = 1;
    for (int i = 0; i < 38; ++i)
        largest *= 10;
    largest -= 1;
    const std::vector<Int128> values{
        largest, Int128(-largest), Int128(0), Int128(-1),
        Int128(-1) * (std::int64_t{1} << 32) * (std::int64_t{1} << 32)};
    ArrowBatchBuilder batch(fields, static_cast<std::int64_t>(values.size()));
    for (std::size_t i = 0; i < values.size(); ++i)
        batch.column(0).set_decimal(static_cast<std::int64_t>(i), values[i]);
    ArrowArray array{};
    ArrowSchema schema{};
    REQUIRE(batch.finish(&array));
    export_arrow_schema(fields, &schema);
    const ArrowType type = ArrowType::parse(*schema.children[0], "").value();
    const ArrowColumn column =
        ArrowColumn::open(type, *array.children[0], 0, array.length, ArrowValidation::full, "cost")
            .value();
    for (std::size_t i = 0; i < values.size(); ++i)
        CHECK((column.decimal(static_cast<std::int64_t>(i)) == values[i]));
    array.release(&array);
    schema.release(&schema);
}

TEST_CASE("An Arrow batch that is not complete is not finished") {
    const std::vector<ArrowField> fields{ArrowField::utf8("pupil")};
    ArrowBatchBuilder batch(fields, 2);
    REQUIRE(batch.column(0).append("a"));
    ArrowArray array{};
    CHECK_FALSE(batch.finish(&array));
    CHECK_FALSE(batch.finish(3, &array));
    CHECK_FALSE(batch.finish(-1, &array));
    CHECK(array.release == nullptr);
    REQUIRE(batch.column(0).append_null());
    CHECK_FALSE(batch.column(0).append("c"));
    CHECK_FALSE(batch.column(0).append_null());
    REQUIRE(batch.finish(&array));
    CHECK(array.children[0]->null_count == 1);
    array.release(&array);
    ArrowBatchBuilder none({}, 0);
    REQUIRE(none.finish(&array));
    CHECK(array.n_children == 0);
    array.release(&array);
}

namespace {

/// A producer that fails in the way that it is told to.
class Failing : public ArrowProducer {
  public:
    explicit Failing(int way) : way_(way) {}
    Status schema(ArrowSchema*) override { return fail(); }
    Result<bool> next(ArrowArray*) override { return fail().error(); }

  private:
    Status fail() const {
        if (way_ == 0) throw std::bad_alloc();
        if (way_ == 1) throw std::runtime_error("thrown");
        if (way_ == 2) throw 2;
        if (way_ == 3) return Error{ErrorCode::cannot_read, "unreadable", "line 3"};
        if (way_ == 4) return Error{ErrorCode::cancelled, "stopped", ""};
        return Error{ErrorCode::bad_arrow, "bad", ""};
    }
    int way_;
};

}  // namespace

TEST_CASE("What fails below an Arrow stream becomes a number and a text") {
    const std::vector<std::pair<int, std::string>> expected{
        {ENOMEM, ""},           {EIO, "thrown"}, {EIO, ""}, {EIO, "line 3: unreadable"},
        {ECANCELED, "stopped"}, {EINVAL, "bad"}};
    for (int way = 0; way < 6; ++way) {
        CAPTURE(way);
        ArrowArrayStream stream{};
        make_arrow_stream(std::make_unique<Failing>(way), &stream);
        ArrowSchema schema{};
        ArrowArray array{};
        const auto& [number, text] = expected[static_cast<std::size_t>(way)];
        const auto said = [&] {
            const char* error = stream.get_last_error(&stream);
            return std::string(error == nullptr ? "" : error);
        };
        CHECK(stream.get_schema(&stream, &schema) == number);
        CHECK(said() == text);
        CHECK(stream.get_next(&stream, &array) == number);
        CHECK(said() == text);
        CHECK(schema.release == nullptr);
        CHECK(array.release == nullptr);
        stream.release(&stream);
    }
}
