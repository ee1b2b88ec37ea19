// What stays behind when a learner's papers go to the next school.
#include <algorithm>
#include <set>

#include "effaith/practice/transition.hpp"
#include "practice/checker.hpp"
#include "practice/mentions.hpp"

namespace effaith::practice {
namespace {

/// Empties a text, an optional or a list; how many entries there were.
template <class T>
std::int64_t take(T& value) {
    std::int64_t n = 0;
    if constexpr (requires { value.has_value(); }) {
        n = value.has_value() ? 1 : 0;
    } else if constexpr (std::is_same_v<T, std::string>) {
        n = value.empty() ? 0 : 1;
    } else {
        n = static_cast<std::int64_t>(value.size());
    }
    value = T{};
    return n;
}

template <class IsTaken>
std::int64_t take_cells(std::vector<Cells>& records, const IsTaken& is_taken) {
    std::size_t n = 0;
    for (Cells& record : records)
        n += std::erase_if(record.list, is_taken);
    return static_cast<std::int64_t>(n);
}

std::int64_t take_identity(Profile& profile) {
    std::int64_t n = take(profile.name);
    for (Sheet& sheet : profile.sheets)
        for (SheetPupil& pupil : sheet.pupils)
            n += take(pupil.name) + take(pupil.date_of_birth);
    return n;
}

/// Needs stand in the profile, on sheets and in records.
std::int64_t take_needs(Transition& transition) {
    Profile& profile = transition.profile;
    std::int64_t n = take(profile.needs) + take(profile.areas_of_need) + take(profile.support);
    for (Sheet& sheet : profile.sheets) {
        n += take(sheet.rationale.need);
        for (SheetPupil& pupil : sheet.pupils)
            n += take(pupil.area_of_need) + take(pupil.summary);
    }
    return n + take_cells(transition.records, [](const Cell& cell) {
               return cell.name == name_of(Field::area_of_need);
           });
}

std::int64_t take_idp(Profile& profile) {
    const std::int64_t n = profile.idp == Idp{} ? 0 : 1;
    profile.idp = {};
    return n;
}

/// Takes a part out; how many entries it had.
std::int64_t take_part(Transition& transition, SharedPart part) {
    Profile& profile = transition.profile;
    switch (part) {
        case SharedPart::identity:
            return take_identity(profile);
        case SharedPart::needs:
            return take_needs(transition);
        case SharedPart::strengths:
            return take(profile.strengths);
        case SharedPart::views:
            return take(profile.views) + take(profile.important_to) + take(profile.important_for);
        case SharedPart::targets:
            return take(profile.targets);
        case SharedPart::reviews:
            return take(profile.made) + take(profile.review_dates);
        case SharedPart::idp:
            return take_idp(profile);
        case SharedPart::sheets:
            return take(profile.sheets);
        case SharedPart::journeys:
            return take(profile.journeys);
        case SharedPart::records:
            return take(transition.records);
    }
    return 0;
}

bool is_field(std::string_view name) {
    return std::find(kFieldNames.begin(), kFieldNames.end(), name) != kFieldNames.end();
}

/// Whatever else the sender keeps in the rows of records may tell what is left out.
std::int64_t take_beside_fields(std::vector<Cells>& records) {
    return take_cells(records, [](const Cell& cell) { return !is_field(cell.name); });
}

/// Whether a part was left out as a whole.
bool is_whole(const Redaction& redaction) {
    return redaction.because == LeftOutBecause::asked ||
           redaction.because == LeftOutBecause::not_covered;
}

// --- Texts ---------------------------------------------------------------------------------------

using TextVisit = std::function<void(std::string&)>;

/// Hands on every text of a part of a document, whatever it is for; of a record's fields the aim
/// alone is text that somebody wrote.
template <class T>
void each_text(T& value, const TextVisit& visit) {
    if constexpr (std::is_same_v<T, std::string>) {
        visit(value);
    } else if constexpr (std::is_same_v<T, Given>) {
        if (!value.is_number) visit(value.text);
    } else if constexpr (std::is_same_v<T, Cells>) {
        for (Cell& cell : value.list)
            if (cell.name == name_of(Field::aim) || !is_field(cell.name))
                each_text(cell.value, visit);
    } else if constexpr (HasParts<T>) {
        for_each_part<T>([&](const auto& part) { each_text(value.*part.member, visit); });
    } else if constexpr (requires { value.push_back(value.front()); }) {
        for (auto& each : value)
            each_text(each, visit);
    }
}

/// Hands on the texts about the learner, without identifiers and codes.
void each_free_text(Transition& transition, const TextVisit& visit) {
    std::set<const std::string*> identifiers;
    for_each_identifier(transition,
                        [&](IdentifierKind, std::string& text) { identifiers.insert(&text); });
    const auto visit_free = [&](std::string& text) {
        if (!identifiers.contains(&text)) visit(text);
    };
    each_text(transition.profile, visit_free);
    each_text(transition.records, visit_free);
}

/// How many texts of more than one word there are.
std::int64_t n_texts_of(Transition& transition) {
    std::int64_t n = 0;
    each_free_text(transition, [&n](std::string& text) {
        if (text.find(' ') != std::string::npos) ++n;
    });
    return n;
}

void add_pupil(Mentions& mentions, const SheetPupil& pupil) {
    mentions.add_name(pupil.name);
    if (pupil.date_of_birth) mentions.add_birth(*pupil.date_of_birth);
}

/// The names and days of birth by which the document knows its learner.
Mentions mentions_of_learner(const Profile& profile) {
    Mentions mentions;
    mentions.add_name(profile.name);
    for (const Sheet& sheet : profile.sheets)
        for (const SheetPupil& pupil : sheet.pupils)
            add_pupil(mentions, pupil);
    return mentions;
}

/// Those of the others on a sheet; a word that is the learner's as well may be told.
Mentions mentions_of_others(const Sheet& sheet, const Profile& profile) {
    Mentions mentions;
    for (const SheetPupil& pupil : sheet.pupils)
        if (pupil.learner_id != profile.learner_id) add_pupil(mentions, pupil);
    mentions.spare_name(profile.name);
    for (const SheetPupil& pupil : sheet.pupils)
        if (pupil.learner_id == profile.learner_id) mentions.spare_name(pupil.name);
    return mentions;
}

// --- Redaction -----------------------------------------------------------------------------------

void state(Transition& transition, SharedPart part, LeftOutBecause because, std::int64_t n) {
    if (n > 0) transition.redactions.push_back({part, because, "", n, 0});
}

/// Entries of other learners on the sheets and what its texts say of them, and sheets and journeys
/// that are another's altogether.
void take_other_learners(Transition& transition) {
    Profile& profile = transition.profile;
    const std::string& learner = profile.learner_id;
    std::int64_t n_entries = 0;
    std::int64_t n_mentions = 0;
    for (Sheet& sheet : profile.sheets) {
        const Mentions others = mentions_of_others(sheet, profile);
        OwnSheet own = own_sheet(sheet, learner);
        n_entries += own.n_others;
        sheet = std::move(own.sheet);
        Transition alone;
        alone.profile.sheets.push_back(std::move(sheet));
        each_free_text(alone, [&](std::string& text) { n_mentions += others.take_out(text); });
        sheet = std::move(alone.profile.sheets.front());
    }
    std::erase_if(profile.sheets, [](const Sheet& sheet) { return sheet.pupils.empty(); });
    const std::size_t n_journeys = std::erase_if(profile.journeys, [&](const Journey& journey) {
        return !journey.learner_id.empty() && journey.learner_id != learner;
    });
    state(transition, SharedPart::sheets, LeftOutBecause::of_other_learners, n_entries);
    state(transition, SharedPart::sheets, LeftOutBecause::mentions_of_others, n_mentions);
    state(transition, SharedPart::journeys, LeftOutBecause::of_other_learners,
          static_cast<std::int64_t>(n_journeys));
}

void take_mentions(Transition& transition, const Mentions& of_learner) {
    std::int64_t n = 0;
    each_free_text(transition, [&](std::string& text) { n += of_learner.take_out(text); });
    state(transition, SharedPart::identity, LeftOutBecause::mentions, n);
}

}  // namespace

void redact(Transition& transition, const std::vector<LeaveOut>& leave_out) {
    take_other_learners(transition);
    const Mentions of_learner = mentions_of_learner(transition.profile);
    const auto stays = [&](SharedPart part) {
        return !covers(transition.consent, part) || asked_to_stay(leave_out, part) != nullptr;
    };
    bool any_stays = false;
    for (std::size_t i = 0; i < kSharedPartNames.size(); ++i) {
        const auto part = static_cast<SharedPart>(i);
        if (!stays(part)) continue;
        any_stays = true;
        const LeaveOut* asked = asked_to_stay(leave_out, part);
        Redaction redaction;
        redaction.part = part;
        redaction.because =
            covers(transition.consent, part) ? LeftOutBecause::asked : LeftOutBecause::not_covered;
        if (asked != nullptr) redaction.reason = asked->reason;
        redaction.n = take_part(transition, part);
        transition.redactions.push_back(std::move(redaction));
    }
    if (!any_stays) return;
    state(transition, SharedPart::records, LeftOutBecause::beside_fields,
          take_beside_fields(transition.records));
    if (stays(SharedPart::identity)) take_mentions(transition, of_learner);
    const std::int64_t n_texts = n_texts_of(transition);
    for (Redaction& redaction : transition.redactions)
        if (is_whole(redaction)) redaction.n_texts = n_texts;
}

Findings check(const Transition& transition) {
    Findings findings;
    Checker check(findings);
    check.need(transition.made.has_value(), "/made");
    check.need(!transition.profile.learner_id.empty(), "/profile/learner_id");
    const Status consent =
        check_consent(transition.consent, transition.made.value_or(Date::from_days(0)));
    if (!consent) check.add(FindingCode::no_consent, consent.error().where);
    Transition rest = transition;
    std::array<std::int64_t, kSharedPartNames.size()> n_there{};
    for (std::size_t part = 0; part < n_there.size(); ++part)
        n_there[part] = take_part(rest, static_cast<SharedPart>(part));
    bool is_redacted = false;
    for (std::size_t i = 0; i < transition.redactions.size(); ++i) {
        const Redaction& redaction = transition.redactions[i];
        if (!is_whole(redaction)) continue;
        is_redacted = true;
        const auto part = static_cast<std::size_t>(redaction.part);
        if (n_there[part] == 0) continue;
        check.add(FindingCode::left_out_and_there, "/redactions/" + std::to_string(i),
                  std::string(kSharedPartNames[part]));
    }
    rest.records = transition.records;
    if (is_redacted && take_beside_fields(rest.records) > 0)
        check.add(FindingCode::left_out_and_there, "/records", "records");
    return findings;
}

}  // namespace effaith::practice
