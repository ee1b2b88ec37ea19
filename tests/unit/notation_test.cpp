// How people write months, dates, money and ages.
#include "effaith/io/notation.hpp"

#include "records.hpp"

using namespace effaith;
using support::vocabulary;

namespace {

std::string period(std::string_view text, bool serial = false) {
    const auto read = read_period_end(text, vocabulary(), {serial});
    if (!read) return "none";
    if (read->earliest() == read->latest()) return to_text(read->earliest());
    const Month month = Month::of(read->earliest());
    CHECK(month.first_day() == read->earliest());
    CHECK(month.last_day() == read->latest());
    return to_text(month);
}

std::string date(std::string_view text, bool serial = false) {
    const auto read = read_date(text, vocabulary(), {serial});
    return read ? to_text(*read) : "none";
}

std::string money(std::string_view text) {
    ReadDecimal read;
    if (read_money(text, read) != DecimalFault::none) return "none";
    return to_text(Money::from_raw(read.raw));
}

std::string age(std::string_view text, bool number = false) {
    ReadDecimal read;
    switch (read_age(text, number, read)) {
        case AgeFault::none:
            return to_text(Score::from_raw(read.raw));
        case AgeFault::ambiguous:
            return "ambiguous";
        default:
            return "none";
    }
}

}  // namespace

TEST_CASE("Months are read in the notations in use") {
    for (const char* text :
         {"2023-09", "09/2023", "9/2023", "202309", "Sep 2023", "Sept 2023", "September 2023",
          "SEPTEMBER 2023", "Medi 2023", "medi-2023", "Sep-23", " Sep-2023 ", "Sep. 2023"}) {
        INFO(text);
        CHECK(period(text) == "2023-09");
    }
    CHECK(period("Gorffennaf 2024") == "2024-07");
    CHECK(period("Mawrth 2024") == "2024-03");
    CHECK(period("Rhag 2023") == "2023-12");
}

TEST_CASE("Dates are read day first, with month names and with times") {
    for (const char* text :
         {"2023-09-04", "04/09/2023", "4/9/2023", "04-09-2023", "04.09.2023", "04/09/23",
          "4 Sep 2023", "4 Medi 2023", "04-Sep-23", "04/09/2023 00:00", "04/09/2023 00:00:00",
          "2023-09-04T00:00:00", "2023-09-04 09:30:00.000", "2023-09-04T00:00:00Z"}) {
        INFO(text);
        CHECK(date(text) == "2023-09-04");
        CHECK(period(text) == "2023-09-04");
    }
}

TEST_CASE("What is no date is none") {
    for (const char* text :
         {"", "2023-02-30", "31/11/2023", "13/2023", "2023-13", "202313", "2023", "September",
          "04/13/2023", "4 Foo 2023", "2023/24", "2023-9-4", "1/2/3/4", "04/09/2023 25:00",
          "04/09/2023 9", "2023-09-04 09:61", "45170"}) {
        INFO(text);
        CHECK(date(text) == "none");
        CHECK(period(text) == "none");
    }
}

TEST_CASE("Serial dates are read only when asked for") {
    CHECK(date("45170", true) == "2023-09-01");
    CHECK(date("61", true) == "1900-03-01");
    CHECK(date("60", true) == "none");
    CHECK(date("45170.5", true) == "none");
    CHECK(period("45170", true) == "2023-09-01");
    CHECK(period("202309", true) == "2023-09");
}

TEST_CASE("Money is read with and without its sign and thousands") {
    CHECK(money("25.5") == "25.5");
    CHECK(money("£1,250.00") == "1250");
    CHECK(money("£ 12") == "12");
    CHECK(money("1,234,567.891") == "1234567.891");
    CHECK(money("-£3") == "-3");
    CHECK(money("-3") == "-3");
    CHECK(money("£-5") == "-5");
    for (const char* text : {"", "£", "1,25", "12,50", "1,2345", ",123", "1,,234", "£1,250.0.0",
                             "1 250", "€5", "1234,567", "--5", "-+5"}) {
        INFO(text);
        CHECK(money(text) == "none");
    }
}

TEST_CASE("Ages are read in years and months or in months") {
    for (const char* text : {"6y3m", "6y 3m", "6Y3M", "6:03", "75", "75.0"}) {
        INFO(text);
        CHECK(age(text) == "75");
    }
    CHECK(age("6y") == "72");
    CHECK(age("13:06") == "162");
    CHECK(age("105.92") == "105.92");
    CHECK(age("6.3") == "ambiguous");
    CHECK(age("10.11") == "ambiguous");
    CHECK(age("6.3", true) == "6.3");
    CHECK(age("6.75") == "ambiguous");
    CHECK(age("20.75") == "20.75");
    for (const char* text : {"6:3", "6:12", "6y12m", "y3m", "6y3", "six", "", "6:0a"}) {
        INFO(text);
        CHECK(age(text) == "none");
    }
}

TEST_CASE("A ladder's step is read by its name or its number") {
    Measure ladder;
    ladder.kind = MeasureKind::ladder;
    ladder.steps = {"No contact", "Siarad drwy'r drws", "Attends"};
    CHECK(read_step(" no CONTACT ", ladder) == 1);
    CHECK(read_step("siarad drwy'r drws", ladder) == 2);
    CHECK(read_step("3", ladder) == 3);
    CHECK_FALSE(read_step("0", ladder));
    CHECK_FALSE(read_step("4", ladder));
    CHECK_FALSE(read_step("1.5", ladder));
}
