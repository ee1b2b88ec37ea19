#include <string>

#include "effaith/io/raw_record.hpp"
#include "effaith/text_key.hpp"
#include "io/score_reader.hpp"

namespace effaith {
namespace {

constexpr std::string_view kWeekdaySeparators = ",;/&+ ";

/// The reading of one raw record, field by field.
class FieldReader {
  public:
    FieldReader(const RawRecord& raw, const Vocabulary& words, DateNotation dates, Record& record,
                Issues& issues)
        : raw_(raw), words_(words), dates_(dates), record_(record), issues_(issues) {}

    void read_all_but_scores() {
        read_texts();
        read_cohort();
        // A comparison learner had no sessions: what stands in those fields is not used.
        if (record_.cohort == Cohort::intervention) {
            read_roles();
            read_choices();
            read_weekdays();
            read_quantities();
        }
        read_dates();
    }

    void read_scores(const Measure& measure) {
        record_.baseline = score(Field::baseline, measure);
        record_.target = score(Field::target, measure);
        record_.actual = score(Field::actual, measure);
    }

  private:
    std::string_view text(Field field) const { return trimmed(raw_.at(field).text); }

    void read_texts() {
        record_.id = text(Field::id);
        record_.learner_id = text(Field::learner_id);
        record_.school_id = text(Field::school_id);
        record_.cluster_id = text(Field::cluster_id);
        record_.authority_id = text(Field::authority_id);
        record_.year_group = text(Field::year_group);
        record_.area_of_need = text(Field::area_of_need);
        record_.tier = text(Field::tier);
        record_.support_type = text(Field::support_type);
        record_.intervention = text(Field::intervention);
        record_.aim = text(Field::aim);
        record_.measure = text(Field::measure);
    }

    void read_roles() {
        record_.delivered_by = {text(Field::delivered_by), text(Field::delivered_by_2),
                                text(Field::delivered_by_3)};
        if (raw_.roles_beyond > 0) {
            issues_.add(IssueCode::too_many_roles, Field::delivered_by,
                        std::to_string(static_cast<int>(kMostRoles) + raw_.roles_beyond));
        }
    }

    void read_cohort() {
        const auto found = text(Field::cohort);
        if (found.empty()) return;
        const auto cohort = words_.cohort(found);
        record_.cohort = cohort.value_or(Cohort::intervention);
        if (!cohort) add(IssueCode::value_out_of_range, Field::cohort, IssueReason::unknown_cohort);
    }

    void read_choices() {
        if (const auto found = text(Field::frequency); !found.empty()) {
            record_.frequency = words_.frequency(found);
            if (!record_.frequency) add(IssueCode::unknown_frequency, Field::frequency);
        }
        if (const auto found = text(Field::outcome); !found.empty()) {
            record_.outcome = words_.outcome(found);
            if (!record_.outcome) add(IssueCode::unknown_outcome, Field::outcome);
        }
        if (const auto found = text(Field::outcome_score); !found.empty()) {
            ReadDecimal read;
            const bool whole = read_decimal(found, 0, read) == DecimalFault::none && !read.reduced;
            if (whole && read.raw >= -2 && read.raw <= 2) {
                record_.outcome_score = static_cast<int>(read.raw);
            } else {
                add(IssueCode::unknown_outcome, Field::outcome_score);
            }
        }
    }

    void read_weekdays() {
        std::string_view rest = text(Field::weekdays);
        while (!rest.empty()) {
            const std::size_t start = rest.find_first_not_of(kWeekdaySeparators);
            if (start == std::string_view::npos) return;
            rest.remove_prefix(start);
            const std::size_t end = rest.find_first_of(kWeekdaySeparators);
            const std::string_view name = rest.substr(0, end);
            rest.remove_prefix(end == std::string_view::npos ? rest.size() : end);
            if (same_text(name, "and") || same_text(name, "a")) continue;
            const auto day = words_.weekday(name);
            const bool usable =
                day && *day <= Weekday::fri && !record_.weekdays.has(static_cast<int>(*day));
            if (!usable) {
                issues_.add(
                    IssueCode::weekdays_mismatch, Field::weekdays, text(Field::weekdays),
                    record_.frequency ? rule_of(*record_.frequency).code : text(Field::frequency));
                return;
            }
            record_.weekdays.add(*day);
        }
    }

    void read_quantities() {
        record_.learners_per_session = whole(Field::learners_per_session);
        record_.sessions_attended = whole(Field::sessions_attended);
        record_.sessions_delivered = whole(Field::sessions_delivered);
        record_.session_hours = decimal<Hours>(Field::session_hours);
        record_.episodes_per_session = decimal<Episodes>(Field::episodes_per_session);
        const std::string_view money = text(Field::capital_cost);
        if (money.empty()) return;
        ReadDecimal read;
        if (accept(read_money(money, read), Field::capital_cost, read, Money::places)) {
            record_.capital_cost = Money::from_raw(read.raw);
        }
    }

