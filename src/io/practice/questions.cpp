#include "io/practice/questions.hpp"

#include "columns/rollup_run.hpp"
#include "effaith/io/profile.hpp"
#include "effaith/io/review.hpp"
#include "effaith/io/transition.hpp"
#include "io/practice/error_place.hpp"
#include "io/practice/parts_reader.hpp"
#include "io/record_source.hpp"

namespace effaith::practice {
namespace {

/// The records beside a document, by intervention.
Result<Rollup> by_intervention(const Tools& tools, const Question& question) {
    RollupRunOptions how;
    how.dates = question.dates;
    how.most_rejected = 0;
    Result<RollupRun> run =
        RollupRun::create(tools.engine, tools.words, {"intervention"}, false, how);
    if (!run) return run.error();
    MemorySource source(question.against);
    const Status added = guess_format(question.against) == RecordFormat::csv
                             ? run->add_csv(source)
                             : run->add_json(source);
    if (!added) return error_in("records", added.error());
    return run->finish();
}

Result<std::string> evaluate(const Tools& tools, const Sheet& sheet, const Question& question) {
    if (question.against.empty())
        return sheet_evaluation_document(tools, sheet, nullptr, question.format);
    const Result<Rollup> against = by_intervention(tools, question);
    if (!against) return against.error();
    return sheet_evaluation_document(tools, sheet, &*against, question.format);
}

Result<std::string> records(const Tools& tools, const Sheet& sheet, const Question& question) {
    if (question.format == DocumentFormat::json) return sheet_records_document(tools, sheet);
    return Error{ErrorCode::invalid_argument, "The records of a sheet are JSON.", "format"};
}

Result<std::string> check(const Tools& tools, const Sheet& sheet, const Question& question) {
    return sheet_check_document(tools, sheet, question.format);
}

Result<std::string> trend(const Tools& tools, const Journey& journey, const Question& question) {
    return journey_document(tools, journey, question.format);
}

Result<std::string> map(const Tools& tools, const Register& list, const Question& question) {
    const Result<ProvisionMap> made =
        map_provision(tools, list, question.against, question.dates, question.since);
    if (!made) return made.error();
    return map_document(tools, list, *made, question.format);
}

Result<std::string> review(const Tools& tools, const Quality& quality, const Question& question) {
    const Result<ReviewOptions> options = read_review_options(question.terms);
    if (!options) return options.error();
    const Result<ReviewPack> pack =
        review_pack(tools, quality, question.against, question.dates, *options);
    if (!pack) return pack.error();
    return review_document(tools, *pack, question.format);
}

Result<std::string> sample(const Tools& tools, const Quality&, const Question& question) {
    const Result<ReviewOptions> options = read_review_options(question.terms);
    if (!options) return options.error();
    const Result<ModerationSample> drawn =
        moderation_sample(tools, question.against, question.dates, *options);
    if (!drawn) return drawn.error();
    return sample_document(tools, *drawn, *options, question.format);
}

Result<std::string> profile(const Tools& tools, const Profile& profile, const Question& question) {
    const Result<ProfileAnalysis> analysis =
        analyse_profile(tools, profile, question.against, question.dates);
    if (!analysis) return analysis.error();
    return profile_document(tools, profile, *analysis, question.format);
}

Result<std::string> make(const Tools& tools, const Profile& profile, const Question& question) {
    const Result<TransitionTerms> terms =
        question.terms.empty() ? TransitionTerms{} : read_terms(question.terms);
    if (!terms) return error_in("terms", terms.error());
    const Result<Transition> transition =
        make_transition(tools, profile, *terms, question.against, question.dates);
    if (!transition) {
        const bool is_of_terms = transition.error().where.rfind("/consent", 0) == 0;
        return is_of_terms ? error_in("terms", transition.error()) : transition.error();
    }
    return transition_document(tools, *transition, question.format);
}

Result<std::string> receive(const Tools& tools, const Transition& transition,
                            const Question& question) {
    const Result<IdentifierMapping> mapping =
        question.terms.empty() ? IdentifierMapping{} : read_mapping(question.terms);
    if (!mapping) return error_in("mapping", mapping.error());
    const Result<TransitionAnswer> answer = receive_transition(tools, transition, *mapping);
    if (!answer) return error_in("mapping", answer.error());
    return received_document(tools, *answer, question.format);
}

/// Reads a document of type T and answers about it.
template <class T, Result<std::string> (*Job)(const Tools&, const T&, const Question&)>
Result<std::string> read_and(const Tools& tools, const Question& question) {
    const Result<T> document = read_document<T>(question.document);
    if (!document) return document.error();
    return Job(tools, *document, question);
}

struct NamedQuestion {
    std::string_view name;
    Result<std::string> (*answer)(const Tools&, const Question&);
};

constexpr NamedQuestion kQuestions[] = {{"sheet_check", read_and<Sheet, check>},
                                        {"sheet_records", read_and<Sheet, records>},
                                        {"sheet_evaluate", read_and<Sheet, evaluate>},
                                        {"journey_trend", read_and<Journey, trend>},
                                        {"provision_map", read_and<Register, map>},
                                        {"review_pack", read_and<Quality, review>},
                                        {"moderation_sample", read_and<Quality, sample>},
                                        {"profile", read_and<Profile, profile>},
                                        {"transition_make", read_and<Profile, make>},
                                        {"transition_receive", read_and<Transition, receive>}};

}  // namespace

Result<std::string> answer(const Tools& tools, const Question& question) {
    for (const NamedQuestion& known : kQuestions)
        if (known.name == question.name) return known.answer(tools, question);
    return Error{ErrorCode::invalid_argument,
                 "There is no question '" + std::string(question.name) + "'.", "question"};
}

}  // namespace effaith::practice
