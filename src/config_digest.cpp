#include "config_digest.hpp"

#include <algorithm>

#include "effaith/text_key.hpp"
#include "siphash.hpp"

namespace effaith {
namespace {

/// Collects values as text in which no two different configurations look alike: each part is
/// written with its length.
class CanonicalText {
  public:
    CanonicalText& add(std::string_view part) {
        text_ += std::to_string(part.size());
        text_ += ':';
        text_ += part;
        return *this;
    }
    CanonicalText& add(std::int64_t number) { return add(std::to_string(number)); }
    CanonicalText& add(Date date) { return add(to_text(date)); }
    template <class Unit, int Places>
    CanonicalText& add(Fixed<Unit, Places> value) {
        return add(value.raw());
    }
    template <class T>
    CanonicalText& add(const std::optional<T>& value) {
        return value ? add("+").add(*value) : add("-");
    }
    const std::string& text() const { return text_; }

  private:
    std::string text_;
};

void add_span(CanonicalText& out, const DateSpan& span) {
    out.add(span.first).add(span.last);
}

void add_calendar(CanonicalText& out, const CalendarChoice& choice) {
    out.add("calendar").add(choice.name).add(choice.inset_closed ? 1 : 0);
    for (const AcademicYear& year : choice.years) {
        out.add("year").add(year.name);
        for (const Term& term : year.terms) {
            out.add("term").add(term.name);
            add_span(out, term.dates);
            if (term.half_term) add_span(out.add("break"), *term.half_term);
        }
        for (const Date day : year.closures)
            out.add("closed").add(day);
    }
}

void add_measure(CanonicalText& out, const Measure& measure) {
    out.add("measure").add(measure.id).add(measure.name).add(measure.unit);
    out.add(static_cast<std::int64_t>(measure.kind));
    out.add(static_cast<std::int64_t>(measure.direction));
    out.add(measure.sd).add(measure.reliability).add(measure.expected_gain_per_month);
    out.add(measure.tolerance);
    if (measure.range) out.add("range").add(measure.range->least).add(measure.range->most);
    for (const std::string& step : measure.steps)
        out.add("step").add(step);
}

void add_codes(CanonicalText& out, const Config& config) {
    for (std::size_t i = 0; i < kCodeSetCount; ++i) {
        if (!config.codes[i]) continue;
        out.add("codes").add(kCodeSetNames[i]);
        for (const Code& code : *config.codes[i]) {
            out.add(code.code).add(code.en).add(code.cy).add(code.from).add(code.to);
        }
    }
}

void add_rates(CanonicalText& out, std::vector<RoleRates> rates) {
    for (RoleRates& role : rates)
        role.role = text_key(role.role);
    std::sort(rates.begin(), rates.end(),
              [](const RoleRates& a, const RoleRates& b) { return a.role < b.role; });
    for (const RoleRates& role : rates) {
        out.add("role").add(role.role);
        for (const DatedRate& dated : role.rates)
            out.add(dated.from).add(dated.rate);
    }
}

void add_choices(CanonicalText& out, const Config& config) {
    const Policy& policy = config.policy;
    out.add("policy").add(static_cast<std::int64_t>(policy.daily));
    out.add(static_cast<std::int64_t>(policy.cost_basis));
    out.add(static_cast<std::int64_t>(policy.capital_scope));
    out.add(static_cast<std::int64_t>(policy.incomplete)).add(policy.require_aim ? 1 : 0);
    out.add("as_of").add(config.as_of);
    for (const std::string& level : config.hierarchy)
        out.add("level").add(level);
    if (!config.hierarchy_as_of.empty()) out.add("hierarchy_as_of").add(config.hierarchy_as_of);
    out.add("disclosure").add(config.disclosure.threshold);
    out.add(static_cast<std::int64_t>(config.disclosure.rounding));
    out.add(config.disclosure.hide_class ? 1 : 0).add(config.redact_rates ? 1 : 0);
    for (const Selection& selection : config.selection)
        out.add("selection").add(selection.measure).add(selection.below).add(selection.mean);
}

/// Only what differs from the usual: a configuration without the key keeps its digest.
void add_thresholds(CanonicalText& out, const Thresholds& thresholds) {
    for (std::size_t i = 0; i < kThresholdCount; ++i) {
        const Parameter value = thresholds.at(static_cast<Threshold>(i));
        if (value != kThresholds[i].usual) out.add(kThresholds[i].name).add(value);
    }
}

}  // namespace

std::string config_digest(const Config& config) {
    CanonicalText out;
    out.add("semantics").add(config.semantics);
    add_calendar(out, config.calendar);
    for (const auto& [school, calendar] : config.calendars) {
        out.add("school").add(school);
        add_calendar(out, calendar);
    }
    add_rates(out, config.rates);
    for (const CatalogueEntry& entry : config.catalogue) {
        out.add("catalogue").add(entry.intervention).add(entry.support_type).add(entry.measure);
        for (const std::string& alias : entry.aliases)
            out.add(alias);
    }
    for (const Measure& measure : config.measures)
        add_measure(out, measure);
    add_codes(out, config);
    add_choices(out, config);
    add_thresholds(out, config.practice);
    return hex_digest(sip_key(config.id_key), out.text());
}

}  // namespace effaith
