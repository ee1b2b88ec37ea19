#include "disclosure/pattern.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>
#include <queue>

#include "disclosure/count_network.hpp"

namespace effaith::disclosure {
namespace {

/// Random numbers that are the same everywhere (SplitMix64, Steele et al. 2014).
class Dice {
  public:
    std::size_t roll(std::size_t sides) {
        state_ += 0x9E3779B97F4A7C15ULL;
        std::uint64_t z = state_;
        z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
        return static_cast<std::size_t>((z ^ (z >> 31U)) % sides);
    }

  private:
    std::uint64_t state_ = 20'230'904;
};

constexpr std::array<Attacker, 3> kAttackers{Attacker::naive, Attacker::informed,
                                             Attacker::informed_strict};
constexpr std::int64_t kNotForSale = std::numeric_limits<std::int64_t>::max();

/// The hidden cells, why the protected ones among them are safe, and the way back from a trial.
class Search {
  public:
    explicit Search(const PatternTask& task);

    Pattern run();

  private:
    /// The cells that move in the alternatives that keep a cell safe. As long as they stay hidden,
    /// it is safe.
    struct Guarded {
        std::size_t cell = 0;
        bool sensitive = false;  // else its range alone matters
        bool hopeless = false;   // nothing keeps it from who knows the rule; its range still counts
        bool safe = false;
        std::vector<std::int32_t> witness;
    };
    struct Undo {
        std::int32_t cell = -1;   // whose fate was turned, or
        std::size_t guarded = 0;  // whose state was
        bool safe = false;
        std::vector<std::int32_t> witness;
    };
    /// What is still to be done for a cell: against whom, and how far its count can move already.
    struct Lack {
        Attacker attacker = Attacker::naive;
        std::int64_t up = 0;
        std::int64_t down = 0;
        bool any = false;
    };
    /// A way to mend it: room for `need` in one direction.
    struct Remedy {
        bool up = true;
        std::int64_t need = 1;
    };

    // How far a count may rise or fall from the true one, for an attacker, were it hidden.
    std::int64_t least(std::size_t cell, Attacker attacker) const;
    std::int64_t greatest(std::size_t cell, Attacker attacker) const;
    std::int64_t room(std::size_t cell, bool raises, Attacker attacker) const {
        const std::int64_t count = counts_[cell];
        if (raises) return greatest(cell, attacker) - count;
        const std::int64_t fall = count - least(cell, attacker);
        return task_.may_fall.empty() ? fall : std::min(fall, task_.may_fall[cell]);
    }

    bool may_hide(std::size_t cell) const {
        return locked_[cell] == 0 && banned_[cell] == 0 && (counts_[cell] > 0 || zeros_);
    }
    void turn(std::size_t cell);
    void set_guarded(std::size_t which, bool safe, std::vector<std::int32_t> witness);
    void roll_back(std::size_t mark);

    std::int64_t push(std::size_t cell, bool up, std::int64_t limit, Attacker attacker);
    Lack test(const Guarded& guarded);
    bool check(std::size_t which);
    bool is_in_witness(const Guarded& guarded, std::size_t cell) const {
        return std::binary_search(guarded.witness.begin(), guarded.witness.end(),
                                  static_cast<std::int32_t>(cell));
    }

    bool hide_path(std::size_t cell, const Remedy& remedy, Attacker attacker);
    bool apply(std::size_t which, const Lack& lack, const Remedy& remedy);
    std::vector<Remedy> remedies(const Guarded& guarded, const Lack& lack) const;
    bool mend(std::size_t which);
    bool mend_or_not(std::size_t which);
    bool mend_all(const std::vector<std::size_t>& broken);

    bool try_to_show(std::size_t cell, std::vector<std::size_t>* broken);
    void clean_up(std::size_t from);
    void clean_up();
    bool replace(std::size_t cell);
    bool rebuild(std::size_t start);
    void improve();
    void build();
    bool guard_the_others();
    std::vector<std::size_t> secondary() const;

