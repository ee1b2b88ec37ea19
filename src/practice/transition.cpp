#include "effaith/practice/transition.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace effaith::practice {
namespace {

using Visit = std::function<void(IdentifierKind, std::string&)>;

/// Hands on the identifiers of documents.
class Identifiers {
  public:
    explicit Identifiers(const Visit& visit) : visit_(visit) {}

    void of(Transition& transition) {
        one(IdentifierKind::school, transition.from_school);
        one(IdentifierKind::school, transition.to_school);
        of(transition.profile);
        for (Cells& record : transition.records)
            of(record);
        of(transition.configuration);
    }

  private:
    void one(IdentifierKind kind, std::string& text) {
        if (!text.empty()) visit_(kind, text);
    }
    void all(IdentifierKind kind, std::vector<std::string>& texts) {
        for (std::string& text : texts)
            one(kind, text);
    }
    void of(Profile& profile) {
        one(IdentifierKind::learner, profile.learner_id);
        one(IdentifierKind::school, profile.school_id);
        all(IdentifierKind::school, profile.former_schools);
        one(IdentifierKind::year_group, profile.year_group);
        all(IdentifierKind::area_of_need, profile.areas_of_need);
        for (ProfileTarget& target : profile.targets)
            one(IdentifierKind::measure, target.measure);
        for (Sheet& sheet : profile.sheets)
            of(sheet);
        for (Journey& journey : profile.journeys)
            of(journey);
    }
    void of(Sheet& sheet) {
        one(IdentifierKind::school, sheet.school_id);
        one(IdentifierKind::cluster, sheet.cluster_id);
        one(IdentifierKind::authority, sheet.authority_id);
        one(IdentifierKind::intervention, sheet.intervention);
        one(IdentifierKind::support_type, sheet.support_type);
        one(IdentifierKind::role, sheet.lead);
        all(IdentifierKind::role, sheet.delivered_by);
        one(IdentifierKind::measure, sheet.measure);
        for (SheetPupil& pupil : sheet.pupils) {
            one(IdentifierKind::learner, pupil.learner_id);
            one(IdentifierKind::year_group, pupil.year_group);
            one(IdentifierKind::area_of_need, pupil.area_of_need);
            one(IdentifierKind::tier, pupil.tier);
            one(IdentifierKind::measure, pupil.measure);
            all(IdentifierKind::role, pupil.delivered_by);
        }
    }
    void of(Journey& journey) {
        one(IdentifierKind::learner, journey.learner_id);
        one(IdentifierKind::school, journey.school_id);
        for (JourneyMeasure& measure : journey.measures)
            one(IdentifierKind::measure, measure.id);
        for (Observation& observation : journey.observations)
            one(IdentifierKind::measure, observation.measure);
        for (JourneyPhase& phase : journey.phases)
            one(IdentifierKind::intervention, phase.intervention);
    }
    void of(Cells& record) {
        for (Cell& cell : record.list) {
            const std::optional<IdentifierKind> kind = kind_of_field(cell.name);
            if (kind) one(*kind, cell.value.text);
        }
    }
    void of(SentConfiguration& configuration) {
        for (SentMeasure& measure : configuration.measures)
            one(IdentifierKind::measure, measure.id);
        SentCodes& codes = configuration.codes;
        of(IdentifierKind::area_of_need, codes.area_of_need);
        of(IdentifierKind::tier, codes.tier);
        of(IdentifierKind::role, codes.role);
        of(IdentifierKind::support_type, codes.support_type);
        of(IdentifierKind::year_group, codes.year_group);
        for (SentIntervention& entry : configuration.catalogue) {
            one(IdentifierKind::intervention, entry.intervention);
            one(IdentifierKind::support_type, entry.support_type);
            one(IdentifierKind::measure, entry.measure);
        }
    }
    void of(IdentifierKind kind, std::vector<SentCode>& codes) {
        for (SentCode& code : codes)
            one(kind, code.code);
    }

    static std::optional<IdentifierKind> kind_of_field(std::string_view name) {
        using K = IdentifierKind;
        static const std::map<std::string_view, K> kKinds{
            {name_of_field(Field::learner_id), K::learner},
            {name_of_field(Field::school_id), K::school},
            {name_of_field(Field::cluster_id), K::cluster},
            {name_of_field(Field::authority_id), K::authority},
            {name_of_field(Field::measure), K::measure},
            {name_of_field(Field::intervention), K::intervention},
            {name_of_field(Field::area_of_need), K::area_of_need},
            {name_of_field(Field::tier), K::tier},
            {name_of_field(Field::delivered_by), K::role},
            {name_of_field(Field::delivered_by_2), K::role},
            {name_of_field(Field::delivered_by_3), K::role},
            {name_of_field(Field::support_type), K::support_type},
            {name_of_field(Field::year_group), K::year_group}};
        const auto found = kKinds.find(name);
        return found == kKinds.end() ? std::nullopt : std::optional(found->second);
    }
    static std::string_view name_of_field(Field field) { return effaith::name_of(field); }

