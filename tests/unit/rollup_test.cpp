// Roll-ups: groups, totals, roles, hierarchies, and figures that are withheld.
#include "effaith/rollup.hpp"

#include "effaith/explain.hpp"
#include "records.hpp"

using namespace effaith;
using support::engine_of;
using support::kConfig;
using support::with;

namespace {

std::string figure(const RollupRow& row, const std::string& name, bool redact = false) {
    for (const GroupFigure& entry : group_figures()) {
        if (entry.name == name) return value_text(shown(entry, *row.totals, redact));
    }
    throw std::runtime_error("no figure " + name);
}

std::string key_of(const RollupRow& row) {
    std::string key;
    for (const KeyPart& part : row.key)
        (key += key.empty() ? "" : "/") += part.value_or("null");
    return key.empty() ? "all" : key;
}

std::vector<std::string> keys_of(const Rollup& rollup) {
    std::vector<std::string> keys;
    for (const RollupRow& row : rollup.rows())
        keys.push_back(key_of(row));
    return keys;
}

using Keys = std::vector<std::string>;

/// A roll-up of the good record changed in several ways.
Rollup rollup_of(const Engine& engine, std::vector<std::string> by, bool totals,
                 const std::vector<support::Fields>& changes) {
    Rollup rollup = Rollup::create(engine, std::move(by), totals).value();
    for (const support::Fields& change : changes) {
        const auto answer = support::analyse(engine, with(change));
        const Status added = rollup.update(answer->record, answer->analysis, {});
        REQUIRE(added.ok());
    }
    return rollup;
}

}  // namespace

TEST_CASE("Rows come in byte order, null last, subtotals after their members") {
    const Engine engine = engine_of(kConfig);
    const Rollup rollup = rollup_of(engine, {"cluster_id", "school_id"}, true,
                                    {{{"cluster_id", "C2"}, {"school_id", "S3"}},
                                     {{"cluster_id", "C1"}, {"school_id", "S2"}},
                                     {{"cluster_id", "C1"}, {"school_id", "S10"}},
                                     {{"cluster_id", ""}, {"school_id", "S9"}},
                                     {{"cluster_id", "C1"}, {"school_id", ""}}});
    CHECK(keys_of(rollup) ==
          Keys{"C1/S10", "C1/S2", "C1/null", "C1", "C2/S3", "C2", "null/S9", "null", "all"});
}

TEST_CASE("Counts, sums and ratios of a row") {
    const Engine engine = engine_of(kConfig);
    const Rollup rollup = rollup_of(engine, {}, true,
                                    {{{"outcome", "red"}, {"learner_id", "A"}},
                                     {{"outcome", "green"}, {"learner_id", "A"}},
                                     {{"outcome", "amber"}, {"learner_id", ""}},
                                     {{"delivered_by", "Volunteer"}, {"learner_id", "B"}},
                                     {{"frequency", "never"}}});
    REQUIRE(rollup.rows().size() == 1);
    const RollupRow row = rollup.rows().front();
    CHECK(rollup.n_analysed() == 4);
    CHECK(rollup.n_rejected() == 1);
    CHECK(figure(row, "n_records") == "4");
    CHECK(figure(row, "n_learners") == "2");
    CHECK(figure(row, "n_unidentified") == "1");
    CHECK(figure(row, "n_red") == "1");
    CHECK(figure(row, "n_amber") == "2");
    CHECK(figure(row, "n_achieved") == "3");
    CHECK(figure(row, "achieved_rate") == "0.75");
    CHECK(figure(row, "hours_received") == "22");
    CHECK(figure(row, "hours_received_sd") == "0");
    CHECK(figure(row, "attendance_rate") == "0.7333");
    CHECK(figure(row, "n_uncosted") == "1");
    CHECK(figure(row, "staff_cost") == "59.27625");
    CHECK(figure(row, "capital_cost") == "76.5");
    CHECK(figure(row, "total_cost") == "135.77625");
    CHECK(figure(row, "cost_per_learner") == "67.8881");
    CHECK(figure(row, "cost_per_outcome") == "67.8881");
    CHECK(figure(row, "cost_per_exceeded") == "135.7762");
    CHECK(figure(row, "cost_per_hour") == "8.2289");
}

TEST_CASE("A row without a costed record has no cost, not £0") {
    const Engine engine = engine_of("{}");
    const Rollup rollup = rollup_of(engine, {}, true, {{}});
    const RollupRow row = rollup.rows().front();
    for (const char* name : {"staff_cost", "capital_cost", "total_cost", "cost_per_learner"}) {
        CHECK(figure(row, name).empty());
    }
    CHECK(figure(row, "n_uncosted") == "1");
}

