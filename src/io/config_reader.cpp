#include "effaith/io/config_reader.hpp"

#include <algorithm>
#include <utility>

#include "effaith/text_key.hpp"
#include "io/json_place.hpp"
#include "io/json_tree.hpp"
#include "one_line.hpp"

namespace effaith {
namespace {

using Kind = JsonNode::Kind;

/// Whether a node is this number, however it is written: 5 and 5.0 are one in JSON.
bool is_whole(const JsonNode& node, std::int64_t number) {
    ReadDecimal read;
    return node.is(Kind::number) && read_decimal(node.text, 0, read) == DecimalFault::none &&
           !read.reduced && read.raw == number;
}

/// Reads a document into a Config; the first fault stops it and is kept.
class ConfigReader {
  public:
    bool read(const JsonNode& root, Config& config);
    bool codes(const JsonNode& node, const Place& place, CodeSets& out);
    const Error& error() const { return error_; }

  private:
    bool fail(const Place& place, std::string message,
              ErrorCode code = ErrorCode::bad_configuration) {
        error_ = Error{code, std::move(message), place.pointer.empty() ? "/" : place.pointer};
        return false;
    }
    bool expect(const JsonNode& node, Kind kind, const Place& place, const char* what) {
        return node.is(kind) ||
               fail(place, "Found " + found_text(node) + "; accepted: " + what + ".");
    }
    bool known_keys(const JsonNode& object, const Place& place,
                    const std::vector<std::string_view>& known);

    bool text(const JsonNode& node, const Place& place, std::string& out);
    bool texts(const JsonNode& node, const Place& place, std::vector<std::string>& out);
    bool boolean(const JsonNode& node, const Place& place, bool& out);
    bool date(const JsonNode& node, const Place& place, Date& out);
    bool decimal(const JsonNode& node, const Place& place, int places, std::int64_t& raw);
    template <class Enum, std::size_t N>
    bool choice(const JsonNode& node, const Place& place,
                const std::array<std::string_view, N>& names, Enum& out, int first = 0);
    template <class T, class ReadItem>
    bool list(const JsonNode& node, const Place& place, std::vector<T>& out, ReadItem read_item);

    bool calendar_choice(const JsonNode& node, const Place& place, CalendarChoice& out);
    bool read_years(const JsonNode& node, const Place& place, std::vector<AcademicYear>& years);
    bool span(const JsonNode& node, const Place& place, DateSpan& out);
    bool term(const JsonNode& node, const Place& place, Term& out);
    bool year(const JsonNode& node, const Place& place, AcademicYear& out);
    bool calendars(const JsonNode& node, const Place& place, Config& config);
    bool rates(const JsonNode& node, const Place& place, std::vector<RoleRates>& out);
    bool dated_rate(const JsonNode& node, const Place& place, DatedRate& out);
    bool rate(const JsonNode& node, const Place& place, HourlyRate& out);
    bool catalogue_entry(const JsonNode& node, const Place& place, CatalogueEntry& out);
    bool measure(const JsonNode& node, const Place& place, Measure& out);
    bool measure_parameters(const JsonNode& node, const Place& place, Measure& out);
    bool parameter(const JsonNode& node, std::string_view key, const Place& place,
                   std::optional<Parameter>& out);
    bool policy(const JsonNode& node, const Place& place, Policy& out);
    bool code(const JsonNode& node, const Place& place, Code& out);
    bool disclosure(const JsonNode& node, const Place& place, DisclosureRules& out);
    bool selection(const JsonNode& node, const Place& place, Selection& out);
    bool selections(const JsonNode& node, const Place& place, std::vector<Selection>& out);
    bool id_key(const JsonNode& node, const Place& place, std::string& out);
    bool semantics(const JsonNode& node, const Place& place, int& out);
    bool thresholds(const JsonNode& node, const Place& place, Thresholds& out);

