// The k-th smallest of the slopes between all pairs of points, without making all the slopes.
//
// A pair of points changes order, along the direction y - slope * x, exactly at its own slope. So
// the pairs whose slopes lie between two given slopes are the inversions between two orders of the
// points, and they can be counted, sampled and listed in O(n log n + how many are listed) (Cole,
// Salowe, Steiger & Szemeredi 1989). A sample of the slopes in a bracket gives a narrower bracket
// around the rank that is sought, until few slopes are left to be made (Matousek 1991). Expected
// O(n log n); the sample's seed is fixed, and no seed changes an answer.
//
// Decision: an answer is the very double that sorting all quotients (y_j - y_i) / (x_j - x_i) would
// give. Rounding makes an order along a slope uncertain where two points of different x come within
// a few units of the last place of each other; such a slope is never the end of a bracket.
// Slope 0 is decided by the order of y alone, exactly. Where very many slopes are the same number,
// or the same but for rounding, no bracket separates them; they are then listed several times over
// and never stored: O(n^2) time at worst, O(n) memory always.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

#include "effaith/stats/ordering.hpp"

namespace effaith::stats {

/// A neighbour and what comes next to it in the sorted slopes.
struct TwoSlopes {
    double at = 0.0;
    double next = 0.0;  ///< the same as `at` at the end
};

class SlopeRanks {
  public:
    /// The points sorted by x, equal x by y; no value missing or infinite, no difference of two
    /// values overflows.
    SlopeRanks(std::vector<double> x, std::vector<double> y)
        : x_(std::move(x)), y_(std::move(y)), identity_(places(x_.size())) {
        measure();
        if (x_.size() <= kFewPoints)
            make_all();
        else
            open_brackets();
    }

    /// The slopes there are: pairs of points with different x.
    std::int64_t count() const { return count_; }

    /// The slopes of rank `rank` and `rank` + 1, counted from 0 to count() - 1.
    TwoSlopes at(std::int64_t rank) {
        if (!all_.empty()) return picked(all_, rank);
        const std::size_t lower = narrowed(rank);
        const std::int64_t next = std::min(rank + 1, count_ - 1);
        if (next >= fronts_[lower + 1].below) return {one(lower, rank), one(narrowed(next), next)};
        if (const auto both = few(lower, rank)) return *both;
        return {one(lower, rank), one(lower, next)};
    }

  private:
    /// The points in the order along a slope, and how many slopes are below it.
    struct Front {
        double slope = 0.0;
        std::int64_t below = 0;
        Order order;
    };

    /// Ranks with the same slope.
    struct Run {
        double slope = 0.0;
        std::int64_t first = 0;
        std::int64_t end = 0;
    };

    static constexpr std::size_t kFewPoints = 200;
    static constexpr double kRounding = std::numeric_limits<double>::epsilon();

    double slope(std::uint32_t i, std::uint32_t j) const {
        return (y_[j] - y_[i]) / (x_[j] - x_[i]);
    }

    void measure() {
        const std::int64_t n = static_cast<std::int64_t>(x_.size());
        std::int64_t run = 1;
        count_ = n * (n - 1) / 2;
        for (std::size_t i = 1; i <= x_.size(); ++i) {
            if (i < x_.size() && x_[i] == x_[i - 1]) {
                ++run;
                continue;
            }
            count_ -= run * (run - 1) / 2;
            run = 1;
        }
        moved_x_ = moved(x_, x_[x_.size() / 2]);
        moved_y_ = moved(y_, y_[y_.size() / 2]);
        largest_x_ = largest(moved_x_);
        largest_y_ = largest(moved_y_);
        few_slopes_ = std::max<std::int64_t>(6 * n, 1024);
    }

    /// Values less a value in their middle, so that rounding is that of their spread; as they are
    /// where a difference is not exact.
    static std::vector<double> moved(const std::vector<double>& values, double middle) {
        std::vector<double> result(values.size());
        for (std::size_t i = 0; i < values.size(); ++i) {
            const double d = values[i] - middle;
            const double back = d - values[i];
            if ((values[i] - (d - back)) + (-middle - back) != 0.0) return values;
            result[i] = d;
        }
        return result;
    }
    static double largest(const std::vector<double>& values) {
        double most = 0.0;
        for (const double value : values)
            most = std::max(most, std::fabs(value));
        return most;
    }

