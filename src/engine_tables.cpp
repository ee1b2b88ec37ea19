#include "engine_tables.hpp"

#include <algorithm>
#include <memory>
#include <set>
#include <utility>

#include "config_digest.hpp"
#include "effaith/calendars.hpp"
#include "effaith/io/config_reader.hpp"
#include "effaith/rollup.hpp"
#include "embedded.hpp"
#include "one_line.hpp"
#include "repeated_steps.hpp"

namespace effaith {
namespace {

void append_codes(CodeSets& all, std::string_view json) {
    Result<CodeSets> read = read_code_sets(json);
    for (std::size_t i = 0; i < kCodeSetCount; ++i) {
        std::optional<std::vector<Code>>& from = (*read)[i];
        if (!from) continue;
        if (!all[i]) all[i].emplace();
        all[i]->insert(all[i]->end(), from->begin(), from->end());
    }
}

/// The code sets that come with the library, those of Wales before those of England.
CodeSets default_codes() {
    CodeSets all;
    append_codes(all, embedded_file("codes/wales.json"));
    append_codes(all, embedded_file("codes/england.json"));
    return all;
}

Error bad_configuration(std::string message, std::string where) {
    return {ErrorCode::bad_configuration, std::move(message), std::move(where)};
}

}  // namespace

Result<const EngineTables*> EngineTables::make(Config config) {
    auto ready = std::unique_ptr<EngineTables>(new EngineTables);
    ready->config_ = std::move(config);
    if (const Status status = ready->prepare(); !status) return one_line(status.error());
    return ready.release();
}

Status EngineTables::prepare() {
    for (const auto& step : {&EngineTables::prepare_calendars, &EngineTables::prepare_codes,
                             &EngineTables::prepare_rates, &EngineTables::prepare_measures,
                             &EngineTables::prepare_catalogue, &EngineTables::check_hierarchy}) {
        if (const Status status = (this->*step)(); !status) return status.error();
    }
    digest_ = config_digest(config_);
    return Done{};
}

Status EngineTables::prepare_calendars() {
    Result<Calendar> main = make_calendar(config_.calendar);
    if (!main) return Error{main.error().code, main.error().message, "/calendar"};
    calendar_ = std::move(*main);
    // Schools that choose a calendar of the library share it.
    std::map<std::pair<std::string, bool>, const Calendar*> by_name;
    by_name[{config_.calendar.name, config_.calendar.inset_closed}] =
        config_.calendar.years.empty() ? &calendar_ : nullptr;
    for (const auto& [school, choice] : config_.calendars) {
        const Calendar* unshared = nullptr;
        const Calendar*& calendar =
            choice.years.empty() ? by_name[{choice.name, choice.inset_closed}] : unshared;
        if (calendar == nullptr) {
            Result<Calendar> own = make_calendar(choice);
            if (!own) {
                return Error{own.error().code, own.error().message,
                             "/calendars/" + for_message(school)};
            }
            calendar = &own_calendars_.emplace_back(std::move(*own));
        }
        calendars_.emplace(school, calendar);
    }
    return Done{};
}

Status EngineTables::prepare_codes() {
    sets_ = default_codes();
    for (std::size_t i = 0; i < kCodeSetCount; ++i) {
        if (config_.codes[i]) sets_[i] = config_.codes[i];
        if (!sets_[i]) sets_[i].emplace();
        for (const Code& code : *sets_[i]) {
            for (const std::string& text : {code.code, code.en, code.cy}) {
                CodeEntries& entries = codes_[i][text];
                const bool listed =
                    std::find(entries.begin(), entries.end(), &code) != entries.end();
                if (!listed) entries.push_back(&code);
            }
        }
    }
    for (const Code& code : *sets_[static_cast<std::size_t>(CodeSet::role)]) {
        for (const std::string& text : {code.code, code.en, code.cy}) {
            CodeEntries& entries = roles_[text].codes;
            const bool listed = std::find(entries.begin(), entries.end(), &code) != entries.end();
            if (!listed) entries.push_back(&code);
        }
    }
    return Done{};
}

Status EngineTables::prepare_rates() {
    for (const RoleRates& role : config_.rates) {
        for (const DatedRate& dated : role.rates) {
            if (dated.rate < HourlyRate{}) {
                return bad_configuration("A rate is 0 or more pounds an hour.",
                                         "/rates/" + for_message(role.role));
            }
        }
        roles_[role.role].rates = &role;
    }
    return Done{};
}

Status EngineTables::prepare_measures() {
    for (const Measure& measure : config_.measures) {
        const Measure*& entry = measures_[measure.id];
        if (entry != nullptr) {
            return bad_configuration(
                "The measure \"" + for_message(measure.id) + "\" is given twice.", "/measures");
        }
        const std::vector<std::size_t> repeated = repeated_steps(measure.steps);
        if (!repeated.empty()) {
            return bad_configuration("The ladder \"" + for_message(measure.id) +
                                         "\" has the step \"" +
                                         for_message(measure.steps[repeated.front()]) +
                                         "\" twice, and nobody can tell which is meant.",
                                     "/measures");
        }
        entry = &measure;
    }
    std::set<std::string_view> selected;
    for (const Selection& selection : config_.selection) {
        const std::string name = "\"" + for_message(selection.measure) + "\"";
        if (measure(selection.measure) == nullptr) {
            return bad_configuration(
                "The selection is on " + name + ", which is not among the measures.", "/selection");
        }
        if (!selected.insert(selection.measure).second) {
            return bad_configuration("The selection on " + name + " is given twice.", "/selection");
        }
    }
    return Done{};
}

Status EngineTables::prepare_catalogue() {
    for (const CatalogueEntry& entry : config_.catalogue) {
        if (!entry.measure.empty() && measure(entry.measure) == nullptr) {
            return bad_configuration("The intervention \"" + for_message(entry.intervention) +
                                         "\" is measured by \"" + for_message(entry.measure) +
                                         "\", which is not among the measures.",
                                     "/catalogue");
        }
        std::vector<std::string> names = entry.aliases;
        names.push_back(entry.intervention);
        for (const std::string& name : names) {
            const CatalogueEntry*& found = catalogue_[name];
            if (found != nullptr && found != &entry) {
                return bad_configuration("The name \"" + for_message(name) +
                                             "\" stands for two interventions, \"" +
                                             for_message(found->intervention) + "\" and \"" +
                                             for_message(entry.intervention) + "\".",
                                         "/catalogue");
            }
            found = &entry;
        }
        if (!entry.support_type.empty()) catalogue_types_[entry.support_type] = 1;
    }
    return Done{};
}

Status EngineTables::check_hierarchy() {
    const auto& known = known_dimensions();
    for (std::size_t i = 0; i < config_.hierarchy.size(); ++i) {
        const std::string& level = config_.hierarchy[i];
        if (std::find(known.begin(), known.end(), level) != known.end()) continue;
        std::string accepted;
        for (const std::string_view name : known)
            (accepted += accepted.empty() ? "" : ", ") += name;
        return bad_configuration(
            "Found \"" + for_message(level) + "\"; accepted: " + accepted + ".",
            "/hierarchy/" + std::to_string(i));
    }
    return check_hierarchy_year();
}

Status EngineTables::check_hierarchy_year() const {
    const std::string& year = config_.hierarchy_as_of;
    if (year.empty()) return Done{};
    if (config_.hierarchy.empty()) {
        return bad_configuration("There is no \"hierarchy\" to be placed in.", "/hierarchy_as_of");
    }
    const auto has_year = [&year](const Calendar& calendar) {
        const auto& years = calendar.years();
        return std::any_of(years.begin(), years.end(),
                           [&](const AcademicYear& one) { return one.name == year; });
    };
    bool known = has_year(calendar_);
    for (const auto& [school, calendar] : calendars_)
        known = known || has_year(*calendar);
    if (known) return Done{};
    return bad_configuration(
        "Found \"" + for_message(year) +
            "\"; accepted: the name of an academic year of a calendar, such as \"" +
            for_message(calendar_.years().front().name) + "\".",
        "/hierarchy_as_of");
}

}  // namespace effaith
