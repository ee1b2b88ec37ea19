// Random sheets of records, good and bad, as columns of text that stand in columns of many kinds;
// and the answer of the single record's way to each of their rows.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "arrow_tables.hpp"
#include "effaith/text_key.hpp"
#include "io/csv.hpp"
#include "records.hpp"

namespace support {

inline const char* const kSheetParts = R"(
  "rates": {"Teaching assistant": 14.37, "Mentor": 21.123457, "Volunteer": 0,
            "Teacher": [{"from": "2022-09-01", "rate": 38.10}, {"from": "2023-10-02", "rate": 40.05}],
            "Head": [{"rate": 90}, {"from": "2024-01-08", "rate": 95.5}], "Surgeon": 5000000},
  "measures": [
    {"id": "age", "kind": "age_equivalent", "sd": 15, "reliability": 0.9, "range": [36, 240]},
    {"id": "sdq", "direction": "lower", "range": [0, 40], "tolerance": 1, "sd": 6.1, "reliability": 0.8},
    {"id": "attends", "kind": "percent", "range": [0, 100], "expected_gain_per_month": 1.5},
    {"id": "ladder", "kind": "ladder", "steps": ["no contact", "speaks", "attends"]}],
  "catalogue": [
    {"intervention": "Catch-up Literacy", "support_type": "catch-up literacy", "aliases": ["Catch Up"],
     "measure": "age"},
    {"intervention": "Talk Time", "support_type": "communication"},
    {"intervention": "Ŵyn bach", "aliases": ["Lambs"]}],
  "hierarchy": ["authority_id", "cluster_id", "school_id"],
  "id_key": "00112233445566778899aabbccddeeff")";

/// Configurations that ask different things of a record.
inline const std::vector<effaith::Engine>& sheet_engines() {
    static const std::vector<effaith::Engine> all = [] {
        const std::string own = R"(, "calendars": {"S1": {"years": [{"name": "2023/24 of S1",
          "terms": [{"name": "First", "start": "2023-09-05", "end": "2023-12-21",
                     "half_term": {"start": "2023-10-23", "end": "2023-10-27"}},
                    {"name": "Second", "start": "2024-01-09", "end": "2024-03-22"}],
          "closures": ["2023-11-06"]}]}, "S2": {"name": "wales/gwynedd"}})";
        const std::string codes = R"(, "codes": {
          "tier": [{"code": "universal", "en": "Universal", "cy": "Cyffredinol", "from": "2023-10-01"},
                   {"code": "targeted", "en": "Targeted", "cy": "Wedi'i dargedu", "to": "2023-12-31"}],
          "role": [{"code": "TA", "en": "Teaching assistant", "cy": "Cynorthwyydd", "to": "2023-09-30"},
                   {"code": "T", "en": "Teacher", "cy": "Athro"}],
          "support_type": [{"code": "num", "en": "numeracy", "cy": "rhifedd", "from": "2023-09-10"}]})";
        const std::vector<std::string> parts{
            "",
            R"(, "policy": {"incomplete": "accept"})",
            R"(, "as_of": "2023-11-15")",
            R"(, "as_of": "2024-02-01", "policy": {"cost_basis": "scheduled"})",
            R"(, "policy": {"cost_basis": "scheduled", "capital_scope": "group"})",
            R"(, "policy": {"cost_basis": "delivered", "require_aim": true})",
            R"(, "policy": {"daily": "all_days", "capital_scope": "group"}, "language": "cy")",
            R"(, "policy": {"daily": "weekdays"}, "calendar": {"name": "wales/carmarthenshire", "inset": "closed"})",
            R"(, "redact_rates": true)",
            own,
            codes,
            own + codes + R"(, "policy": {"require_aim": true, "incomplete": "accept"})"};
        std::vector<effaith::Engine> made;
        for (const std::string& part : parts)
            made.push_back(engine_of("{" + std::string(kSheetParts) + part + "}"));
        return made;
    }();
    return all;
}

/// How a sheet is made.
struct SheetRules {
    std::size_t rows = 100;
    std::size_t oddity = 40;  ///< one value in so many is odd
    bool for_files = false;   ///< only what CSV and JSON can say too
};