    void make_all() {
        all_.reserve(static_cast<std::size_t>(count_));
        for (std::uint32_t j = 1; j < x_.size(); ++j)
            for (std::uint32_t i = 0; i < j && x_[i] < x_[j]; ++i)
                all_.push_back(slope(i, j));
    }

    // ---- fronts

    /// The brackets that need no slope: below all, just below 0, just above 0, above all.
    void open_brackets() {
        constexpr double kInfinite = std::numeric_limits<double>::infinity();
        const std::uint32_t n = static_cast<std::uint32_t>(x_.size());
        Order reversed;  // by x downwards; points of one x as they were
        reversed.reserve(n);
        for (std::uint32_t end = n; end > 0;) {
            std::uint32_t first = end - 1;
            while (first > 0 && x_[first - 1] == x_[first])
                --first;
            for (std::uint32_t i = first; i < end; ++i)
                reversed.push_back(i);
            end = first;
        }
        fronts_.push_back({-kInfinite, 0, identity_});
        fronts_.push_back(counted({0.0, 0, sorted_by(y_, identity_)}));
        fronts_.push_back(counted({0.0, 0, sorted_by(y_, reversed)}));
        fronts_.push_back({kInfinite, count_, std::move(reversed)});
    }

    Front counted(Front front) const {
        front.below = inversions(front.order);
        return front;
    }

    /// The front at a slope other than 0; none where rounding leaves an order uncertain.
    std::optional<Front> front_at(double slope) const {
        constexpr double kTiny = 1e-280;  // below it a quotient's own rounding is not relative
        const double room = 16.0 * kRounding * (std::fabs(slope) * largest_x_ + largest_y_);
        if (!(std::fabs(slope) > kTiny) || !std::isfinite(slope) || !std::isfinite(room))
            return std::nullopt;
        std::vector<double> along(x_.size());
        for (std::size_t i = 0; i < x_.size(); ++i)
            along[i] = moved_y_[i] - slope * moved_x_[i];
        Front front{slope, 0, sorted_by(along, identity_)};
        for (std::size_t at = 1; at < front.order.size(); ++at) {
            const std::uint32_t a = front.order[at - 1];
            const std::uint32_t b = front.order[at];
            if (along[b] - along[a] <= room && x_[a] != x_[b]) return std::nullopt;
        }
        return counted(std::move(front));
    }

    /// Adds a front somewhere in the open interval of two slopes; whether there is one.
    bool add_front_between(double low, double high) {
        // Parts of an interval that are no fractions of small numbers, as slopes often are.
        constexpr std::array<double, 3> kParts{0.6180339887498949, 0.2360679774997897,
                                               0.8541019662496845};
        for (const double part : kParts) {
            const double at = low + (high - low) * part;
            if (!(low < at && at < high)) return false;
            if (std::optional<Front> front = front_at(at)) {
                const auto place =
                    std::upper_bound(fronts_.begin(), fronts_.end(), at,
                                     [](double s, const Front& f) { return s < f.slope; });
                fronts_.insert(place, *std::move(front));
                return true;
            }
        }
        return false;
    }

    // ---- brackets

    /// The last front that has the rank above it.
    std::size_t bracket(std::int64_t rank) const {
        std::size_t at = 0;
        while (at + 2 < fronts_.size() && fronts_[at + 1].below <= rank)
            ++at;
        return at;
    }
    std::int64_t slopes_in(std::size_t lower) const {
        return fronts_[lower + 1].below - fronts_[lower].below;
    }
    bool is_zero(std::size_t lower) const {
        return fronts_[lower].slope == 0.0 && fronts_[lower + 1].slope == 0.0;
    }

    /// A bracket of the rank with few slopes, or one that cannot be made narrower.
    std::size_t narrowed(std::int64_t rank) {
        for (;;) {
            const std::size_t lower = bracket(rank);
            const std::int64_t before = slopes_in(lower);
            if (before <= few_slopes_ || is_zero(lower)) return lower;
            refine(lower, rank);
            const std::size_t now = bracket(rank);
            if (slopes_in(now) > before / 2) return now;
        }
    }