    bool work_left() const { return flow_.work() + work_ < limit_; }
    std::int64_t price(std::size_t cell) const {
        // Ties go to fewer cells; prices are shaken where another way is looked for.
        const std::int64_t whole = weights_[cell] * 1024 + 16;
        return whole * shaken_[cell] / 16;
    }

    const PatternTask& task_;
    const std::vector<std::int64_t>& counts_;
    const std::vector<std::int64_t>& weights_;
    const std::vector<char>& locked_;
    CountNetwork network_;
    CellFlow flow_;
    std::vector<char> hidden_;
    std::vector<char> given_;  // hidden in any case
    std::vector<char> banned_;
    std::vector<std::int64_t> shaken_;
    std::vector<Guarded> guarded_;
    std::vector<Undo> undo_;
    std::int64_t cost_ = 0;  // of what is hidden beyond what must be: weights, then cells
    bool zeros_ = false;     // whether noughts may be hidden: where nothing else helps
    std::int64_t work_ = 0;
    std::int64_t limit_;
    Dice dice_;

    // For cheapest paths.
    std::vector<std::int64_t> distance_;
    std::vector<std::int32_t> search_of_;
    std::vector<Step> arrival_;
    std::vector<std::int32_t> from_;
    std::int32_t search_ = 0;
};

Search::Search(const PatternTask& task)
    : task_(task),
      counts_(task.table.counts),
      weights_(task.weights),
      locked_(task.locked),
      network_(task.table),
      flow_(network_),
      hidden_(task.table.hidden),
      banned_(task.table.cells(), 0),
      shaken_(task.table.cells(), 16),
      limit_(task.work),
      distance_(network_.nodes(), 0),
      search_of_(network_.nodes(), 0),
      arrival_(network_.nodes()),
      from_(network_.nodes(), 0) {
    for (std::size_t cell = 0; cell < task.table.cells(); ++cell) {
        if (task.sensitive[cell] == 0) continue;
        hidden_[cell] = 1;
        guarded_.push_back({cell, true, false, false, {}});
    }
    for (std::size_t cell = 0; cell < task.wide.size(); ++cell) {
        if (task.wide[cell] == 0 || task.sensitive[cell] != 0) continue;
        hidden_[cell] = 1;
        guarded_.push_back({cell, false, false, false, {}});
    }
    given_ = hidden_;
}

std::int64_t Search::least(std::size_t cell, Attacker attacker) const {
    if (attacker == Attacker::naive) return 0;
    if (task_.sensitive[cell] != 0) return std::min<std::int64_t>(counts_[cell], 1);
    if (attacker == Attacker::informed) return 0;
    return std::min(task_.threshold, counts_[cell]);
}

std::int64_t Search::greatest(std::size_t cell, Attacker attacker) const {
    if (attacker == Attacker::naive || task_.sensitive[cell] == 0) return kUnbounded;
    return counts_[cell] < task_.threshold ? task_.threshold - 1 : kUnbounded;
}

void Search::turn(std::size_t cell) {
    hidden_[cell] = hidden_[cell] == 0 ? 1 : 0;
    if (given_[cell] == 0) {
        const std::int64_t cost = weights_[cell] * 1024 + 1;
        cost_ += hidden_[cell] != 0 ? cost : -cost;
    }
    undo_.push_back({static_cast<std::int32_t>(cell), 0, false, {}});
}

void Search::set_guarded(std::size_t which, bool safe, std::vector<std::int32_t> witness) {
    Guarded& guarded = guarded_[which];
    std::swap(guarded.witness, witness);
    undo_.push_back({-1, which, guarded.safe, std::move(witness)});
    guarded.safe = safe;
}

void Search::roll_back(std::size_t mark) {
    while (undo_.size() > mark) {
        Undo last = std::move(undo_.back());
        undo_.pop_back();
        if (last.cell >= 0) {
            turn(static_cast<std::size_t>(last.cell));
            undo_.pop_back();
        } else {
            guarded_[last.guarded].safe = last.safe;
            guarded_[last.guarded].witness = std::move(last.witness);
        }
    }
}

/// How far a hidden count can move by what else is hidden, up to a limit.
std::int64_t Search::push(std::size_t cell, bool up, std::int64_t limit, Attacker attacker) {
    const std::int64_t most = std::min(limit, room(cell, up, attacker));
    if (most <= 0 || network_.is_free(cell)) return std::max<std::int64_t>(most, 0);
    const auto other_room = [this, cell, attacker](std::size_t other, bool raises) {
        return other == cell || hidden_[other] == 0 ? 0 : room(other, raises, attacker);
    };
    return flow_.push(up ? network_.head(cell) : network_.tail(cell),
                      up ? network_.tail(cell) : network_.head(cell), most, other_room);
}

/// What a guarded cell lacks, if anything. What moved stays in flow_.touched() of each question, so
/// the witness is gathered here.
Search::Lack Search::test(const Guarded& guarded) {
    Lack lack;
    for (const Attacker attacker : kAttackers) {
        if (attacker != Attacker::naive && (!guarded.sensitive || guarded.hopeless)) break;
        const std::int64_t wanted = attacker == Attacker::naive ? task_.threshold : 1;
        lack.attacker = attacker;
        flow_.reset();
        lack.up = push(guarded.cell, true, wanted, attacker);
        work_ += static_cast<std::int64_t>(flow_.touched().size());
        lack.down = 0;
        if (lack.up < wanted) {
            flow_.reset();
            lack.down = push(guarded.cell, false, wanted - lack.up, attacker);
        }
        lack.any = lack.up + lack.down < wanted;
        if (lack.any) break;
    }
    flow_.reset();
    return lack;
}

/// Finds out whether a guarded cell is safe, and by what.
bool Search::check(std::size_t which) {
    const Guarded& guarded = guarded_[which];
    std::vector<std::int32_t> witness;
    const auto keep = [&] {
        for (const std::int32_t cell : flow_.touched()) {
            if (flow_.moved(static_cast<std::size_t>(cell)) != 0) witness.push_back(cell);
        }
        flow_.reset();
    };
    bool safe = true;
    for (const Attacker attacker : kAttackers) {
        if (attacker != Attacker::naive && (!guarded.sensitive || guarded.hopeless)) break;
        const std::int64_t wanted = attacker == Attacker::naive ? task_.threshold : 1;
        const std::int64_t up = push(guarded.cell, true, wanted, attacker);
        keep();
        std::int64_t down = 0;
        if (up < wanted) {
            down = push(guarded.cell, false, wanted - up, attacker);
            keep();
        }
        safe = up + down >= wanted;
        if (!safe) break;
    }
    std::sort(witness.begin(), witness.end());
    witness.erase(std::unique(witness.begin(), witness.end()), witness.end());
    set_guarded(which, safe, std::move(witness));
    return safe;
}

/// Hides the cheapest path by which a cell can move so far; false where there is none.
bool Search::hide_path(std::size_t cell, const Remedy& remedy, Attacker attacker) {
    if (room(cell, remedy.up, attacker) < remedy.need) return false;
    const std::int32_t start = remedy.up ? network_.head(cell) : network_.tail(cell);
    const std::int32_t goal = remedy.up ? network_.tail(cell) : network_.head(cell);
    using Entry = std::pair<std::int64_t, std::int32_t>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> open;
    ++search_;
    const auto reach = [&](std::int32_t node, std::int64_t distance) {
        const auto at = static_cast<std::size_t>(node);
        if (search_of_[at] == search_ && distance_[at] <= distance) return false;
        search_of_[at] = search_;
        distance_[at] = distance;
        open.emplace(distance, node);
        return true;
    };
    reach(start, 0);
    while (!open.empty()) {
        const auto [distance, node] = open.top();
        open.pop();
        if (distance > distance_[static_cast<std::size_t>(node)]) continue;
        if (node == goal) break;
        for (const Step& step : network_.steps(node)) {
            ++work_;
            const auto other = static_cast<std::size_t>(step.cell);
            if (other == cell) continue;
            const bool is_hidden = hidden_[other] != 0;
            if (!is_hidden && !may_hide(other)) continue;
            if (room(other, step.raises, attacker) < remedy.need) continue;
            if (!reach(step.to, distance + (is_hidden ? 1 : price(other)))) continue;
            arrival_[static_cast<std::size_t>(step.to)] = step;
            from_[static_cast<std::size_t>(step.to)] = node;
        }
    }
    if (search_of_[static_cast<std::size_t>(goal)] != search_) return false;
    for (std::int32_t node = goal; node != start; node = from_[static_cast<std::size_t>(node)]) {
        const auto other = static_cast<std::size_t>(arrival_[static_cast<std::size_t>(node)].cell);
        if (hidden_[other] == 0) turn(other);
    }
    return true;
}

/// The ways to mend a lack: by one path that does all of it, or by one that does it together with
/// the way back of the same path.
std::vector<Search::Remedy> Search::remedies(const Guarded& guarded, const Lack& lack) const {
    if (lack.attacker != Attacker::naive) return {{true, 1}, {false, 1}};
    const std::int64_t wanted = task_.threshold;
    const std::int64_t count = counts_[guarded.cell];
    std::vector<Remedy> out;
    const auto add = [&](bool up, std::int64_t need) {
        if (need <= 0 || need > wanted || (!up && need > count)) return;
        for (const Remedy& known : out) {
            if (known.up == up && known.need == need) return;
        }
        out.push_back({up, need});
    };
    add(true, wanted - lack.down);
    add(true, wanted - std::min(count, wanted - 1));
    add(true, lack.up + 1);
    add(true, wanted);
    add(false, wanted - lack.up);
    return out;
}

/// Applies a remedy and, while something lacks, others of its kind; false where that leads nowhere.
bool Search::apply(std::size_t which, const Lack& lack, const Remedy& remedy) {
    if (!hide_path(guarded_[which].cell, remedy, lack.attacker)) return false;
    constexpr int kMostSteps = 12;
    for (int i = 0; i < kMostSteps; ++i) {
        const Lack now = test(guarded_[which]);
        if (!now.any) return check(which);
        bool found = false;
        for (const Remedy& next : remedies(guarded_[which], now)) {
            found = hide_path(guarded_[which].cell, next, now.attacker);
            if (found) break;
        }
        if (!found) return false;
    }
    return false;
}

/// Makes a guarded cell safe at the least cost that is found; false where it cannot be.
bool Search::mend(std::size_t which) {
    if (check(which)) return true;
    const Lack lack = test(guarded_[which]);
    const std::size_t mark = undo_.size();
    std::optional<Remedy> best;
    std::int64_t least_cost = kNotForSale;
    for (const Remedy& remedy : remedies(guarded_[which], lack)) {
        if (apply(which, lack, remedy) && cost_ < least_cost) {
            least_cost = cost_;
            best = remedy;
        }
        roll_back(mark);
    }
    return best && apply(which, lack, *best);
}

bool Search::mend_all(const std::vector<std::size_t>& broken) {
    bool all = true;
    for (const std::size_t which : broken)
        all = mend(which) && all;
    return all;
}

/// Publishes a hidden cell where nothing needs it. What would break is named, where that is asked
/// for, and then the cell is published all the same.
bool Search::try_to_show(std::size_t cell, std::vector<std::size_t>* broken) {
    const std::size_t mark = undo_.size();
    turn(cell);
    for (std::size_t which = 0; which < guarded_.size(); ++which) {
        if (!is_in_witness(guarded_[which], cell) || check(which)) continue;
        if (broken == nullptr) {
            roll_back(mark);
            return false;
        }
        broken->push_back(which);
    }
    return true;
}

std::vector<std::size_t> Search::secondary() const {
    std::vector<std::size_t> cells;
    for (std::size_t cell = 0; cell < hidden_.size(); ++cell) {
        if (hidden_[cell] != 0 && given_[cell] == 0) cells.push_back(cell);
    }
    std::stable_sort(cells.begin(), cells.end(),
                     [&](std::size_t a, std::size_t b) { return weights_[a] > weights_[b]; });
    return cells;
}

/// Publishes whatever is hidden to no purpose, the largest counts first.
void Search::clean_up() {
    for (const std::size_t cell : secondary())
        try_to_show(cell, nullptr);
}

/// Likewise, among the cells that were turned since a mark.
void Search::clean_up(std::size_t from) {
    std::vector<std::size_t> cells;
    for (std::size_t i = from; i < undo_.size(); ++i) {
        if (undo_[i].cell < 0) continue;
        const auto cell = static_cast<std::size_t>(undo_[i].cell);
        if (hidden_[cell] != 0 && given_[cell] == 0) cells.push_back(cell);
    }
    std::sort(cells.begin(), cells.end(), [&](std::size_t a, std::size_t b) {
        return weights_[a] != weights_[b] ? weights_[a] > weights_[b] : a < b;
    });
    cells.erase(std::unique(cells.begin(), cells.end()), cells.end());
    for (const std::size_t cell : cells)
        try_to_show(cell, nullptr);
}

/// Publishes one cell and mends what breaks without it; keeps that where it hides less.
bool Search::replace(std::size_t cell) {
    const std::int64_t before = cost_;
    const std::size_t mark = undo_.size();
    std::vector<std::size_t> broken;
    try_to_show(cell, &broken);
    banned_[cell] = 1;
    const bool mended = mend_all(broken);
    banned_[cell] = 0;
    if (mended && cost_ < before + weights_[cell] * 1024) clean_up(mark);
    if (mended && cost_ < before) return true;
    roll_back(mark);
    return false;
}

/// Publishes what guards a cell and some of its neighbours, and mends all of it at shaken prices.
bool Search::rebuild(std::size_t start) {
    const std::int64_t before = cost_;
    const std::size_t mark = undo_.size();
    std::vector<std::size_t> to_show;
    std::vector<std::size_t> broken;
    const auto take = [&](const Guarded& guarded) {
        for (const std::int32_t cell : guarded.witness) {
            const auto at = static_cast<std::size_t>(cell);
            if (hidden_[at] != 0 && given_[at] == 0) to_show.push_back(at);
        }
    };
    take(guarded_[start]);
    const std::vector<std::int32_t> seed = guarded_[start].witness;
    const std::size_t reluctance = 2 + dice_.roll(4);
    for (std::size_t which = 0; which < guarded_.size(); ++which) {
        if (which == start) continue;
        const bool near = std::any_of(seed.begin(), seed.end(), [&](std::int32_t cell) {
            return is_in_witness(guarded_[which], static_cast<std::size_t>(cell));
        });
        if (near && dice_.roll(reluctance) == 0) take(guarded_[which]);
    }
    std::sort(to_show.begin(), to_show.end());
    to_show.erase(std::unique(to_show.begin(), to_show.end()), to_show.end());
    if (to_show.empty()) return false;
    for (const std::size_t cell : to_show)
        turn(cell);
    for (std::size_t which = 0; which < guarded_.size(); ++which) {
        const auto& witness = guarded_[which].witness;
        const bool hit = std::any_of(witness.begin(), witness.end(), [&](std::int32_t cell) {
            return hidden_[static_cast<std::size_t>(cell)] == 0;
        });
        if (hit && !check(which)) broken.push_back(which);
    }
    for (std::size_t i = broken.size(); i > 1; --i)
        std::swap(broken[i - 1], broken[dice_.roll(i)]);
    for (std::int64_t& factor : shaken_)
        factor = static_cast<std::int64_t>(8 + dice_.roll(17));
    work_ += static_cast<std::int64_t>(shaken_.size());
    const bool mended = mend_all(broken);
    std::fill(shaken_.begin(), shaken_.end(), 16);
    if (mended) clean_up(mark);
    if (mended && cost_ <= before) return true;
    roll_back(mark);
    return false;
}

void Search::improve() {
    bool better = true;
    while (better && work_left()) {
        better = false;
        for (const std::size_t cell : secondary()) {
            if (!work_left()) return;
            undo_.clear();
            if (hidden_[cell] != 0 && replace(cell)) better = true;
        }
    }
    constexpr std::int64_t kIdleRounds = 400;
    std::int64_t idle = 0;
    while (!guarded_.empty() && cost_ > 0 && work_left() && idle < kIdleRounds) {
        undo_.clear();
        const std::int64_t before = cost_;
        rebuild(dice_.roll(guarded_.size()));
        undo_.clear();
        idle = cost_ < before ? 0 : idle + 1;
    }
    for (const std::size_t cell : secondary()) {
        undo_.clear();
        if (work_left() && hidden_[cell] != 0) replace(cell);
    }
}

/// A first pattern: every guarded cell in turn, those with the smallest counts first.
void Search::build() {
    std::vector<std::size_t> order(guarded_.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return counts_[guarded_[a].cell] < counts_[guarded_[b].cell];
    });
    for (const std::size_t which : order) {
        if (mend_or_not(which)) continue;
        guarded_[which].hopeless = true;
        mend_or_not(which);
    }
    // What is hidden for others since may help those too.
    for (const std::size_t which : order) {
        if (!guarded_[which].hopeless) continue;
        guarded_[which].hopeless = false;
        if (mend_or_not(which)) continue;
        guarded_[which].hopeless = true;
        mend_or_not(which);
    }
}

/// Mends a cell, with noughts where nothing else helps, or leaves all as it was.
bool Search::mend_or_not(std::size_t which) {
    const std::size_t mark = undo_.size();
    if (mend(which)) return true;
    roll_back(mark);
    zeros_ = true;
    const bool mended = mend(which);
    zeros_ = false;
    if (!mended) roll_back(mark);
    return mended;
}

/// Whether every cell that is hidden for others' sake has a wide range too: a table has one mark,
/// and a narrow range may be that of a small count. Guards those that have not.
bool Search::guard_the_others() {
    std::vector<char> is_guarded(hidden_.size(), 0);
    for (const Guarded& guarded : guarded_)
        is_guarded[guarded.cell] = 1;
    bool all = true;
    for (std::size_t cell = 0; cell < hidden_.size(); ++cell) {
        if (hidden_[cell] == 0 || is_guarded[cell] != 0 || given_[cell] != 0) continue;
        const Guarded guarded{cell, false, false, false, {}};
        if (!test(guarded).any) continue;
        guarded_.push_back(guarded);
        all = false;
    }
    return all;
}

Pattern Search::run() {
    build();
    clean_up();
    improve();
    constexpr int kMostRounds = 8;
    for (int round = 0; round < kMostRounds && !guard_the_others(); ++round) {
        build();
        clean_up();
    }
    Pattern pattern;
    pattern.hidden = hidden_;
    for (Guarded& guarded : guarded_) {
        guarded.hopeless = false;
        const Lack lack = test(guarded);
        if (!lack.any) continue;
        const bool narrow = lack.attacker == Attacker::naive;
        (narrow ? pattern.unprotected : pattern.known).push_back(guarded.cell);
    }
    return pattern;
}

}  // namespace

Pattern find_pattern(const PatternTask& task) {
    return Search(task).run();
}

}  // namespace effaith::disclosure
