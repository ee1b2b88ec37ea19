// Roll-ups: groups, totals, roles, hierarchies, and figures that are withheld.
#include "effaith/rollup.hpp"

#include "effaith/explain.hpp"
#include "effaith/io/documents.hpp"
#include "effaith/stats/wilson.hpp"
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
    CHECK_FALSE(stats::wilson_interval(0, 0, kNormal975));
    const auto ten = stats::wilson_interval(8, 10, kNormal975);
    CHECK(ten->low == Approx(0.4901625).margin(1e-7));
    CHECK(ten->high == Approx(0.9433178).margin(1e-7));
    for (std::int64_t n = 1; n <= 60; ++n) {
        for (std::int64_t k = 0; k <= n; ++k) {
            const auto interval = stats::wilson_interval(k, n, kNormal975);
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
    const auto rows = rollup.rows();
    const CarriedTotal all = rows.back().totals->carried[0];
    CHECK(all.n == 2);
    CHECK(value_text(carried_mean(all)) == "90.75");
    CHECK(rows[1].totals->carried[0].n == 1);
    CHECK(Rollup::create(engine, {"colour"}, false).value().unknown_dimension() == "colour");
}

TEST_CASE("Hours whose squares are beyond 128 bits have their figures all the same") {
    const Engine engine = engine_of(kConfig);
    const support::Fields huge{{"session_hours", "1"},
                               {"sessions_attended", "900000000000000"},
                               {"delivered_by", "Volunteer"}};
    const Rollup rollup = rollup_of(engine, {}, true, {huge, huge, huge});
    CHECK(rollup.n_analysed() == 3);
    CHECK(figure(rollup.rows().front(), "hours_received") == "2700000000000000");
    CHECK(figure(rollup.rows().front(), "hours_received_sd") == "0");
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

TEST_CASE("Records of one measure give its figures, and others are left out of them") {
    const Engine engine = engine_of(kConfig);
    const auto scored = [](const char* baseline, const char* actual, const char* target) {
        return support::Fields{{"measure", "reading_age"},
                               {"baseline", baseline},
                               {"actual", actual},
                               {"target", target},
                               {"baseline_date", "2023-09-01"},
                               {"actual_date", "2023-12-31"}};
    };
    const Rollup rollup = rollup_of(engine, {"measure"}, true,
                                    {scored("72", "80", "78"),
                                     scored("70", "72", "76"),
                                     scored("90", "84", ""),
                                     scored("<60", "80", "70"),
                                     {},
                                     {{"measure", "sdq"}, {"baseline", "20"}}});
    CHECK(keys_of(rollup) == Keys{"reading_age", "sdq", "null", "all"});
    const auto rows = rollup.rows();
    CHECK(figure(rows[0], "n_pairs") == "3");
    CHECK(figure(rows[0], "baseline_mean") == "77.3333");
    CHECK(figure(rows[0], "gain_total") == "4");
    CHECK(figure(rows[0], "n_censored") == "1");
    CHECK(figure(rows[0], "target_met_rate") == "0.6667");  // 80 of 78, 80 of 70; not 72 of 76
    // 8, 2 and -6 months over 121 days: 2.012397, 0.503099 and -1.509298, each rounded
    CHECK(figure(rows[0], "ratio_gain_mean") == "0.3354");
    CHECK(figure(rows[0], "n_reliably_improved") == "0");
    CHECK(figure(rows[0], "cost_per_unit_gain") == "33.9441");  // 3 x £45.25875 for 4 months
    CHECK(figure(rows[1], "n_pairs") == "0");
    CHECK(figure(rows[1], "gain_mean").empty());
    CHECK(figure(rows[2], "n_measures") == "0");
    CHECK(figure(rows[3], "n_measures") == "2");
    CHECK(figure(rows[3], "gain_total").empty());
}

TEST_CASE("A record is placed by the hierarchy of the year that is asked for") {
    const std::string hierarchy = R"("hierarchy": ["authority_id", "cluster_id", "school_id"])";
    const support::Fields early{{"authority_id", "A1"}, {"cluster_id", "C1"}};
    const support::Fields late{
        {"authority_id", "A2"}, {"cluster_id", "C2"}, {"started", "2024-09"}, {"ended", "2024-12"}};
    const support::Fields elsewhere{
        {"authority_id", "A1"}, {"cluster_id", "C1"}, {"school_id", "S9"}};
    const std::vector<support::Fields> records{early, late, elsewhere, {{"school_id", ""}}};
    const auto keys = [&](const std::string& year, std::vector<std::string> by) {
        const std::string as_of = year.empty() ? "" : R"(, "hierarchy_as_of": ")" + year + R"(")";
        const Engine engine = engine_of("{" + hierarchy + as_of + "}");
        const Rollup whole = rollup_of(engine, by, true, records);
        Rollup merged = rollup_of(engine, by, true, {records[1], records[3]});
        REQUIRE(merged.merge(rollup_of(engine, by, true, {records[0], records[2]})).ok());
        CHECK(merged.serialise() == whole.serialise());
        CHECK(keys_of(merged) == keys_of(whole));
        std::vector<std::string> found;
        for (const RollupRow& row : whole.rows())
            found.push_back(key_of(row) + " " + figure(row, "n_records"));
        return found;
    };
    CHECK(keys("", {"cluster_id"}) == Keys{"C1 2", "C2 1", "null 1", "all 4"});
    // S1 was in C1 in 2023/24, and S9 was there too
    CHECK(keys("2023/24", {"cluster_id"}) == Keys{"C1 3", "null 1", "all 4"});
    // S9 has no record of 2024/25 and stays where it is recorded
    CHECK(keys("2024/25", {"cluster_id"}) == Keys{"C1 1", "C2 2", "null 1", "all 4"});
    CHECK(keys("2024/25", {"authority_id"}) == Keys{"A1 1", "A2 2", "null 1", "all 4"});
    CHECK(keys("2024/25", {"authority_id", "school_id"}) ==
          Keys{"A1/S9 1", "A1 1", "A2/S1 2", "A2 2", "null/null 1", "null 1", "all 4"});
    CHECK(keys("2024/25", {"school_id"}) == Keys{"S1 2", "S9 1", "null 1", "all 4"});
}

TEST_CASE("A year to place records by needs a hierarchy and a calendar that has it") {
    const auto message = [](const std::string& config) {
        const auto engine = Engine::create(read_config(config).value());
        return engine ? "" : describe(engine.error());
    };
    CHECK(message(R"({"hierarchy": ["school_id"], "hierarchy_as_of": "2023/24"})").empty());
    CHECK(message(R"({"hierarchy_as_of": "2023/24"})").find("hierarchy") != std::string::npos);
    CHECK(message(R"({"hierarchy": ["school_id"], "hierarchy_as_of": "2023"})").find("2023") !=
          std::string::npos);
    CHECK(engine_of(R"({"hierarchy": ["school_id"], "hierarchy_as_of": "2023/24"})")
              .config_digest() != engine_of(R"({"hierarchy": ["school_id"]})").config_digest());
}

TEST_CASE("Parents in conflict are named in byte order, whichever comes first") {
    const Engine engine = engine_of(R"({"hierarchy": ["cluster_id", "school_id"]})");
    const auto conflict = [&](const char* first, const char* second) {
        Rollup rollup = rollup_of(engine, {}, true, {{{"cluster_id", first}}});
        const Rollup other = rollup_of(engine, {}, true, {{{"cluster_id", second}}});
        const std::string before = rollup.serialise();
        const Status merged = rollup.merge(other);
        REQUIRE_FALSE(merged.ok());
        CHECK(rollup.serialise() == before);
        const auto answer = support::analyse(engine, with({{"cluster_id", second}}));
        const Status added = rollup.update(answer->record, answer->analysis, {});
        REQUIRE_FALSE(added.ok());
        CHECK(added.error() == merged.error());
        return merged.error().message;
    };
    CHECK(conflict("C1", "C2") == conflict("C2", "C1"));
    CHECK(conflict("C2", "C1") ==
          "school_id 'S1' is in cluster_id 'C1' and in 'C2' in the year 2023/24.");
}

TEST_CASE("Roll-ups of files with different columns are merged by their names") {
    const Engine engine = engine_of(kConfig);
    const auto answer = support::analyse(engine, support::good_record());
    const auto of_columns = [&](const std::vector<std::string>& names,
                                const std::vector<std::string_view>& cells) {
        Rollup rollup = Rollup::create(engine, {}, true).value();
        for (const std::string& name : names)
            rollup.carried_column(name);
        REQUIRE(rollup.update(answer->record, answer->analysis, cells).ok());
        return rollup;
    };
    const auto means = [](const Rollup& rollup) {
        std::string text;
        const auto rows = rollup.rows();
        for (const std::size_t column : rollup.numeric_columns()) {
            const CarriedTotal total = rows.back().totals->carried.at(column);
            text += rollup.column_name(column) + " " + std::to_string(total.n) + " " +
                    value_text(carried_mean(total)) + "; ";
        }
        return text;
    };
    Rollup left = of_columns({"b", "a"}, {"10", "1"});
    Rollup right = of_columns({"a", "c", "d"}, {"2", "5", "7"});
    const Rollup words = of_columns({"d"}, {"none"});
    Rollup both = left;
    REQUIRE(both.merge(right).ok());
    CHECK(means(both) == "a 2 1.5; b 1 10; c 1 5; d 1 7; ");
    REQUIRE(both.merge(words).ok());
    CHECK(means(both) == "a 2 1.5; b 1 10; c 1 5; ");
    Rollup other = words;
    REQUIRE(other.merge(right).ok());
    REQUIRE(other.merge(left).ok());
    CHECK(means(other) == means(both));
    CHECK(other.serialise() == both.serialise());
    Rollup one_by_one = of_columns({"b", "a"}, {"10", "1"});
    for (const auto& [names, cells] :
         {std::pair{std::vector<std::string>{"a", "c", "d"},
                    std::vector<std::string_view>{"2", "5", "7"}},
          std::pair{std::vector<std::string>{"d"}, std::vector<std::string_view>{"none"}}}) {
        one_by_one.begin_source();
        for (const std::string& name : names)
            one_by_one.carried_column(name);
        REQUIRE(one_by_one.update(answer->record, answer->analysis, cells).ok());
    }
    CHECK(one_by_one.serialise() == both.serialise());
    const Rollup again = Rollup::deserialise(engine, both.serialise()).value();
    CHECK(means(again) == means(both));
    CHECK(again.serialise() == both.serialise());
}

TEST_CASE("A feeder's sums make the same roll-up as its records one by one") {
    const Engine engine = engine_of(R"({"rates": {"Teaching assistant": 14.37}})");
    const auto answer = support::analyse(engine, support::good_record());
    Rollup by_records = Rollup::create(engine, {"school_id"}, true).value();
    for (int i = 0; i < 3; ++i)
        REQUIRE(by_records.update(answer->record, answer->analysis, {}).ok());
    Rollup fed = Rollup::create(engine, {"school_id"}, true).value();
    REQUIRE(fed.kept_levels() == std::vector<std::size_t>{1});
    REQUIRE(fed.key_dimensions() == std::vector<std::string>{"school_id"});
    GroupTotals& group = fed.group({KeyPart("S1")}, 1);
    const Dosage& dosage = *answer->analysis.impact.dosage;
    const Cost& cost = *answer->analysis.impact.cost;
    PlainSums sums;
    sums.outcomes_by_cost[outcome_slot(Outcome::amber, true)] = 3;
    sums.scheduled = 3 * dosage.sessions_scheduled.raw();
    sums.attended = 3 * dosage.sessions_attended;
    sums.hours_planned = 3 * dosage.hours_planned.raw();
    sums.hours_received = 3 * dosage.hours_received.raw();
    sums.hours_squared_low =
        3 * static_cast<std::uint64_t>(dosage.hours_received.raw() * dosage.hours_received.raw());
    sums.staff_hours = 3 * dosage.staff_hours.raw();
    sums.staff_cost = 3 * cost.staff_cost->raw();
    sums.capital_cost = 3 * cost.capital_cost.raw();
    group.add(sums);
    group.roles = by_records.rows().front().totals->roles;
    const std::size_t slot = outcome_slot(Outcome::amber, true);
    for (int i = 0; i < 3; ++i)
        group.learners.add(by_records.rows().front().totals->learners.in_slot(slot).front(), slot);
    fed.count_analysed(3);
    CHECK(fed.serialise() == by_records.serialise());
    CHECK(figure(fed.rows().back(), "n_learners") == "1");
}

TEST_CASE("Without a key a state has no ids, and learners are not known after it") {
    const Engine engine = engine_of(R"({"rates": {"Teaching assistant": 14.37}})");
    const Rollup live =
        rollup_of(engine, {}, true, {{{"learner_id", "A"}}, {{"learner_id", "B"}}, {}});
    CHECK(live.learners_known());
    const Rollup read = Rollup::deserialise(engine, live.serialise()).value();
    CHECK_FALSE(read.learners_known());
    CHECK(figure(live.rows().back(), "n_learners") == "3");
    CHECK(figure(read.rows().back(), "n_learners").empty());
    CHECK(figure(read.rows().back(), "cost_per_learner").empty());
    CHECK(figure(read.rows().back(), "total_cost") == figure(live.rows().back(), "total_cost"));
    CHECK(read.serialise() == live.serialise());
    Rollup merged = live;
    REQUIRE(merged.merge(live).ok());
    CHECK(figure(merged.rows().back(), "n_learners") == "3");
    REQUIRE(merged.merge(read).ok());
    CHECK_FALSE(merged.learners_known());
    CHECK(figure(merged.rows().back(), "n_learners").empty());
    const Language language(LanguageCode::en);
    const DocumentCounts counts;
    CHECK(rollup_document(engine, read, language, DocumentFormat::json, counts)
              .find("\"warnings\":[\"Distinct learners") != std::string::npos);
    CHECK(rollup_document(engine, live, language, DocumentFormat::json, counts).find("warnings") ==
          std::string::npos);
    CHECK(rollup_document(engine, read, language, DocumentFormat::table, counts)
              .find("Distinct learners") != std::string::npos);
}
