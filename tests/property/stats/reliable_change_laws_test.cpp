// Laws of reliable change: scales shift, stretch and turn over, and nobody is lost or counted
// twice.
#include <cmath>
#include <cstdint>
#include <vector>

#include "catch_compat.hpp"
#include "dice.hpp"
#include "effaith/stats/reliable_change.hpp"
#include "share.hpp"

using namespace effaith::stats;
using effaith::Direction;

namespace {

struct Scores {
    std::vector<double> pre;
    std::vector<double> post;
    ReliableChangeOptions options;
};

Scores any_scores(support::Dice& dice) {
    Scores scores;
    const std::size_t n = 2 + dice.below(30);
    for (std::size_t i = 0; i < n; ++i) {
        scores.pre.push_back(static_cast<double>(dice.below(160)) / 4.0);
        scores.post.push_back(scores.pre.back() + static_cast<double>(dice.below(120)) / 4.0 -
                              10.0);
    }
    scores.options.reliability = static_cast<double>(dice.below(16)) / 16.0;
    scores.options.m_functional = 10.0 + static_cast<double>(dice.below(160)) / 4.0;
    scores.options.sd_functional = static_cast<double>(1 + dice.below(40)) / 4.0;
    if (dice.one_in(3)) scores.options.sd_norm = static_cast<double>(1 + dice.below(40)) / 4.0;
    if (dice.one_in(2)) scores.options.better_is = Direction::lower_is_better;
    return scores;
}

/// Every score and score-like option as factor * score + shift; the options' direction follows.
Scores moved(Scores scores, double factor, double shift) {
    for (double& score : scores.pre)
        score = factor * score + shift;
    for (double& score : scores.post)
        score = factor * score + shift;
    ReliableChangeOptions& options = scores.options;
    options.m_functional = factor * options.m_functional + shift;
    options.sd_functional *= std::fabs(factor);
    options.sd_norm *= std::fabs(factor);
    if (factor < 0.0) {
        options.better_is = options.better_is == Direction::lower_is_better
                                ? Direction::higher_is_better
                                : Direction::lower_is_better;
    }
    return scores;
}

ReliableChanges changes_of(const Scores& scores) {
    return reliable_change(scores.pre, scores.post, scores.options);
}

void require(bool holds, const char* promise, int run) {
    if (!holds) FAIL(promise << " (run " << run << ")");
}

bool near(const Number& a, const Number& b, double factor = 1.0) {
    if (!a || !b) return a.reason() == b.reason();
    return std::fabs(*a - factor * *b) <= 1e-9 * std::max(1.0, std::fabs(*b));
}

/// Whether both judge every learner alike, where no score lies within rounding of a limit.
bool judge_alike(const ReliableChanges& a, const ReliableChanges& b, double sign) {
    for (std::size_t i = 0; i < a.rows.size(); ++i) {
        if (!near(a.rows[i].rci, b.rows[i].rci, sign)) return false;
        if (a.rows[i].category != b.rows[i].category) return false;
        if (a.rows[i].category_b != b.rows[i].category_b) return false;
    }
    return true;
}

std::int64_t total(const ClinicalCutoff& cutoff) {
    return cutoff.recovered + cutoff.improved + cutoff.unchanged + cutoff.deteriorated +
           cutoff.harmed;
}

}  // namespace

TEST_CASE("Shifting, stretching or turning over the scale changes no learner's judgement") {
    support::Dice dice(20260108);
    for (int run = 0; run < share_of(10000); ++run) {
        const Scores scores = any_scores(dice);
        const ReliableChanges found = changes_of(scores);
        require(judge_alike(found, changes_of(moved(scores, 1.0, 1048576.0)), 1.0), "shift", run);
        require(judge_alike(found, changes_of(moved(scores, 8.0, 0.0)), 1.0), "stretch", run);
        require(judge_alike(found, changes_of(moved(scores, -1.0, 0.0)), -1.0), "turn", run);
    }
}

TEST_CASE(
    "Every learner is counted once beside every cut-off, and only reliable change moves them") {
    support::Dice dice(20260109);
    for (int run = 0; run < share_of(10000); ++run) {
        const Scores scores = any_scores(dice);
        const ReliableChanges found = changes_of(scores);
        if (!found.rows[0].rci) continue;
        require(found.improved + found.unchanged + found.deteriorated == found.n, "counts", run);
        for (const ClinicalCutoff& cutoff : {found.cutoff_a, found.cutoff_b, found.cutoff_c}) {
            require(total(cutoff) == found.n, "all", run);
            require(cutoff.unchanged == found.unchanged, "unchanged", run);
            require(cutoff.recovered + cutoff.improved == found.improved, "improved", run);
            require(cutoff.deteriorated + cutoff.harmed == found.deteriorated, "worse", run);
        }
        for (const ReliableChangeRow& row : found.rows) {
            const double change = std::fabs(*row.post - *row.pre);
            const bool is_far = change > *found.least_reliable_change * (1.0 + 1e-12);
            const bool is_near = change < *found.least_reliable_change * (1.0 - 1e-12);
            const bool is_reliable = *row.category != effaith::ReliableChange::no_reliable_change;
            require(is_reliable ? !is_near : !is_far, "least reliable change", run);
        }
    }
}

TEST_CASE("Going back again turns better into worse") {
    support::Dice dice(20260110);
    for (int run = 0; run < share_of(10000); ++run) {
        Scores scores = any_scores(dice);
        scores.options.sd_norm = 5.0;  // the same both ways
        const ReliableChanges there = changes_of(scores);
        std::swap(scores.pre, scores.post);
        const ReliableChanges back = changes_of(scores);
        require(there.improved == back.deteriorated && there.deteriorated == back.improved, "back",
                run);
        require(near(there.rows[0].rci, back.rows[0].rci, -1.0), "index", run);
    }
}