struct Sheet {
    struct Column {
        TableColumn table;
        std::optional<effaith::Field> field;  ///< none: carried
    };
    std::vector<Column> columns;
    std::size_t rows = 0;

    std::vector<TableColumn> table() const {
        std::vector<TableColumn> all;
        for (const Column& column : columns)
            all.push_back(column.table);
        return all;
    }
    std::vector<std::string> carried() const {
        std::vector<std::string> names;
        for (const Column& column : columns) {
            if (!column.field) names.push_back(column.table.name);
        }
        return names;
    }
};

namespace detail {

using effaith::Field;
using Pool = std::vector<std::string>;

/// What usually stands in a field, and what sometimes does.
struct FieldPool {
    Pool usual;
    Pool odd;
};

inline const FieldPool& pool_of(Field field) {
    static const std::map<Field, FieldPool> pools{
        {Field::year_group, {{"7", "8", "9", "10"}, {"", "Year 7", "zz", " 8", "-1"}}},
        {Field::area_of_need,
         {{"SPLD", "DYSL", "ASD", "HI"}, {"", "GLD", "BESD", "DS", "dysl ", "?"}}},
        {Field::tier, {{"universal", "targeted"}, {"", "Targeted", "specific_alp", "tier 9"}}},
        {Field::support_type,
         {{"numeracy", "literacy", "communication"},
          {"", " numeracy", "catch-up literacy", "num", "something of our own", "  "}}},
        {Field::intervention,
         {{"", "Talk Time", "Lambs"}, {"Catch Up", "ŵyn bach", "talk time ", "Chess, \"fast\""}}},
        {Field::delivered_by,
         {{"Teaching assistant", "Teacher", "Mentor"},
          {"", "teacher ", "TA", "Volunteer", "Wizard", "Head", "Surgeon", "  "}}},
        {Field::delivered_by_2,
         {{"", "", "Mentor"}, {"Teacher", "Wizard", "Teaching assistant", " "}}},
        {Field::delivered_by_3, {{""}, {"Mentor", "Head", "nobody known"}}},
        {Field::learners_per_session,
         {{"1", "2", "3", "4", "6"},
          {"", "0", "-1", "2.5", "many", "100000", "100001", "12345678901234567890", "7", "3.0"}}},
        {Field::frequency,
         {{"daily", "weekly", "twice_weekly", "fortnightly", "monthly"},
          {"", "Weekly", "term_days", "three_times_weekly", "four_times_weekly",
           "every_three_weeks", "half_termly", "termly", "never", "wythnosol"}}},
        {Field::weekdays,
         {{""}, {"mon", "mon;thu", "mon,thu", "thu", "sun", "mon and fri", "fri fri"}}},
        {Field::session_hours,
         {{"0.5", "0.75", "1", "0.3333", "1.25"},
          {"", "0", "-1", "7", "7.0001", "0.33333", "0.00005", "half", "24", "0.0001", "1e-3",
           "99999999999999999999", "0.083333", ".5", "6.9999"}}},
        {Field::sessions_attended,
         {{"3", "7", "11", "12"},
          {"", "0", "-1", "40", "75", "1000", "100000", "100001", "11.5", "1e3", "lots",
           "9223372036854775807"}}},
        {Field::sessions_delivered, {{""}, {"12", "0", "-2", "4.5", "most"}}},
        {Field::episodes_per_session, {{""}, {"20", "2.5", "0", "0.00001", "-3", "x"}}},
        {Field::aim,
         {{"reads a page alone", "counts to 20"}, {"", " ", "two\nlines, \"quoted\"", "Ŵ"}}},
        {Field::outcome, {{"red", "amber", "green"}, {"", "Green", "purple", "gwyrdd", " amber"}}},
        {Field::outcome_score, {{""}, {"-2", "-1", "0", "1", "2", "3", "good", "1.5"}}},
        {Field::capital_cost,
         {{"", "0", "25.5", "9.99"},
          {"0.000001", "0.0000005", "0.0000015", "£1,250.00", "1099511.627776", "1099511.627777",
           "99999999999", "-1", "dear", "9223372036854.775807", "9223372036854.775808",
           "12.345678"}}},
        {Field::measure, {{""}, {"age", "sdq", "attends", "ladder", "shoe size", " sdq"}}},
        {Field::baseline,
         {{"", "60", "30"}, {"6y3m", "6.3", "75", "<6:00", "attends", "1", "x", "12.34567"}}},
        {Field::target, {{"", "70"}, {"6:09", "80", "2", "speaks", "30", "110", "85%"}}},
        {Field::actual,
         {{"", "72", "33"}, {"7y1m", ">13:06", "81.5", "3", "attends", "1000", "38.25"}}},
        {Field::baseline_date,
         {{""}, {"2023-09-04", "2023-09-05", "5 Sep 2023", "2023-13-01", "soon"}}},
        {Field::actual_date,
         {{""}, {"2023-12-15", "2023-09-01", "2023-09-05", "15/12/2023", "never"}}},
        {Field::cohort, {{"", "intervention"}, {"comparison", "Comparison ", "both"}}}};
    return pools.at(field);
}

inline const Pool& starts() {
    static const Pool all{"2023-09", "2023-09", "2023-10", "2023-09-04", "2024-01", "2023-11-14"};
    return all;
}
inline const Pool& odd_starts() {
    static const Pool all{"",           "202309",     "Sep 2023", "09/2023",
                          "4 Sep 2023", "1980-01",    "2099-12",  "2022-09",
                          "2023-12",    "2023-09-31", "autumn",   "2023-09-30"};
    return all;
}
inline const Pool& ends() {
    static const Pool all{"2023-12", "2023-12", "2024-03", "2023-12-15", "2024-02-28"};
    return all;
}
inline const Pool& odd_ends() {
    static const Pool all{"",        "202312",  "Rhag 2023", "2023-08",    "2100-09",
                          "2026-10", "2031-01", "2023-09",   "2023-12-32", "soon"};
    return all;
}

class SheetMaker {
  public:
    SheetMaker(const SheetRules& rules, Dice& dice) : rules_(rules), dice_(dice) {}

