// The review pack of a school, a cluster or a local authority, and the sample for moderation.
//
// A pack is made of the records and of the document that is kept beside them
// (practice/quality.hpp), as of a day. A school's pack stays in the school and shows everything. A
// pack of a cluster or an authority leaves the schools: its tables are released together
// (effaith/disclosure.hpp), and whatever else is in it follows from what they publish, or is hidden
// by the same threshold; it names no learner and no record, and says what was hidden and why.
//
// Decisions, where a pack leaves the schools:
// * Funnel limits, advice and actions are worked from the published counts, so that they tell
//   nothing beyond them. With rounding that means the rounded ones. How many pupils have an outcome
//   is not published: enough of them is what the published counts leave no doubt about.
// * Scores of an intervention are shown where the number of its records is, and so many learners as
//   the threshold stand behind them. There are none of all interventions together, for what is
//   hidden would be the difference.
// * A duty is shown whole or hidden whole. Of an agreement the direction of disagreements may be
//   hidden alone; kappa is given to two decimals, for more would tell single outcomes.
// * Who delivers an intervention is compared in the school's own pack alone.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "effaith/disclosure.hpp"
#include "effaith/io/practice.hpp"
#include "effaith/practice/review.hpp"

namespace effaith::practice {

/// Errors: bad_json, bad_encoding.
Result<Quality> read_quality(std::string_view json);
std::string write_quality(const Quality& quality);

/// What the strata of a moderation sample are made by.
enum class StratumBy : std::uint8_t { school_id, outcome, intervention, tier };
inline constexpr std::array<std::string_view, 4> kStratumNames{"school_id", "outcome",
                                                               "intervention", "tier"};
template <>
struct WordsOf<StratumBy> {
    static constexpr const auto& names = kStratumNames;
};

inline constexpr std::array<std::string_view, 2> kRoundingNames{"none", "5"};
template <>
struct WordsOf<Rounding> {
    static constexpr const auto& names = kRoundingNames;
};

/// How many records a sample has where nothing else is said.
inline constexpr std::int64_t kUsualSample = 30;

struct ReviewOptions {
    ReviewLevel level = ReviewLevel::school;
    std::string unit;
    std::int64_t seed = 0;
    std::int64_t sample_size = kUsualSample;
    std::vector<StratumBy> strata;
    std::optional<std::int64_t> threshold;
    std::optional<Rounding> rounding;
    std::optional<bool> hide_class;
    bool release = false;

