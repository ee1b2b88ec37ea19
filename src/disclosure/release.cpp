// Roll-ups that leave the building: one, or several of the same records together.
#include <algorithm>
#include <array>
#include <set>

#include "disclosure/published_figures.hpp"
#include "disclosure/report.hpp"
#include "disclosure/row_tree.hpp"
#include "disclosure/table_set.hpp"
#include "effaith/disclosure.hpp"

namespace effaith {
namespace disclosure {
namespace {

constexpr std::size_t kOutcomeParts = 4;  // red, amber, green, none
constexpr std::array<std::uint32_t, 1 + kOutcomeParts> kColumnParts{kTotal, kRed, kAmber, kGreen,
                                                                    kNoOutcome};
constexpr unsigned kEverySlot = 0xFF;

/// The slots of one outcome, with a cost and without.
constexpr unsigned slots_of(std::size_t outcome) {
    return 1U << outcome | 1U << (outcome + 4U);
}

std::vector<std::int64_t> outcome_counts(const GroupTotals& totals) {
    std::vector<std::int64_t> counts(kOutcomeParts, 0);
    for (std::size_t slot = 0; slot < kOutcomeSlots; ++slot)
        counts[slot % kOutcomeParts] += totals.outcomes_by_cost[slot];
    return counts;
}

/// How many children stand behind the records of some slots: distinct learners, and a child for
/// each record without a learner's id; where learners are not known, for each record.
std::int64_t children_behind(const GroupTotals& totals, unsigned slots) {
    if (totals.learners.known())
        return totals.learners.distinct_in(slots) + totals.learners.unidentified_in(slots);
    std::int64_t records = 0;
    for (std::size_t slot = 0; slot < kOutcomeSlots; ++slot)
        records += (slots >> slot & 1U) != 0 ? totals.outcomes_by_cost[slot] : 0;
    return records;
}

bool is_small(std::int64_t count, std::int64_t threshold) {
    return count > 0 && count < threshold;
}

/// A figure beside the outcomes that counts some of a row's records: a small one is hidden as well.
struct MinorCount {
    std::uint32_t part = 0;
    std::size_t split = 2;  ///< what is counted, and the others last
    CountParts counts;
    bool others_matter = false;  ///< whether few others tell something about them
    /// Children behind a part; null where its records are counted.
    std::int64_t (*children)(const GroupTotals&, std::size_t part) = nullptr;
};

std::int64_t measured(const GroupTotals& totals, std::int64_t (*of)(const MeasureTotals&)) {
    std::int64_t sum = 0;
    for (const auto& [id, measure] : totals.measures)
        sum += of(measure);
    return sum;
}

std::vector<MinorCount> minor_counts() {
    std::vector<MinorCount> minors;
    minors.push_back({kCosted, 2,
                      [](const GroupTotals& t) {
                          return std::vector<std::int64_t>{t.costed(), t.records() - t.costed()};
                      },
                      false,
                      [](const GroupTotals& t, std::size_t part) {
                          return children_behind(t, part == 0 ? 0xF0U : 0x0FU);
                      }});
    minors.push_back({kCensored, 2, [](const GroupTotals& t) {
                          return std::vector<std::int64_t>{t.censored, t.records() - t.censored};
                      }});
    minors.push_back({kPairs, 2, [](const GroupTotals& t) {
                          const std::int64_t n =
                              measured(t, [](const MeasureTotals& m) { return m.pairs; });
                          return std::vector<std::int64_t>{n, t.records() - n};
                      }});
    minors.push_back(
        {kReliable, 3,
         [](const GroupTotals& t) {
             const std::int64_t up = measured(t, [](const MeasureTotals& m) {
                 return m.reliable_change[static_cast<std::size_t>(ReliableChange::improved)];
             });
             const std::int64_t down = measured(t, [](const MeasureTotals& m) {
                 return m.reliable_change[static_cast<std::size_t>(ReliableChange::deteriorated)];
             });
             return std::vector<std::int64_t>{up, down, t.records() - up - down};
         },
         true});
    return minors;
}

MinorCount carried_count(std::size_t column) {
    return {0, 2, [column](const GroupTotals& t) {
                const std::int64_t n = t.carried_at(column).n;
                return std::vector<std::int64_t>{n, t.records() - n};
            }};
}

/// How many dimensions two lists begin with alike.
std::size_t common_start(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    std::size_t n = 0;
    while (n < a.size() && n < b.size() && a[n] == b[n])
        ++n;
    return n;
}

bool has(const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace
}  // namespace disclosure

using namespace disclosure;

/// Decides what is hidden in every table of a release.
class Publisher {
  public:
    Publisher(std::span<const Rollup* const> rollups, const DisclosureRules& rules)
        : rules_(rules) {
        for (const Rollup* rollup : rollups) {
            Table table;
            table.rollup = rollup;
            table.rows = rollup->rows();
            tables_.push_back(std::move(table));
        }
    }