    Sheet make() {
        sheet_.rows = rules_.rows;
        const bool as_list = !rules_.for_files && dice_.one_in(4);
        for (std::size_t i = 0; i < effaith::kFieldCount; ++i) {
            const auto field = static_cast<Field>(i);
            const bool role_beyond =
                field == Field::delivered_by_2 || field == Field::delivered_by_3;
            if (dice_.one_in(is_vital(field) ? 60 : 12) || (as_list && role_beyond)) continue;
            add(field, as_list && field == Field::delivered_by);
        }
        add_carried();
        dice_.shuffle(sheet_.columns);
        return std::move(sheet_);
    }

  private:
    static bool is_vital(Field field) {
        return field == Field::support_type || field == Field::delivered_by ||
               field == Field::frequency || field == Field::started || field == Field::outcome ||
               field == Field::learners_per_session || field == Field::session_hours ||
               field == Field::sessions_attended || field == Field::aim;
    }
    static bool is_score(Field field) {
        return field == Field::baseline || field == Field::target || field == Field::actual;
    }
    static bool is_quantity(Field field) {
        return field == Field::learners_per_session || field == Field::session_hours ||
               field == Field::sessions_attended || field == Field::sessions_delivered ||
               field == Field::episodes_per_session || field == Field::capital_cost ||
               field == Field::outcome_score || field == Field::year_group || is_score(field);
    }

