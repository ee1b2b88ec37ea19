// The property that roll-ups are made for: any split of the records, in any order, through any
// states, merged by any tree, serialises to the same bytes and has the same rows.
#include "effaith/rollup.hpp"

#include <map>
#include <random>
#include <set>

#include "dice.hpp"
#include "records.hpp"
#include "share.hpp"

using namespace effaith;
using support::Dice;
using support::Fields;

namespace {

const std::string kParts = R"(
    "rates": {"Teacher": 40.05, "Teaching assistant": 14.37, "Mentor": 21},
    "hierarchy": ["authority_id", "cluster_id", "school_id"],
    "policy": {"incomplete": "accept"},
    "measures": [{"id": "age", "kind": "age_equivalent", "sd": 15, "reliability": 0.9},
                 {"id": "sdq", "direction": "lower", "tolerance": 1}])";

const std::vector<Engine>& engines() {
    static const std::vector<Engine> all = [] {
        const std::string key = R"("id_key": "00112233445566778899aabbccddeeff")";
        std::vector<Engine> made;
        made.push_back(support::engine_of("{" + key + "," + kParts + "}"));
        made.push_back(support::engine_of("{" + kParts + "}"));
        made.push_back(
            support::engine_of("{" + key + R"(, "hierarchy_as_of": "2023/24",)" + kParts + "}"));
        return made;
    }();
    return all;
}

constexpr std::array<const char*, 4> kColumns{"attendance", "house", "age", "note"};

/// A record, and its values in the columns that it carries.
struct Sheet {
    Fields fields;
    std::array<std::string, 4> cells;
};

/// Schools stand in other clusters from one year to the next, and in one within a year.
Sheet random_sheet(Dice& dice) {
    const std::size_t school = dice.below(5);
    const bool later = dice.one_in(3);
    const std::size_t cluster = (school + (later ? 1 : 0)) % 3;
    Sheet sheet;
    sheet.fields = support::with(
        {{"id", ""},
         {"school_id", dice.one_in(12) ? "" : "S" + std::to_string(school)},
         {"cluster_id", dice.one_in(9) ? "" : "C" + std::to_string(cluster)},
         {"authority_id", dice.one_in(9) ? ""
                          : cluster == 0 ? "A0"
                                         : "A1"},
         {"started", later ? "2024-09" : "2023-09"},
         {"ended", later ? "2024-11" : "2023-12"},
         {"learner_id", dice.one_in(6) ? "" : "L" + std::to_string(dice.below(9))},
         {"delivered_by", dice.pick<std::string>({"Teacher", "Teaching assistant", "Volunteer"})},
         {"delivered_by_2", dice.pick<std::string>({"", "Mentor", "teacher"})},
         {"outcome", dice.pick<std::string>({"red", "amber", "green", ""})},
         {"sessions_attended", std::to_string(1 + dice.below(15))},
         {"tier", dice.pick<std::string>({"universal", "targeted", ""})},
         {"frequency", dice.one_in(15) ? "never" : "weekly"},
         {"cohort", dice.one_in(15) ? "comparison" : "intervention"}});
    if (!dice.one_in(3)) {
        const bool age = dice.one_in(2);
        sheet.fields["measure"] = age ? "age" : "sdq";
        sheet.fields["baseline"] = std::to_string(60 + dice.below(20));
        sheet.fields["actual"] = dice.one_in(5) ? "" : std::to_string(60 + dice.below(30));
        sheet.fields["target"] = dice.one_in(2) ? "" : std::to_string(65 + dice.below(20));
    }
    sheet.cells = {dice.one_in(3) ? "" : std::to_string(dice.below(1000)) + ".5",
                   dice.pick<std::string>({"red", "blue", ""}),
                   dice.one_in(20) ? "six" : std::to_string(dice.below(9)),
                   dice.one_in(2) ? "" : "7"};
    return sheet;
}

struct Pool {
    std::vector<Sheet> sheets;
    /// By the engine.
    std::vector<std::vector<std::unique_ptr<support::Analysed>>> answers;

