// Making a transition of a profile and records, and receiving one.
#include <algorithm>
#include <map>
#include <set>

#include "effaith/io/config_reader.hpp"
#include "effaith/io/profile.hpp"
#include "effaith/io/transition.hpp"
#include "engine_tables.hpp"
#include "io/practice/parts_reader.hpp"
#include "io/practice/parts_writer.hpp"
#include "one_line.hpp"

namespace effaith::practice {
namespace {

using Named = std::pair<IdentifierKind, std::string>;

/// The different identifiers of a document, in the order of their kinds and then their texts.
std::set<Named> identifiers_of(Transition& transition) {
    std::set<Named> found;
    for_each_identifier(transition,
                        [&](IdentifierKind kind, std::string& text) { found.emplace(kind, text); });
    return found;
}

/// The code set of a kind that is one.
std::optional<CodeSet> code_set_of(IdentifierKind kind) {
    if (kind < IdentifierKind::area_of_need) return std::nullopt;
    return static_cast<CodeSet>(static_cast<int>(kind) -
                                static_cast<int>(IdentifierKind::area_of_need));
}

/// What is known of a text of a code set; null where nothing is.
const CodeEntries* codes_of(const EngineTables& tables, CodeSet set, const std::string& text) {
    if (set != CodeSet::role) return tables.codes(set, text);
    const RoleEntry* role = tables.role(text);
    return role == nullptr || role->codes.empty() ? nullptr : &role->codes;
}

// --- What papers are written in ------------------------------------------------------------------

Given given(const std::optional<Parameter>& value) {
    return value ? Given{to_text(*value), true} : Given{};
}

SentMeasure sent(const Measure& measure) {
    SentMeasure sent;
    sent.id = measure.id;
    if (measure.name != measure.id) sent.name = measure.name;
    sent.unit = measure.unit;
    sent.kind = measure.kind;
    sent.direction =
        measure.direction == Direction::higher_is_better ? BetterIs::higher : BetterIs::lower;
    if (measure.range) sent.range = {given(measure.range->least), given(measure.range->most)};
    sent.sd = given(measure.sd);
    sent.reliability = given(measure.reliability);
    sent.expected_gain_per_month = given(measure.expected_gain_per_month);
    sent.tolerance = given(measure.tolerance);
    sent.steps = measure.steps;
    return sent;
}

std::vector<SentCode>& list_of(SentCodes& codes, CodeSet set) {
    switch (set) {
        case CodeSet::area_of_need:
            return codes.area_of_need;
        case CodeSet::tier:
            return codes.tier;
        case CodeSet::role:
            return codes.role;
        case CodeSet::support_type:
            return codes.support_type;
        case CodeSet::year_group:
            break;
    }
    return codes.year_group;
}

/// Gathers the measures, codes and interventions that identifiers lead to.
class ConfigurationParts {
  public:
    explicit ConfigurationParts(const EngineTables& tables) : tables_(tables) {}

    void need(const Named& named) {
        const auto& [kind, text] = named;
        if (kind == IdentifierKind::measure) need_measure(text);
        if (kind == IdentifierKind::intervention) need_intervention(text);
        if (const std::optional<CodeSet> set = code_set_of(kind)) need_code(*set, text);
    }

    SentConfiguration take() {
        SentConfiguration configuration;
        for (const auto& [id, measure] : measures_)
            configuration.measures.push_back(sent(*measure));
        for (const auto& [key, code] : codes_) {
            SentCode sent{code->code, code->en, code->cy, code->from, code->to};
            if (sent.cy == sent.en) sent.cy.clear();
            if (sent.en == sent.code) sent.en.clear();
            std::vector<SentCode>& list = list_of(configuration.codes, key.first);
            if (std::find(list.begin(), list.end(), sent) == list.end())
                list.push_back(std::move(sent));
        }
        for (const auto& [name, entry] : catalogue_) {
            configuration.catalogue.push_back(
                {entry->intervention, entry->aliases, entry->support_type, entry->measure});
        }
        return configuration;
    }

