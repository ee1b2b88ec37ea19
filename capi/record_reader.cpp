#include "record_reader.hpp"

#include "io/bytes.hpp"
#include "structs.hpp"

namespace effaith::capi {
namespace {

/// The reading of one record, member by member; the first mistake ends it.
class Reading {
  public:
    Reading(const Engine& engine, const effaith_record& given, Record& record)
        : engine_(engine), given_(given), record_(record) {}

    Status run() {
        record_ = Record{};
        check_unused();
        read_texts();
        read_cohort();
        read_dates();
        if (record_.cohort == Cohort::intervention) {
            // A comparison learner had no sessions: what stands in those members is not used.
            read_roles();
            read_choices();
            read_quantities();
        }
        read_scores();
        return status_;
    }

  private:
    void fail(ErrorCode code, std::string message, std::string_view member) {
        if (status_) status_ = Error{code, std::move(message), std::string(member)};
    }

    std::string_view text(effaith_text given, std::string_view member) {
        const auto found = text_of(given);
        if (!found) {
            fail(ErrorCode::invalid_argument, "The text is NULL, or its size is no size.", member);
            return {};
        }
        if (first_not_utf8(*found) != std::string_view::npos) {
            fail(ErrorCode::bad_encoding, "The text is not UTF-8.", member);
            return {};
        }
        return trimmed(*found);
    }

    void read_texts() {
        record_.id = text(given_.id, "id");
        record_.learner_id = text(given_.learner_id, "learner_id");
        record_.school_id = text(given_.school_id, "school_id");
        record_.cluster_id = text(given_.cluster_id, "cluster_id");
        record_.authority_id = text(given_.authority_id, "authority_id");
        record_.year_group = text(given_.year_group, "year_group");
        record_.area_of_need = text(given_.area_of_need, "area_of_need");
        record_.tier = text(given_.tier, "tier");
        record_.support_type = text(given_.support_type, "support_type");
        record_.intervention = text(given_.intervention, "intervention");
        record_.aim = text(given_.aim, "aim");
        record_.measure = text(given_.measure, "measure");
    }

    void read_roles() {
        for (std::size_t i = 0; i < kMostRoles; ++i)
            record_.delivered_by[i] = text(given_.delivered_by[i], "delivered_by");
    }

    void read_cohort() {
        if (given_.cohort == EFFAITH_COHORT_COMPARISON) {
            record_.cohort = Cohort::comparison;
        } else if (given_.cohort != EFFAITH_COHORT_INTERVENTION) {
            no_constant("cohort", given_.cohort);
        }
    }

    void no_constant(std::string_view member, std::int32_t found) {
        fail(ErrorCode::invalid_argument,
             std::to_string(found) + " is none of the constants of " + std::string(member) + ".",
             member);
    }

    void read_choices() {
        const auto frequency = frequency_of(given_.frequency);
        if (!frequency) return no_constant("frequency", given_.frequency);
        record_.frequency = *frequency;
        const auto weekdays = weekdays_of(given_.weekdays);
        if (!weekdays) return no_constant("weekdays", given_.weekdays);
        record_.weekdays = *weekdays;
        if (given_.outcome < 0 || given_.outcome > EFFAITH_OUTCOME_GREEN) {
            return no_constant("outcome", given_.outcome);
        }
        if (given_.outcome != 0) record_.outcome = static_cast<Outcome>(given_.outcome - 1);
        if (has(EFFAITH_HAS_OUTCOME_SCORE, given_.outcome_score, "outcome_score"))
            record_.outcome_score = given_.outcome_score;
    }

    /// Whether a quantity is recorded. One that is set and not said to be is a mistake: dropping it
    /// would make a figure wrong without a word.
    template <class Number>
    bool has(std::uint32_t bit, Number value, std::string_view member) {
        if ((given_.has & bit) != 0) return true;
        if (value != 0) {
            fail(ErrorCode::invalid_argument,
                 std::string(member) + " is set, and its bit in `has` is not.", member);
        }
        return false;
    }

    void read_quantities() {
        if (has(EFFAITH_HAS_LEARNERS_PER_SESSION, given_.learners_per_session,
                "learners_per_session")) {
            record_.learners_per_session = given_.learners_per_session;
        }
        if (has(EFFAITH_HAS_SESSION_HOURS, given_.session_hours, "session_hours"))
            record_.session_hours = Hours::from_raw(given_.session_hours);
        if (has(EFFAITH_HAS_SESSIONS_ATTENDED, given_.sessions_attended, "sessions_attended"))
            record_.sessions_attended = given_.sessions_attended;
        if (has(EFFAITH_HAS_SESSIONS_DELIVERED, given_.sessions_delivered, "sessions_delivered"))
            record_.sessions_delivered = given_.sessions_delivered;
        if (has(EFFAITH_HAS_EPISODES_PER_SESSION, given_.episodes_per_session,
                "episodes_per_session")) {
            record_.episodes_per_session = Episodes::from_raw(given_.episodes_per_session);
        }
        if (has(EFFAITH_HAS_CAPITAL_COST, given_.capital_cost, "capital_cost"))
            record_.capital_cost = Money::from_raw(given_.capital_cost);
    }

