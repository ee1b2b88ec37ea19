// OneRoster results as the baselines and actual scores of records.
//
// Rule: results with one sourcedId are one, the one modified last; where they differ and none is
// the last, none counts. Of a learner's scores on a measure on one day the one modified last
// counts, else the one whose sourcedId comes last: never the order of the rows.
//
// Rule: of a learner's results on a record's measure, the last one on or before the start is the
// baseline, and the first one (or the last, as the mapping says) on or after the end is the actual
// score. Only a result that is fully graded is a score. Where a record knows a month alone, a
// result of that month is on or before the start, and on or after the end; no result is both.
#include <algorithm>
#include <map>
#include <tuple>

#include "effaith/io/interop.hpp"
#include "effaith/text_key.hpp"
#include "io/interop/gradebook.hpp"
#include "io/interop/text_records.hpp"
#include "io/score_reader.hpp"

namespace effaith::interop {
namespace {

/// A result that is a score.
struct UsableScore {
    const GradebookResult* result = nullptr;
    const Measure* measure = nullptr;
    Date day;
    practice::Given value;
    bool is_used = false;
    bool has_record = false;  ///< a record of the learner is on the measure
    bool has_period = false;  ///< and says when it started
    bool is_second = false;   ///< it would have been used, and the record has a score already
};

std::string key_of(std::string_view learner, const Measure& measure) {
    return std::string(learner) + '\n' + measure.id;
}

/// A day, or the day of a time such as 2024-01-15T10:00:00Z.
std::optional<Date> day_of(std::string_view text, const Vocabulary& words, DateNotation dates) {
    constexpr std::size_t kDay = 10;
    if (text.size() > kDay && text[kDay] == 'T') text = text.substr(0, kDay);
    return read_date(text, words, dates);
}

class Joiner {
  public:
    Joiner(const Tools& tools, const Mapping& mapping, DateNotation dates)
        : tools_(tools),
          mapping_(mapping),
          dates_(dates),
          reader_(tools.engine, tools.words, dates) {}

    Imported join(std::vector<TextRecord> records, const std::vector<GradebookResult>& results,
                  const std::vector<GradebookLineItem>& items) {
        for (const GradebookLineItem& item : items)
            items_.emplace(item.id, &item);
        for (const GradebookResult* result : told_apart(results))
            take(*result);
        for (auto& [key, scores] : scores_)
            keep_one_a_day(scores);
        out_.records = std::move(records);
        for (TextRecord& record : out_.records)
            fill(record);
        list_unused();
        std::stable_sort(out_.loss.begin(), out_.loss.end(),
                         [](const Note& a, const Note& b) { return a.row < b.row; });
        return std::move(out_);
    }

  private:
    void note(const GradebookResult& result, NoteCode code, std::string_view found,
              std::string detail = {}) {
        out_.loss.push_back(
            {code, result.id, std::string(found), std::move(detail), result.row, result.line});
    }

    /// When a result was last modified; empty where that is no time. OneRoster's times are all of
    /// one zone, and are in order as texts.
    static std::string_view modified(const GradebookResult& result) {
        constexpr std::size_t kDay = 10;
        const std::string_view text = result.modified;
        return Date::parse(text.substr(0, kDay)) ? text : std::string_view();
    }

    /// The results of which no other has the sourcedId, or which are the last of those that have.
    std::vector<const GradebookResult*> told_apart(const std::vector<GradebookResult>& results) {
        std::map<std::string_view, std::vector<const GradebookResult*>> by_id;
        for (const GradebookResult& result : results)
            by_id[result.id].push_back(&result);
        std::vector<const GradebookResult*> kept;
        for (const GradebookResult& result : results) {
            const auto& same = by_id[result.id];
            if (result.id.empty() || same.size() == 1 || is_last_of(same, result))
                kept.push_back(&result);
            else
                note(result, NoteCode::same_id, result.id);
        }
        return kept;
    }
    /// Whether each of the others was modified earlier, or says the same in a later row.
    static bool is_last_of(const std::vector<const GradebookResult*>& same,
                           const GradebookResult& result) {
        return std::all_of(same.begin(), same.end(), [&](const GradebookResult* other) {
            const bool is_repeated = other->says_as(result) && result.row <= other->row;
            return is_repeated || modified(*other) < modified(result);
        });
    }

