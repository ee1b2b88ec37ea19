#include "effaith/practice/moderation.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "siphash.hpp"

namespace effaith::practice {
namespace {

std::uint64_t key_of(const Candidate& candidate, std::int64_t seed) {
    return siphash({static_cast<std::uint64_t>(seed), 0},
                   candidate.school_id + "\n" + candidate.record_id);
}

struct Keyed {
    std::uint64_t key = 0;
    Candidate candidate;

    auto order() const { return std::tie(key, candidate.school_id, candidate.record_id); }
};

using Strata = std::map<std::vector<std::string>, std::vector<Keyed>>;

/// The records by stratum, each once, those with the smallest keys first. Of a record that is there
/// twice the one in the first stratum stays.
Strata by_stratum(std::vector<Candidate> candidates, std::int64_t seed) {
    const auto identity = [](const Candidate& c) { return std::tie(c.school_id, c.record_id); };
    std::sort(candidates.begin(), candidates.end(), [&](const Candidate& a, const Candidate& b) {
        return std::tuple_cat(identity(a), std::tie(a.stratum)) <
               std::tuple_cat(identity(b), std::tie(b.stratum));
    });
    const auto twice = std::unique(
        candidates.begin(), candidates.end(),
        [&](const Candidate& a, const Candidate& b) { return identity(a) == identity(b); });
    candidates.erase(twice, candidates.end());
    Strata strata;
    for (Candidate& candidate : candidates) {
        const std::uint64_t key = key_of(candidate, seed);
        std::vector<Keyed>& stratum = strata[candidate.stratum];
        stratum.push_back({key, std::move(candidate)});
    }
    for (auto& [name, records] : strata) {
        std::sort(records.begin(), records.end(),
                  [](const Keyed& a, const Keyed& b) { return a.order() < b.order(); });
    }
    return strata;
}

/// `total` in shares proportional to `weights`, which are at least as many in all: by largest
/// remainders, of equal ones that with the smallest lot. None gets more than its weight.
std::vector<std::int64_t> shares_of(std::int64_t total, const std::vector<std::int64_t>& weights,
                                    const std::vector<std::uint64_t>& lots) {
    std::int64_t all = 0;
    for (const std::int64_t weight : weights)
        all += weight;
    std::vector<std::int64_t> shares(weights.size(), 0);
    if (all == 0) return shares;
    std::vector<std::tuple<std::int64_t, std::uint64_t, std::size_t>> remainders;
    std::int64_t left = total;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        shares[i] = total * weights[i] / all;
        left -= shares[i];
        remainders.emplace_back(-(total * weights[i] % all), lots[i], i);
    }
    std::sort(remainders.begin(), remainders.end());
    for (std::size_t i = 0; left > 0; ++i, --left)
        ++shares[std::get<2>(remainders[i])];
    return shares;
}

/// The key of a stratum's name, which decides between equal ones.
std::uint64_t lot_of(const std::vector<std::string>& stratum, std::int64_t seed) {
    std::string name;
    for (const std::string& value : stratum)
        name += value + "\n";
    return siphash({static_cast<std::uint64_t>(seed), 0}, name);
}

/// How many are drawn from each stratum.
std::vector<std::int64_t> numbers_drawn(const Strata& strata, std::int64_t seed,
                                        std::int64_t size) {
    const auto count = static_cast<std::int64_t>(strata.size());
    const std::int64_t each = size >= count ? 1 : 0;
    std::vector<std::int64_t> weights;
    std::vector<std::uint64_t> lots;
    for (const auto& [name, records] : strata) {
        weights.push_back(static_cast<std::int64_t>(records.size()) - each);
        lots.push_back(lot_of(name, seed));
    }
    std::vector<std::int64_t> numbers = shares_of(size - each * count, weights, lots);
    for (std::int64_t& number : numbers)
        number += each;
    return numbers;
}

double category(Outcome outcome) {
    return 1.0 + static_cast<double>(outcome);
}

}  // namespace

ModerationSample draw_sample(std::vector<Candidate> candidates, std::int64_t seed,
                             std::int64_t size) {
    Strata strata = by_stratum(std::move(candidates), seed);
    ModerationSample sample;
    sample.seed = seed;
    sample.asked = size;
    for (const auto& [name, records] : strata)
        sample.n += static_cast<std::int64_t>(records.size());
    const std::vector<std::int64_t> numbers =
        numbers_drawn(strata, seed, std::clamp<std::int64_t>(size, 0, sample.n));
    std::size_t at = 0;
    for (auto& [name, records] : strata) {
        SampleStratum& stratum = sample.strata.emplace_back();
        stratum.stratum = name;
        stratum.n = static_cast<std::int64_t>(records.size());
        for (std::int64_t i = 0; i < numbers[at]; ++i)
            stratum.drawn.push_back(std::move(records[static_cast<std::size_t>(i)].candidate));
        sample.drawn += numbers[at++];
    }
    return sample;
}

Consistency consistency(std::span<const OutcomePair> pairs) {
    constexpr std::int64_t kOutcomes = 3;
    std::vector<double> first;
    std::vector<double> second;
    Consistency result;
    for (const auto& [one, other] : pairs) {
        first.push_back(category(one));
        second.push_back(category(other));
        result.higher += one > other ? 1 : 0;
        result.lower += one < other ? 1 : 0;
    }
    result.kappa = stats::kappa(first, second, kOutcomes);
    return result;
}

}  // namespace effaith::practice
