// OneRoster results and line items, with a line of `---` between, joined onto a few records.
#include "interop_fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace effaith;
    constexpr std::string_view kBetween = "\n---\n";
    constexpr std::string_view kRecords =
        "learner_id,measure,started,ended,baseline\nL1,standard,2023-09-04,2023-12-15,\n"
        "L2,reading_age,2023-09,2023-12,6y3m\nL3,standard,,,\n";
    const std::string_view text = fuzz::text_of(data, size);
    const std::size_t between = text.find(kBetween);
    const bool has_items = between != std::string_view::npos;
    const std::string_view items =
        has_items ? text.substr(between + kBetween.size()) : std::string_view();
    fuzz::check_question(
        {"oneroster_join", text.substr(0, between), kRecords, items, {}, DocumentFormat::json, {}});
    return 0;
}