    void read_dates() {
        record_.started = period_end(Field::started);
        record_.ended = period_end(Field::ended);
        record_.baseline_date = date(Field::baseline_date);
        record_.actual_date = date(Field::actual_date);
    }

    void add(IssueCode code, Field field, IssueReason reason = IssueReason::usual) {
        issues_.add(code, field, text(field), {}, reason);
    }

    /// Whether a decimal was read; adds what was wrong with it, or that it was rounded.
    bool accept(DecimalFault fault, Field field, const ReadDecimal& read, int places) {
        if (fault == DecimalFault::out_of_range) {
            add(IssueCode::out_of_range, field);
            return false;
        }
        if (fault != DecimalFault::none) {
            add(IssueCode::not_a_number, field);
            return false;
        }
        if (read.reduced) {
            std::string kept;
            append_decimal(kept, read.raw, places);
            issues_.add(IssueCode::precision_reduced, field, text(field), kept);
        }
        return true;
    }

    template <class F>
    std::optional<F> decimal(Field field) {
        const std::string_view found = text(field);
        if (found.empty()) return std::nullopt;
        ReadDecimal read;
        if (!accept(read_decimal(found, F::places, read), field, read, F::places)) {
            return std::nullopt;
        }
        return F::from_raw(read.raw);
    }

    std::optional<std::int64_t> whole(Field field) {
        const std::string_view found = text(field);
        if (found.empty()) return std::nullopt;
        ReadDecimal read;
        const DecimalFault fault = read_decimal(found, 0, read);
        if (fault == DecimalFault::none && read.reduced) {
            add(IssueCode::not_a_number, field, IssueReason::not_whole);
            return std::nullopt;
        }
        if (!accept(fault, field, read, 0)) return std::nullopt;
        return read.raw;
    }

    std::optional<Date> date(Field field) {
        const std::string_view found = text(field);
        if (found.empty()) return std::nullopt;
        const std::optional<Date> read = read_date(found, words_, dates_);
        if (!read) add(IssueCode::not_a_date, field);
        return read;
    }

    std::optional<PeriodEnd> period_end(Field field) {
        const std::string_view found = text(field);
        if (found.empty()) return std::nullopt;
        const std::optional<PeriodEnd> read = read_period_end(found, words_, dates_);
        if (!read) add(IssueCode::not_a_date, field);
        return read;
    }

    ScoreValue score(Field field, const Measure& measure) {
        std::string_view found = text(field);
        if (found.empty()) return {};
        if (measure.kind == MeasureKind::ladder) return step(field, measure);
        ScoreValue::Kind kind = ScoreValue::Kind::known;
        if (found.front() == '<') kind = ScoreValue::Kind::below;
        if (found.front() == '>') kind = ScoreValue::Kind::above;
        if (kind != ScoreValue::Kind::known) found = trimmed(found.substr(1));
        const bool percent = measure.kind == MeasureKind::percent && found.size() > 1;
        if (percent && found.back() == '%') found = trimmed(found.substr(0, found.size() - 1));
        ReadDecimal read;
        const bool read_well =
            measure.kind == MeasureKind::age_equivalent
                ? accept_age(field, found, read)
                : accept(read_decimal(found, Score::places, read), field, read, Score::places);
        if (!read_well) return {};
        return {kind, Score::from_raw(read.raw)};
    }

    bool accept_age(Field field, std::string_view found, ReadDecimal& read) {
        switch (read_age(found, raw_.at(field).is_number, read)) {
            case AgeFault::none:
                return accept(DecimalFault::none, field, read, Score::places);
            case AgeFault::out_of_range:
                return accept(DecimalFault::out_of_range, field, read, 0);
            case AgeFault::not_an_age:
                return accept(DecimalFault::not_a_number, field, read, 0);
            case AgeFault::ambiguous:
                break;
        }
        add(IssueCode::not_a_number, field, IssueReason::ambiguous_age);
        return false;
    }

    ScoreValue step(Field field, const Measure& ladder) {
        const auto position = read_step(text(field), ladder);
        if (!position) {
            issues_.add(IssueCode::unknown_step, field, text(field), ladder.name);
            return {};
        }
        return ScoreValue::known(Score::from_whole(*position));
    }

    const RawRecord& raw_;
    const Vocabulary& words_;
    DateNotation dates_;
    Record& record_;
    Issues& issues_;
};

}  // namespace

ScoreValue read_score(const RawCell& cell, const Measure& measure, const Vocabulary& words,
                      Issues& issues) {
    RawRecord raw;
    raw.at(Field::actual) = cell;
    Record record;
    FieldReader(raw, words, {}, record, issues).read_scores(measure);
    return record.actual;
}

void RecordReader::read(const RawRecord& raw, Record& record, Issues& issues) const {
    record = Record{};
    FieldReader reader(raw, words_, dates_, record, issues);
    reader.read_all_but_scores();
    const Measure* measure = engine_.measure_of(record);
    if (measure != nullptr) reader.read_scores(*measure);
}

}  // namespace effaith