    Result<std::vector<ProtectedRollup>> run() {
        if (const Status usable = check(); !usable) return usable.error();
        for (Table& table : tables_) {
            table.tree = std::make_unique<RowTree>(*table.rollup, table.rows);
            table.parts.assign(table.tree->nodes(), 0);
            table.shared.assign(table.tree->nodes(), -1);
            table.carried.assign(table.tree->nodes(), {});
            for (auto& carried : table.carried)
                carried.assign(table.rollup->numeric_columns().size(), 0);
        }
        arrange();
        share_rows();
        hide_outcomes();
        hide_learners();
        hide_minor_counts();
        copy_followers();
        std::vector<ProtectedRollup> answers;
        for (Table& table : tables_)
            answers.push_back(finish(table));
        return answers;
    }

  private:
    struct Table {
        const Rollup* rollup = nullptr;
        std::vector<RollupRow> rows;
        std::unique_ptr<RowTree> tree;
        /// The table whose tree holds all rows of this one, where there is one.
        std::optional<std::size_t> leader;
        bool dropped = false;              ///< its rows below the shared ones are all hidden
        std::vector<std::int32_t> shared;  ///< by node: its number among shared rows, or -1
        std::vector<std::uint32_t> parts;  ///< by node: what is hidden
        std::vector<std::vector<char>> carried;
        CountTable counts;  ///< as published
        std::vector<char> sensitive;
        DisclosureReport report;
    };

    Status check() const {
        if (const Status usable = check_rules(rules_); !usable) return usable;
        if (tables_.empty())
            return Error{ErrorCode::invalid_argument, "A release has at least one table.", ""};
        for (std::size_t i = 0; i < tables_.size(); ++i) {
            const Rollup& rollup = *tables_[i].rollup;
            if (rollup.has_totals() && has(rollup.by(), "role"))
                return Error{ErrorCode::disclosure_not_additive,
                             "A record counts once in each of its roles, so the rows of a table by "
                             "role do not add up to its totals; publish it without totals.",
                             "role"};
            if (rollup.n_analysed() != tables_[0].rollup->n_analysed() ||
                rollup.n_comparison() != tables_[0].rollup->n_comparison())
                return Error{ErrorCode::invalid_argument,
                             "The tables of a release are of the same records; table " +
                                 std::to_string(i + 1) + " has " +
                                 std::to_string(rollup.n_analysed()) + ", the first " +
                                 std::to_string(tables_[0].rollup->n_analysed()) + ".",
                             "/tables/" + std::to_string(i)};
        }
        return Done{};
    }

    // How the tables hang together.

    /// Whether what two tables have in common is no more than the rows at the beginning of both.
    bool fits(const Rollup& a, const Rollup& b) const {
        const std::size_t start = common_start(a.by(), b.by());
        const auto beyond = [start](const Rollup& rollup) {
            return std::vector<std::string>(
                rollup.by().begin() + static_cast<std::ptrdiff_t>(start), rollup.by().end());
        };
        const std::vector<std::string> in_a = beyond(a);
        const std::vector<std::string> in_b = beyond(b);
        // Who is in which cluster, and which terms are in a year, is known to everybody.
        std::vector<std::vector<std::string>> nested{
            {"authority_id", "cluster_id", "school_id", "learner_id"}, {"academic_year", "term"}};
        nested.push_back(a.engine().config().hierarchy);
        for (const std::string& name : in_a) {
            if (has(in_b, name)) return false;
            for (const auto& levels : nested) {
                const bool both = has(levels, name) &&
                                  std::any_of(in_b.begin(), in_b.end(), [&](const auto& other) {
                                      return has(levels, other);
                                  });
                if (both) return false;
            }
        }
        return true;
    }