    /// In order of time, with one score a day.
    void keep_one_a_day(std::vector<UsableScore>& scores) {
        const auto rank = [](const UsableScore& score) {
            return std::tuple{score.day, modified(*score.result),
                              std::string_view(score.result->id),
                              std::string_view(score.value.text)};
        };
        std::stable_sort(scores.begin(), scores.end(),
                         [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
        std::vector<UsableScore> kept;
        for (std::size_t i = 0; i < scores.size(); ++i) {
            const UsableScore& score = scores[i];
            if (i + 1 == scores.size() || scores[i + 1].day != score.day)
                kept.push_back(score);
            else
                note(*score.result, NoteCode::same_day, score.result->student, score.measure->id);
        }
        scores = std::move(kept);
    }

    /// What a line item allows, where a score lies outside it; empty where it does not, or where
    /// the item does not say.
    std::string outside_of_item(const GradebookResult& result) const {
        const auto found = items_.find(result.line_item);
        ReadDecimal score;
        if (found == items_.end() ||
            read_decimal(result.score, Score::places, score) != DecimalFault::none)
            return "";
        const GradebookLineItem& item = *found->second;
        const auto limit = [](const std::string& text) -> std::optional<std::int64_t> {
            ReadDecimal read;
            const bool is_read = read_decimal(text, Score::places, read) == DecimalFault::none;
            return is_read ? std::optional(read.raw) : std::nullopt;
        };
        const auto least = limit(item.least);
        const auto most = limit(item.most);
        const bool is_outside = (least && score.raw < *least) || (most && *most < score.raw);
        return is_outside ? item.least + "–" + item.most : "";
    }

    const Measure* measure_named(std::string_view name) const {
        if (name.empty()) return nullptr;
        for (const Measure& measure : tools_.engine.config().measures)
            if (same_text(measure.id, name) || same_text(measure.name, name)) return &measure;
        return nullptr;
    }

    const Measure* measure_of(const std::string& item) const {
        const auto found = items_.find(item);
        const std::string title = found == items_.end() ? std::string() : found->second->title;
        for (const LineItemMapping& known : mapping_.line_items)
            if (known.line_item == item || same_text(known.line_item, title))
                return measure_named(known.measure);
        const Measure* by_id = measure_named(item);
        return by_id != nullptr ? by_id : measure_named(title);
    }

    void take(const GradebookResult& result) {
        if (same_text(result.status, "tobedeleted"))
            return note(result, NoteCode::to_be_deleted, result.status);
        if (!same_text(result.score_status, "fully graded"))
            return note(result, NoteCode::not_a_score, result.score_status);
        const std::string& found = result.score.empty() ? result.text_score : result.score;
        if (found.empty()) return note(result, NoteCode::no_score, "");
        const std::optional<Date> day = day_of(result.score_date, tools_.words, dates_);
        if (!day) return note(result, NoteCode::no_day, result.score_date);
        const Measure* measure = measure_of(result.line_item);
        if (measure == nullptr) return note(result, NoteCode::unknown_line_item, result.line_item);
        if (const std::string allowed = outside_of_item(result); !allowed.empty())
            return note(result, NoteCode::outside_line_item, found, allowed);
        const practice::Given value = given_of(result);
        Issues issues;
        read_score({value.text, value.is_number}, *measure, tools_.words, issues);
        if (issues.has_error())
            return note(result, NoteCode::not_on_measure, found,
                        tools_.language.message(issues.list().front()));
        scores_[key_of(result.student, *measure)].push_back({&result, measure, *day, value});
    }

    /// A number in the one way of writing it, to the 4 places of scores; text as it stands.
    static practice::Given given_of(const GradebookResult& result) {
        ReadDecimal read;
        const bool is_number =
            read_decimal(result.score, Score::places, read) == DecimalFault::none;
        if (!is_number) return {result.score.empty() ? result.text_score : result.score, false};
        practice::Given value{"", true};
        append_decimal(value.text, read.raw, Score::places);
        return value;
    }

    void fill(TextRecord& record) {
        const RawRecord raw = raw_of(record);
        Record read;
        Issues issues;
        reader_.read(raw, read, issues);
        const Measure* measure = tools_.engine.measure_of(read);
        if (measure == nullptr || read.learner_id.empty()) return;
        const auto found = scores_.find(key_of(read.learner_id, *measure));
        if (found == scores_.end()) return;
        std::vector<UsableScore>& scores = found->second;
        for (UsableScore& score : scores) {
            score.has_record = true;
            score.has_period |= read.started.has_value();
        }
        UsableScore* before = read.started ? last_until(scores, read.started->latest()) : nullptr;
        use(record, before, Field::baseline, Field::baseline_date);
        UsableScore* after = read.started && read.ended
                                 ? actual_from(scores, read.ended->earliest(), before)
                                 : nullptr;
        use(record, after, Field::actual, Field::actual_date);
    }

    static UsableScore* last_until(std::vector<UsableScore>& scores, Date start) {
        UsableScore* last = nullptr;
        for (UsableScore& score : scores)
            if (!(start < score.day)) last = &score;
        return last;
    }

    UsableScore* actual_from(std::vector<UsableScore>& scores, Date end,
                             const UsableScore* baseline) const {
        UsableScore* found = nullptr;
        for (UsableScore& score : scores) {
            const bool is_after =
                !(score.day < end) && (baseline == nullptr || baseline->day < score.day);
            if (!is_after) continue;
            found = &score;
            if (mapping_.actual.value_or(ActualRule::first) == ActualRule::first) break;
        }
        return found;
    }

    static void use(TextRecord& record, UsableScore* score, Field value, Field day) {
        if (score == nullptr) return;
        practice::Given& there = record.text.at(value);
        if (there.is_there()) {
            score->is_second = true;
            return;
        }
        score->is_used = true;
        there = score->value;
        record.text.at(day) = {to_text(score->day), false};
    }

    void list_unused() {
        for (const auto& [key, scores] : scores_) {
            for (const UsableScore& score : scores) {
                if (score.is_used) continue;
                note(*score.result, why_not(score), score.result->student, score.measure->id);
            }
        }
    }
    static NoteCode why_not(const UsableScore& score) {
        if (!score.has_record) return NoteCode::unknown_learner;
        if (!score.has_period) return NoteCode::no_period;
        return score.is_second ? NoteCode::already_recorded : NoteCode::not_nearest;
    }

    const Tools& tools_;
    const Mapping& mapping_;
    DateNotation dates_;
    RecordReader reader_;
    std::map<std::string, const GradebookLineItem*> items_;
    std::map<std::string, std::vector<UsableScore>> scores_;  // by learner and measure
    Imported out_;
};

}  // namespace

Result<Imported> join_oneroster(const Tools& tools, std::vector<TextRecord> records,
                                const Gradebook& gradebook, const Mapping& mapping,
                                DateNotation dates) {
    const auto results = read_results(gradebook.results);
    if (!results) return results.error();
    const auto items = read_line_items(gradebook.line_items);
    if (!items) return items.error();
    return Joiner(tools, mapping, dates).join(std::move(records), *results, *items);
}

}  // namespace effaith::interop