    Kind kind_of(Field field, bool as_list) {
        if (as_list) return dice_.pick<Kind>({Kind::list, Kind::large_list, Kind::word_list});
        std::vector<Kind> kinds{Kind::utf8, Kind::large_utf8, Kind::utf8_view, Kind::words32};
        const bool name = field <= Field::authority_id;
        if (!name) kinds.push_back(Kind::words8);
        // A file's 6.3 is text; a column's may be a number, which is another answer for an age.
        if (is_quantity(field) && !(is_score(field) && rules_.for_files)) {
            for (const Kind kind :
                 {Kind::int32, Kind::int64, Kind::int16, Kind::float64, Kind::float64,
                  Kind::float32, Kind::decimal128, Kind::numbers32})
                kinds.push_back(kind);
        }
        const bool end = field == Field::started || field == Field::ended;
        if (end || field == Field::baseline_date || field == Field::actual_date) {
            kinds.push_back(Kind::date32);
            kinds.push_back(Kind::timestamp);
        }
        if (end) {
            kinds.push_back(Kind::int32);
            kinds.push_back(Kind::int64);
        }
        if (field == Field::weekdays && !rules_.for_files) kinds.push_back(Kind::list);
        if (!is_vital(field) && dice_.one_in(20)) return Kind::nothing;
        return dice_.pick(kinds);
    }

    std::string value(Field field, std::size_t row) {
        const bool odd = dice_.one_in(rules_.oddity);
        const std::string school = std::to_string(schools_[row]);
        switch (field) {
            case Field::id:
                return odd ? dice_.pick<std::string>({"", " r1", "r1", "r2"})
                           : "r" + std::to_string(row);
            case Field::learner_id:
                return odd ? dice_.pick<std::string>({"", " ", " L1 "})
                           : "L" + std::to_string(dice_.below(60));
            case Field::school_id:
                return odd ? dice_.pick<std::string>({"", "  "})
                           : (dice_.one_in(30) ? " S" : "S") + school;
            case Field::cluster_id:
                return odd ? "" : "C" + std::to_string(schools_[row] % 3);
            case Field::authority_id:
                return odd ? "" : "A" + std::to_string(schools_[row] % 3 % 2);
            case Field::started:
                return dice_.pick(odd ? odd_starts() : starts());
            case Field::ended:
                return dice_.pick(odd ? odd_ends() : ends());
            default:
                return dice_.pick(odd ? pool_of(field).odd : pool_of(field).usual);
        }
    }

    /// Roles as a list, now and then blank between, none or more than three.
    std::string role_list() {
        std::string cell;
        const bool odd = dice_.one_in(rules_.oddity);
        const std::size_t count = odd ? dice_.below(6) : 1 + dice_.below(2);
        for (std::size_t i = 0; i < count; ++i) {
            const FieldPool& pool = pool_of(Field::delivered_by);
            (cell += dice_.pick(odd && dice_.one_in(2) ? pool.odd : pool.usual)) += kItemEnd;
        }
        return cell;
    }

    std::string weekday_list() {
        std::string cell;
        if (!dice_.one_in(rules_.oddity)) return cell;
        for (std::size_t i = dice_.below(6); i > 0; --i)
            (cell += dice_.pick<std::string>({"mon", "tue", "wed", "thu", "fri"})) += kItemEnd;
        return cell;
    }

    void add(Field field, bool as_list) {
        if (schools_.empty()) {
            for (std::size_t i = 0; i < rules_.rows; ++i)
                schools_.push_back(dice_.below(7));
        }
        Sheet::Column column;
        column.field = field;
        column.table.name = name_of(field);
        column.table.kind = kind_of(field, as_list);
        for (std::size_t row = 0; row < rules_.rows; ++row) {
            std::string text;
            for (int tries = 0; tries < 6; ++tries) {
                text = as_list                        ? role_list()
                       : is_list(column.table.kind)   ? weekday_list()
                       : field == Field::intervention ? value(field, row)
                                                      : value(field, row);
                if (fits(column.table.kind, text)) break;
                text.clear();
            }
            column.table.cells.push_back(std::move(text));
        }
        sheet_.columns.push_back(std::move(column));
    }