    /// Finds the tables that are the beginning of another, and those that cross one.
    void arrange() {
        for (std::size_t i = 0; i < tables_.size(); ++i) {
            const auto& by = tables_[i].rollup->by();
            for (std::size_t j = 0; j < tables_.size() && !tables_[i].leader; ++j) {
                const auto& other = tables_[j].rollup->by();
                const bool begins = common_start(by, other) == by.size();
                const bool longer =
                    other.size() > by.size() || (other.size() == by.size() && j < i);
                if (j != i && begins && longer && tables_[j].tree->is_additive() &&
                    tables_[i].tree->is_additive())
                    tables_[i].leader = j;
            }
        }
        for (std::size_t i = 0; i < tables_.size(); ++i) {
            if (tables_[i].leader) continue;
            const bool alone = tables_.size() > 1 && !tables_[i].tree->is_additive();
            tables_[i].dropped = alone;
            for (std::size_t j = 0; j < i && !tables_[i].dropped; ++j) {
                if (tables_[j].leader || tables_[j].dropped) continue;
                tables_[i].dropped = !fits(*tables_[j].rollup, *tables_[i].rollup);
            }
        }
    }

    std::size_t leader_of(std::size_t table) const {
        while (tables_[table].leader)
            table = *tables_[table].leader;
        return table;
    }

    /// The dimensions and values of a row, whatever their order.
    static std::vector<std::pair<std::string, KeyPart>> name_of(const Table& table,
                                                                std::size_t node) {
        std::vector<std::pair<std::string, KeyPart>> name;
        const std::vector<KeyPart>& key = table.tree->key(node);
        for (std::size_t i = 0; i < key.size(); ++i)
            name.emplace_back(table.rollup->by()[i], key[i]);
        return name;
    }

    void share_rows() {
        std::map<std::vector<std::pair<std::string, KeyPart>>,
                 std::vector<std::pair<Table*, std::size_t>>>
            rows;
        for (Table& table : tables_) {
            if (table.leader || !table.tree->is_additive()) continue;
            for (std::size_t node = 0; node < table.tree->nodes(); ++node)
                rows[name_of(table, node)].emplace_back(&table, node);
        }
        std::int32_t number = 0;
        for (const auto& [name, places] : rows) {
            if (places.size() < 2) continue;
            for (const auto& [table, node] : places)
                table->shared[node] = number;
            ++number;
        }
        n_shared_ = static_cast<std::size_t>(number);
    }

    /// Whether any table of the release shows a row; the number of all records stands at the head
    /// of documents.
    std::vector<char> shown(std::size_t which) const {
        const Table& table = tables_[which];
        std::vector<char> shown(table.tree->nodes(), 0);
        for (std::size_t node = 0; node < shown.size(); ++node)
            shown[node] = table.tree->row(node) != RowTree::kNoRow ? 1 : 0;
        for (std::size_t i = 0; i < tables_.size(); ++i) {
            if (i == which || leader_of(i) != which) continue;
            for (std::size_t node = 0; node < tables_[i].tree->nodes(); ++node) {
                if (tables_[i].tree->row(node) == RowTree::kNoRow) continue;
                if (const auto there = table.tree->find(tables_[i].tree->key(node)))
                    shown[*there] = 1;
            }
        }
        return shown;
    }

    /// The same, with the rows that another table shares and shows.
    std::vector<std::vector<char>> shown_anywhere() const {
        std::vector<std::vector<char>> all;
        std::vector<char> by_number(n_shared_, 0);
        for (std::size_t i = 0; i < tables_.size(); ++i) {
            all.push_back(shown(i));
            for (std::size_t node = 0; node < all[i].size(); ++node) {
                if (tables_[i].shared[node] >= 0 && all[i][node] != 0)
                    by_number[static_cast<std::size_t>(tables_[i].shared[node])] = 1;
            }
        }
        for (std::size_t i = 0; i < tables_.size(); ++i) {
            for (std::size_t node = 0; node < all[i].size(); ++node) {
                if (tables_[i].shared[node] >= 0 &&
                    by_number[static_cast<std::size_t>(tables_[i].shared[node])] != 0)
                    all[i][node] = 1;
            }
        }
        return all;
    }

