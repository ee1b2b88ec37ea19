// The formulas of dosage, cost and progress by themselves, and the rate in force on a day: where
// each figure changes, and where it has no value.
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>

#include "catch_compat.hpp"
#include "effaith/cost.hpp"
#include "effaith/dosage.hpp"
#include "effaith/progress.hpp"
#include "effaith/rates.hpp"

using namespace effaith;

namespace {

constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();

Hours hours(const char* text) {
    return Hours::parse(text).value();
}
Money pounds(const char* text) {
    return Money::parse(text).value();
}
Parameter parameter(const char* text) {
    return Parameter::parse(text).value();
}
Date day(const char* text) {
    return Date::parse(text).value();
}
ScoreValue score(const char* text) {
    return ScoreValue::known(Score::parse(text).value());
}

/// 11 of 15 weekly sessions of half an hour, by two adults to a group of 4.
DosageInputs weekly() {
    DosageInputs in;
    in.schedule.sessions_mean = Exact(15);
    in.schedule.sessions_min = 8;
    in.schedule.sessions_max = 15;
    in.schedule.sessions_per_week = Exact(1);
    in.schedule.school_days = DayCount::from_whole(75);
    in.schedule.school_weeks = WeekCount::from_whole(15);
    in.session_hours = hours("0.5");
    in.sessions_attended = 11;
    in.roles = 2;
    in.learners_per_session = 4;
    return in;
}

Measure reading_age() {
    Measure measure;
    measure.id = "reading_age";
    measure.kind = MeasureKind::age_equivalent;
    return measure;
}

/// Six months on a measure, from 60 to 66 with 64 aimed at.
ProgressInputs six_months(const Measure& measure) {
    ProgressInputs in;
    in.measure = &measure;
    in.baseline = score("60");
    in.target = score("64");
    in.actual = score("66");
    in.elapsed_days = 487 * 6 / 16;
    in.elapsed_weeks = 24;
    in.hours_received = Exact(12);
    return in;
}

}  // namespace

TEST_CASE("A dose has every figure of its inputs") {
    DosageInputs in = weekly();
    in.sessions_delivered = 13;
    in.episodes_per_session = Episodes::parse("20.5").value();
    const Dosage dosage = dosage_of(in).value();
    CHECK(dosage.sessions_per_week == Sessions::from_whole(1));
    CHECK(dosage.school_days == DayCount::from_whole(75));
    CHECK(dosage.school_weeks == WeekCount::from_whole(15));
    CHECK(dosage.sessions_scheduled == Sessions::from_whole(15));
    CHECK(dosage.sessions_scheduled_min == 8);
    CHECK(dosage.sessions_scheduled_max == 15);
    CHECK(dosage.sessions_attended == 11);
    CHECK(dosage.attendance_rate == 11.0 / 15.0);
    CHECK(dosage.attendance_rate_min == 11.0 / 15.0);
    CHECK(dosage.attendance_rate_max == 11.0 / 8.0);
    CHECK(dosage.delivery_rate == 13.0 / 15.0);
    CHECK(dosage.attended_share == 11.0 / 13.0);
    CHECK(dosage.hours_planned == hours("7.5"));
    CHECK(dosage.hours_received == hours("5.5"));
    CHECK(dosage.hours_per_week_planned == hours("0.5"));
    CHECK(dosage.hours_per_week_received == hours("0.3667"));
    CHECK(dosage.staff_hours == hours("2.75"));
    CHECK(dosage.cumulative_intensity == Episodes::parse("225.5").value());
}

TEST_CASE("A dose of nothing starts from nothing") {
    const Dosage none;
    CHECK(none.sessions_scheduled_min == 0);
    CHECK(none.sessions_scheduled_max == 0);
    CHECK(none.sessions_attended == 0);
    const DosageInputs asked;
    CHECK(asked.sessions_attended == 0);
    CHECK(asked.roles == 1);
    CHECK(asked.learners_per_session == 1);
    CHECK(asked.schedule.sessions_min == 0);
    CHECK(asked.schedule.sessions_max == 0);
    CHECK(CostInputs{}.learners_per_session == 1);
    CHECK(ProgressInputs{}.elapsed_days == 0);
    CHECK(ProgressInputs{}.elapsed_weeks == 0);
}