    void add_carried() {
        const auto add = [&](const std::string& name, Kind kind, const auto& make) {
            Sheet::Column column;
            column.table = {name, kind, {}};
            for (std::size_t row = 0; row < rules_.rows; ++row)
                column.table.cells.push_back(make());
            sheet_.columns.push_back(std::move(column));
        };
        const Kind numbers =
            dice_.pick<Kind>({Kind::float64, Kind::utf8, Kind::decimal128, Kind::numbers32});
        add("attendance", numbers, [&]() -> std::string {
            return dice_.one_in(5) ? "" : std::to_string(dice_.below(100)) + ".5";
        });
        const bool all_numbers = dice_.one_in(2);
        add("reading", Kind::utf8, [&]() -> std::string {
            const bool word = !all_numbers && dice_.one_in(50);
            return word ? "absent" : dice_.one_in(9) ? " " : " " + std::to_string(dice_.below(90));
        });
        add("house", Kind::words8, [&] {
            return dice_.pick<std::string>({"red", "blue ", "", "Ŵ"});
        });
        add("clubs", rules_.for_files ? Kind::utf8 : Kind::list, [&]() -> std::string {
            std::string cell;
            for (std::size_t i = dice_.below(7); i > 0; --i) {
                cell += dice_.pick<std::string>({"chess", "choir", ""});
                if (!rules_.for_files) cell += kItemEnd;
            }
            return cell;
        });
        if (dice_.one_in(3)) add("nothing at all", Kind::utf8, [] { return std::string(); });
    }

    SheetRules rules_;
    Dice& dice_;
    Sheet sheet_;
    std::vector<std::size_t> schools_;
};

inline std::string joined(const std::string& cell) {
    std::string text;
    const std::vector<std::string> items = items_of(cell);
    for (std::size_t i = 0; i < items.size(); ++i)
        (text += i == 0 ? "" : ";") += items[i];
    return text;
}

}  // namespace detail

inline Sheet random_sheet(const SheetRules& rules, Dice& dice) {
    return detail::SheetMaker(rules, dice).make();
}

/// A document of records, one after another, each by the single record's way.
class SingleRecords {
  public:
    explicit SingleRecords(const effaith::Engine& engine)
        : engine_(engine), reader_(engine, vocabulary(), {}) {}

    /// Reads and analyses a row of a sheet; valid until the next.
    void read(const Sheet& sheet, std::size_t row) {
        texts_.clear();
        raw_ = {};
        carried_.clear();
        raw_.row = ++rows_;
        for (const Sheet::Column& column : sheet.columns) {
            const std::string& cell = column.table.cells[row];
            const bool list = is_list(column.table.kind);
            if (list && column.field == effaith::Field::delivered_by) {
                read_roles(items_of(cell));
                continue;
            }
            const std::string& text = texts_.emplace_back(list ? detail::joined(cell) : cell);
            if (column.field) {
                raw_.at(*column.field) = {text, is_number(column.table.kind)};
            } else {
                carried_.push_back(text);
            }
        }
        analysis.clear();
        reader_.read(raw_, record, analysis.issues);
        if (!record.id.empty()) {
            const auto [first, fresh] = ids_.emplace(
                std::pair(std::string(record.school_id), std::string(record.id)), rows_);
            if (!fresh) {
                analysis.issues.add(effaith::IssueCode::duplicate_id, effaith::Field::id, record.id,
                                    std::to_string(first->second));
            }
        }
        engine_.analyse(record, analysis);
    }

    std::int64_t rows() const { return rows_; }
    const std::vector<std::string_view>& carried() const { return carried_; }

    effaith::Record record;
    effaith::RecordAnalysis analysis;

  private:
    void read_roles(const std::vector<std::string>& roles) {
        for (std::size_t i = 0; i < roles.size(); ++i) {
            const std::string& text = texts_.emplace_back(roles[i]);
            if (i < effaith::kMostRoles) {
                const auto first = static_cast<std::size_t>(effaith::Field::delivered_by);
                raw_.at(static_cast<effaith::Field>(first + i)) = {text, false};
            } else if (!effaith::trimmed(text).empty()) {
                ++raw_.roles_beyond;
            }
        }
    }

    const effaith::Engine& engine_;
    effaith::RecordReader reader_;
    effaith::RawRecord raw_;
    std::list<std::string> texts_;
    std::vector<std::string_view> carried_;
    std::map<std::pair<std::string, std::string>, std::int64_t> ids_;
    std::int64_t rows_ = 0;
};

}  // namespace support