    /// Puts fronts on both sides of where the sample says the rank is.
    void refine(std::size_t lower, std::int64_t rank) {
        const std::vector<double> sample = sampled(lower);
        const double size = static_cast<double>(sample.size());
        const double share = (static_cast<double>(rank - fronts_[lower].below) + 0.5) /
                             static_cast<double>(slopes_in(lower));
        const double margin = 1.5 * std::sqrt(size) + 2.0;  // three standard errors and more
        const double from = share * size - margin;
        const double to = share * size + margin;
        if (to < size - 1.0) {
            const auto first = std::upper_bound(sample.begin(), sample.end(),
                                                sample[static_cast<std::size_t>(to)]);
            if (first != sample.end()) add_front_between(*(first - 1), *first);
        }
        if (from > 1.0) {
            const auto first = std::lower_bound(sample.begin(), sample.end(),
                                                sample[static_cast<std::size_t>(from)]);
            if (first != sample.begin()) add_front_between(*(first - 1), *first);
        }
    }

    // ---- the slopes of a bracket

    /// The points' ranks along its upper end, in the order along its lower end.
    std::vector<std::uint32_t> sequence_of(std::size_t lower) const {
        const Order ranks = ranks_in(fronts_[lower + 1].order);
        std::vector<std::uint32_t> sequence(ranks.size());
        for (std::size_t at = 0; at < ranks.size(); ++at)
            sequence[at] = ranks[fronts_[lower].order[at]];
        return sequence;
    }

    /// A sorted sample of about as many slopes as there are points, evenly from the enumeration
    /// that counting makes.
    std::vector<double> sampled(std::size_t lower) {
        const Order& upper = fronts_[lower + 1].order;
        const double step = static_cast<double>(slopes_in(lower)) / static_cast<double>(x_.size());
        std::vector<double> sample;
        sample.reserve(2 * x_.size());
        double place = random_part() * step;
        std::size_t wanted = static_cast<std::size_t>(place);
        std::size_t passed = 0;
        visit_inversions(sequence_of(lower), [&](const std::uint32_t* larger, std::size_t count,
                                                 std::uint32_t item) {
            passed += count;
            while (wanted < passed) {
                sample.push_back(slope(upper[larger[count - (passed - wanted)]], upper[item]));
                place += step * (0.5 + random_part());
                wanted = static_cast<std::size_t>(place);
            }
        });
        sort_doubles(sample);
        return sample;
    }
    static void sort_doubles(std::vector<double>& values) {
        const Order order = sorted_by(values, places(values.size()));
        std::vector<double> sorted(values.size());
        std::transform(order.begin(), order.end(), sorted.begin(),
                       [&](std::uint32_t place) { return values[place]; });
        values.swap(sorted);
    }

    /// Calls `visit(slope)` for every slope of a bracket: sorting by insertion swaps just these
    /// pairs.
    template <class Visit>
    void visit_slopes(std::size_t lower, Visit&& visit) const {
        std::vector<std::uint32_t> items = sequence_of(lower);
        std::vector<double> x(items.size());
        std::vector<double> y(items.size());
        for (std::size_t rank = 0; rank < items.size(); ++rank) {
            x[rank] = x_[fronts_[lower + 1].order[rank]];
            y[rank] = y_[fronts_[lower + 1].order[rank]];
        }
        for (std::size_t at = 1; at < items.size(); ++at) {
            const std::uint32_t item = items[at];
            std::size_t to = at;
            for (; to > 0 && items[to - 1] > item; --to) {
                items[to] = items[to - 1];
                visit((y[items[to]] - y[item]) / (x[items[to]] - x[item]));
            }
            items[to] = item;
        }
    }

    static TwoSlopes picked(std::vector<double>& slopes, std::int64_t rank) {
        const auto at = slopes.begin() + static_cast<std::ptrdiff_t>(rank);
        std::nth_element(slopes.begin(), at, slopes.end());
        const auto next = at + 1 == slopes.end() ? at : std::min_element(at + 1, slopes.end());
        return {*at + 0.0, *next + 0.0};
    }

    /// The slopes at `rank` and after, where the bracket has few. They are kept for the next call.
    std::optional<TwoSlopes> few(std::size_t lower, std::int64_t rank) {
        if (slopes_in(lower) > few_slopes_) return std::nullopt;
        const std::int64_t below = fronts_[lower].below;
        if (listed_below_ != below || std::ssize(listed_) != slopes_in(lower)) {
            listed_.clear();
            visit_slopes(lower, [&](double s) { listed_.push_back(s); });
            listed_below_ = below;
        }
        return picked(listed_, rank - below);
    }

