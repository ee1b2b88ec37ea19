// Disclosure control: what may leave the building, and what an attacker can work out of it.
#include "effaith/disclosure.hpp"

#include "effaith/io/disclosure_documents.hpp"
#include "records.hpp"

using namespace effaith;
using support::engine_of;
using support::kConfig;
using support::with;

namespace {

/// A table of an authority and its schools, without a split.
CountTable schools(const std::vector<std::int64_t>& counts) {
    CountTable table;
    table.parents.push_back(CountTable::kNoParent);
    table.counts.push_back(0);
    for (const std::int64_t count : counts) {
        table.parents.push_back(0);
        table.counts.push_back(count);
        table.counts.front() += count;
    }
    table.hidden.assign(table.cells(), 0);
    return table;
}

std::vector<std::size_t> hidden_of(const CountTable& table) {
    std::vector<std::size_t> cells;
    for (std::size_t cell = 0; cell < table.cells(); ++cell) {
        if (table.hidden[cell] != 0) cells.push_back(cell);
    }
    return cells;
}

using Cells = std::vector<std::size_t>;

/// So many records of as many learners in one school, with one outcome.
struct Batch {
    std::string school;
    std::string outcome;
    int records = 0;
    int learners = 0;  // 0: as many as records
    std::string role = "Teaching assistant";
};

Rollup rollup_of(const Engine& engine, std::vector<std::string> by, bool totals,
                 const std::vector<Batch>& batches) {
    Rollup rollup = Rollup::create(engine, std::move(by), totals).value();
    int number = 0;
    for (std::size_t b = 0; b < batches.size(); ++b) {
        const Batch& batch = batches[b];
        for (int i = 0; i < batch.records; ++i) {
            const int learner = batch.learners == 0 ? i : i % batch.learners;
            const auto answer = support::analyse(
                engine, with({{"id", "r" + std::to_string(++number)},
                              {"learner_id", std::to_string(b) + "-" + std::to_string(learner)},
                              {"school_id", batch.school},
                              {"intervention", i % 2 == 0 ? "Books" : "Numbers"},
                              {"delivered_by", batch.role},
                              {"outcome", batch.outcome}}));
            const Status added = rollup.update(answer->record, answer->analysis, {});
            REQUIRE(added.ok());
        }
    }
    return rollup;
}

std::string figure(const ProtectedRollup& table, std::size_t row, std::string_view name) {
    for (std::size_t i = 0; i < group_figures().size(); ++i) {
        if (group_figures()[i].name == name) return value_text(table.figure(row, i));
    }
    throw std::runtime_error("no figure " + std::string(name));
}

const std::vector<Batch> kThreeSchools{{"A", "red", 2},   {"A", "green", 9},  {"B", "red", 8},
                                       {"B", "green", 7}, {"C", "amber", 12}, {"C", "green", 6}};

}  // namespace

TEST_CASE("To hide a second count is not enough: 1 and 1 beside 18 and a total of 20") {
    CountTable table = schools({1, 1, 18});
    table.hidden = {0, 1, 1, 0};
    const auto ranges = attack(table).value();
    CHECK(ranges == std::vector<CountRange>{{1, 0, 2}, {2, 0, 2}});
    CHECK_FALSE(ranges[0].is_wide(5));
    const ProtectedCounts safe = protect_counts(schools({1, 1, 18}), {}).value();
    CHECK(hidden_of(safe.table) == Cells{1, 2, 3});
    CHECK(safe.report.safe());
    CHECK(safe.report.sensitive == 2);
}

TEST_CASE("Noughts are published, and nothing is hidden where nobody is at risk") {
    const ProtectedCounts calm = protect_counts(schools({0, 7, 20}), {}).value();
    CHECK(hidden_of(calm.table).empty());
    const ProtectedCounts small = protect_counts(schools({0, 3, 20}), {}).value();
    CHECK(hidden_of(small.table) == Cells{2, 3});
}

