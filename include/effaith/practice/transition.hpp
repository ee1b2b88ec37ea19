// What the next school needs: one learner's profile with its sheets and journeys, the records, and
// the measures and codes that they are written in, as one document.
//
// The document says who agreed to it, when and for what, and which parts were left out and why.
// Without a consent that names all three and covers the day there is no document. Entries of other
// learners on the sheets always stay behind.
//
// The receiving school's identifiers and codes take the place of the sender's by a mapping. Nothing
// is lost by it: every replacement is listed in the document, two identifiers never become one, and
// the mapping backwards gives the document that was.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "effaith/practice/document.hpp"
#include "effaith/practice/finding.hpp"
#include "effaith/practice/profile.hpp"
#include "effaith/result.hpp"

namespace effaith::practice {

/// The parts of a learner's papers that a consent covers and that may be left out. `identity` is
/// the name and the date of birth; `needs` includes how the learner is best supported, `views` what
/// matters to and for the learner. The learner's identifier goes with every document.
enum class SharedPart : std::uint8_t {
    identity,
    needs,
    strengths,
    views,
    targets,
    reviews,
    idp,
    sheets,
    journeys,
    records
};
inline constexpr std::array<std::string_view, 10> kSharedPartNames{
    "identity", "needs", "strengths", "views",    "targets",
    "reviews",  "idp",   "sheets",    "journeys", "records"};
template <>
struct WordsOf<SharedPart> {
    static constexpr const auto& names = kSharedPartNames;
};

/// Who agreed that the papers go to the next school, when, and for what.
struct Consent {
    std::string given_by;
    std::optional<Date> date;
    std::string purpose;
    std::optional<Date> until;
    std::vector<SharedPart> covers;

    static constexpr auto parts() {
        using C = Consent;
        return std::tuple{
            part("given_by", &C::given_by, "Who agreed, by role: parent, learner."),
            part("date", &C::date, "When."), part("purpose", &C::purpose, "For what."),
            part("until", &C::until, "The last day on which it holds; for good without it."),
            part("covers", &C::covers, "The parts that it covers; all without any.")};
    }
    friend bool operator==(const Consent&, const Consent&) = default;
};

/// A part that is to stay behind, and why.
struct LeaveOut {
    SharedPart part = SharedPart::identity;
    std::string reason;

    static constexpr auto parts() {
        return std::tuple{
            practice::part("part", &LeaveOut::part, "The part that stays behind.", kNeeded),
            practice::part("reason", &LeaveOut::reason, "Why.", kNeeded)};
    }
    friend bool operator==(const LeaveOut&, const LeaveOut&) = default;
};

/// What a transition is made by.
struct TransitionTerms {
    std::string to_school;
    Consent consent;
    std::vector<LeaveOut> leave_out;

    static constexpr auto parts() {
        using T = TransitionTerms;
        return std::tuple{part("to_school", &T::to_school, "The school that receives it."),
                          part("consent", &T::consent, "Who agreed, when and for what."),
                          part("leave_out", &T::leave_out, "Parts that stay behind.")};
    }
    friend bool operator==(const TransitionTerms&, const TransitionTerms&) = default;
};

enum class LeftOutBecause : std::uint8_t {
    not_covered,
    asked,
    of_other_learners,
    on_a_sheet,
    beside_fields,
    mentions,
    mentions_of_others
};
inline constexpr std::array<std::string_view, 7> kLeftOutNames{
    "not_covered",   "asked",    "of_other_learners", "on_a_sheet",
    "beside_fields", "mentions", "mentions_of_others"};
template <>
struct WordsOf<LeftOutBecause> {
    static constexpr const auto& names = kLeftOutNames;
};

/// What was left out of a document.
struct Redaction {
    SharedPart part = SharedPart::identity;
    LeftOutBecause because = LeftOutBecause::not_covered;
    std::string reason;
    std::int64_t n = 0;
    std::int64_t n_texts = 0;