TEST_CASE("Under role a record counts in each role with that role's own cost, totals once") {
    const Engine engine = engine_of(kConfig);
    const Rollup rollup = rollup_of(
        engine, {"role", "school_id"}, true,
        {{{"delivered_by", "Teacher"}, {"delivered_by_2", "Teaching assistant"}},
         {{"delivered_by", "Teaching assistant"}, {"delivered_by_2", "teaching ASSISTANT"}}});
    CHECK(keys_of(rollup) ==
          Keys{"Teacher/S1", "Teacher", "Teaching assistant/S1", "Teaching assistant", "all"});
    const auto rows = rollup.rows();
    CHECK(figure(rows[1], "staff_cost") == "55.06875");
    CHECK(figure(rows[1], "staff_hours") == "1.375");
    CHECK(figure(rows[3], "n_records") == "2");
    CHECK(figure(rows[3], "staff_cost") == "59.27625");  // one share, and two of the pair
    CHECK(figure(rows[3], "staff_hours") == "4.125");
    CHECK(figure(rows[4], "n_records") == "2");
    CHECK(figure(rows[4], "staff_cost") == "114.345");
}

TEST_CASE("A school in two clusters refuses the roll-up and both are named") {
    const Engine engine = engine_of(R"({"hierarchy": ["cluster_id", "school_id"]})");
    Rollup rollup = rollup_of(engine, {"cluster_id"}, false, {{{"cluster_id", "C1"}}});
    const auto other = support::analyse(engine, with({{"cluster_id", "C2"}}));
    const Status added = rollup.update(other->record, other->analysis, {});
    REQUIRE_FALSE(added.ok());
    CHECK(added.error().code == ErrorCode::hierarchy_conflict);
    CHECK(added.error().message.find("'C1'") != std::string::npos);
    CHECK(added.error().message.find("'C2'") != std::string::npos);
    const auto later = support::analyse(
        engine, with({{"cluster_id", "C2"}, {"started", "2024-09"}, {"ended", "2024-12"}}));
    CHECK(rollup.update(later->record, later->analysis, {}).ok());
}

TEST_CASE("Merged roll-ups say what one over all records says") {
    const Engine engine = engine_of(R"({"hierarchy": ["cluster_id", "school_id"]})");
    const std::vector<support::Fields> left{{{"cluster_id", "C1"}, {"learner_id", "A"}},
                                            {{"cluster_id", "C1"}, {"learner_id", "B"}}};
    const std::vector<support::Fields> right{{{"cluster_id", "C1"}, {"learner_id", "A"}},
                                             {{"cluster_id", "C9"}, {"school_id", "S9"}}};
    std::vector<support::Fields> all = left;
    all.insert(all.end(), right.begin(), right.end());
    Rollup merged = rollup_of(engine, {"cluster_id"}, true, left);
    REQUIRE(merged.merge(rollup_of(engine, {"cluster_id"}, true, right)).ok());
    const Rollup whole = rollup_of(engine, {"cluster_id"}, true, all);
    REQUIRE(keys_of(merged) == keys_of(whole));
    for (std::size_t i = 0; i < whole.rows().size(); ++i) {
        for (const GroupFigure& entry : group_figures()) {
            INFO(entry.name);
            CHECK(figure(merged.rows()[i], std::string(entry.name)) ==
                  figure(whole.rows()[i], std::string(entry.name)));
        }
    }
    CHECK_FALSE(merged.merge(rollup_of(engine, {"school_id"}, true, right)).ok());
    const Rollup moved = rollup_of(engine, {"cluster_id"}, true, {{{"cluster_id", "C7"}}});
    const Status conflict = merged.merge(moved);
    REQUIRE_FALSE(conflict.ok());
    CHECK(conflict.error().code == ErrorCode::hierarchy_conflict);
}

TEST_CASE("Costs that draw on fewer than three roles are withheld where rates are confidential") {
    const Engine engine = engine_of(R"({"rates": {"a": 1, "b": 2, "c": 3}, "redact_rates": true})");
    const Rollup two =
        rollup_of(engine, {}, true,
                  {{{"delivered_by", "a"}}, {{"delivered_by", "b"}}, {{"delivered_by", " A "}}});
    for (const char* name :
         {"staff_cost", "total_cost", "cost_per_learner", "cost_per_hour", "cost_per_outcome"}) {
        CHECK(figure(two.rows().front(), name, true).empty());
        CHECK_FALSE(figure(two.rows().front(), name, false).empty());
    }
    const Rollup three =
        rollup_of(engine, {}, true,
                  {{{"delivered_by", "a"}}, {{"delivered_by", "b"}}, {{"delivered_by", "c"}}});
    CHECK_FALSE(figure(three.rows().front(), "staff_cost", true).empty());
}

TEST_CASE("Years and terms are those of the first school day") {
    const Engine engine = engine_of(kConfig);
    const Rollup rollup = rollup_of(engine, {"academic_year", "term"}, false,
                                    {{{"started", "2023-08"}},
                                     {{"started", "2024-01"}, {"ended", "2024-03"}},
                                     {{"started", "2024-08-01"}, {"ended", "2024-08-02"}}});
    CHECK(keys_of(rollup) == Keys{"2023/24/Autumn", "2023/24/Spring", "null/null"});
}

