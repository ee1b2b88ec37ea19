// A table of counts as a network: every cell is an arc between two equations.
//
// A column of a row that has children is the sum over its children, and the total of a row without
// children is the sum of its split; the total of the others follows from these. Every cell stands
// in two such equations, once on the left and once on the right, or in one and the ground. So a
// table is a circulation, and what hides in it is what can flow in circles.
#pragma once

#include <algorithm>
#include <span>
#include <vector>

#include "effaith/count_table.hpp"

namespace effaith::disclosure {

/// More than any sum of counts; room that nothing bounds.
inline constexpr std::int64_t kUnbounded = 1'000'000'000'000'000;

/// One step from an equation over a cell to another equation.
struct Step {
    std::int32_t cell = 0;
    std::int32_t to = 0;
    bool raises = false;  ///< the count of the cell grows by this step
};

class CountNetwork {
  public:
    explicit CountNetwork(const CountTable& table);

    std::size_t cells() const { return tails_.size(); }
    std::size_t nodes() const { return first_.size() - 1; }
    std::int32_t tail(std::size_t cell) const { return tails_[cell]; }
    std::int32_t head(std::size_t cell) const { return heads_[cell]; }
    /// A count that is in no equation.
    bool is_free(std::size_t cell) const { return tails_[cell] == heads_[cell]; }
    std::span<const Step> steps(std::int32_t node) const {
        const auto at = static_cast<std::size_t>(node);
        return {steps_.data() + first_[at], first_[at + 1] - first_[at]};
    }

  private:
    std::vector<std::int32_t> tails_;
    std::vector<std::int32_t> heads_;
    std::vector<std::size_t> first_;  // of each node's steps
    std::vector<Step> steps_;
};

/// Pushes flow through some cells of a network, and takes it back.
///
/// `Room` says how much further the count of a cell may rise or fall, from where it stands.
class CellFlow {
  public:
    explicit CellFlow(const CountNetwork& network)
        : network_(&network),
          moved_(network.cells(), 0),
          came_by_(network.nodes()),
          seen_(network.nodes(), 0) {}

    /// Pushes up to `limit` from one equation to another by shortest paths; `room(cell, raises)` is
    /// how far a cell may move from its first count. Answers how much got through.
    template <class Room>
    std::int64_t push(std::int32_t from, std::int32_t to, std::int64_t limit, const Room& room) {
        if (from == to) return limit;
        std::int64_t through = 0;
        const auto is_there = [to](std::int32_t node) { return node == to; };
        while (through < limit) {
            const std::int32_t end = find_path(from, is_there, room);
            if (end < 0) break;
            through += push_path(from, end, limit - through, room);
        }
        return through;
    }

    /// Pushes up to `limit` by a shortest path to the nearest equation that takes some; answers
    /// where it went and how much, or nothing.
    struct Delivery {
        std::int32_t node = -1;
        std::int64_t amount = 0;
    };
    template <class Room, class Wanted>
    Delivery deliver(std::int32_t from, std::int64_t limit, const Wanted& wanted,
                     const Room& room) {
        const auto is_there = [&](std::int32_t node) { return wanted(node) > 0; };
        const std::int32_t end = find_path(from, is_there, room);
        if (end < 0) return {};
        return {end, push_path(from, end, std::min(limit, wanted(end)), room)};
    }

    /// How far a cell has been moved.
    std::int64_t moved(std::size_t cell) const { return moved_[cell]; }
    /// The cells that were moved since the last reset, some of them back again.
    const std::vector<std::int32_t>& touched() const { return touched_; }
    void reset() {
        for (const std::int32_t cell : touched_)
            moved_[static_cast<std::size_t>(cell)] = 0;
        touched_.clear();
    }
    /// Steps looked at so far: the work done.
    std::int64_t work() const { return work_; }

  private:
    struct Arrival {
        std::int32_t node = 0;
        Step step;
    };
    template <class Room, class Goal>
    std::int32_t find_path(std::int32_t from, const Goal& is_there, const Room& room);
    template <class Room>
    std::int64_t push_path(std::int32_t from, std::int32_t to, std::int64_t limit,
                           const Room& room);
    template <class Room>
    std::int64_t left(const Step& step, const Room& room) const {
        const auto cell = static_cast<std::size_t>(step.cell);
        return room(cell, step.raises) + (step.raises ? -moved_[cell] : moved_[cell]);
    }
    void move(const Step& step, std::int64_t amount) {
        const auto cell = static_cast<std::size_t>(step.cell);
        if (moved_[cell] == 0) touched_.push_back(step.cell);
        moved_[cell] += step.raises ? amount : -amount;
    }

    const CountNetwork* network_;
    std::vector<std::int64_t> moved_;
    std::vector<std::int32_t> touched_;
    std::vector<Arrival> came_by_;
    std::vector<std::int32_t> seen_;  // the number of the search that reached a node
    std::vector<std::int32_t> queue_;
    std::int32_t search_ = 0;
    std::int64_t work_ = 0;
};

template <class Room, class Goal>
std::int32_t CellFlow::find_path(std::int32_t from, const Goal& is_there, const Room& room) {
    ++search_;
    queue_.assign(1, from);
    seen_[static_cast<std::size_t>(from)] = search_;
    for (std::size_t next = 0; next < queue_.size(); ++next) {
        const std::int32_t node = queue_[next];
        for (const Step& step : network_->steps(node)) {
            ++work_;
            const auto there = static_cast<std::size_t>(step.to);
            if (seen_[there] == search_ || left(step, room) <= 0) continue;
            seen_[there] = search_;
            came_by_[there] = {node, step};
            if (is_there(step.to)) return step.to;
            queue_.push_back(step.to);
        }
    }
    return -1;
}

template <class Room>
std::int64_t CellFlow::push_path(std::int32_t from, std::int32_t to, std::int64_t limit,
                                 const Room& room) {
    std::int64_t amount = limit;
    for (std::int32_t node = to; node != from;) {
        const Arrival& arrival = came_by_[static_cast<std::size_t>(node)];
        amount = std::min(amount, left(arrival.step, room));
        node = arrival.node;
    }
    for (std::int32_t node = to; node != from;) {
        const Arrival& arrival = came_by_[static_cast<std::size_t>(node)];
        move(arrival.step, amount);
        node = arrival.node;
    }
    return amount;
}

}  // namespace effaith::disclosure
