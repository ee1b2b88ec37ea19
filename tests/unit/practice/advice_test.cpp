// The rules of advice, one by one, at their edges.
#include <algorithm>

#include "catch_compat.hpp"
#include "effaith/practice/advice.hpp"

using namespace effaith;
using namespace effaith::practice;

namespace {

AdviceInputs sheet_of(std::int64_t pupils, std::int64_t achieved) {
    AdviceInputs inputs;
    inputs.n_pupils = inputs.n_with_outcome = inputs.n_outcomes = pupils;
    inputs.n_achieved = achieved;
    inputs.attendance = 0.9;
    return inputs;
}

const RuleAdvice& rule_in(const Advice& advice, AdviceRule rule) {
    return *std::find_if(advice.rules.begin(), advice.rules.end(),
                         [rule](const RuleAdvice& each) { return each.rule == rule; });
}

Says by(const AdviceInputs& inputs, AdviceRule rule) {
    return rule_in(advise(inputs, Thresholds()), rule).says;
}

std::vector<double> progress_around(double mean) {
    std::vector<double> progress;
    for (int i = 0; i < 30; ++i)
        progress.push_back(mean + (i % 2 == 0 ? 1.0 : -1.0));
    return progress;
}

}  // namespace

TEST_CASE("Without scores the outcomes decide, by their interval") {
    const auto says = [](std::int64_t pupils, std::int64_t achieved) {
        return advise(sheet_of(pupils, achieved), Thresholds()).says;
    };
    CHECK(says(20, 19) == Says::run_again);
    CHECK(says(20, 10) == Says::alter);
    CHECK(says(20, 1) == Says::stop);
    CHECK(says(4, 4) == Says::too_few);
    CHECK(says(0, 0) == Says::too_few);
}

TEST_CASE("Many outcomes of few pupils are too few to say") {
    AdviceInputs inputs = sheet_of(4, 4);
    inputs.n_outcomes = inputs.n_achieved = 40;
    inputs.deliverers = {{"Teacher", 2, 20, 20}, {"Teaching assistant", 2, 20, 0}};
    CHECK(advise(inputs, Thresholds()).says == Says::too_few);
    for (const RuleAdvice& rule : advise(inputs, Thresholds()).rules)
        CHECK((rule.says == Says::too_few || rule.figures.empty() || rule.n == 4));
    CHECK(by(inputs, AdviceRule::deliverers) == Says::too_few);
    inputs.n_pupils = 20;  // most of whom have no outcome
    CHECK(by(inputs, AdviceRule::outcomes) == Says::too_few);
    inputs.n_with_outcome = 5;
    CHECK(by(inputs, AdviceRule::outcomes) == Says::run_again);
}

TEST_CASE("With scores the effect decides") {
    AdviceInputs inputs = sheet_of(30, 15);
    inputs.expectation = Expectation::growth;
    inputs.progress = progress_around(1.0);
    CHECK(advise(inputs, Thresholds()).says == Says::run_again);
    inputs.progress = progress_around(0.0);
    CHECK(advise(inputs, Thresholds()).says == Says::stop);
    CHECK(advise(inputs, Thresholds()).because == AdviceRule::effect);
    inputs.progress = progress_around(0.2);
    CHECK(advise(inputs, Thresholds()).says == Says::alter);
}

TEST_CASE("Ordinary growth is not credited to an intervention") {
    AdviceInputs inputs = sheet_of(30, 15);
    inputs.progress = progress_around(1.0);
    CHECK(by(inputs, AdviceRule::effect) == Says::nothing);
    CHECK(advise(inputs, Thresholds()).because == AdviceRule::outcomes);
    inputs.progress = progress_around(0.0);
    CHECK(by(inputs, AdviceRule::effect) == Says::stop);
}