    // Records and outcomes.

    /// Where the tables cannot be made safe together, the last of them does without its rows.
    void hide_outcomes() {
        while (true) {
            const auto last = protect_outcomes();
            if (!last) break;
            tables_[*last].dropped = true;
            for (Table& table : tables_) {
                std::fill(table.parts.begin(), table.parts.end(), 0U);
                table.report = {};
            }
        }
        drop_crossing();
    }

    /// Answers the table that has to go, if any.
    std::optional<std::size_t> protect_outcomes() {
        const std::vector<std::vector<char>> all_shown = shown_anywhere();
        std::int64_t narrow = 0;
        std::vector<SetTable> set;
        std::vector<std::size_t> members;
        for (std::size_t i = 0; i < tables_.size(); ++i) {
            if (tables_[i].leader || tables_[i].dropped) continue;
            members.push_back(i);
            set.push_back(outcome_table(tables_[i], all_shown[i]));
        }
        SetPattern pattern = protect_set(set, rules_.threshold);
        for (std::size_t k = 0; k < members.size(); ++k) {
            Table& table = tables_[members[k]];
            table.counts = set[k].counts;
            table.counts.hidden = pattern.hidden[k];
            table.sensitive = set[k].sensitive;
            for (std::size_t cell = 0; cell < table.counts.cells(); ++cell) {
                if (table.counts.hidden[cell] != 0)
                    table.parts[cell / table.counts.width()] |=
                        kColumnParts[cell % table.counts.width()];
            }
            std::vector<char> counted = shown(members[k]);
            report_counts(table.counts, table.sensitive, set[k].weights, rules_, table.report,
                          counted);
            if (k == 0) {
                table.report.narrow = std::max(table.report.narrow, pattern.unprotected);
                table.report.known = std::max(table.report.known, pattern.known);
            }
            narrow += table.report.narrow;
            table.report.conservative = pattern.conservative;
            table.report.additive = table.tree->is_additive();
        }
        if (narrow == 0 || members.size() == 1) return std::nullopt;
        return members.back();
    }

    SetTable outcome_table(const Table& table, const std::vector<char>& is_shown) const {
        SetTable out;
        out.counts = table.tree->counts(kOutcomeParts, outcome_counts);
        out.sensitive.assign(out.counts.cells(), 0);
        out.weights.assign(out.counts.cells(), 0);
        out.shared = table.shared;
        for (std::size_t node = 0; node < table.tree->nodes(); ++node) {
            const std::int64_t total = out.counts.counts[out.counts.cell(node, 0)];
            for (std::size_t column = 0; column < out.counts.width(); ++column) {
                const std::size_t cell = out.counts.cell(node, column);
                const bool head = node == table.tree->top() && column == 0;
                if (is_shown[node] == 0 && !head) {
                    out.counts.hidden[cell] = 1;
                    continue;
                }
                const std::int64_t count = out.counts.counts[cell];
                const GroupTotals* totals = table.tree->totals(node);
                out.weights[cell] =
                    totals == nullptr
                        ? count
                        : children_behind(*totals, column == 0 ? kEverySlot : slots_of(column - 1));
                const bool all = rules_.hide_class && column > 0 && column < kOutcomeParts &&
                                 total > 0 && count == total;
                out.sensitive[cell] = all || is_small(out.weights[cell], rules_.threshold) ? 1 : 0;
            }
        }
        return out;
    }

