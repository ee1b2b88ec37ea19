// Dates and months: what is read prints as text that reads back the same, in every notation.
#include "effaith/date.hpp"
#include "effaith/io/notation.hpp"
#include "fuzz_support.hpp"

namespace {

using namespace effaith;
using fuzz::require;

const Vocabulary& words() {
    static const Vocabulary vocabulary;
    return vocabulary;
}

constexpr DateNotation kPlain{false};
constexpr DateNotation kSerial{true};

void check_iso(std::string_view text) {
    if (const auto date = Date::parse(text)) {
        require(to_text(*date) == text, "a date prints as it was written", text);
    }
    if (const auto month = Month::parse(text)) {
        require(to_text(*month) == text, "a month prints as it was written", text);
    }
}

std::string digits(int value, std::size_t least) {
    std::string text = std::to_string(value);
    if (text.size() < least) text.insert(0, least - text.size(), '0');
    return text;
}

void check_date(Date date) {
    const YearMonthDay at = date.ymd();
    const std::string shown = to_text(date);
    require(at.year >= 1 && at.year <= 9999, "a year has four digits", shown);
    require(Date::from_ymd(at.year, at.month, at.day) == date, "a date is its year, month and day",
            shown);
    require(Date::parse(shown) == date, "a date parses back", shown);
    const Date monday = date.monday();
    require(monday.weekday() == Weekday::mon && date - monday >= 0 && date - monday < 7,
            "a Monday begins the week", shown);

    const std::string year = digits(at.year, 4);
    const std::string month = digits(at.month, 2);
    const std::string day = std::to_string(at.day);
    static const std::string_view kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                               "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const std::string name(kMonths[at.month - 1]);
    for (const std::string& notation :
         {shown, day + "/" + month + "/" + year, day + "." + month + "." + year,
          day + " " + name + " " + year, day + "-" + name + "-" + year, shown + "T00:00:00",
          shown + " 23:59", day + "/" + month + "/" + year + " 9:05"}) {
        for (const DateNotation dates : {kPlain, kSerial}) {
            require(read_date(notation, words(), dates) == date, "every notation is read",
                    notation);
        }
    }
    const int serial = date - *Date::from_ymd(1899, 12, 30);
    if (serial < 61 || serial > 109939) return;
    require(read_date(std::to_string(serial), words(), kSerial) == date, "serial dates are read",
            shown);
}

bool same(const PeriodEnd& a, const PeriodEnd& b) {
    return a.earliest() == b.earliest() && a.latest() == b.latest();
}

void check_period_end(std::string_view text, DateNotation dates) {
    const auto end = read_period_end(text, words(), dates);
    const auto date = read_date(text, words(), dates);
    if (date) require(end.has_value(), "a date is an end of a period", text);
    if (!end) return;
    require(end->earliest() <= end->latest(), "an end of a period is not empty", text);
    check_date(end->earliest());
    check_date(end->latest());
    const bool is_month = end->earliest() != end->latest();
    const Month month = Month::of(end->earliest());
    if (is_month) {
        require(end->earliest() == month.first_day() && end->latest() == month.last_day(),
                "a month is whole", text);
    } else if (date) {
        require(end->earliest() == *date, "a day is that day", text);
    }
    const std::string shown = is_month ? to_text(month) : to_text(end->earliest());
    const auto again = read_period_end(shown, words(), dates);
    require(again && same(*again, *end), "an end of a period reads back the same", shown);
    const auto padded = read_period_end(" \t" + std::string(text) + "\xC2\xA0", words(), dates);
    require(padded && same(*padded, *end), "blanks around change nothing", text);
    if (!is_month) return;
    const std::string number = digits(month.month(), 2);
    const std::string year = digits(month.year(), 4);
    for (const std::string& notation : {number + "/" + year, number + "-" + year, year + number}) {
        const auto other = read_period_end(notation, words(), kPlain);
        require(other && same(*other, *end), "every notation of a month is read", notation);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = fuzz::text_of(data, size);
    check_iso(text);
    const auto plain = read_date(text, words(), kPlain);
    const auto serial = read_date(text, words(), kSerial);
    if (plain) {
        check_date(*plain);
        require(serial == plain, "serial dates take nothing away", text);
    }
    if (serial) check_date(*serial);
    check_period_end(text, kPlain);
    check_period_end(text, kSerial);
    return 0;
}