TEST_CASE("What divides by nothing has no value, and the rest of the dose has") {
    DosageInputs in = weekly();
    in.schedule = Schedule{};
    in.sessions_delivered = 0;
    const Dosage dosage = dosage_of(in).value();
    CHECK_FALSE(dosage.attendance_rate);
    CHECK_FALSE(dosage.attendance_rate_min);
    CHECK_FALSE(dosage.attendance_rate_max);
    CHECK_FALSE(dosage.delivery_rate);
    CHECK_FALSE(dosage.attended_share);
    CHECK_FALSE(dosage.sessions_per_week);
    CHECK_FALSE(dosage.hours_per_week_planned);
    CHECK_FALSE(dosage.hours_per_week_received);
    CHECK_FALSE(dosage.cumulative_intensity);
    CHECK(dosage.hours_received == hours("5.5"));
    in.schedule.school_weeks = WeekCount::from_whole(1);
    CHECK(dosage_of(in)->hours_per_week_received == hours("5.5"));
}

TEST_CASE("A dose of which any quantity is too large to hold is none") {
    REQUIRE(dosage_of(weekly()));

    DosageInputs received = weekly();  // only the hours received
    received.session_hours = hours("3");
    received.sessions_attended = 900'000'000'000'000;
    CHECK_FALSE(dosage_of(received));
    received.session_hours = hours("1");
    CHECK(dosage_of(received));

    DosageInputs staff = received;  // only the adults' hours
    staff.roles = 3;
    staff.learners_per_session = 1;
    CHECK_FALSE(dosage_of(staff));

    DosageInputs planned = weekly();  // only the hours planned
    planned.schedule.sessions_mean = Exact(900'000'000'000'000);
    planned.session_hours = hours("3");
    CHECK_FALSE(dosage_of(planned));
    planned.session_hours = hours("1");
    CHECK(dosage_of(planned));

    DosageInputs scheduled = weekly();  // only the sessions
    scheduled.schedule.sessions_mean = Exact(1'000'000'000'000'000);
    scheduled.session_hours = hours("0.0001");
    CHECK_FALSE(dosage_of(scheduled));

    DosageInputs weeks = weekly();  // only the hours of a week
    weeks.session_hours = hours("900000000000000");
    weeks.schedule.sessions_mean = Exact(1);
    weeks.sessions_attended = 1;
    weeks.roles = 1;
    CHECK(dosage_of(weeks));
    weeks.schedule.sessions_per_week = Exact(2);
    CHECK_FALSE(dosage_of(weeks));

    DosageInputs intensity = weekly();
    intensity.episodes_per_session = Episodes::from_raw(kMost / 11);
    CHECK(dosage_of(intensity));
    intensity.episodes_per_session = Episodes::from_raw(kMost / 11 + 1);
    CHECK_FALSE(dosage_of(intensity));
}

TEST_CASE("A ratio to an overflow has no value") {
    const Exact lost = Exact(Int128(1) << 126) * Exact(Int128(1) << 126);
    CHECK_FALSE(detail::ratio_of(Exact(1), lost));
    CHECK_FALSE(detail::ratio_of(lost, Exact(1)));
    CHECK(detail::ratio_of(Exact(1), Exact(4)) == 0.25);
}

TEST_CASE("A cost is its staff and its capital, and unknown without a rate") {
    CostInputs in;
    in.rates = sum_of_rates(14'370000);
    in.session_hours = hours("0.5");
    in.sessions = Exact(11);
    in.learners_per_session = 4;
    in.capital = pounds("25.50");
    const Cost cost = cost_of(in).value();
    CHECK(cost.staff_cost == pounds("19.75875"));
    CHECK(cost.capital_cost == pounds("25.5"));
    CHECK(cost.total_cost == pounds("45.25875"));

    in.capital_scope = CapitalScope::group;
    CHECK(cost_of(in)->capital_cost == pounds("6.375"));
    CHECK(cost_of(in)->total_cost == pounds("26.13375"));

    in.rates.reset();
    const Cost unknown = cost_of(in).value();
    CHECK_FALSE(unknown.staff_cost);
    CHECK_FALSE(unknown.total_cost);
    CHECK(unknown.capital_cost == pounds("6.375"));
}

TEST_CASE("A cost too large to hold is none, whether of the staff or in total") {
    CostInputs in;
    in.rates = Exact(kMost);
    in.session_hours = hours("1");
    in.sessions = Exact(1);
    CHECK_FALSE(cost_of(in));
    in.rates = sum_of_rates(kMost);
    CHECK(cost_of(in)->total_cost == Money::from_raw(kMost));
    in.capital = Money::from_raw(1);
    CHECK_FALSE(cost_of(in));
}

TEST_CASE("The rate in force is the last that began on or before the day") {
    const RoleRates role{"Teacher",
                         {{std::nullopt, HourlyRate::from_whole(30)},
                          {day("2022-09-01"), HourlyRate::from_whole(38)},
                          {day("2023-09-01"), HourlyRate::from_whole(40)}}};
    CHECK(role.on(day("1990-01-01")) == HourlyRate::from_whole(30));
    CHECK(role.on(day("2022-08-31")) == HourlyRate::from_whole(30));
    CHECK(role.on(day("2022-09-01")) == HourlyRate::from_whole(38));
    CHECK(role.on(day("2023-08-31")) == HourlyRate::from_whole(38));
    CHECK(role.on(day("2023-09-01")) == HourlyRate::from_whole(40));
    CHECK(role.on(day("2099-01-01")) == HourlyRate::from_whole(40));

    const RoleRates later{"Teacher", {{day("2022-09-01"), HourlyRate::from_whole(38)}}};
    CHECK_FALSE(later.on(day("2022-08-31")));
    CHECK(later.on(day("2022-09-01")) == HourlyRate::from_whole(38));
    CHECK_FALSE(RoleRates{}.on(day("2022-09-01")));
}

TEST_CASE("The bands of ratio gain begin at 1.4, 2 and 3") {
    CHECK(band_of(Exact(-5)) == RatioGainBand::very_small);
    CHECK(band_of(Exact(1399999, 1000000)) == RatioGainBand::very_small);
    CHECK(band_of(Exact(14, 10)) == RatioGainBand::small);
    CHECK(band_of(Exact(1999999, 1000000)) == RatioGainBand::small);
    CHECK(band_of(Exact(2)) == RatioGainBand::medium);
    CHECK(band_of(Exact(2999999, 1000000)) == RatioGainBand::medium);
    CHECK(band_of(Exact(3)) == RatioGainBand::large);
}

TEST_CASE("Both ends of the tolerance are amber") {
    const Exact one(1);
    CHECK(derive_outcome(Exact(-1001, 1000), one) == Outcome::red);
    CHECK(derive_outcome(Exact(-1), one) == Outcome::amber);
    CHECK(derive_outcome(Exact(), one) == Outcome::amber);
    CHECK(derive_outcome(Exact(1), one) == Outcome::amber);
    CHECK(derive_outcome(Exact(1001, 1000), one) == Outcome::green);
    CHECK(derive_outcome(Exact(), Exact()) == Outcome::amber);
    CHECK(derive_outcome(Exact(1, 1000), Exact()) == Outcome::green);
    CHECK(derive_outcome(Exact(-1, 1000), Exact()) == Outcome::red);
}

TEST_CASE("A reliable change is one beyond the quantile, and needs an error above nothing") {
    CHECK(classify_change(kNormal975) == ReliableChange::no_reliable_change);
    CHECK(classify_change(-kNormal975) == ReliableChange::no_reliable_change);
    CHECK(classify_change(std::nextafter(kNormal975, 2.0)) == ReliableChange::improved);
    CHECK(classify_change(std::nextafter(-kNormal975, -2.0)) == ReliableChange::deteriorated);
    CHECK(reliable_change_index(3.0, 1.5, 0.5) == 2.0);
    CHECK_FALSE(reliable_change_index(3.0, 1.5, 0.0));
    CHECK_FALSE(reliable_change_index(3.0, 0.0, 0.5));
    CHECK_FALSE(reliable_change_index(3.0, 1.5, -0.5));
}

TEST_CASE("Progress in six months has every figure of its measure") {
    Measure measure = reading_age();
    measure.sd = parameter("1.5");
    measure.reliability = parameter("0.5");
    measure.expected_gain_per_month = parameter("0.25");
    ProgressInputs in = six_months(measure);
    in.elapsed_days = 487;  // 16 months exactly
    const Progress progress = progress_of(in).value();
    CHECK(progress.gain == Score::from_whole(6));
    CHECK(progress.target_gain == Score::from_whole(4));
    CHECK(progress.target_attainment == 1.5);
    CHECK(progress.derived_outcome == Outcome::green);
    CHECK(progress.elapsed_months == 16.0);
    CHECK(progress.ratio_gain == 0.375);
    CHECK(progress.ratio_gain_band == RatioGainBand::very_small);
    CHECK(progress.gain_per_week == 0.25);
    CHECK(progress.gain_per_hour == 0.5);
    CHECK(progress.expected_gain == 4.0);
    CHECK(progress.value_added == 2.0);
    CHECK(progress.reliable_change_index == 4.0);
    CHECK(progress.reliable_change == ReliableChange::improved);
}

TEST_CASE("Progress without a measure, an actual score or a target has only what is left") {
    const Progress unmeasured = progress_of(ProgressInputs{}).value();
    CHECK_FALSE(unmeasured.elapsed_months);
    CHECK_FALSE(unmeasured.gain);

    const Measure measure = reading_age();
    ProgressInputs in = six_months(measure);
    in.actual = ScoreValue{};
    CHECK_FALSE(progress_of(in)->gain);
    CHECK_FALSE(progress_of(in)->derived_outcome);
    CHECK_FALSE(progress_of(in)->ratio_gain);
    CHECK(progress_of(in)->target_gain == Score::from_whole(4));

    in = six_months(measure);
    in.target = ScoreValue{};
    CHECK(progress_of(in)->gain == Score::from_whole(6));
    CHECK_FALSE(progress_of(in)->target_gain);
    CHECK_FALSE(progress_of(in)->target_attainment);
    CHECK_FALSE(progress_of(in)->derived_outcome);

    in = six_months(measure);
    in.baseline = ScoreValue{};
    CHECK_FALSE(progress_of(in)->gain);
    CHECK(progress_of(in)->derived_outcome == Outcome::green);

    in = six_months(measure);
    in.actual = {ScoreValue::Kind::above, Score::from_whole(66)};
    CHECK_FALSE(progress_of(in)->gain);
    CHECK_FALSE(progress_of(in)->derived_outcome);
}

TEST_CASE("A target that is no improvement has a gain and no attainment") {
    const Measure measure = reading_age();
    for (const char* target : {"60", "59"}) {
        ProgressInputs in = six_months(measure);
        in.target = score(target);
        CAPTURE(target);
        CHECK(progress_of(in)->target_gain);
        CHECK(progress_of(in)->gain == Score::from_whole(6));
        CHECK_FALSE(progress_of(in)->target_attainment);
    }
}

TEST_CASE("Rates of gain have no value where no time passed, or no hour was received") {
    const Measure measure = reading_age();
    ProgressInputs in = six_months(measure);
    in.elapsed_days = 0;
    in.elapsed_weeks = 0;
    in.hours_received = Exact();
    const Progress progress = progress_of(in).value();
    CHECK(progress.elapsed_months == 0.0);
    CHECK_FALSE(progress.ratio_gain);
    CHECK_FALSE(progress.ratio_gain_band);
    CHECK_FALSE(progress.gain_per_week);
    CHECK_FALSE(progress.gain_per_hour);
    CHECK(progress.gain == Score::from_whole(6));
}

TEST_CASE("Ratio gain is for ages alone, and reliable change needs both of its parameters") {
    Measure measure = reading_age();
    measure.kind = MeasureKind::raw;
    CHECK_FALSE(progress_of(six_months(measure))->ratio_gain);
    measure.sd = parameter("1.5");
    CHECK_FALSE(progress_of(six_months(measure))->reliable_change);
    measure.reliability = parameter("0.9");
    CHECK(progress_of(six_months(measure))->reliable_change);
    measure.sd.reset();
    CHECK_FALSE(progress_of(six_months(measure))->reliable_change);
}

TEST_CASE("A gain too large to hold leaves no progress") {
    const Measure measure = reading_age();
    ProgressInputs in = six_months(measure);
    in.baseline = ScoreValue::known(Score::from_raw(-kMost));
    CHECK_FALSE(progress_of(in));
    in.target = ScoreValue{};
    CHECK_FALSE(progress_of(in));
    in.actual = ScoreValue{};
    CHECK(progress_of(in));
}