    const Visit& visit_;
};

using Key = std::pair<IdentifierKind, std::string>;

Error refused(std::size_t position, const char* part, std::string message) {
    return {ErrorCode::invalid_argument, std::move(message),
            "/identifiers/" + std::to_string(position) + "/" + part};
}

/// The replacements by what they replace. Errors: as those of with_identifiers.
Result<std::map<Key, std::string>> replacements_of(const IdentifierMapping& mapping) {
    std::map<Key, std::string> replacements;
    for (std::size_t i = 0; i < mapping.identifiers.size(); ++i) {
        const Replacement& each = mapping.identifiers[i];
        const std::string kind(name_of(each.kind));
        if (each.from.empty())
            return refused(i, "from", "The " + kind + " that is replaced has no identifier.");
        if (each.to.empty()) {
            return refused(i, "to",
                           "Nothing would take the place of the " + kind + " '" + each.from +
                               "', and it would be lost: give its identifier.");
        }
        if (!replacements.emplace(Key{each.kind, each.from}, each.to).second) {
            return refused(i, "from",
                           "The " + kind + " '" + each.from + "' is replaced twice: keep one.");
        }
    }
    return replacements;
}

/// The replacements that the document has seen, from the sender's identifiers on.
std::vector<Replacement> composed(const std::vector<Replacement>& before,
                                  const std::map<Key, std::string>& applied) {
    std::map<Key, std::string> from_sender;
    std::set<Key> continued;
    for (const Replacement& each : before) {
        const auto next = applied.find({each.kind, each.to});
        if (next != applied.end()) continued.insert(next->first);
        from_sender[{each.kind, each.from}] = next == applied.end() ? each.to : next->second;
    }
    for (const auto& [key, to] : applied)
        if (!continued.contains(key)) from_sender.emplace(key, to);
    std::vector<Replacement> list;
    for (const auto& [key, to] : from_sender)
        if (key.second != to) list.push_back({key.first, key.second, to});
    return list;
}

}  // namespace

bool covers(const Consent& consent, SharedPart part) {
    const auto& covered = consent.covers;
    return covered.empty() || std::find(covered.begin(), covered.end(), part) != covered.end();
}

const LeaveOut* asked_to_stay(const std::vector<LeaveOut>& leave_out, SharedPart part) {
    const auto found = std::find_if(leave_out.begin(), leave_out.end(),
                                    [part](const LeaveOut& each) { return each.part == part; });
    return found == leave_out.end() ? nullptr : &*found;
}

Status check_consent(const Consent& consent, Date day) {
    const auto refuse = [](std::string message, const char* where) {
        return Status(Error{ErrorCode::invalid_argument, std::move(message),
                            std::string("/consent/") + where});
    };
    if (consent.given_by.empty())
        return refuse("No transition without consent: say who gave it.", "given_by");
    if (!consent.date)
        return refuse("No transition without consent: say when it was given.", "date");
    if (consent.purpose.empty())
        return refuse("No transition without consent: say what it was given for.", "purpose");
    if (*consent.date > day) {
        return refuse("The consent is of " + to_text(*consent.date) + ", and this is " +
                          to_text(day) + ": it is not given yet.",
                      "date");
    }
    if (consent.until && *consent.until < day) {
        return refuse("The consent held until " + to_text(*consent.until) + ", and this is " +
                          to_text(day) + ": ask for it again.",
                      "until");
    }
    return Done{};
}

void for_each_identifier(Transition& transition,
                         const std::function<void(IdentifierKind, std::string&)>& visit) {
    Identifiers(visit).of(transition);
}

Result<Received> with_identifiers(Transition transition, const IdentifierMapping& mapping) {
    const auto replacements = replacements_of(mapping);
    if (!replacements) return replacements.error();
    std::map<Key, std::string> applied;
    std::map<Key, std::string> former;  // what stands where it is replaced
    std::optional<Error> clash;
    const auto replace = [&](IdentifierKind kind, std::string& text) {
        const auto found = replacements->find({kind, text});
        const std::string to = found == replacements->end() ? text : found->second;
        const auto [place, is_new] = former.emplace(Key{kind, to}, text);
        if (!is_new && place->second != text && !clash) {
            clash = Error{ErrorCode::invalid_argument,
                          "The " + std::string(name_of(kind)) + "s '" + place->second + "' and '" +
                              text + "' would both become '" + to +
                              "', and nobody could tell them apart: give each its own.",
                          "/identifiers"};
        }
        if (found != replacements->end()) applied.insert(*found);
        text = to;
    };
    for_each_identifier(transition, replace);
    if (clash) return *clash;
    transition.identifiers = composed(transition.identifiers, applied);
    Received received{std::move(transition), {}};
    for (const Replacement& each : mapping.identifiers)
        if (!applied.contains({each.kind, each.from})) received.unused.push_back(each);
    return received;
}

IdentifierMapping inverse(const IdentifierMapping& mapping) {
    IdentifierMapping back = mapping;
    for (Replacement& each : back.identifiers)
        std::swap(each.from, each.to);
    return back;
}

}  // namespace effaith::practice