  private:
    void need_measure(const std::string& id) {
        if (const Measure* measure = tables_.measure(id)) measures_[measure->id] = measure;
    }
    void need_intervention(const std::string& name) {
        const CatalogueEntry* entry = tables_.catalogue(name);
        if (entry == nullptr) return;
        catalogue_[entry->intervention] = entry;
        need_measure(entry->measure);
        need_code(CodeSet::support_type, entry->support_type);
    }
    void need_code(CodeSet set, const std::string& text) {
        const CodeEntries* entries = codes_of(tables_, set, text);
        if (entries == nullptr) return;
        for (const Code* code : *entries)
            codes_.emplace(std::pair{set, code->code}, code);
    }

    const EngineTables& tables_;
    std::map<std::string, const Measure*> measures_;
    std::map<std::string, const CatalogueEntry*> catalogue_;
    std::multimap<std::pair<CodeSet, std::string>, const Code*> codes_;
};

SentConfiguration configuration_of(const Tools& tools, Transition& transition) {
    ConfigurationParts parts(tools.engine.tables());
    for (const Named& named : identifiers_of(transition))
        parts.need(named);
    return parts.take();
}

/// Whether a configuration can be used; why not.
Status check_configuration(const SentConfiguration& configuration) {
    Result<Config> config = read_config(document_text(configuration));
    if (!config) return config.error();
    const Result<Engine> engine = Engine::create(std::move(*config));
    if (!engine) return engine.error();
    return Done{};
}

// --- Records -------------------------------------------------------------------------------------

constexpr std::array<Field, 4> kDateFields{Field::started, Field::ended, Field::baseline_date,
                                           Field::actual_date};

/// Excel's counts of days mean nothing without the file's settings: as dates.
std::string date_text(const std::string& text, const Tools& tools, DateNotation dates) {
    const bool is_count = dates.serial_dates && !read_period_end(text, tools.words, {});
    const std::optional<Date> day = is_count ? read_date(text, tools.words, dates) : std::nullopt;
    return day ? to_text(*day) : text;
}

/// A record as the cells of its fields and of the columns beside them.
Cells cells_of(const ProfileRecord& found, const Tools& tools, DateNotation dates) {
    Cells cells;
    for (std::size_t i = 0; i < kFieldCount; ++i) {
        const RawCell& cell = found.raw.cells[i];
        if (cell.text.empty()) continue;
        Given value{std::string(cell.text), cell.is_number};
        const auto field = static_cast<Field>(i);
        const bool is_date =
            std::find(kDateFields.begin(), kDateFields.end(), field) != kDateFields.end();
        if (is_date) value.text = date_text(value.text, tools, dates);
        if (is_date) value.is_number = false;
        cells.list.push_back({std::string(kFieldNames[i]), std::move(value)});
    }
    for (const CarriedCell& cell : found.raw.carried) {
        const std::string& name = found.carried[cell.column];
        if (cell.text.empty() || cells.find(name) != nullptr) continue;
        const bool is_number = cell.kind == CarriedCell::Kind::number;
        cells.list.push_back({name, {std::string(cell.text), is_number}});
    }
    return cells;
}

Status add_records(const Tools& tools, const TransitionTerms& terms, std::string_view records,
                   DateNotation dates, Transition& transition) {
    const bool has_sheets = covers(terms.consent, SharedPart::sheets) &&
                            asked_to_stay(terms.leave_out, SharedPart::sheets) == nullptr;
    std::int64_t n_on_sheets = 0;
    const auto visit = [&](const ProfileRecord& found) {
        const bool is_told = found.is_on_sheet && has_sheets;
        n_on_sheets += is_told ? 1 : 0;
        if (!is_told) transition.records.push_back(cells_of(found, tools, dates));
    };
    const auto read = for_each_record(tools, transition.profile, records, dates, visit);
    if (!read) return read.error();
    if (n_on_sheets > 0) {
        transition.redactions.push_back(
            {SharedPart::records, LeftOutBecause::on_a_sheet, "", n_on_sheets, 0});
    }
    return Done{};
}

// --- What the next school knows ------------------------------------------------------------------

/// Whether the receiving side needs no replacement for an identifier.
bool is_known(const Tools& tools, const Transition& transition, const Named& named) {
    const auto& [kind, text] = named;
    const EngineTables& tables = tools.engine.tables();
    const auto& replaced = transition.identifiers;
    const bool is_new =
        std::any_of(replaced.begin(), replaced.end(), [&named](const Replacement& each) {
            return each.kind == named.first && each.to == named.second;
        });
    if (is_new) return true;
    if (kind == IdentifierKind::school) return text == transition.to_school;
    if (kind == IdentifierKind::intervention) return tables.catalogue(text) != nullptr;
    if (kind == IdentifierKind::measure) return tables.measure(text) != nullptr;
    const std::optional<CodeSet> set = code_set_of(kind);
    if (set == CodeSet::role) return tables.role(text) != nullptr;
    return set && tables.codes(*set, text) != nullptr;
}

/// The measures that journeys bring with them.
std::set<std::string> own_measures(const Transition& transition) {
    std::set<std::string> ids;
    for (const Journey& journey : transition.profile.journeys)
        for (const JourneyMeasure& measure : journey.measures)
            ids.insert(measure.id);
    return ids;
}

}  // namespace

Result<Transition> read_transition(std::string_view json) {
    return read_document<Transition>(json);
}

std::string write_transition(const Transition& transition) {
    return document_text(transition);
}

Result<TransitionTerms> read_terms(std::string_view json) {
    return read_document<TransitionTerms>(json);
}

Result<IdentifierMapping> read_mapping(std::string_view json) {
    return read_document<IdentifierMapping>(json);
}

Result<Transition> make_transition(const Tools& tools, const Profile& profile,
                                   const TransitionTerms& terms, std::string_view records,
                                   DateNotation dates) {
    const std::optional<Date> as_of = tools.engine.config().as_of;
    if (!as_of) {
        return Error{ErrorCode::invalid_argument,
                     "A transition is of a day: give as_of in the configuration.", "as_of"};
    }
    if (profile.learner_id.empty()) {
        return Error{ErrorCode::invalid_argument,
                     "The profile has no learner_id: say whose papers are to go.", "/learner_id"};
    }
    if (const Status given = check_consent(terms.consent, *as_of); !given) return given.error();
    Transition transition;
    transition.from_school = profile.school_id;
    transition.to_school = terms.to_school;
    transition.made = as_of;
    transition.consent = terms.consent;
    transition.profile = profile;
    const Status added = add_records(tools, terms, records, dates, transition);
    if (!added) return added.error();
    redact(transition, terms.leave_out);
    transition.configuration = configuration_of(tools, transition);
    return transition;
}

Result<TransitionAnswer> receive_transition(const Tools& tools, Transition transition,
                                            const IdentifierMapping& mapping) {
    TransitionAnswer answer;
    answer.findings = check(transition);
    if (const Status usable = check_configuration(transition.configuration); !usable) {
        answer.findings.push_back({FindingCode::bad_configuration,
                                   "/configuration" + usable.error().where, "",
                                   usable.error().message});
    }
    Result<Received> received = with_identifiers(std::move(transition), mapping);
    if (!received) return one_line(received.error());
    answer.received = std::move(*received);
    Transition& now = answer.received.transition;
    const std::set<std::string> brought = own_measures(now);
    for (const Named& named : identifiers_of(now)) {
        const bool is_brought =
            named.first == IdentifierKind::measure && brought.contains(named.second);
        if (!is_brought && !is_known(tools, now, named)) answer.unmapped.push_back(named);
    }
    return answer;
}

}  // namespace effaith::practice