    static constexpr auto parts() {
        using R = Redaction;
        return std::tuple{
            practice::part("part", &R::part, "The part.", kNeeded),
            practice::part("because", &R::because,
                           "not_covered by the consent; asked to stay behind; entries "
                           "of_other_learners; records that are on_a_sheet of the document; cells "
                           "beside_fields of records, which may tell what was left out; mentions "
                           "of the learner's name or day of birth in texts; mentions_of_others.",
                           kNeeded),
            practice::part("reason", &R::reason, "Why, in words."),
            practice::part("n", &R::n, "How many entries were left out."),
            practice::part("n_texts", &R::n_texts,
                           "Of a whole part: texts of more than one word that are still in the "
                           "document. Whether they tell of the part a person must read.")};
    }
    friend bool operator==(const Redaction&, const Redaction&) = default;
};

/// What an identifier names. Those from `area_of_need` on are code sets, in their order.
enum class IdentifierKind : std::uint8_t {
    learner,
    school,
    cluster,
    authority,
    measure,
    intervention,
    area_of_need,
    tier,
    role,
    support_type,
    year_group
};
inline constexpr std::array<std::string_view, 11> kIdentifierKindNames{
    "learner",      "school", "cluster", "authority",    "measure",   "intervention",
    "area_of_need", "tier",   "role",    "support_type", "year_group"};
constexpr std::string_view name_of(IdentifierKind kind) {
    return kIdentifierKindNames[static_cast<std::size_t>(kind)];
}
template <>
struct WordsOf<IdentifierKind> {
    static constexpr const auto& names = kIdentifierKindNames;
};

/// An identifier, and what takes its place.
struct Replacement {
    IdentifierKind kind = IdentifierKind::learner;
    std::string from;
    std::string to;

    static constexpr auto parts() {
        using R = Replacement;
        return std::tuple{part("kind", &R::kind, "What it names.", kNeeded),
                          part("from", &R::from, "The identifier as it was.", kNeeded),
                          part("to", &R::to, "The identifier in its place.", kNeeded)};
    }
    friend bool operator==(const Replacement&, const Replacement&) = default;
};

/// The receiving school's identifiers for those of a document.
struct IdentifierMapping {
    std::vector<Replacement> identifiers;

    static constexpr auto parts() {
        return std::tuple{part("identifiers", &IdentifierMapping::identifiers,
                               "Each identifier with the one in its place.")};
    }
    friend bool operator==(const IdentifierMapping&, const IdentifierMapping&) = default;
};

/// A code of the sender's configuration, in its words.
struct SentCode {
    std::string code;
    std::string en;
    std::string cy;
    std::optional<Date> from;
    std::optional<Date> to;

    static constexpr auto parts() {
        using C = SentCode;
        return std::tuple{part("code", &C::code, "The code.", kNeeded),
                          part("en", &C::en, "What people call it in English."),
                          part("cy", &C::cy, "What people call it in Welsh."),
                          part("from", &C::from, "The first day of its use."),
                          part("to", &C::to, "The last day of its use.")};
    }
    friend bool operator==(const SentCode&, const SentCode&) = default;
};

struct SentCodes {
    std::vector<SentCode> area_of_need;
    std::vector<SentCode> tier;
    std::vector<SentCode> role;
    std::vector<SentCode> support_type;
    std::vector<SentCode> year_group;

    static constexpr auto parts() {
        using C = SentCodes;
        return std::tuple{part("area_of_need", &C::area_of_need, "Areas of need."),
                          part("tier", &C::tier, "Tiers of provision."),
                          part("role", &C::role, "Roles."),
                          part("support_type", &C::support_type, "Types of support."),
                          part("year_group", &C::year_group, "Year groups.")};
    }
    friend bool operator==(const SentCodes&, const SentCodes&) = default;
};

/// A measure of the sender's configuration, in its words; numbers stand as they are there.
struct SentMeasure {
    std::string id;
    std::string name;
    std::string unit;
    std::optional<MeasureKind> kind;
    std::optional<BetterIs> direction;
    std::vector<Given> range;
    Given sd;
    Given reliability;
    Given expected_gain_per_month;
    Given tolerance;
    std::vector<std::string> steps;

    static constexpr auto parts() {
        using M = SentMeasure;
        return std::tuple{
            part("id", &M::id, "What records call it.", kNeeded),
            part("name", &M::name, "What people call it."),
            part("unit", &M::unit, "The unit of its values."),
            part("kind", &M::kind, "What its values are."),
            part("direction", &M::direction, "Which values are better."),
            part("range", &M::range, "The least and the most of its values."),
            part("sd", &M::sd, "The standard deviation of its norm group."),
            part("reliability", &M::reliability, "Its test-retest reliability, 0 to 1."),
            part("expected_gain_per_month", &M::expected_gain_per_month,
                 "What ordinary growth brings in a month."),
            part("tolerance", &M::tolerance, "How near to the target still counts as it."),
            part("steps", &M::steps, "The steps of a ladder, from the first up.")};
    }
    friend bool operator==(const SentMeasure&, const SentMeasure&) = default;
};

/// An intervention of the sender's catalogue, in the configuration's words.
struct SentIntervention {
    std::string intervention;
    std::vector<std::string> aliases;
    std::string support_type;
    std::string measure;