    double one(std::size_t lower, std::int64_t rank) {
        if (is_zero(lower)) return 0.0;
        if (const auto found = few(lower, rank)) return found->at;
        for (const Run& run : runs_)
            if (run.first <= rank && rank < run.end) return run.slope;
        return streamed(lower, rank - fronts_[lower].below);
    }

    /// That the ranks from first to end - 1 of a bracket, from `below` on, are one number.
    double noted(double slope, std::int64_t below, std::int64_t first, std::int64_t count) {
        runs_.push_back({slope + 0.0, below + first, below + first + count});
        return slope + 0.0;
    }

    /// The slope of a rank within a bracket of very many: values between two bounds are counted,
    /// and the bounds drawn together, until few are between them or the rank falls on a bound.
    double streamed(std::size_t lower, std::int64_t rank) {
        constexpr double kInfinite = std::numeric_limits<double>::infinity();
        double low = -kInfinite;  // both bounds lie outside
        double high = kInfinite;
        std::int64_t between = slopes_in(lower);
        std::int64_t below = fronts_[lower].below;
        while (between > few_slopes_) {
            std::vector<double> sample = sample_between(lower, low, high, between);
            std::sort(sample.begin(), sample.end());
            const double size = static_cast<double>(sample.size());
            const double place = size * static_cast<double>(rank) / static_cast<double>(between);
            const double margin = 1.5 * std::sqrt(size) + 1.0;
            const auto taken = [&](double where) {
                return sample[static_cast<std::size_t>(std::clamp(where, 0.0, size - 1.0))];
            };
            const double a = taken(place - margin);
            const double b = taken(place + margin);
            std::int64_t below_a = 0, at_a = 0, inside = 0, at_b = 0;
            visit_slopes(lower, [&](double s) {
                const bool within = s > low && s < high;
                below_a += within && s < a;
                at_a += within && s == a;
                inside += within && s > a && s < b;
                at_b += within && s == b && b != a;
            });
            if (rank < below_a) {
                high = a;
                between = below_a;
            } else if (rank < below_a + at_a) {
                return noted(a, below, below_a, at_a);
            } else if (rank < below_a + at_a + inside) {
                rank -= below_a + at_a;
                below += below_a + at_a;
                low = a;
                high = b;
                between = inside;
            } else if (rank < below_a + at_a + inside + at_b) {
                return noted(b, below, below_a + at_a + inside, at_b);
            } else {
                const std::int64_t before = below_a + at_a + inside + at_b;
                rank -= before;
                below += before;
                between -= before;
                low = b;
            }
        }
        std::vector<double> slopes;
        visit_slopes(lower, [&](double s) {
            if (s > low && s < high) slopes.push_back(s);
        });
        return picked(slopes, rank).at;
    }

    std::vector<double> sample_between(std::size_t lower, double low, double high,
                                       std::int64_t between) {
        const double step = static_cast<double>(between) / static_cast<double>(x_.size());
        double wanted = random_part() * step;
        double passed = 0.0;
        std::vector<double> sample;
        double last = 0.0;
        visit_slopes(lower, [&](double s) {
            if (!(s > low && s < high)) return;
            last = s;
            if (passed >= wanted) {
                sample.push_back(s);
                wanted += step * (0.5 + random_part());
            }
            passed += 1.0;
        });
        if (sample.empty()) sample.push_back(last);
        return sample;
    }

    /// From 0 to 1, by a fixed seed (Steele, Lea & Flood 2014).
    double random_part() {
        seed_ += 0x9E3779B97F4A7C15ULL;
        std::uint64_t z = seed_;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
        return static_cast<double>((z ^ (z >> 31)) >> 11) * 0x1.0p-53;
    }

    std::vector<double> x_;
    std::vector<double> y_;
    std::vector<double> moved_x_;
    std::vector<double> moved_y_;
    double largest_x_ = 0.0;
    double largest_y_ = 0.0;
    Order identity_;
    std::int64_t count_ = 0;
    std::int64_t few_slopes_ = 0;
    std::vector<double> all_;     // where there are few points
    std::vector<Front> fronts_;   // by their slopes
    std::vector<double> listed_;  // the slopes of the bracket that was listed last
    std::int64_t listed_below_ = -1;
    std::vector<Run> runs_;  // found where a bracket has very many slopes
    std::uint64_t seed_ = 0x5EED;
};

}  // namespace effaith::stats