    Error error_;
};

bool ConfigReader::known_keys(const JsonNode& object, const Place& place,
                              const std::vector<std::string_view>& known) {
    if (!expect(object, Kind::object, place, "an object")) return false;
    for (const auto& [name, value] : object.members) {
        if (std::find(known.begin(), known.end(), name) == known.end())
            return fail(place.at(name), unknown_key(name, known));
    }
    return true;
}

bool ConfigReader::text(const JsonNode& node, const Place& place, std::string& out) {
    if (!expect(node, Kind::text, place, "text")) return false;
    out = trimmed(node.text);
    return !out.empty() || fail(place, "Found empty text; accepted: text.");
}

bool ConfigReader::texts(const JsonNode& node, const Place& place, std::vector<std::string>& out) {
    return list(node, place, out,
                [this](const JsonNode& item, const Place& at, std::string& value) {
                    return text(item, at, value);
                });
}

bool ConfigReader::boolean(const JsonNode& node, const Place& place, bool& out) {
    if (!expect(node, Kind::boolean, place, "true or false")) return false;
    out = node.text == "true";
    return true;
}

bool ConfigReader::date(const JsonNode& node, const Place& place, Date& out) {
    const std::optional<Date> read = node.is(Kind::text) ? Date::parse(node.text) : std::nullopt;
    if (!read) {
        return fail(place,
                    "Found " + found_text(node) + "; accepted: a date such as \"2023-09-04\".");
    }
    out = *read;
    return true;
}

bool ConfigReader::decimal(const JsonNode& node, const Place& place, int places,
                           std::int64_t& raw) {
    ReadDecimal read;
    const bool has_text = node.is(Kind::number) || node.is(Kind::text);
    if (!has_text || read_decimal(node.text, places, read) != DecimalFault::none) {
        return fail(place, "Found " + found_text(node) + "; accepted: a number such as 14.37.");
    }
    if (read.reduced) {
        return fail(place, "Found " + found_text(node) + "; accepted: a number of at most " +
                               std::to_string(places) + " decimal places.");
    }
    raw = read.raw;
    return true;
}

template <class Enum, std::size_t N>
bool ConfigReader::choice(const JsonNode& node, const Place& place,
                          const std::array<std::string_view, N>& names, Enum& out, int first) {
    for (std::size_t i = 0; i < N; ++i) {
        if (node.is(Kind::text) && node.text == names[i]) {
            out = static_cast<Enum>(first + static_cast<int>(i));
            return true;
        }
    }
    return fail(place, "Found " + found_text(node) + "; accepted: " + listed(names) + ".");
}

template <class T, class ReadItem>
bool ConfigReader::list(const JsonNode& node, const Place& place, std::vector<T>& out,
                        ReadItem read_item) {
    if (!expect(node, Kind::list, place, "a list")) return false;
    for (std::size_t i = 0; i < node.items.size(); ++i) {
        T item{};
        if (!read_item(node.items[i], place.at(i), item)) return false;
        out.push_back(std::move(item));
    }
    return true;
}

bool ConfigReader::span(const JsonNode& node, const Place& place, DateSpan& out) {
    const JsonNode* start = node.find("start");
    const JsonNode* end = node.find("end");
    if (start == nullptr) return fail(place, "The key \"start\" is missing.");
    if (end == nullptr) return fail(place, "The key \"end\" is missing.");
    return date(*start, place.at("start"), out.first) && date(*end, place.at("end"), out.last);
}

bool ConfigReader::term(const JsonNode& node, const Place& place, Term& out) {
    if (!known_keys(node, place, {"name", "start", "end", "half_term"})) return false;
    const JsonNode* name = node.find("name");
    if (name == nullptr) return fail(place, "The key \"name\" is missing.");
    if (!text(*name, place.at("name"), out.name) || !span(node, place, out.dates)) return false;
    const JsonNode* half_term = node.find("half_term");
    if (half_term == nullptr || half_term->is(Kind::null)) return true;
    const Place at = place.at("half_term");
    out.half_term.emplace();
    return known_keys(*half_term, at, {"start", "end"}) && span(*half_term, at, *out.half_term);
}

bool ConfigReader::year(const JsonNode& node, const Place& place, AcademicYear& out) {
    if (!known_keys(node, place, {"name", "terms", "closures"})) return false;
    const JsonNode* name = node.find("name");
    const JsonNode* terms = node.find("terms");
    if (name == nullptr) return fail(place, "The key \"name\" is missing.");
    if (terms == nullptr) return fail(place, "The key \"terms\" is missing.");
    const auto read_term = [this](const JsonNode& item, const Place& at, Term& value) {
        return term(item, at, value);
    };
    const auto read_date = [this](const JsonNode& item, const Place& at, Date& value) {
        return date(item, at, value);
    };
    if (!text(*name, place.at("name"), out.name)) return false;
    if (!list(*terms, place.at("terms"), out.terms, read_term)) return false;
    const JsonNode* closures = node.find("closures");
    return closures == nullptr || list(*closures, place.at("closures"), out.closures, read_date);
}

bool ConfigReader::read_years(const JsonNode& node, const Place& place,
                              std::vector<AcademicYear>& years) {
    const auto read_year = [this](const JsonNode& item, const Place& at, AcademicYear& value) {
        return year(item, at, value);
    };
    const JsonNode* found = node.find("years");
    if (found == nullptr) return fail(place, "The key \"years\" is missing.");
    if (!list(*found, place.at("years"), years, read_year)) return false;
    const Result<Calendar> built = Calendar::build("", years);
    return built.ok() || fail(place.at("years"), built.error().message, ErrorCode::bad_calendar);
}

bool ConfigReader::calendar_choice(const JsonNode& node, const Place& place, CalendarChoice& out) {
    if (node.is(Kind::text)) return text(node, place, out.name);
    if (!expect(node, Kind::object, place, "a calendar's name or a calendar object")) return false;
    if (node.find("years") != nullptr) {
        if (!known_keys(node, place, {"name", "years"})) return false;
        out.name = "own";
        const JsonNode* name = node.find("name");
        if (name != nullptr && !text(*name, place.at("name"), out.name)) return false;
        return read_years(node, place, out.years);
    }
    if (!known_keys(node, place, {"name", "inset", "years"})) return false;
    const JsonNode* name = node.find("name");
    if (name == nullptr) return fail(place, "Neither \"name\" nor \"years\" is given.");
    if (!text(*name, place.at("name"), out.name)) return false;
    constexpr std::array<std::string_view, 2> kInset{"open", "closed"};
    const JsonNode* inset = node.find("inset");
    return inset == nullptr || choice(*inset, place.at("inset"), kInset, out.inset_closed);
}

bool ConfigReader::calendars(const JsonNode& node, const Place& place, Config& config) {
    if (!expect(node, Kind::object, place, "an object of calendars by school_id")) return false;
    for (const auto& [school, calendar] : node.members) {
        CalendarChoice choice;
        choice.name = school;
        if (!calendar_choice(calendar, place.at(school), choice)) return false;
        if (!choice.years.empty() && choice.name == "own") choice.name = school;
        const auto [entry, fresh] =
            config.calendars.try_emplace(std::string(trimmed(school)), std::move(choice));
        if (!fresh) {
            return fail(place.at(school), "The school \"" + for_message(trimmed(school)) +
                                              "\" has a calendar already.");
        }
    }
    return true;
}

bool ConfigReader::rate(const JsonNode& node, const Place& place, HourlyRate& out) {
    std::int64_t raw = 0;
    if (!decimal(node, place, HourlyRate::places, raw)) return false;
    out = HourlyRate::from_raw(raw);
    return raw >= 0 ||
           fail(place, "Found " + found_text(node) + "; a rate is 0 or more pounds an hour.");
}

bool ConfigReader::dated_rate(const JsonNode& node, const Place& place, DatedRate& out) {
    if (!known_keys(node, place, {"from", "rate"})) return false;
    const JsonNode* found = node.find("rate");
    if (found == nullptr) return fail(place, "The key \"rate\" is missing.");
    if (!rate(*found, place.at("rate"), out.rate)) return false;
    const JsonNode* from = node.find("from");
    if (from == nullptr || from->is(Kind::null)) return true;
    return date(*from, place.at("from"), out.from.emplace());
}

bool ConfigReader::rates(const JsonNode& node, const Place& place, std::vector<RoleRates>& out) {
    if (!expect(node, Kind::object, place, "an object of hourly rates by role")) return false;
    const auto read_dated = [this](const JsonNode& item, const Place& at, DatedRate& value) {
        return dated_rate(item, at, value);
    };
    for (const auto& [role, value] : node.members) {
        const Place at = place.at(role);
        RoleRates rates_of_role;
        rates_of_role.role = trimmed(role);
        if (rates_of_role.role.empty()) return fail(at, "A role has a name.");
        for (const RoleRates& other : out) {
            if (same_text(other.role, role)) {
                return fail(at, "The role \"" + for_message(role) + "\" has rates already, as \"" +
                                    for_message(other.role) + "\".");
            }
        }
        std::vector<DatedRate>& dated = rates_of_role.rates;
        if (value.is(Kind::list)) {
            if (!list(value, at, dated, read_dated)) return false;
            if (dated.empty()) return fail(at, "The list of rates is empty.");
        } else if (!rate(value, at, dated.emplace_back().rate)) {
            return false;
        }
        std::sort(dated.begin(), dated.end(),
                  [](const DatedRate& a, const DatedRate& b) { return a.from < b.from; });
        for (std::size_t i = 1; i < dated.size(); ++i) {
            if (dated[i].from == dated[i - 1].from) {
                return fail(at,
                            "Two rates of \"" + for_message(role) + "\" count from the same day.");
            }
        }
        out.push_back(std::move(rates_of_role));
    }
    return true;
}

bool ConfigReader::catalogue_entry(const JsonNode& node, const Place& place, CatalogueEntry& out) {
    if (!known_keys(node, place, {"intervention", "support_type", "aliases", "measure"}))
        return false;
    const JsonNode* name = node.find("intervention");
    if (name == nullptr) return fail(place, "The key \"intervention\" is missing.");
    if (!text(*name, place.at("intervention"), out.intervention)) return false;
    if (const JsonNode* found = node.find("support_type")) {
        if (!text(*found, place.at("support_type"), out.support_type)) return false;
    }
    if (const JsonNode* found = node.find("measure")) {
        if (!text(*found, place.at("measure"), out.measure)) return false;
    }
    const JsonNode* aliases = node.find("aliases");
    return aliases == nullptr || texts(*aliases, place.at("aliases"), out.aliases);
}

bool ConfigReader::parameter(const JsonNode& node, std::string_view key, const Place& place,
                             std::optional<Parameter>& out) {
    const JsonNode* found = node.find(key);
    if (found == nullptr || found->is(Kind::null)) return true;
    std::int64_t raw = 0;
    if (!decimal(*found, place.at(key), Parameter::places, raw)) return false;
    out = Parameter::from_raw(raw);
    return true;
}

bool ConfigReader::measure_parameters(const JsonNode& node, const Place& place, Measure& out) {
    if (!parameter(node, "sd", place, out.sd) ||
        !parameter(node, "reliability", place, out.reliability) ||
        !parameter(node, "expected_gain_per_month", place, out.expected_gain_per_month) ||
        !parameter(node, "tolerance", place, out.tolerance)) {
        return false;
    }
    constexpr Parameter kZero;
    if (out.sd && *out.sd <= kZero) return fail(place.at("sd"), "An sd is above 0.");
    if (out.tolerance && *out.tolerance < kZero) {
        return fail(place.at("tolerance"), "A tolerance is 0 or more.");
    }
    if (out.reliability &&
        (*out.reliability < kZero || *out.reliability > Parameter::from_whole(1))) {
        return fail(place.at("reliability"), "A reliability lies between 0 and 1.");
    }
    const JsonNode* range = node.find("range");
    if (range == nullptr || range->is(Kind::null)) return true;
    const Place at = place.at("range");
    if (!range->is(Kind::list) || range->items.size() != 2) {
        return fail(at, "Found " + found_text(*range) + "; accepted: [least, most].");
    }
    std::int64_t least = 0;
    std::int64_t most = 0;
    if (!decimal(range->items[0], at.at(std::size_t{0}), Parameter::places, least) ||
        !decimal(range->items[1], at.at(std::size_t{1}), Parameter::places, most)) {
        return false;
    }
    out.range = ScoreRange{Parameter::from_raw(least), Parameter::from_raw(most)};
    return least <= most || fail(at, "The least value is above the most.");
}

bool ConfigReader::measure(const JsonNode& node, const Place& place, Measure& out) {
    if (!known_keys(node, place,
                    {"id", "name", "unit", "kind", "direction", "range", "sd", "reliability",
                     "expected_gain_per_month", "tolerance", "steps"})) {
        return false;
    }
    const JsonNode* id = node.find("id");
    if (id == nullptr) return fail(place, "The key \"id\" is missing.");
    if (!text(*id, place.at("id"), out.id)) return false;
    out.name = out.id;
    if (const JsonNode* name = node.find("name")) {
        if (!text(*name, place.at("name"), out.name)) return false;
    }
    if (const JsonNode* unit = node.find("unit")) {
        if (!text(*unit, place.at("unit"), out.unit)) return false;
    }
    if (const JsonNode* kind = node.find("kind")) {
        if (!choice(*kind, place.at("kind"), kMeasureKindNames, out.kind)) return false;
    }
    if (const JsonNode* direction = node.find("direction")) {
        constexpr std::array<std::string_view, 2> kDirections{"lower", "higher"};
        bool higher = true;
        if (!choice(*direction, place.at("direction"), kDirections, higher)) return false;
        out.direction = higher ? Direction::higher_is_better : Direction::lower_is_better;
    }
    if (const JsonNode* steps = node.find("steps")) {
        if (!texts(*steps, place.at("steps"), out.steps)) return false;
    }
    const bool is_ladder = out.kind == MeasureKind::ladder;
    if (is_ladder && out.steps.size() < 2) {
        return fail(place, "A ladder has at least two \"steps\".");
    }
    if (!is_ladder && !out.steps.empty()) {
        return fail(place.at("steps"), "Only a measure of kind \"ladder\" has steps.");
    }
    return measure_parameters(node, place, out);
}

bool ConfigReader::policy(const JsonNode& node, const Place& place, Policy& out) {
    if (!known_keys(node, place,
                    {"daily", "cost_basis", "capital_scope", "require_aim", "incomplete"})) {
        return false;
    }
    for (const auto& [name, value] : node.members) {
        const Place at = place.at(name);
        bool read = true;
        if (name == "daily") read = choice(value, at, kDailyRuleNames, out.daily);
        if (name == "cost_basis") read = choice(value, at, kCostBasisNames, out.cost_basis);
        if (name == "capital_scope")
            read = choice(value, at, kCapitalScopeNames, out.capital_scope);
        if (name == "incomplete") read = choice(value, at, kIncompleteNames, out.incomplete);
        if (name == "require_aim") read = boolean(value, at, out.require_aim);
        if (!read) return false;
    }
    return true;
}

bool ConfigReader::code(const JsonNode& node, const Place& place, Code& out) {
    if (!known_keys(node, place, {"code", "en", "cy", "from", "to"})) return false;
    const JsonNode* found = node.find("code");
    if (found == nullptr) return fail(place, "The key \"code\" is missing.");
    if (!text(*found, place.at("code"), out.code)) return false;
    out.en = out.code;
    if (const JsonNode* en = node.find("en")) {
        if (!text(*en, place.at("en"), out.en)) return false;
    }
    out.cy = out.en;
    if (const JsonNode* cy = node.find("cy")) {
        if (!text(*cy, place.at("cy"), out.cy)) return false;
    }
    if (const JsonNode* from = node.find("from")) {
        if (!date(*from, place.at("from"), out.from.emplace())) return false;
    }
    if (const JsonNode* to = node.find("to")) {
        if (!date(*to, place.at("to"), out.to.emplace())) return false;
    }
    return !(out.from && out.to && *out.to < *out.from) ||
           fail(place, "The code \"" + for_message(out.code) + "\" ends before it starts.");
}

bool ConfigReader::codes(const JsonNode& node, const Place& place, CodeSets& out) {
    if (!known_keys(node, place,
                    {"area_of_need", "tier", "role", "support_type", "year_group", "sources"})) {
        return false;
    }
    const auto read_code = [this](const JsonNode& item, const Place& at, Code& value) {
        return code(item, at, value);
    };
    for (std::size_t i = 0; i < kCodeSetCount; ++i) {
        const JsonNode* set = node.find(kCodeSetNames[i]);
        if (set == nullptr) continue;
        if (!list(*set, place.at(kCodeSetNames[i]), out[i].emplace(), read_code)) return false;
    }
    return true;
}

bool ConfigReader::disclosure(const JsonNode& node, const Place& place, DisclosureRules& out) {
    if (!known_keys(node, place, {"threshold", "rounding", "hide_class"})) return false;
    if (const JsonNode* threshold = node.find("threshold")) {
        const Place at = place.at("threshold");
        if (!decimal(*threshold, at, 0, out.threshold)) return false;
        if (out.threshold < 2 || out.threshold > 1000) {
            return fail(at, "Found " + found_text(*threshold) + "; accepted: 2 to 1000 learners.");
        }
    }
    if (const JsonNode* rounding = node.find("rounding")) {
        const bool five = is_whole(*rounding, 5);
        const bool none = rounding->is(Kind::text) && rounding->text == "none";
        if (!five && !none) {
            return fail(place.at("rounding"),
                        "Found " + found_text(*rounding) + "; accepted: \"none\" or 5.");
        }
        out.rounding = five ? Rounding::five : Rounding::none;
    }
    const JsonNode* hide = node.find("hide_class");
    return hide == nullptr || boolean(*hide, place.at("hide_class"), out.hide_class);
}

bool ConfigReader::selection(const JsonNode& node, const Place& place, Selection& out) {
    if (!known_keys(node, place, {"measure", "below", "mean"})) return false;
    const JsonNode* measure = node.find("measure");
    if (measure == nullptr) return fail(place, "The key \"measure\" is missing.");
    if (!text(*measure, place.at("measure"), out.measure)) return false;
    const JsonNode* below = node.find("below");
    if (below == nullptr) return fail(place, "The key \"below\" is missing.");
    std::int64_t raw = 0;
    if (!decimal(*below, place.at("below"), Parameter::places, raw)) return false;
    out.below = Parameter::from_raw(raw);
    return parameter(node, "mean", place, out.mean);
}

bool ConfigReader::selections(const JsonNode& node, const Place& place,
                              std::vector<Selection>& out) {
    if (!node.is(Kind::list)) return selection(node, place, out.emplace_back());
    return list(node, place, out, [this](const JsonNode& item, const Place& at, Selection& value) {
        return selection(item, at, value);
    });
}

bool ConfigReader::id_key(const JsonNode& node, const Place& place, std::string& out) {
    // The key is a secret: no message repeats what was found.
    if (!node.is(Kind::text)) return fail(place, "An id_key is 32 hexadecimal digits.");
    out = node.text;
    const bool hex = std::all_of(out.begin(), out.end(), [](char c) {
        return detail::is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    });
    return (hex && out.size() == 32) || fail(place, "An id_key is 32 hexadecimal digits.");
}

bool ConfigReader::semantics(const JsonNode& node, const Place& place, int& out) {
    if (!is_whole(node, kSemantics)) {
        return fail(place, "Found " + found_text(node) + "; this library knows the definitions 1.");
    }
    out = kSemantics;
    return true;
}

bool ConfigReader::thresholds(const JsonNode& node, const Place& place, Thresholds& out) {
    std::vector<std::string_view> known;
    for (const ThresholdRule& rule : kThresholds)
        known.push_back(rule.name);
    if (!known_keys(node, place, known)) return false;
    for (std::size_t i = 0; i < kThresholdCount; ++i) {
        const ThresholdRule& rule = kThresholds[i];
        const JsonNode* found = node.find(rule.name);
        if (found == nullptr) continue;
        const Place at = place.at(rule.name);
        std::int64_t raw = 0;
        if (!decimal(*found, at, Parameter::places, raw)) return false;
        const Parameter value = Parameter::from_raw(raw);
        const bool is_whole = raw % Parameter::scale == 0;
        if (value < rule.least || value > rule.most || (rule.is_count && !is_whole)) {
            return fail(at, "Found " + found_text(*found) +
                                "; accepted: " + (rule.is_count ? "a whole number from " : "") +
                                to_text(rule.least) + " to " + to_text(rule.most) + ".");
        }
        out.set(static_cast<Threshold>(i), value);
    }
    return true;
}

bool ConfigReader::read(const JsonNode& root, Config& config) {
    const Place top;
    if (!known_keys(root, top,
                    {"semantics", "calendar", "calendars", "rates", "catalogue", "measures",
                     "codes", "policy", "as_of", "hierarchy", "hierarchy_as_of", "id_key",
                     "disclosure", "selection", "practice", "redact_rates", "language"})) {
        return false;
    }
    const auto read_entry = [this](const JsonNode& item, const Place& at, CatalogueEntry& value) {
        return catalogue_entry(item, at, value);
    };
    const auto read_measure = [this](const JsonNode& item, const Place& at, Measure& value) {
        return measure(item, at, value);
    };
    for (const auto& [name, value] : root.members) {
        const Place at = top.at(name);
        bool read = true;
        if (name == "semantics") read = semantics(value, at, config.semantics);
        if (name == "calendar") read = calendar_choice(value, at, config.calendar);
        if (name == "calendars") read = calendars(value, at, config);
        if (name == "rates") read = rates(value, at, config.rates);
        if (name == "catalogue") read = list(value, at, config.catalogue, read_entry);
        if (name == "measures") read = list(value, at, config.measures, read_measure);
        if (name == "codes") read = codes(value, at, config.codes);
        if (name == "policy") read = policy(value, at, config.policy);
        if (name == "as_of" && !value.is(Kind::null))
            read = date(value, at, config.as_of.emplace());
        if (name == "hierarchy") read = texts(value, at, config.hierarchy);
        if (name == "hierarchy_as_of" && !value.is(Kind::null))
            read = text(value, at, config.hierarchy_as_of);
        if (name == "id_key") read = id_key(value, at, config.id_key);
        if (name == "disclosure") read = disclosure(value, at, config.disclosure);
        if (name == "selection") read = selections(value, at, config.selection);
        if (name == "practice") read = thresholds(value, at, config.practice);
        if (name == "redact_rates") read = boolean(value, at, config.redact_rates);
        if (name == "language") read = choice(value, at, kLanguageNames, config.language);
        if (!read) return false;
    }
    return true;
}

}  // namespace

Result<Config> read_config(std::string_view json) {
    const Result<JsonNode> document = read_json(json);
    if (!document) return document.error();
    Config config;
    ConfigReader reader;
    if (!reader.read(*document, config)) return one_line(reader.error());
    return config;
}

Result<CodeSets> read_code_sets(std::string_view json) {
    const Result<JsonNode> document = read_json(json);
    if (!document) return document.error();
    CodeSets sets;
    ConfigReader reader;
    if (!reader.codes(*document, Place{}, sets)) return one_line(reader.error());
    return sets;
}

}  // namespace effaith