TEST_CASE("One who knows the rule knows no sensitive count exactly") {
    // 4 and 4 make 8: wide enough for who knows nothing, and certain for who knows that both are
    // below 5.
    CountTable table = schools({4, 4, 30, 7});
    table.hidden = {0, 1, 1, 0, 0};
    CHECK(attack(table).value()[0].is_wide(5));
    const auto informed = attack(table, Attacker::informed, {0, 1, 1, 0, 0}).value();
    CHECK(informed[0] == CountRange{1, 4, 4});
    const ProtectedCounts safe = protect_counts(schools({4, 4, 30, 7}), {}).value();
    CHECK(hidden_of(safe.table) == Cells{1, 2, 4});
    CHECK(safe.report.known == 0);
}

TEST_CASE("The published counts of a table contradict each other, or do not add up") {
    CountTable table = schools({3, 4});
    table.counts[0] = 2;
    table.hidden = {0, 1, 0};
    CHECK(attack(table).error().code == ErrorCode::disclosure_not_additive);
    const auto refused = protect_counts(table, {});
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().code == ErrorCode::disclosure_not_additive);
    CHECK(refused.error().where == "/rows/0");
    table.parents[0] = 1;
    CHECK(attack(table).error().code == ErrorCode::invalid_argument);
}

TEST_CASE("A row is hidden in all figures that would give its count back") {
    const Engine engine = engine_of(kConfig);
    const Rollup rollup = rollup_of(
        engine, {"school_id"}, true,
        {{"A", "red", 2}, {"B", "red", 8}, {"B", "green", 7}, {"C", "amber", 12}, {"C", "red", 6}});
    const ProtectedRollup table = protect(rollup, {}).value();
    REQUIRE(table.rows().size() == 4);
    CHECK(table.report().safe());
    CHECK(table.hides_row(0));
    for (const char* name : {"n_records", "n_learners", "hours_received", "total_cost",
                             "attendance_rate", "achieved_rate", "n_red", "cost_per_learner"})
        CHECK(figure(table, 0, name) == "suppressed");
    CHECK(figure(table, 0, "n_green") == "0");
    // Hours cannot be had from the total's either.
    int rows_without_hours = 0;
    for (std::size_t row = 0; row < 4; ++row)
        rows_without_hours += figure(table, row, "hours_received") == "suppressed" ? 1 : 0;
    CHECK(rows_without_hours >= 2);
    // And one mark stands for both reasons.
    const std::string csv = rollup_document(table, Language(LanguageCode::en), DocumentFormat::csv);
    CHECK(csv.find("suppressed") != std::string::npos);
}

TEST_CASE("Learners count, not records: six records of one child are one child") {
    const Engine engine = engine_of(kConfig);
    const Rollup rollup =
        rollup_of(engine, {"school_id"}, true,
                  {{"A", "red", 6, 1}, {"A", "green", 9}, {"B", "red", 9}, {"B", "green", 9}});
    const ProtectedRollup table = protect(rollup, {}).value();
    CHECK(figure(table, 0, "n_red") == "suppressed");
    CHECK(figure(table, 0, "n_records") == "15");
    CHECK(table.report().safe());
}

TEST_CASE("A class that shares one outcome is told of, and hidden on request") {
    const Engine engine = engine_of(kConfig);
    const Rollup rollup = rollup_of(
        engine, {"school_id"}, true,
        {{"A", "red", 12}, {"B", "red", 8}, {"B", "green", 7}, {"C", "red", 9}, {"C", "green", 9}});
    const ProtectedRollup open = protect(rollup, {}).value();
    CHECK(figure(open, 0, "n_red") == "12");
    CHECK(open.report().class_disclosure == 1);
    DisclosureRules rules;
    rules.hide_class = true;
    const ProtectedRollup closed = protect(rollup, rules).value();
    CHECK(figure(closed, 0, "n_red") == "suppressed");
    CHECK(closed.report().safe());
}

