// The rules of practice on simulated data whose truth is known: how often a verdict or an advice is
// right, and how often it is wrong.
#include <array>
#include <random>

#include "catch_compat.hpp"
#include "effaith/practice/advice.hpp"
#include "effaith/practice/journey.hpp"
#include "share.hpp"

using namespace effaith;
using namespace effaith::practice;

namespace {

constexpr int kJourneys = 2000;
constexpr double kSlope = 0.3;  // residual standard deviations an observation

class Simulation {
  public:
    explicit Simulation(std::uint64_t seed) : random_(seed) {}
    double noise() { return normal_(random_); }
    int between(int least, int most) {
        return std::uniform_int_distribution<int>(least, most)(random_);
    }

    Verdict journey(int observations, double slope) {
        static const Measure kMeasure;
        Series series;
        series.measure = &kMeasure;
        for (int i = 0; i < observations; ++i) {
            series.days.push_back(Date::from_days(19000 + 7 * i));
            series.values.push_back(10.0 + slope * i + noise());
        }
        return trend_of(series, {}, Thresholds()).verdict;
    }

    /// The advice on an intervention with pupils whose progress beyond expectation has this mean,
    /// in its own standard deviations.
    Says advice(int pupils, double effect) {
        AdviceInputs inputs;
        inputs.n_pupils = pupils;
        inputs.attendance = 0.9;
        inputs.expectation = Expectation::growth;
        for (int i = 0; i < pupils; ++i)
            inputs.progress.push_back(effect + noise());
        return advise(inputs, Thresholds()).says;
    }

  private:
    std::mt19937_64 random_;
    std::normal_distribution<double> normal_;
};

double share(int count, int of) {
    return static_cast<double>(count) / of;
}

}  // namespace

TEST_CASE("Verdicts on journeys of known direction: a confusion table") {
    Simulation simulation(20240108);
    std::array<std::array<int, kVerdictNames.size()>, 3> found{};  // slipping, holding, improving
    for (int i = 0; i < kJourneys; ++i) {
        const int truth = i % 3 - 1;
        const int observations = i % 10 == 0 ? simulation.between(3, 7) : simulation.between(8, 20);
        const Verdict verdict = simulation.journey(observations, truth * kSlope);
        ++found[static_cast<std::size_t>(truth + 1)][static_cast<std::size_t>(verdict)];
    }
    const auto count = [&](int truth, Verdict verdict) {
        return found[static_cast<std::size_t>(truth + 1)][static_cast<std::size_t>(verdict)];
    };
    const char* const names[] = {"slipping", "holding", "improving"};
    for (std::size_t truth = 0; truth < found.size(); ++truth) {
        std::string row = names[truth];
        for (std::size_t i = 0; i < kVerdictNames.size(); ++i)
            row += "  " + std::string(kVerdictNames[i]) + " " + std::to_string(found[truth][i]);
        WARN(row);
    }
    const int wrong = count(1, Verdict::slipping) + count(-1, Verdict::improving);
    CHECK(share(wrong, kJourneys) <= 0.01);
    const int made_up = count(0, Verdict::slipping) + count(0, Verdict::improving);
    CHECK(share(made_up, kJourneys / 3) <= 0.07);  // the level of the test, and its chance
}

TEST_CASE("A rise of 0.3 residual standard deviations is found in 12 observations") {
    Simulation simulation(12);
    int found = 0;
    for (int i = 0; i < kJourneys; ++i)
        found += simulation.journey(12, kSlope) == Verdict::improving ? 1 : 0;
    WARN("found " << share(found, kJourneys));
    CHECK(share(found, kJourneys) >= 0.8);
}

TEST_CASE("Advice on 30 pupils with an effect of 0.5, and with none") {
    const int runs = share_of(20000);
    Simulation simulation(30);
    std::array<std::array<int, kSaysNames.size()>, 2> said{};
    for (int i = 0; i < runs; ++i) {
        ++said[0][static_cast<std::size_t>(simulation.advice(30, 0.0))];
        ++said[1][static_cast<std::size_t>(simulation.advice(30, 0.5))];
    }
    const auto rate = [&](std::size_t effect, Says says) {
        return share(said[effect][static_cast<std::size_t>(says)], runs);
    };
    WARN("effect 0.5: run again " << rate(1, Says::run_again) << ", stop " << rate(1, Says::stop)
                                  << "; effect 0: run again " << rate(0, Says::run_again)
                                  << ", stop " << rate(0, Says::stop));
    CHECK(rate(1, Says::stop) <= 0.02);
    CHECK(rate(0, Says::run_again) <= 0.05);
    CHECK(rate(1, Says::run_again) >= 0.7);
    CHECK(rate(0, Says::stop) >= 0.6);
}