    /// What has no meaning yet is 0, so that it can be given one.
    void check_unused() {
        constexpr std::uint32_t kKnown =
            EFFAITH_HAS_LEARNERS_PER_SESSION | EFFAITH_HAS_SESSION_HOURS |
            EFFAITH_HAS_SESSIONS_ATTENDED | EFFAITH_HAS_SESSIONS_DELIVERED |
            EFFAITH_HAS_EPISODES_PER_SESSION | EFFAITH_HAS_CAPITAL_COST | EFFAITH_HAS_OUTCOME_SCORE;
        if ((given_.has & ~kKnown) != 0) {
            fail(ErrorCode::invalid_argument, "A bit is set that this version does not know.",
                 "has");
        }
        const bool reserved = given_.reserved != 0 || given_.baseline.reserved != 0 ||
                              given_.target.reserved != 0 || given_.actual.reserved != 0;
        if (reserved) fail(ErrorCode::invalid_argument, "It is 0 in this version.", "reserved");
    }

    void read_dates() {
        record_.started = period_end(given_.started, "started");
        record_.ended = period_end(given_.ended, "ended");
        record_.baseline_date = day(given_.baseline_date, "baseline_date");
        record_.actual_date = day(given_.actual_date, "actual_date");
    }

    std::optional<PeriodEnd> period_end(std::int32_t number, std::string_view member) {
        if (number == 0) return std::nullopt;
        const auto found = period_end_of(number);
        if (!found) {
            fail(ErrorCode::not_a_date,
                 std::to_string(number) +
                     " is neither a month such as 202309 nor a day such as "
                     "20230904.",
                 member);
        }
        return found;
    }

    std::optional<Date> day(std::int32_t number, std::string_view member) {
        if (number == 0) return std::nullopt;
        const auto found = day_of(number);
        if (!found) {
            fail(ErrorCode::not_a_date, std::to_string(number) + " is no day such as 20230904.",
                 member);
        }
        return found;
    }

    void read_scores() {
        // Without a measure nobody knows what a score says; documents do not read it then.
        if (engine_.measure_of(record_) == nullptr) return;
        record_.baseline = score(given_.baseline, "baseline");
        record_.target = score(given_.target, "target");
        record_.actual = score(given_.actual, "actual");
    }

    ScoreValue score(const effaith_score& given, std::string_view member) {
        if (given.kind < 0 || given.kind > EFFAITH_SCORE_ABOVE) {
            no_constant(member, given.kind);
            return {};
        }
        return {static_cast<ScoreValue::Kind>(given.kind), Score::from_raw(given.value)};
    }

    const Engine& engine_;
    const effaith_record& given_;
    Record& record_;
    Status status_ = Done{};
};

}  // namespace

Status read_record(const Engine& engine, const effaith_record* given, Record& record) {
    effaith_record place;
    const Result<const effaith_record*> known = read_struct(given, place, "record");
    if (!known) return known.error();
    return Reading(engine, **known, record).run();
}

std::optional<Date> day_of(std::int32_t number) {
    if (number < 0) return std::nullopt;
    return Date::from_ymd(number / 10000, number / 100 % 100, number % 100);
}

std::optional<PeriodEnd> period_end_of(std::int32_t number) {
    constexpr std::int32_t kLastMonth = 999912;
    if (number < 0) return std::nullopt;
    if (number <= kLastMonth) {
        const auto month = Month::from_ym(number / 100, number % 100);
        return month ? std::optional(PeriodEnd(*month)) : std::nullopt;
    }
    const auto day = day_of(number);
    return day ? std::optional(PeriodEnd(*day)) : std::nullopt;
}

std::int32_t number_of(Date day) {
    const YearMonthDay at = day.ymd();
    return at.year * 10000 + at.month * 100 + at.day;
}

Result<std::optional<Frequency>> frequency_of(std::int32_t number) {
    if (number == 0) return std::optional<Frequency>();
    if (number < 0 || static_cast<std::size_t>(number) > kFrequencies.size()) {
        return misuse(std::to_string(number) + " is none of the constants of frequency.",
                      "frequency");
    }
    return std::optional(static_cast<Frequency>(number - 1));
}

Result<WeekdaySet> weekdays_of(std::int32_t bits) {
    constexpr int kSchoolDays = 5;
    if (bits < 0 || bits >= 1 << kSchoolDays) {
        return misuse(std::to_string(bits) + " is no sum of weekdays.", "weekdays");
    }
    WeekdaySet days;
    for (int day = 0; day < kSchoolDays; ++day) {
        if (((bits >> day) & 1) != 0) days.add(static_cast<Weekday>(day));
    }
    return days;
}

Status RecordArray::check() const {
    if (n_ == 0) return Done{};
    if (bytes_ == nullptr) return misuse("records is NULL.", "records");
    const bool apart = n_ <= 1 || is_stride(at(0), stride_);
    if (!apart) {
        return misuse("The stride of records is " + std::to_string(stride_) +
                          "; set it to sizeof(effaith_record), or to the size of what holds it.",
                      "stride");
    }
    return Done{};
}

Error at_record(Error error, std::size_t record) {
    std::string place = "record " + std::to_string(record);
    if (!error.where.empty()) place += ", " + error.where;
    error.where = std::move(place);
    return error;
}

}  // namespace effaith::capi