TEST_CASE("No spread, several measures, few pupils: the effect says so") {
    AdviceInputs inputs = sheet_of(30, 15);
    inputs.expectation = Expectation::by_design;
    inputs.progress = std::vector<double>(30, 1.0);
    CHECK(by(inputs, AdviceRule::effect) == Says::nothing);
    inputs.progress = progress_around(1.0);
    inputs.mixed_measures = true;
    CHECK(by(inputs, AdviceRule::effect) == Says::nothing);
    inputs.mixed_measures = false;
    inputs.progress.resize(4);
    CHECK(by(inputs, AdviceRule::effect) == Says::too_few);
}

TEST_CASE("What was not attended was not tried") {
    AdviceInputs inputs = sheet_of(20, 1);
    inputs.attendance = 0.7499;
    CHECK(advise(inputs, Thresholds()).says == Says::alter);
    CHECK(advise(inputs, Thresholds()).because == AdviceRule::attendance);
    inputs.attendance = 0.75;
    CHECK(advise(inputs, Thresholds()).says == Says::stop);
}

TEST_CASE("Pupils who never came count in attendance, as due what the others were") {
    AdviceInputs inputs = sheet_of(20, 20);
    REQUIRE(advise(inputs, Thresholds()).says == Says::run_again);
    inputs.n_never_came = 4;  // 0.9 x 20 / 24 = 0.75
    CHECK(advise(inputs, Thresholds()).says == Says::run_again);
    inputs.n_never_came = 5;  // 0.72
    const Advice advice = advise(inputs, Thresholds());
    CHECK(advice.says == Says::alter);
    CHECK(advice.because == AdviceRule::attendance);
    CHECK(rule_in(advice, AdviceRule::attendance).n == 25);
    CHECK(*rule_in(advice, AdviceRule::attendance).figures[0].value == 0.72);
}

TEST_CASE("Where nobody came, attendance is none and nothing else is said") {
    AdviceInputs inputs;
    inputs.n_never_came = 8;
    const Advice advice = advise(inputs, Thresholds());
    CHECK(rule_in(advice, AdviceRule::attendance).says == Says::alter);
    CHECK(*rule_in(advice, AdviceRule::attendance).figures[0].value == 0.0);
    CHECK(advice.says == Says::too_few);
    inputs.n_never_came = 4;
    CHECK(by(inputs, AdviceRule::attendance) == Says::too_few);
}

TEST_CASE("A deliverer behind the others by more than chance is to be trained") {
    AdviceInputs inputs = sheet_of(40, 22);
    inputs.deliverers = {{"Teacher", 20, 20, 18}, {"Teaching assistant", 20, 20, 4}};
    const Advice advice = advise(inputs, Thresholds());
    std::vector<std::string> trained;
    for (const RuleAdvice& rule : advice.rules)
        if (rule.says == Says::train) trained.push_back(rule.subject);
    CHECK(trained == std::vector<std::string>{"Teaching assistant"});
    inputs.deliverers = {{"Teacher", 40, 40, 22}};
    CHECK(advise(inputs, Thresholds()).rules.size() == 4);
}

TEST_CASE("A cost far above the others' median says alter; nobody to compare with says nothing") {
    AdviceInputs inputs = sheet_of(20, 19);
    inputs.cost_per_outcome = 301.0;
    CHECK(by(inputs, AdviceRule::cost) == Says::nothing);
    inputs.other_costs = {100.0, 200.0, 150.0, 90.0, 1000.0};
    CHECK(advise(inputs, Thresholds()).because == AdviceRule::cost);
    inputs.cost_per_outcome = 300.0;
    CHECK(advise(inputs, Thresholds()).says == Says::run_again);
}

TEST_CASE("The thresholds of a configuration are those of the rules") {
    Thresholds thresholds;
    thresholds.set(Threshold::fewest_pupils, Parameter::from_whole(30));
    CHECK(advise(sheet_of(20, 19), thresholds).says == Says::too_few);
    for (const ThresholdRule& rule : kThresholds) {
        CAPTURE(std::string(rule.name));
        CHECK(rule.least <= rule.usual);
        CHECK(rule.usual <= rule.most);
        CHECK(rule.source.size() > 10);
        CHECK(rule.decides.size() > 20);
    }
}
