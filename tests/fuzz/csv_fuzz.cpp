// CSV: the rows do not depend on how the bytes come in, and cells written are read back the same.
// The first byte chooses the encoding (its lowest bit) and the pieces; the rest is the file.
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "effaith/fixed.hpp"
#include "fuzz_support.hpp"
#include "io/csv.hpp"

namespace {

using namespace effaith;
using fuzz::require;

struct ReadRow {
    std::int64_t line = 0;
    std::vector<std::string> cells;
    friend bool operator==(const ReadRow&, const ReadRow&) = default;
};

struct Table {
    std::vector<ReadRow> rows;
    std::optional<Error> error;
    friend bool operator==(const Table&, const Table&) = default;
};

Table read_all(ByteSource& source) {
    CsvReader reader(source);
    CsvRow row;
    Table table;
    while (true) {
        const Result<bool> more = reader.next(row);
        if (!more) table.error = more.error();
        if (!more || !*more) return table;
        table.rows.push_back({row.line, {row.cells.begin(), row.cells.end()}});
    }
}

Table read_all(std::string_view text) {
    MemorySource source(text);
    return read_all(source);
}

std::string bytes_of(ByteSource& source, std::size_t most) {
    std::string bytes;
    std::string block(most, '\0');
    while (const std::size_t count = source.read(block.data(), block.size())) {
        require(count <= most, "a source gives no more than was asked for");
        bytes.append(block, 0, count);
    }
    return bytes;
}

std::string recoded(std::string_view text, std::size_t most) {
    MemorySource inner(text);
    Windows1252Source source(inner);
    return bytes_of(source, most);
}

void check_recoding(std::string_view text, std::uint32_t seed) {
    static const std::array<std::string, 256> kOfByte = [] {
        std::array<std::string, 256> all;
        for (std::size_t i = 0; i < all.size(); ++i) {
            const char byte = static_cast<char>(i);
            all[i] = recoded({&byte, 1}, 16);
        }
        require(all[0x80] == "€" && all[0x92] == "’" && all[0xF4] == "ô" && all['a'] == "a",
                "Windows-1252 is Windows-1252");
        return all;
    }();
    const std::string whole = recoded(text, 1U << 16U);
    std::string expected;
    for (const char c : text)
        expected += kOfByte[static_cast<unsigned char>(c)];
    require(whole == expected, "each byte is recoded by itself", text);
    require(fuzz::is_utf8(whole), "recoded text is UTF-8", text);
    fuzz::IrregularSource pieces(text, seed);
    Windows1252Source source(pieces);
    require(bytes_of(source, 3 + seed % 50) == expected, "pieces are recoded the same", text);
}

/// Length of one UTF-8 sequence by decoding it; 0 where it is none.
std::size_t decoded_length(std::string_view text) {
    const auto lead = static_cast<unsigned char>(text.front());
    std::size_t length = 0;
    std::uint32_t point = 0;
    if (lead < 0x80) return 1;
    if (lead >> 5U == 0x6) length = 2, point = lead & 0x1FU;
    if (lead >> 4U == 0xE) length = 3, point = lead & 0x0FU;
    if (lead >> 3U == 0x1E) length = 4, point = lead & 0x07U;
    if (length == 0 || text.size() < length) return 0;
    for (std::size_t i = 1; i < length; ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte >> 6U != 2) return 0;
        point = point << 6U | (byte & 0x3FU);
    }
    constexpr std::array<std::uint32_t, 5> kLeast{0, 0, 0x80, 0x800, 0x10000};
    const bool surrogate = point >= 0xD800 && point <= 0xDFFF;
    return point < kLeast[length] || surrogate || point > 0x10FFFF ? 0 : length;
}

void check_utf8(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t length = decoded_length(text.substr(at));
        if (length == 0) break;
        at += length;
    }
    require(first_not_utf8(text) == (at < text.size() ? at : std::string_view::npos),
            "the first byte that is not UTF-8 is found", text);
}

void check_lines(const Table& table, std::string_view text) {
    const auto lines = 1 + std::count(text.begin(), text.end(), '\n');
    std::int64_t before = 0;
    for (const ReadRow& row : table.rows) {
        require(row.line > before && row.line <= lines, "a row starts on a line of the file");
        require(!row.cells.empty(), "a row has a cell");
        for (const std::string& cell : row.cells)
            require(fuzz::is_utf8(cell), "a cell is UTF-8", cell);
        before = row.line;
    }
    if (table.error) fuzz::require_readable(*table.error);
}

/// The rows as CSV again, each after a cell of its own: a row of one empty cell would be a blank
/// line. The first row makes the comma the delimiter, whatever the cells hold.
std::string written(const Table& table, bool guard) {
    std::string out = "\"first; row\",\"\"\r\n";
    for (const ReadRow& row : table.rows) {
        out += "row";
        for (const std::string& cell : row.cells) {
            out += ',';
            append_csv_cell(out, cell, guard);
        }
        out += "\r\n";
    }
    return out;
}

bool has_nul(const Table& table) {
    for (const ReadRow& row : table.rows) {
        for (const std::string& cell : row.cells) {
            if (cell.find('\0') != std::string::npos) return true;
        }
    }
    return false;
}

/// Whether a spreadsheet would take a cell for a formula that is more than a negative number.
bool runs(std::string_view cell) {
    if (cell.empty() || std::string_view("=+-@\t\r").find(cell.front()) == cell.npos) return false;
    ReadDecimal read;
    return cell.front() != '-' || read_decimal(cell, 0, read) == DecimalFault::not_a_number;
}

void check_writing(const Table& table) {
    if (has_nul(table)) return;  // a NUL near the start of a file is taken for a binary file
    for (const bool guard : {false, true}) {
        const std::string text = written(table, guard);
        const Table again = read_all(text);
        require(!again.error, "what is written can be read", text);
        require(again.rows.size() == table.rows.size() + 1, "every row is read back", text);
        for (std::size_t i = 0; i < table.rows.size(); ++i) {
            const auto& cells = table.rows[i].cells;
            const auto& others = again.rows[i + 1].cells;
            require(others.size() == cells.size() + 1, "every cell is read back", text);
            for (std::size_t j = 0; j < cells.size(); ++j) {
                const std::string& other = others[j + 1];
                const bool guarded = guard && other == "'" + cells[j];
                require(other == cells[j] || guarded, "a cell is read back the same", text);
                require(!guard || !runs(other), "a guarded cell does not run", text);
            }
        }
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::uint32_t seed = data[0];
    const std::string_view file = fuzz::text_of(data + 1, size - 1);
    check_utf8(file);
    check_recoding(file, seed);
    const std::string text = seed % 2 != 0 ? recoded(file, 1U << 16U) : std::string(file);
    const Table table = read_all(text);
    fuzz::IrregularSource pieces(text, seed);
    const Table other = read_all(pieces);
    require(table == other, "pieces of the file give the same rows", text);
    check_lines(table, text);
    check_writing(table);
    return 0;
}
