// Decimals, money, ages and steps: what is read is the number that the text stands for, and prints
// as text that reads back the same.
#include <algorithm>
#include <boost/multiprecision/cpp_int.hpp>

#include "effaith/fixed.hpp"
#include "effaith/io/notation.hpp"
#include "effaith/text_key.hpp"
#include "fuzz_support.hpp"

namespace {

using namespace effaith;
using fuzz::require;
using Wide = boost::multiprecision::cpp_int;

struct Reading {
    DecimalFault fault = DecimalFault::none;
    ReadDecimal read;
    friend bool operator==(const Reading& a, const Reading& b) {
        if (a.fault != b.fault) return false;
        return a.fault != DecimalFault::none ||
               (a.read.raw == b.read.raw && a.read.reduced == b.read.reduced);
    }
};

Reading reading_of(std::string_view text, int places) {
    Reading reading;
    reading.fault = read_decimal(text, places, reading.read);
    return reading;
}

Reading money_of(std::string_view text) {
    Reading reading;
    reading.fault = read_money(text, reading.read);
    return reading;
}

std::string printed(std::int64_t raw, int places) {
    std::string text;
    append_decimal(text, raw, places);
    return text;
}

bool has_sign(std::string_view text) {
    return !text.empty() && (text.front() == '+' || text.front() == '-');
}

std::string with_leading_zero(std::string_view text) {
    const std::size_t sign = has_sign(text) ? 1 : 0;
    return std::string(text.substr(0, sign)) + "0" + std::string(text.substr(sign));
}

std::string with_trailing_zero(std::string_view text) {
    const std::size_t exponent = std::min(text.find_first_of("eE"), text.size());
    std::string mantissa(text.substr(0, exponent));
    if (mantissa.find('.') == std::string::npos) mantissa += '.';
    return mantissa + "0" + std::string(text.substr(exponent));
}

std::string negated(std::string_view text) {
    if (!has_sign(text)) return "-" + std::string(text);
    return (text.front() == '-' ? "+" : "-") + std::string(text.substr(1));
}

Wide wide_power_of_ten(std::int64_t exponent) {
    return boost::multiprecision::pow(Wide(10), static_cast<unsigned>(exponent));
}

/// The same reading by arithmetic without bounds, for texts whose exponent is small. The text is
/// a decimal.
void require_same_by_wide_arithmetic(std::string_view text, int places, const Reading& reading) {
    const std::size_t mark = std::min(text.find_first_of("eE"), text.size());
    std::int64_t exponent = places;
    if (mark < text.size()) {
        const std::string digits(text.substr(mark + 1));
        if (digits.size() > 3) return;
        exponent += std::atoi(digits.c_str());
    }
    Wide value = 0;
    bool after_point = false;
    for (const char c : text.substr(0, mark)) {
        if (c == '.') after_point = true;
        if (!detail::is_digit(c)) continue;
        value = value * 10 + (c - '0');
        if (after_point) --exponent;
    }
    bool reduced = false;
    if (exponent >= 0) {
        value *= wide_power_of_ten(exponent);
    } else {
        const Wide unit = wide_power_of_ten(-exponent);
        const Wide rest = value % unit;
        value /= unit;
        reduced = rest != 0;
        if (rest * 2 > unit || (rest * 2 == unit && value % 2 != 0)) value += 1;
    }
    if (value > std::numeric_limits<std::int64_t>::max()) {
        require(reading.fault == DecimalFault::out_of_range, "too large is out of range", text);
        return;
    }
    const auto magnitude = static_cast<std::int64_t>(value);
    require(reading.fault == DecimalFault::none, "what fits is read", text);
    require(reading.read.raw == (text.front() == '-' ? -magnitude : magnitude),
            "a decimal is read as its value, rounded half to even", text);
    require(reading.read.reduced == reduced, "a rounded decimal says so", text);
}

void check_scale(std::string_view text, int places) {
    const Reading reading = reading_of(text, places);
    require((reading.fault == DecimalFault::empty) == text.empty(), "empty is empty alone", text);
    if (text.empty()) return;
    if (!has_sign(text)) {
        require(reading_of("+" + std::string(text), places) == reading, "+ changes nothing", text);
    }
    Reading opposite = reading_of(negated(text), places);
    opposite.read.raw = -opposite.read.raw;
    require(opposite == reading, "the sign alone tells a number from its opposite", text);
    if (reading.fault == DecimalFault::not_a_number) return;
    require(reading_of(with_leading_zero(text), places) == reading,
            "a leading zero changes nothing", text);
    require(reading_of(with_trailing_zero(text), places) == reading,
            "a trailing zero changes nothing", text);
    require_same_by_wide_arithmetic(text, places, reading);
    if (reading.fault != DecimalFault::none) return;
    const std::string shown = printed(reading.read.raw, places);
    const Reading again = reading_of(shown, places);
    require(again.fault == DecimalFault::none && again.read.raw == reading.read.raw &&
                !again.read.reduced,
            "what is printed reads back the same", shown);
}

void check_scales(std::string_view text, int coarse, int fine) {
    const Reading exact = reading_of(text, fine);
    if (exact.fault != DecimalFault::none || exact.read.reduced) return;
    const Reading rounded = reading_of(text, coarse);
    const std::int64_t unit = power_of_ten(fine - coarse);
    require(rounded.fault == DecimalFault::none, "a coarser scale holds what a finer one does",
            text);
    require(rounded.read.raw == divide_half_even(exact.read.raw, unit),
            "a coarser scale is the finer one rounded half to even", text);
    require(rounded.read.reduced == (exact.read.raw % unit != 0),
            "a coarser scale is reduced where digits are lost", text);
}

template <class F>
void check_parse(std::string_view text) {
    const Result<F> parsed = F::parse(text);
    const Reading reading = reading_of(text, F::places);
    const bool exact = reading.fault == DecimalFault::none && !reading.read.reduced;
    require(parsed.ok() == exact, "parse takes exact decimals alone", text);
    if (!parsed) {
        require(!parsed.error().message.empty(), "an error has a message", text);
        return;
    }
    require(parsed->raw() == reading.read.raw, "parse reads the same number", text);
    require(F::parse(to_text(*parsed)).value() == *parsed, "to_text parses back", text);
}

std::string with_thousands(std::string_view shown) {
    std::string out(shown);
    const std::size_t point = std::min(out.find('.'), out.size());
    const std::size_t first = out.front() == '-' ? 1 : 0;
    for (std::size_t at = point; at > first + 3;) {
        at -= 3;
        out.insert(at, 1, ',');
    }
    return out;
}

void check_money(std::string_view text) {
    const Reading reading = money_of(text);
    require(money_of(" " + std::string(text) + "\t") == reading, "blanks around change nothing",
            text);
    const Reading plain = reading_of(text, Money::places);
    if (plain.fault == DecimalFault::none) require(plain == reading, "a decimal is money", text);
    if (reading.fault != DecimalFault::none) return;
    const std::string shown = printed(reading.read.raw, Money::places);
    const Reading exact{DecimalFault::none, {reading.read.raw, false}};
    require(money_of(shown) == exact, "what is printed reads back the same", shown);
    require(money_of(with_thousands(shown)) == exact, "commas between thousands change nothing",
            shown);
    const bool negative = reading.read.raw < 0;
    const std::string pounds = negative ? "-£" + shown.substr(1) : "£" + shown;
    require(money_of(pounds) == exact, "a pound sign changes nothing", pounds);
}

void check_age(std::string_view text) {
    ReadDecimal read;
    const AgeFault as_text = read_age(text, false, read);
    ReadDecimal number;
    const AgeFault as_number = read_age(text, true, number);
    require(as_number != AgeFault::ambiguous, "a number is in months", text);
    if (as_text == AgeFault::ambiguous) {
        require(as_number == AgeFault::none, "what is ambiguous is a decimal", text);
    } else {
        require(as_text == as_number, "text and number differ where it is ambiguous alone", text);
    }
    if (as_text != AgeFault::none) return;
    require(read.raw == number.raw && read.reduced == number.reduced,
            "text and number are the same age", text);
    ReadDecimal again;
    const std::string shown = printed(read.raw, Score::places);
    require(read_age(shown, true, again) == AgeFault::none && again.raw == read.raw,
            "an age reads back from months", shown);
    const std::int64_t months = read.raw / Score::scale;
    if (read.raw % Score::scale != 0 || months < 0 || months > 11999) return;
    const std::string years = std::to_string(months / 12) + "y" + std::to_string(months % 12) + "m";
    require(read_age(years, false, again) == AgeFault::none && again.raw == read.raw,
            "an age reads back from years and months", years);
}

void check_step(std::string_view text) {
    static const Measure ladder = [] {
        Measure measure;
        measure.kind = MeasureKind::ladder;
        measure.steps = {"listens", "one word", "a phrase", "4", "ysgrifennu brawddeg"};
        return measure;
    }();
    const auto step = read_step(text, ladder);
    if (!step) return;
    require(*step >= 1 && *step <= static_cast<std::int64_t>(ladder.steps.size()),
            "a step lies on its ladder", text);
    require(read_step(ladder.steps[static_cast<std::size_t>(*step) - 1], ladder) == step,
            "a step is found by its name", text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = fuzz::text_of(data, size);
    for (const int places : {0, 4, 6, 18})
        check_scale(text, places);
    check_scales(text, 0, 4);
    check_scales(text, 4, 6);
    check_scales(text, 0, 6);
    check_parse<Hours>(text);
    check_parse<Money>(text);
    check_parse<LearnerCount>(text);
    check_money(text);
    check_age(text);
    check_step(text);
    return 0;
}