    /// Hides all rows of the tables that cross another, but for those that both have.
    void drop_crossing() {
        std::map<std::int32_t, std::uint32_t> by_number;
        for (const Table& table : tables_) {
            if (table.leader || table.dropped) continue;
            for (std::size_t node = 0; node < table.parts.size(); ++node) {
                if (table.shared[node] >= 0) by_number[table.shared[node]] |= table.parts[node];
            }
        }
        for (Table& table : tables_) {
            if (table.leader || !table.dropped) continue;
            for (std::size_t node = 0; node < table.parts.size(); ++node) {
                const auto fate = by_number.find(table.shared[node]);
                table.parts[node] = fate == by_number.end() ? ~0U : fate->second;
                if (fate == by_number.end())
                    table.carried[node].assign(table.carried[node].size(), 1);
            }
            table.report.conservative = true;
            table.report.rows = static_cast<std::int64_t>(table.rows.size());
            table.report.rows_hidden = table.report.rows;
            table.report.counts = table.report.rows * std::int64_t{1 + kOutcomeParts};
            table.report.counts_hidden = table.report.counts;
        }
    }

    // Learners.

    /// The learners of a hidden row are at least as many as make its least count of records, and at
    /// most as many as any row above it has: where that is too narrow, the numbers above go.
    void hide_learners() {
        std::set<std::int32_t> hidden;
        for (Table& table : tables_) {
            if (table.leader || table.dropped || !table.tree->is_additive()) continue;
            const auto ranges = attack(table.counts);
            if (!ranges) continue;
            for (const CountRange& range : *ranges) {
                if (range.cell % table.counts.width() != 0 || table.sensitive[range.cell] == 0)
                    continue;
                hide_learners_above(table, range, hidden);
            }
        }
        for (Table& table : tables_) {
            for (std::size_t node = 0; node < table.parts.size(); ++node) {
                if (hidden.contains(table.shared[node])) table.parts[node] |= disclosure::kLearners;
            }
        }
    }
    void hide_learners_above(Table& table, const CountRange& range,
                             std::set<std::int32_t>& hidden) const {
        const std::int64_t least = std::min<std::int64_t>(range.least, 1);
        for (std::int32_t above = table.counts.parents[range.cell / table.counts.width()];
             above >= 0; above = table.counts.parents[static_cast<std::size_t>(above)]) {
            const auto node = static_cast<std::size_t>(above);
            const GroupTotals* totals = table.tree->totals(node);
            if (totals == nullptr || !totals->learners.known()) continue;
            if (totals->learners.distinct() >= least + rules_.threshold) continue;
            table.parts[node] |= disclosure::kLearners;
            if (table.shared[node] >= 0) hidden.insert(table.shared[node]);
        }
    }

    // The other counts of a row.

    void hide_minor_counts() {
        for (const MinorCount& minor : minor_counts())
            hide_minor(minor, std::nullopt);
        std::size_t most = 0;
        for (const Table& table : tables_)
            most = std::max(most, table.rollup->numeric_columns().size());
        for (std::size_t column = 0; column < most; ++column)
            hide_minor({}, column);
    }

    void hide_minor(const MinorCount& given, std::optional<std::size_t> carried) {
        std::vector<std::size_t> members;
        std::vector<SetTable> set;
        bool any = false;
        for (std::size_t i = 0; i < tables_.size(); ++i) {
            const Table& table = tables_[i];
            if (table.leader || table.dropped) continue;
            const std::vector<std::size_t> columns = table.rollup->numeric_columns();
            if (carried && *carried >= columns.size()) continue;
            members.push_back(i);
            set.push_back(minor_table(table, carried ? carried_count(columns[*carried]) : given));
            any = any || std::find(set.back().sensitive.begin(), set.back().sensitive.end(), 1) !=
                             set.back().sensitive.end();
        }
        if (!any) return;
        if (members.size() > 1) {
            // A set of tables shares these counts in too many ways: where one is small, none shows.
            for (const std::size_t member : members) {
                for (std::size_t node = 0; node < tables_[member].parts.size(); ++node)
                    mark(tables_[member], node, given.part, carried);
                tables_[member].report.conservative = true;
            }
            return;
        }
        const SetPattern pattern = protect_set(set, rules_.threshold);
        const CountTable& counts = set.front().counts;
        for (std::size_t node = 0; node < counts.rows(); ++node) {
            for (std::size_t column = 1; column < counts.width(); ++column) {
                if (pattern.hidden.front()[counts.cell(node, column)] != 0)
                    mark(tables_[members.front()], node, given.part, carried);
            }
        }
    }

    static void mark(Table& table, std::size_t node, std::uint32_t part,
                     std::optional<std::size_t> carried) {
        if (carried)
            table.carried[node][*carried] = 1;
        else
            table.parts[node] |= part;
    }

