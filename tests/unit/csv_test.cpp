// CSV as spreadsheets write it, in and out.
#include "io/csv.hpp"

#include "catch_compat.hpp"

using namespace effaith;

namespace {

/// Rows as `line: cell|cell`, or the error's place and message at the end.
std::vector<std::string> rows_of(std::string_view text) {
    MemorySource source(text);
    CsvReader reader(source);
    CsvRow row;
    std::vector<std::string> rows;
    while (true) {
        const Result<bool> more = reader.next(row);
        if (!more) {
            rows.push_back(describe(more.error()));
            return rows;
        }
        if (!*more) return rows;
        std::string line = std::to_string(row.line) + ": ";
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            if (i > 0) line += '|';
            line += row.cells[i];
        }
        rows.push_back(line);
    }
}

using Rows = std::vector<std::string>;

}  // namespace

TEST_CASE("Rows are read with either line end, with or without a last one") {
    CHECK(rows_of("a,b\r\n1,2\r\n") == Rows{"1: a|b", "2: 1|2"});
    CHECK(rows_of("a,b\n1,2") == Rows{"1: a|b", "2: 1|2"});
    CHECK(rows_of("").empty());
    CHECK(rows_of("\n\n\r\n").empty());
}

TEST_CASE("Blank lines and a byte-order mark are passed over, lines still counted") {
    CHECK(rows_of("\xEF\xBB\xBF"
                  "a,b\n\n  \n1,2\n") == Rows{"1: a|b", "4: 1|2"});
}

TEST_CASE("The delimiter is found from the first line") {
    CHECK(rows_of("a;b,c;d\n1;2;3") == Rows{"1: a|b,c|d", "2: 1|2|3"});
    CHECK(rows_of("a\tb\n1\t2") == Rows{"1: a|b", "2: 1|2"});
    CHECK(rows_of("sep=;\na;b\n") == Rows{"2: a|b"});
    CHECK(rows_of("\"a;b;c\",d\n1,2") == Rows{"1: a;b;c|d", "2: 1|2"});
}

TEST_CASE("Quoted cells keep delimiters, doubled quotes and newlines") {
    CHECK(rows_of("a,b\n\"1,\"\"x\"\"\",2\n\"two\nlines\",3\n4,5") ==
          Rows{"1: a|b", "2: 1,\"x\"|2", "3: two\nlines|3", "5: 4|5"});
    CHECK(rows_of("a,b\n\"\",\"\"\"\"") == Rows{"1: a|b", "2: |\""});
}

TEST_CASE("A quote inside an unquoted cell is a character like another") {
    CHECK(rows_of("a,b\n5\" pipe,1\n6\"\" pipe,2\n") ==
          Rows{"1: a|b", "2: 5\" pipe|1", "3: 6\"\" pipe|2"});
}

TEST_CASE("Faults name the line") {
    CHECK(rows_of("a,b\n1,\"open\n2,3").back().rfind("line 2: ", 0) == 0);
    CHECK(rows_of("a,b\n\"1\"x,2").back().rfind("line 2: ", 0) == 0);
    CHECK(rows_of("a,b\n1,2\n\"x\ny\xFF\",2").back().rfind("line 4: ", 0) == 0);
}

TEST_CASE("What is no CSV is refused with what it is") {
    CHECK(rows_of("PK\x03\x04 workbook").back().find("Excel workbook") != std::string::npos);
    CHECK(rows_of("\xFF\xFE"
                  "a")
              .back()
              .find("UTF-16") != std::string::npos);
    CHECK(rows_of(std::string_view("a,b\0c\n", 6)).back().find("binary") != std::string::npos);
}

TEST_CASE("A trailing delimiter is an empty cell") {
    CHECK(rows_of("a,b,\n1,2,\n,,") == Rows{"1: a|b|", "2: 1|2|", "3: ||"});
}

TEST_CASE("A row longer than a block is read whole") {
    const std::string long_cell(700000, 'x');
    const auto rows = rows_of("a,b\n\"" + long_cell + "\",1\n2,3\n");
    REQUIRE(rows.size() == 3);
    CHECK(rows[1] == "2: " + long_cell + "|1");
    CHECK(rows[2] == "3: 2|3");
}

TEST_CASE("Windows-1252 is turned into UTF-8") {
    MemorySource bytes("a,b\nM\xF4n,\x80\x99\n");
    Windows1252Source source(bytes);
    CsvReader reader(source);
    CsvRow row;
    REQUIRE(*reader.next(row));
    REQUIRE(*reader.next(row));
    CHECK(row.cells[0] == "Môn");
    CHECK(row.cells[1] == "€™");
}

TEST_CASE("Only well-formed UTF-8 passes") {
    for (const char* good :
         {"plain", "Môn", "€", "\xF0\x9F\x98\x80", "\xED\x9F\xBF", "\xF4\x8F\xBF\xBF"}) {
        CHECK(first_not_utf8(good) == std::string_view::npos);
    }
    for (const char* bad : {"\x80", "\xC0\xAF", "\xC1\xBF", "\xE0\x9F\xBF", "\xED\xA0\x80",
                            "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xE2\x82", "\xF0\x9F\x98"}) {
        CHECK(first_not_utf8(bad) == 0);
    }
    CHECK(first_not_utf8("eight ok\xFF") == 8);
}

TEST_CASE("Cells that a spreadsheet would run are guarded, numbers are not text") {
    const auto cell = [](std::string_view text, bool guard) {
        std::string out;
        append_csv_cell(out, text, guard);
        return out;
    };
    CHECK(cell("=1+1", true) == "'=1+1");
    CHECK(cell("@x", true) == "'@x");
    CHECK(cell("+x,y", true) == "\"'+x,y\"");
    CHECK(cell("-5", false) == "-5");
    CHECK(cell("a\"b", true) == "\"a\"\"b\"");
    CHECK(cell("plain", true) == "plain");
}