TEST_CASE("A dimension given twice is refused") {
    const Engine engine = engine_of("{}");
    CHECK_FALSE(Rollup::create(engine, {"tier", "tier"}, false).ok());
}

TEST_CASE("Wilson's interval contains the share and stays within 0 and 1") {
    CHECK_FALSE(wilson_interval(0, 0));
    const auto ten = wilson_interval(8, 10);
    CHECK(ten->low == Approx(0.4901625).margin(1e-7));
    CHECK(ten->high == Approx(0.9433178).margin(1e-7));
    for (std::int64_t n = 1; n <= 60; ++n) {
        for (std::int64_t k = 0; k <= n; ++k) {
            const auto interval = wilson_interval(k, n);
            const double share = static_cast<double>(k) / static_cast<double>(n);
            CHECK(interval->low >= 0.0);
            CHECK(interval->high <= 1.0);
            CHECK(interval->low <= share);
            CHECK(interval->high >= share);
        }
    }
}

TEST_CASE("Columns of numbers that records carry give their n and mean") {
    const Engine engine = engine_of(kConfig);
    Rollup rollup = Rollup::create(engine, {"house"}, true).value();
    for (const char* name : {"attendance", "house", "note"})
        rollup.carried_column(name);
    CHECK_FALSE(rollup.unknown_dimension());
    const auto answer = support::analyse(engine, support::good_record());
    for (const auto& cells : std::vector<std::vector<std::string_view>>{
             {"91.5", "red", "calm"}, {"", "red"}, {"90", "blue", "5"}, {}}) {
        REQUIRE(rollup.update(answer->record, answer->analysis, cells).ok());
    }
    CHECK(keys_of(rollup) == Keys{"blue", "red", "null", "all"});
    CHECK(rollup.numeric_columns() == std::vector<std::size_t>{0});
    const CarriedTotal all = rollup.rows().back().totals->carried[0];
    CHECK(all.n == 2);
    CHECK(value_text(carried_mean(all)) == "90.75");
    CHECK(rollup.rows()[1].totals->carried[0].n == 1);
    CHECK(Rollup::create(engine, {"colour"}, false).value().unknown_dimension() == "colour");
}

TEST_CASE("Hours whose squares do not fit have no standard deviation, and a sum all the same") {
    const Engine engine = engine_of(kConfig);
    const support::Fields huge{{"session_hours", "1"},
                               {"sessions_attended", "900000000000000"},
                               {"delivered_by", "Volunteer"}};
    const Rollup rollup = rollup_of(engine, {}, true, {huge, huge, huge});
    CHECK(rollup.n_analysed() == 3);
    CHECK(figure(rollup.rows().front(), "hours_received") == "2700000000000000");
    CHECK(figure(rollup.rows().front(), "hours_received_sd").empty());
}

TEST_CASE("A hierarchy may go through what only the analysis knows") {
    const Engine engine = engine_of(R"({"hierarchy": ["tier", "school_id", "academic_year"]})");
    Rollup rollup = rollup_of(engine, {"school_id"}, false, {{{"tier", "targeted"}}});
    const auto other = support::analyse(engine, with({{"tier", "universal"}}));
    CHECK_FALSE(rollup.update(other->record, other->analysis, {}).ok());
}

TEST_CASE("One role or intervention is one row, however it is written") {
    const Engine engine = engine_of(kConfig);
    CHECK(keys_of(rollup_of(engine, {"role"}, false,
                            {{{"delivered_by", "Teacher"}}, {{"delivered_by", " TEACHER "}}})) ==
          Keys{"Teacher"});
    CHECK(keys_of(rollup_of(
              engine, {"intervention"}, false,
              {{{"intervention", "catch up"}}, {{"intervention", "Catch-up Literacy"}}})) ==
          Keys{"Catch-up Literacy"});
}

TEST_CASE("With totals no cost is shown from which a confidential rate is left over") {
    const Engine engine = engine_of(R"({"rates": {"a": 1, "b": 2, "c": 3}, "redact_rates": true})");
    const std::vector<support::Fields> records{{{"intervention", "A"},
                                                {"delivered_by", "a"},
                                                {"delivered_by_2", "b"},
                                                {"delivered_by_3", "c"}},
                                               {{"intervention", "B"}, {"delivered_by", "a"}}};
    CHECK(rollup_of(engine, {"intervention"}, true, records).withholds_all_costs());
    CHECK_FALSE(rollup_of(engine, {"intervention"}, false, records).withholds_all_costs());
    CHECK_FALSE(rollup_of(engine, {"intervention"}, true, {records[0]}).withholds_all_costs());
}
