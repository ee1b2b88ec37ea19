// A program in C++ on the library, installed or as a part of its own build.
#include <effaith/effaith.hpp>
#include <effaith/io/columns.hpp>
#include <iostream>

int main() {
    const effaith::Result<effaith::Engine> engine = effaith::Engine::create({});
    if (!engine) return 1;
    const auto autumn = effaith::Days::closed(*effaith::Date::from_ymd(2023, 9, 1),
                                              *effaith::Date::from_ymd(2023, 12, 31));
    const auto days = engine->calendar().school_days(autumn).count();
    std::cout << days << " school days\n";
    return days == 75 ? 0 : 1;
}