    SetTable minor_table(const Table& table, const MinorCount& minor) const {
        constexpr std::int64_t kLittleWork = 2'000'000;
        SetTable out;
        out.work = kLittleWork;
        out.counts = table.tree->counts(minor.split, minor.counts);
        out.weights = out.counts.counts;
        out.sensitive.assign(out.counts.cells(), 0);
        out.locked.assign(out.counts.cells(), 0);
        for (std::size_t node = 0; node < table.tree->nodes(); ++node) {
            const GroupTotals* totals = table.tree->totals(node);
            const bool hidden = table.counts.hidden[table.counts.cell(node, 0)] != 0;
            for (std::size_t column = 0; column < out.counts.width(); ++column) {
                const std::size_t cell = out.counts.cell(node, column);
                out.counts.hidden[cell] = hidden ? 1 : 0;
                if (column == 0) out.locked[cell] = hidden ? 0 : 1;
                const bool others = column == minor.split && !minor.others_matter;
                if (hidden || totals == nullptr || column == 0 || others) continue;
                const std::int64_t behind = minor.children == nullptr
                                                ? out.counts.counts[cell]
                                                : minor.children(*totals, column - 1);
                out.sensitive[cell] = is_small(behind, rules_.threshold) ? 1 : 0;
            }
        }
        return out;
    }

    // The answers.

    void copy_followers() {
        for (std::size_t i = 0; i < tables_.size(); ++i) {
            if (!tables_[i].leader) continue;
            Table& table = tables_[i];
            const Table& leader = tables_[leader_of(i)];
            for (std::size_t node = 0; node < table.tree->nodes(); ++node) {
                const auto there = leader.tree->find(table.tree->key(node));
                if (!there) continue;
                table.parts[node] = leader.parts[*there];
                const std::vector<char>& carried = leader.carried[*there];
                for (std::size_t c = 0; c < table.carried[node].size(); ++c)
                    table.carried[node][c] = c < carried.size() ? carried[c] : char{1};
            }
            table.report.conservative = leader.report.conservative;
            table.report.rows = static_cast<std::int64_t>(table.rows.size());
            for (std::size_t row = 0; row < table.rows.size(); ++row) {
                const std::uint32_t parts = table.parts[table.tree->node_of(row)];
                table.report.rows_hidden += (parts & kTotal) != 0 ? 1 : 0;
                for (const std::uint32_t part : kColumnParts) {
                    ++table.report.counts;
                    table.report.counts_hidden += (parts & part) != 0 ? 1 : 0;
                }
            }
        }
    }

    ProtectedRollup finish(Table& table) const {
        ProtectedRollup out;
        out.rollup_ = table.rollup;
        out.rules_ = rules_;
        for (std::size_t row = 0; row < table.rows.size(); ++row) {
            const std::size_t node = table.tree->node_of(row);
            out.parts_.push_back(table.parts[node]);
            out.carried_.push_back(table.carried[node]);
        }
        out.rows_ = std::move(table.rows);
        out.costs_withheld_ = std::any_of(tables_.begin(), tables_.end(), [&](const Table& other) {
            return other.rollup->withholds_all_costs() ||
                   (tables_.size() > 1 && other.rollup->redacts_rates());
        });
        const std::size_t top = table.tree->top();
        out.hides_total_ = top < table.parts.size() && (table.parts[top] & kTotal) != 0;
        out.report_ = table.report;
        out.report_.threshold = rules_.threshold;
        out.report_.learners_known = table.rollup->learners_known();
        return out;
    }

    DisclosureRules rules_;
    std::vector<Table> tables_;
    std::size_t n_shared_ = 0;
};

Result<ProtectedRollup> protect(const Rollup& rollup, const DisclosureRules& rules) {
    const std::array<const Rollup*, 1> one{&rollup};
    Result<std::vector<ProtectedRollup>> all = release(one, rules);
    if (!all) return all.error();
    return std::move(all->front());
}

Result<std::vector<ProtectedRollup>> release(std::span<const Rollup* const> tables,
                                             const DisclosureRules& rules) {
    return Publisher(tables, rules).run();
}

}  // namespace effaith