    explicit Pool(Dice& dice) {
        for (int i = 0; i < 400; ++i)
            sheets.push_back(random_sheet(dice));
        for (const Engine& engine : engines()) {
            auto& of_engine = answers.emplace_back();
            for (const Sheet& sheet : sheets)
                of_engine.push_back(support::analyse(engine, sheet.fields));
        }
    }
};

struct Question {
    std::size_t engine = 0;
    std::vector<std::string> by;
    bool totals = false;
};

const std::vector<std::vector<std::string>> kDimensions{{},
                                                        {"school_id"},
                                                        {"authority_id", "cluster_id"},
                                                        {"cluster_id", "tier", "outcome"},
                                                        {"role", "school_id"},
                                                        {"authority_id", "role", "measure"},
                                                        {"house", "academic_year"}};

/// A roll-up of some of the pool's records, in their order here. It is told of the columns that
/// these records have, in an order of its own.
Rollup rollup_of(const Pool& pool, const Question& question, const std::vector<std::size_t>& chosen,
                 Dice& dice) {
    Rollup rollup =
        Rollup::create(engines()[question.engine], question.by, question.totals).value();
    std::vector<std::size_t> columns;
    for (std::size_t i = 0; i < kColumns.size(); ++i) {
        const bool has = std::any_of(chosen.begin(), chosen.end(), [&](std::size_t record) {
            return !pool.sheets[record].cells[i].empty();
        });
        if (has) columns.push_back(i);
    }
    dice.shuffle(columns);
    for (const std::size_t column : columns)
        rollup.carried_column(kColumns[column]);
    for (const std::size_t record : chosen) {
        std::vector<std::string_view> cells;
        for (const std::size_t column : columns)
            cells.push_back(pool.sheets[record].cells[column]);
        const support::Analysed& answer = *pool.answers[question.engine][record];
        REQUIRE(rollup.update(answer.record, answer.analysis, cells).ok());
    }
    return rollup;
}

Rollup through_bytes(const Rollup& rollup, std::size_t engine) {
    return Rollup::deserialise(engines()[engine], rollup.serialise()).value();
}

/// The records dealt to a few parts, some of which travel as bytes, merged two by two.
Rollup split_and_merged(const Pool& pool, const Question& question, std::vector<std::size_t> chosen,
                        Dice& dice) {
    dice.shuffle(chosen);
    std::vector<std::vector<std::size_t>> dealt(1 + dice.below(6));
    for (const std::size_t record : chosen)
        dealt[dice.below(dealt.size())].push_back(record);
    std::vector<Rollup> parts;
    for (const auto& records : dealt) {
        parts.push_back(rollup_of(pool, question, records, dice));
        if (dice.one_in(2)) parts.back() = through_bytes(parts.back(), question.engine);
    }
    while (parts.size() > 1) {
        dice.shuffle(parts);
        REQUIRE(parts[parts.size() - 2].merge(parts.back()).ok());
        parts.pop_back();
        if (dice.one_in(4)) parts.back() = through_bytes(parts.back(), question.engine);
    }
    return std::move(parts.front());
}

/// Everything that the rows say.
std::vector<std::string> rows_of(const Rollup& rollup) {
    std::vector<std::string> lines;
    for (const RollupRow& row : rollup.rows()) {
        std::string line;
        for (const KeyPart& part : row.key)
            (line += part.value_or("null")) += '|';
        for (const GroupFigure& figure : group_figures()) {
            const FigureValue value = figure.of(*row.totals);
            if (value.kind == FigureValue::Kind::real) {
                line += std::to_string(std::bit_cast<std::uint64_t>(value.real));
            } else if (!value.is_none()) {
                append_decimal(line, value.raw, value.places);
            }
            line += ';';
        }
        for (const std::size_t column : rollup.numeric_columns()) {
            const auto& carried = row.totals->carried;
            const CarriedTotal total = column < carried.size() ? carried[column] : CarriedTotal{};
            ((line += rollup.column_name(column)) += ' ') += std::to_string(total.n) + ' ';
            append_decimal(line, total.sum, 0);
        }
        lines.push_back(std::move(line));
    }
    return lines;
}

}  // namespace

