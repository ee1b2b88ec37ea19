// Laws of reviews over drawn records: the sample is of its seed alone, parts add up, what leaves a
// school tells of few learners nothing, and documents are read as they were written.
#include "effaith/io/review.hpp"

#include <set>

#include "catch_compat.hpp"
#include "desk.hpp"
#include "dice.hpp"
#include "share.hpp"

using namespace effaith;
using namespace effaith::practice;

namespace {

Engine dated_engine() {
    return support::engine_of(R"({"as_of": "2024-07-31", "rates": {"Teacher": 40}})");
}

std::vector<Candidate> candidates(support::Dice& dice) {
    std::vector<Candidate> all;
    const std::size_t count = dice.below(80);
    for (std::size_t i = 0; i < count; ++i) {
        const std::string school = "S" + std::to_string(dice.below(5));
        all.push_back(
            {school, "r" + std::to_string(i), {school, dice.one_in(3) ? "red" : "green"}});
    }
    return all;
}

std::vector<std::string> drawn_of(const ModerationSample& sample) {
    std::vector<std::string> drawn;
    for (const SampleStratum& stratum : sample.strata)
        for (const Candidate& candidate : stratum.drawn)
            drawn.push_back(candidate.record_id);
    return drawn;
}

/// Records of small and large groups, one learner each.
std::string records(support::Dice& dice) {
    std::string text =
        "id,learner_id,school_id,cluster_id,support_type,intervention,delivered_by,"
        "learners_per_session,frequency,session_hours,started,ended,sessions_attended,outcome,"
        "aim\n";
    const std::vector<std::string> outcomes{"red", "amber", "green", "green"};
    const std::size_t count = 20 + dice.below(100);
    for (std::size_t i = 0; i < count; ++i) {
        const std::string id = std::to_string(i);
        const std::size_t intervention = std::min(dice.below(6), dice.below(6));
        text += "r" + id + ",L" + id + ",S" + std::to_string(dice.below(4)) + ",C1,speech,I" +
                std::to_string(intervention) + ",Teacher,1,weekly,0.5,2023-09-04,2023-12-22,10," +
                dice.pick(outcomes) + ",talks\n";
    }
    return text;
}

std::int64_t records_in(const ReviewFigures& figures) {
    return static_cast<std::int64_t>(figures[review_figure("n_records")].raw);
}

}  // namespace

TEST_CASE("A sample is of its seed, in whatever order the records come") {
    support::Dice dice(11);
    int others = 0;
    for (int round = 0; round < share_of(300); ++round) {
        std::vector<Candidate> all = candidates(dice);
        const auto size = static_cast<std::int64_t>(dice.below(90));
        const ModerationSample first = draw_sample(all, round, size);
        dice.shuffle(all);
        const ModerationSample again = draw_sample(all, round, size);
        REQUIRE(drawn_of(first) == drawn_of(again));
        REQUIRE(first.drawn == std::min<std::int64_t>(size, first.n));
        REQUIRE(drawn_of(first).size() == static_cast<std::size_t>(first.drawn));
        const std::vector<std::string> drawn = drawn_of(first);
        REQUIRE(std::set<std::string>(drawn.begin(), drawn.end()).size() == drawn.size());
        const bool all_strata = size >= static_cast<std::int64_t>(first.strata.size());
        for (const SampleStratum& stratum : first.strata) {
            REQUIRE(static_cast<std::int64_t>(stratum.drawn.size()) <= stratum.n);
            REQUIRE((!all_strata || !stratum.drawn.empty()));
        }
        others += drawn_of(draw_sample(all, round + 1, size)) != drawn_of(first) ? 1 : 0;
    }
    CHECK(others > 0);
}

TEST_CASE("The units and interventions of a pack that hides nothing add up to all its records") {
    support::Dice dice(12);
    const Engine engine = dated_engine();
    const Language language(LanguageCode::en);
    const Tools tools{engine, language, support::vocabulary()};
    ReviewOptions options;
    options.level = ReviewLevel::school;
    for (int round = 0; round < share_of(40); ++round) {
        const std::string text = records(dice);
        std::int64_t all = 0;
        for (int school = 0; school < 4; ++school) {
            options.unit = "S" + std::to_string(school);
            const ReviewPack pack = review_pack(tools, {}, text, {}, options).value();
            std::int64_t sum = 0;
            for (const ReviewIntervention& row : pack.interventions)
                sum += records_in(row.figures);
            REQUIRE(sum == (pack.interventions.empty() ? 0 : records_in(pack.overall)));
            REQUIRE(*pack.n_elsewhere + sum == std::count(text.begin(), text.end(), '\n') - 1);
            all += sum;
        }
        REQUIRE(all == std::count(text.begin(), text.end(), '\n') - 1);
    }
}

TEST_CASE("No count of fewer learners than the threshold stands in a released pack") {
    support::Dice dice(13);
    const Engine engine = dated_engine();
    const Language language(LanguageCode::en);
    const Tools tools{engine, language, support::vocabulary()};
    constexpr std::array<std::string_view, 4> kCounts{"n_records", "n_red", "n_amber", "n_green"};
    const auto is_few = [](const FigureValue& value) {
        return value.kind == FigureValue::Kind::decimal && value.raw > 0 && value.raw < 5;
    };
    ReviewOptions options;
    options.level = ReviewLevel::cluster;
    int hidden = 0;
    for (int round = 0; round < share_of(60); ++round) {
        const ReviewPack pack = review_pack(tools, {}, records(dice), {}, options).value();
        std::vector<const ReviewFigures*> rows{&pack.overall};
        for (const ReviewUnit& unit : pack.units)
            rows.push_back(&unit.figures);
        for (const ReviewIntervention& row : pack.interventions) {
            rows.push_back(&row.figures);
            const bool shown =
                row.figures[review_figure("n_red")].kind == FigureValue::Kind::decimal;
            REQUIRE((shown || !row.advice));
            hidden += shown ? 0 : 1;
        }
        for (const ReviewFigures* row : rows)
            for (const std::string_view name : kCounts)
                REQUIRE_FALSE(is_few((*row)[review_figure(name)]));
    }
    CHECK(hidden > 0);
}

TEST_CASE("A drawn document of quality assurance is read as it was written") {
    support::Dice dice(14);
    const auto day = [&] { return Date::from_days(19000 + static_cast<int>(dice.below(900))); };
    for (int round = 0; round < share_of(200); ++round) {
        Quality quality;
        quality.id = dice.one_in(2) ? "<b>\"q\"\n</b>" : "";
        for (std::size_t i = 0; i < dice.below(5); ++i) {
            Setting& setting = quality.settings.emplace_back();
            setting.school_id = "S" + std::to_string(i);
            if (dice.one_in(2)) setting.kind = static_cast<SettingKind>(dice.below(3));
            if (dice.one_in(2)) setting.visits = {day(), day()};
            if (dice.one_in(2)) setting.papers = {{"Map", day()}, {"Minutes", std::nullopt}};
        }
        for (std::size_t i = 0; i < dice.below(5); ++i) {
            QualityLearner& learner = quality.learners.emplace_back();
            learner.learner_id = "L" + std::to_string(i);
            learner.school_id = "S0";
            if (dice.one_in(2)) learner.profile_reviews = {day()};
            if (dice.one_in(2)) learner.has_idp = dice.one_in(2);
            learner.targets = static_cast<std::int64_t>(dice.below(4));
            quality.moderation.push_back(
                {"", learner.learner_id, static_cast<Outcome>(dice.below(3)), day()});
        }
        REQUIRE(read_quality(write_quality(quality)).value() == quality);
    }
}