TEST_CASE("Rounded counts, and rates and means of enough records alone") {
    const Engine engine = engine_of(kConfig);
    const Rollup rollup =
        rollup_of(engine, {"school_id"}, true,
                  {{"A", "red", 7}, {"A", "green", 7}, {"B", "red", 13}, {"B", "green", 14}});
    DisclosureRules rules;
    rules.rounding = Rounding::five;
    const ProtectedRollup table = protect(rollup, rules).value();
    CHECK(figure(table, 0, "n_records") == "15");
    CHECK(figure(table, 0, "n_red") == "5");
    CHECK(figure(table, 0, "achieved_rate") == "suppressed");
    CHECK(figure(table, 1, "n_records") == "25");
    CHECK(figure(table, 1, "achieved_rate") == "0.519");
    CHECK(figure(table, 1, "cost_per_learner") == "suppressed");
    CHECK(figure(table, 2, "n_records") == "40");
    CHECK(value_text(table.total()) == "40");
}

TEST_CASE("A table by role does not add up to totals, and is refused with them") {
    const Engine engine = engine_of(kConfig);
    const auto refused = protect(rollup_of(engine, {"role"}, true, kThreeSchools), {});
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().code == ErrorCode::disclosure_not_additive);
    CHECK(protect(rollup_of(engine, {"role"}, false, kThreeSchools), {}).ok());
    DisclosureRules nobody;
    nobody.threshold = 1;
    CHECK(protect(rollup_of(engine, {"school_id"}, true, kThreeSchools), nobody).error().code ==
          ErrorCode::invalid_argument);
}

TEST_CASE("A count that two tables of a release share has one fate") {
    const Engine engine = engine_of(kConfig);
    const Rollup by_school = rollup_of(engine, {"school_id"}, true, kThreeSchools);
    const Rollup by_intervention = rollup_of(engine, {"intervention"}, true, kThreeSchools);
    const Rollup both = rollup_of(engine, {"school_id", "intervention"}, true, kThreeSchools);
    const std::vector<const Rollup*> tables{&by_school, &both};
    const auto answer = release(tables, {}).value();
    for (std::size_t row = 0; row < by_school.rows().size(); ++row) {
        for (std::size_t other = 0; other < answer[1].rows().size(); ++other) {
            if (answer[1].rows()[other].key != answer[0].rows()[row].key) continue;
            for (const char* name : {"n_records", "n_red", "n_green", "total_cost"})
                CHECK(figure(answer[0], row, name) == figure(answer[1], other, name));
        }
    }
    // By intervention crosses by school and intervention: its rows are hidden, its total is not.
    const std::vector<const Rollup*> crossing{&both, &by_intervention};
    const auto conservative = release(crossing, {}).value();
    CHECK(conservative[1].report().conservative);
    CHECK(figure(conservative[1], 0, "n_records") == "suppressed");
    CHECK(figure(conservative[1], 2, "n_records") == "44");
    const Rollup fewer = rollup_of(engine, {"tier"}, true, {kThreeSchools[0]});
    const std::vector<const Rollup*> strangers{&both, &fewer};
    CHECK(release(strangers, {}).error().code == ErrorCode::invalid_argument);
}

TEST_CASE("A published table is audited by who has nothing but the table") {
    const Engine engine = engine_of(kConfig);
    const Rollup rollup = rollup_of(engine, {"school_id"}, true, kThreeSchools);
    const ProtectedRollup table = protect(rollup, {}).value();
    const Language words(LanguageCode::en);
    const std::string published = rollup_document(table, words, DocumentFormat::json);
    const PublishedAudit audit = audit_published(published, words, DocumentFormat::json).value();
    CHECK(audit.safe);
    CHECK(audit.document.find("\"not_covered\"") != std::string::npos);
    const PublishedAudit bad =
        audit_published(R"({"rows": [{"node": "LA", "parent": null, "total": 20},
                            {"node": "A", "parent": "LA", "total": "suppressed"},
                            {"node": "B", "parent": "LA", "total": null},
                            {"node": "C", "parent": "LA", "total": 18}]})",
                        words, DocumentFormat::table)
            .value();
    CHECK_FALSE(bad.safe);
    CHECK(bad.document.find("NOT SAFE") != std::string::npos);
    for (const char* text : {"{}", R"({"rows": [1]})", R"({"rows": [{"node": "A"}]})",
                             R"({"rows": [{"node": "A", "parent": "B", "total": 1}]})",
                             R"({"rows": [{"node": "A", "parent": null, "total": -1}]})"})
        CHECK(audit_published(text, words, DocumentFormat::json).error().code ==
              ErrorCode::bad_json);
}
