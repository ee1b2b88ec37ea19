#include "dimension.hpp"

#include <algorithm>
#include <array>

#include "calendar_place.hpp"
#include "effaith/text_key.hpp"

namespace effaith {
namespace {

std::string_view code_of(const RecordAnalysis& analysis, CodeSet set) {
    return analysis.codes[static_cast<std::size_t>(set)];
}

std::string_view academic_year_of(const RecordAnalysis& analysis) {
    return academic_year_of(*analysis.calendar, analysis.windows.widest);
}

constexpr std::array<Dimension, 16> kDimensions{{
    {"authority_id", [](const Record& r, const RecordAnalysis&) { return r.authority_id; }},
    {"cluster_id", [](const Record& r, const RecordAnalysis&) { return r.cluster_id; }},
    {"school_id", [](const Record& r, const RecordAnalysis&) { return r.school_id; }},
    {"tier", [](const Record&, const RecordAnalysis& a) { return code_of(a, CodeSet::tier); }},
    {"area_of_need",
     [](const Record&, const RecordAnalysis& a) { return code_of(a, CodeSet::area_of_need); }},
    {"year_group",
     [](const Record&, const RecordAnalysis& a) { return code_of(a, CodeSet::year_group); }},
    {"support_type",
     [](const Record&, const RecordAnalysis& a) { return code_of(a, CodeSet::support_type); }},
    {"intervention", [](const Record&, const RecordAnalysis& a) { return a.intervention; }},
    {"frequency",
     [](const Record& r, const RecordAnalysis&) {
         return r.frequency ? rule_of(*r.frequency).code : std::string_view();
     }},
    {"role", [](const Record& r, const RecordAnalysis&) { return r.delivered_by[0]; }},
    {"learner_id", [](const Record& r, const RecordAnalysis&) { return r.learner_id; }},
    {"measure",
     [](const Record&, const RecordAnalysis& a) {
         return a.measure == nullptr ? std::string_view() : std::string_view(a.measure->id);
     }},
    {"academic_year", [](const Record&, const RecordAnalysis& a) { return academic_year_of(a); }},
    {"term",
     [](const Record&, const RecordAnalysis& a) { return term_of(*a.calendar, a.windows.widest); }},
    {"outcome",
     [](const Record&, const RecordAnalysis& a) {
         return a.outcome ? name_of(*a.outcome) : std::string_view();
     }},
    {"cohort",
     [](const Record& r, const RecordAnalysis&) {
         return kCohortNames[static_cast<std::size_t>(r.cohort)];
     }},
}};

}  // namespace

const Dimension* find_dimension(std::string_view name) {
    const auto* found = std::find_if(kDimensions.begin(), kDimensions.end(),
                                     [&](const Dimension& d) { return d.name == name; });
    return found == kDimensions.end() ? nullptr : found;
}

KeyPart key_part(std::string_view text) {
    text = trimmed(text);
    if (text.empty()) return std::nullopt;
    return std::string(text);
}

const std::vector<std::string_view>& known_dimensions() {
    static const std::vector<std::string_view> names = [] {
        std::vector<std::string_view> all;
        for (const Dimension& dimension : kDimensions)
            all.push_back(dimension.name);
        return all;
    }();
    return names;
}

}  // namespace effaith