TEST_CASE("Any split, order and tree of merges serialises to the same bytes") {
    Dice dice(20231);
    const Pool pool(dice);
    const auto rejected = [](const auto& answer) { return answer->analysis.rejected(); };
    REQUIRE(std::count_if(pool.answers[0].begin(), pool.answers[0].end(), rejected) < 100);
    for (int run = 0; run < share_of(10000); ++run) {
        Question question;
        question.engine = dice.below(engines().size());
        question.by = dice.pick(kDimensions);
        question.totals = dice.one_in(2);
        std::vector<std::size_t> chosen;
        const std::size_t records = dice.below(40);
        const std::size_t from = dice.below(pool.sheets.size() - records);
        for (std::size_t i = 0; i < records; ++i)
            chosen.push_back(from + i);
        INFO("run " << run << ", " << records << " records from " << from << ", engine "
                    << question.engine);
        const Rollup whole = rollup_of(pool, question, chosen, dice);
        const Rollup merged = split_and_merged(pool, question, chosen, dice);
        const std::string bytes = whole.serialise();
        REQUIRE(merged.serialise() == bytes);
        const Rollup read = through_bytes(whole, question.engine);
        REQUIRE(read.serialise() == bytes);
        const bool keyed = !engines()[question.engine].config().id_key.empty();
        if (!keyed || run % 4 != 0) continue;
        const std::vector<std::string> rows = rows_of(whole);
        REQUIRE(rows_of(merged) == rows);
        REQUIRE(rows_of(read) == rows);
    }
}

TEST_CASE("Rows are what counting by hand gives") {
    Dice dice(77);
    const Pool pool(dice);
    struct Naive {
        std::int64_t records = 0;
        std::set<std::string> learners;
        std::set<std::string> costed_learners;
        std::int64_t unidentified_costed = 0;
        Int128 cost = 0;
        Int128 hours = 0;
    };
    for (int run = 0; run < share_of(300); ++run) {
        const Question question{0, {"cluster_id", "school_id"}, true};
        std::vector<std::size_t> chosen;
        for (int i = 0; i < 60; ++i)
            chosen.push_back(dice.below(pool.sheets.size()));
        const Rollup rollup = split_and_merged(pool, question, chosen, dice);
        std::map<std::vector<KeyPart>, Naive, KeyOrder> expected;
        for (const std::size_t record : chosen) {
            const support::Analysed& answer = *pool.answers[0][record];
            if (answer.analysis.rejected() || !answer.analysis.impact.dosage) continue;
            const auto part = [&](const char* name) {
                const std::string& text = answer.fields.at(name);
                return text.empty() ? KeyPart() : KeyPart(text);
            };
            const Cost& cost = *answer.analysis.impact.cost;
            const std::string& learner = answer.fields.at("learner_id");
            std::vector<KeyPart> key{part("cluster_id"), part("school_id")};
            for (;; key.pop_back()) {
                Naive& group = expected[key];
                ++group.records;
                if (!learner.empty()) group.learners.insert(learner);
                group.hours += answer.analysis.impact.dosage->hours_received.raw();
                if (cost.total_cost) {
                    group.cost += cost.total_cost->raw();
                    if (!learner.empty()) group.costed_learners.insert(learner);
                    if (learner.empty()) ++group.unidentified_costed;
                }
                if (key.empty()) break;
            }
        }
        const std::vector<RollupRow> rows = rollup.rows();
        REQUIRE(rows.size() == expected.size());
        for (const RollupRow& row : rows) {
            const GroupTotals& totals = *row.totals;
            const Naive& group = expected.at(row.key);
            REQUIRE(totals.records() == group.records);
            REQUIRE(totals.learners.distinct() == static_cast<std::int64_t>(group.learners.size()));
            REQUIRE(totals.learners.distinct_costed() ==
                    static_cast<std::int64_t>(group.costed_learners.size()));
            REQUIRE(totals.learners.unidentified_costed() == group.unidentified_costed);
            REQUIRE(totals.total_cost() == group.cost);
            REQUIRE(totals.hours_received == group.hours);
        }
    }
}