    static constexpr auto parts() {
        using I = SentIntervention;
        return std::tuple{part("intervention", &I::intervention, "Its published title.", kNeeded),
                          part("aliases", &I::aliases, "Its other names."),
                          part("support_type", &I::support_type, "Its type of support.", kNeeded),
                          part("measure", &I::measure, "The measure of records that name none.")};
    }
    friend bool operator==(const SentIntervention&, const SentIntervention&) = default;
};

/// What the papers are written in: a part of the sender's configuration, and valid as one. Hourly
/// rates are no part of it.
struct SentConfiguration {
    std::vector<SentMeasure> measures;
    SentCodes codes;
    std::vector<SentIntervention> catalogue;

    static constexpr auto parts() {
        using C = SentConfiguration;
        return std::tuple{part("measures", &C::measures, "The measures that are used."),
                          part("codes", &C::codes, "The codes that are used."),
                          part("catalogue", &C::catalogue, "The interventions that are used.")};
    }
    friend bool operator==(const SentConfiguration&, const SentConfiguration&) = default;
};

struct Transition {
    std::string from_school;
    std::string to_school;
    std::optional<Date> made;
    Consent consent;
    std::vector<Redaction> redactions;
    std::vector<Replacement> identifiers;
    Profile profile;
    std::vector<Cells> records;
    SentConfiguration configuration;

    static constexpr auto parts() {
        using T = Transition;
        return std::tuple{
            part("from_school", &T::from_school, "The school that sends it."),
            part("to_school", &T::to_school, "The school that receives it."),
            part("made", &T::made, "The day on which it was made."),
            part("consent", &T::consent, "Who agreed, when and for what."),
            part("redactions", &T::redactions, "What was left out, and why."),
            part("identifiers", &T::identifiers,
                 "The sender's identifiers that others have taken the place of."),
            part("profile", &T::profile, "The learner's profile, with sheets and journeys.",
                 kNeeded),
            part("records", &T::records,
                 "The learner's records: the fields of a record by their names, and whatever "
                 "columns the sender keeps beside them."),
            part("configuration", &T::configuration,
                 "The measures, codes and interventions that they are written in.")};
    }
    friend bool operator==(const Transition&, const Transition&) = default;
};

/// Whether a consent covers a part; without a list it covers all.
bool covers(const Consent& consent, SharedPart part);
/// The wish that a part stays behind; null where there is none.
const LeaveOut* asked_to_stay(const std::vector<LeaveOut>& leave_out, SharedPart part);

/// Why a consent does not hold on a day; nothing where it does. Errors: invalid_argument with the
/// place in the terms.
Status check_consent(const Consent& consent, Date day);

/// Takes the parts out of a document that the consent does not cover or that are asked to stay
/// behind, with other learners on its sheets, and lists what was taken. A part is taken wherever it
/// stands: needs on sheets and in records as well. Where any part stays behind, so do the columns
/// that the sender keeps beside the fields of records. Without `identity` the learner's name and
/// day of birth become `[…]` in every text, as those of others on a sheet always do; what else a
/// text tells no program can say, and the document says how many texts there are to read.
void redact(Transition& transition, const std::vector<LeaveOut>& leave_out);

/// Every identifier of a document, in the order of its parts; empty ones are none.
void for_each_identifier(Transition& transition,
                         const std::function<void(IdentifierKind, std::string&)>& visit);

struct Received {
    Transition transition;
    std::vector<Replacement> unused;  ///< of the mapping: what the document does not have
};

/// The document with the receiving school's identifiers, all replaced at once.
/// Errors: invalid_argument where an identifier is replaced twice, by nothing, or two would become
/// one.
Result<Received> with_identifiers(Transition transition, const IdentifierMapping& mapping);

/// The mapping backwards.
IdentifierMapping inverse(const IdentifierMapping& mapping);

/// What is wrong with a document as it was received: no consent that holds on the day it was made,
/// parts that are there though stated as left out.
Findings check(const Transition& transition);

}  // namespace effaith::practice