    static constexpr auto parts() {
        using O = ReviewOptions;
        return std::tuple{
            part("level", &O::level, "Who the pack is for.", kNeeded),
            part("unit", &O::unit,
                 "Which school, cluster or authority; not needed where the records have one."),
            part("seed", &O::seed, "What the sample is drawn by."),
            part("sample_size", &O::sample_size, "How many records are drawn."),
            part("strata", &O::strata,
                 "What the sample is stratified by; school and outcome without it."),
            part("threshold", &O::threshold,
                 "How many learners may be published; the configuration's without it."),
            part("rounding", &O::rounding, "Whether counts are rounded; as configured without it."),
            part("hide_class", &O::hide_class,
                 "Whether rows of one outcome are hidden; as configured without it."),
            part("release", &O::release, "Whether a school's own pack is protected as well.")};
    }
    friend bool operator==(const ReviewOptions&, const ReviewOptions&) = default;
};

/// Errors: bad_json; invalid_argument for a threshold below 2.
Result<ReviewOptions> read_review_options(std::string_view json);

/// The figures of a roll-up that a pack shows of a group, in its order.
inline constexpr std::array<std::string_view, 15> kReviewFigures{
    "n_records",       "n_learners",     "n_red",         "n_amber",          "n_green",
    "n_no_outcome",    "n_achieved",     "achieved_rate", "achieved_low",     "achieved_high",
    "attendance_rate", "hours_received", "total_cost",    "cost_per_learner", "cost_per_outcome"};
using ReviewFigures = std::array<FigureValue, kReviewFigures.size()>;

/// Of a place in kReviewFigures.
constexpr std::size_t review_figure(std::string_view name) {
    std::size_t i = 0;
    while (kReviewFigures[i] != name)
        ++i;
    return i;
}

/// A school or a cluster of a pack.
struct ReviewUnit {
    ReviewLevel level = ReviewLevel::school;
    KeyPart cluster_id;
    KeyPart school_id;
    ReviewFigures figures;
    JudgedUnit judged;
};

/// What the scores of one intervention say on one measure.
struct ReviewMeasure {
    std::string measure;
    FigureValue n_pairs;  ///< learners with a start and an end
    FigureValue gain;     ///< mean gain, better positive, with its 95% t interval
    FigureValue gain_low;
    FigureValue gain_high;
    FigureValue effect;  ///< Hedges's g in standard deviations of the gain, with exact limits
    FigureValue effect_low;
    FigureValue effect_high;
};

struct ReviewIntervention {
    KeyPart intervention;
    ReviewFigures figures;
    std::vector<ReviewMeasure> measures;
    std::optional<Advice> advice;  ///< none where outcomes or the number of pupils are hidden
};

/// A record whose two judgements differ.
struct DifferingRecord {
    std::string school_id;
    std::string record_id;
    Outcome recorded = Outcome::red;
    Outcome other = Outcome::red;
};

/// Recorded outcomes against others.
struct ReviewConsistency {
    bool is_hidden = false;
    FigureValue n;
    FigureValue equal;
    FigureValue higher;  ///< recorded better than the other judges
    FigureValue lower;
    FigureValue agreement;  ///< equal / n
    FigureValue kappa;      ///< linear weights
    FigureValue kappa_low;
    FigureValue kappa_high;
    FigureValue kappa_quadratic;
    std::vector<DifferingRecord> differing;  ///< of a school's own pack
};

struct ReviewDuty {
    Duty duty = Duty::profile_reviewed;
    bool is_hidden = false;
    FigureValue met;
    FigureValue n;
    FigureValue not_said;
    FigureValue share;
    FigureValue low;
    FigureValue high;
};

/// A table of a pack that was released, and what is hidden in it as its reader can count it.
struct ReleasedTable {
    std::vector<std::string> by;
    std::int64_t rows = 0;
    std::int64_t rows_hidden = 0;
    std::int64_t counts = 0;
    std::int64_t counts_hidden = 0;
    bool is_refused = false;  ///< it could not be made safe and is not there
};

/// Why something is not in a pack.
enum class Withheld : std::uint8_t {
    few_learners,  ///< figures about few learners, and what would give them back
    scores,        ///< scores of interventions
    duties,        ///< duties to learners
    agreement,     ///< agreement about outcomes
    findings,      ///< what is found about single learners and records
    learners,      ///< lists of learners and records
    deliverers,    ///< comparisons of who delivers
    refused        ///< tables that no hiding makes safe
};
inline constexpr std::array<std::string_view, 8> kWithheldNames{
    "few_learners", "scores",   "duties",     "agreement",
    "findings",     "learners", "deliverers", "refused"};
constexpr std::string_view name_of(Withheld withheld) {
    return kWithheldNames[static_cast<std::size_t>(withheld)];
}

/// An action, and the advice on an intervention that it comes from.
struct ReviewAction {
    Action action;
    std::optional<RuleAdvice> advice;
};

struct ReviewPack {
    ReviewLevel level = ReviewLevel::school;
    std::optional<std::string> unit;  ///< none where no record names one
    Date as_of;
    bool is_released = false;
    DisclosureRules rules;
    FigureValue n_records;  ///< in the figures
    /// Records of the unit that cannot be read or contradict themselves, and so are in no figure.
    /// It is told of a pack that leaves the schools too: it counts rows to be put right, of which
    /// nothing else is told.
    std::int64_t n_rejected = 0;
    std::optional<std::int64_t> n_elsewhere;  ///< of other units; none where it leaves the schools
    ReviewFigures overall;
    std::vector<ReviewUnit> units;
    JudgedUnits schools;  ///< of `units` those that are schools, in their order
    JudgedUnits clusters;
    std::vector<ReviewIntervention> interventions;
    ReviewConsistency scores;   ///< against the outcome that the scores give
    ReviewConsistency ratings;  ///< against the moderators
    std::vector<ReviewDuty> duties;
    FigureValue n_quality_learners;
    std::vector<OverdueReview> overdue;  ///< of a school's own pack
    std::vector<VisitDue> visits;
    std::vector<EvidenceItem> checklist;
    std::optional<ModerationSample> sample;  ///< of a school's own pack
    std::int64_t seed = 0;
    std::int64_t sample_size = 0;
    std::vector<StratumBy> strata;
    std::vector<ReviewAction> actions;
    std::vector<ReleasedTable> tables;
    std::vector<Withheld> withheld;
    Findings findings;
};

/// Makes the pack of the engine's `as_of`. `records` is the text of the records, CSV or JSON, empty
/// for none; those of other units are counted and left out.
/// Errors: those of records and of roll-ups; invalid_argument without an `as_of`, where the records
/// are of several units and none is named, or where none of them is of the one that is named.
Result<ReviewPack> review_pack(const Tools& tools, const Quality& quality, std::string_view records,
                               DateNotation dates, const ReviewOptions& options);

/// Draws the sample for moderation: a working paper, which names records and is not for
/// publication. Errors: as review_pack, but for `as_of`.
Result<ModerationSample> moderation_sample(const Tools& tools, std::string_view records,
                                           DateNotation dates, const ReviewOptions& options);

// The answers as documents, `json` or `table`. Errors: invalid_argument for another format.

Result<std::string> review_document(const Tools& tools, const ReviewPack& pack,
                                    DocumentFormat format);
Result<std::string> sample_document(const Tools& tools, const ModerationSample& sample,
                                    const ReviewOptions& options, DocumentFormat format);

}  // namespace effaith::practice
