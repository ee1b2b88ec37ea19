using System.Collections.Generic;

namespace Effaith
{
    /// <summary>The ratio gain by its band (Brooks 2016).</summary>
    public enum RatioGainBand
    {
        /// <summary>Below 1.4.</summary>
        VerySmall = 1,

        /// <summary>From 1.4.</summary>
        Small = 2,

        /// <summary>From 2.0.</summary>
        Medium = 3,

        /// <summary>From 3.0.</summary>
        Large = 4
    }

    /// <summary>Whether a gain is more than the measure's error (Jacobson and Truax 1991).</summary>
    public enum ReliableChange
    {
        /// <summary>Worse, reliably.</summary>
        Deteriorated = 1,

        /// <summary>Within the measure's error.</summary>
        NoReliableChange = 2,

        /// <summary>Better, reliably.</summary>
        Improved = 3
    }

    /// <summary>The figures of a record. One that is null is not known: it cannot be told from what was
    /// recorded, or the record was rejected, or the configuration withholds it.</summary>
    public sealed class Impact
    {
        private readonly ulong known;

        internal Impact(in NativeImpact native, IReadOnlyList<Issue> issues)
        {
            known = native.known;
            IsRejected = native.rejected != 0;
            Issues = issues;
            SessionsPerWeek =
                Exact(Figure.SessionsPerWeek, native.sessions_per_week, ExactDecimal.SessionPlaces);
            SchoolDays = Whole(Figure.SchoolDays, native.school_days);
            SchoolWeeks = Whole(Figure.SchoolWeeks, native.school_weeks);
            SessionsScheduled =
                Exact(
                    Figure.SessionsScheduled, native.sessions_scheduled, ExactDecimal.SessionPlaces);
            SessionsScheduledMin =
                Whole(Figure.SessionsScheduledMin, native.sessions_scheduled_min);
            SessionsScheduledMax =
                Whole(Figure.SessionsScheduledMax, native.sessions_scheduled_max);
            SessionsAttended = Whole(Figure.SessionsAttended, native.sessions_attended);
            AttendanceRate = Real(Figure.AttendanceRate, native.attendance_rate);
            AttendanceRateMin = Real(Figure.AttendanceRateMin, native.attendance_rate_min);
            AttendanceRateMax = Real(Figure.AttendanceRateMax, native.attendance_rate_max);
            DeliveryRate = Real(Figure.DeliveryRate, native.delivery_rate);
            AttendedShare = Real(Figure.AttendedShare, native.attended_share);
            HoursPlanned =
                Exact(Figure.HoursPlanned, native.hours_planned, ExactDecimal.HourPlaces);
            HoursReceived =
                Exact(Figure.HoursReceived, native.hours_received, ExactDecimal.HourPlaces);
            HoursPerWeekPlanned =
                Exact(
                    Figure.HoursPerWeekPlanned, native.hours_per_week_planned, ExactDecimal.HourPlaces);
            HoursPerWeekReceived =
                Exact(
                    Figure.HoursPerWeekReceived, native.hours_per_week_received, ExactDecimal.HourPlaces);
            StaffHours = Exact(Figure.StaffHours, native.staff_hours, ExactDecimal.HourPlaces);
            CumulativeIntensity =
                Exact(
                    Figure.CumulativeIntensity, native.cumulative_intensity, ExactDecimal.EpisodePlaces);
            StaffCost = Exact(Figure.StaffCost, native.staff_cost, ExactDecimal.MoneyPlaces);
            CapitalCost = Exact(Figure.CapitalCost, native.capital_cost, ExactDecimal.MoneyPlaces);
            TotalCost = Exact(Figure.TotalCost, native.total_cost, ExactDecimal.MoneyPlaces);
            Gain = Exact(Figure.Gain, native.gain, ExactDecimal.ScorePlaces);
            TargetGain = Exact(Figure.TargetGain, native.target_gain, ExactDecimal.ScorePlaces);
            TargetAttainment = Real(Figure.TargetAttainment, native.target_attainment);
            if (IsKnown(Figure.DerivedOutcome)) DerivedOutcome = (Outcome)native.derived_outcome;
            ElapsedMonths = Real(Figure.ElapsedMonths, native.elapsed_months);
            RatioGain = Real(Figure.RatioGain, native.ratio_gain);
            if (IsKnown(Figure.RatioGainBand)) RatioGainBand =
                (RatioGainBand)native.ratio_gain_band;
            GainPerWeek = Real(Figure.GainPerWeek, native.gain_per_week);
            GainPerHour = Real(Figure.GainPerHour, native.gain_per_hour);
            ExpectedGain = Real(Figure.ExpectedGain, native.expected_gain);
            ValueAdded = Real(Figure.ValueAdded, native.value_added);
            ReliableChangeIndex = Real(Figure.ReliableChangeIndex, native.reliable_change_index);
            if (IsKnown(Figure.ReliableChange)) ReliableChange =
                (ReliableChange)native.reliable_change;
        }

        /// <summary>Whether an error keeps the record out of every figure.</summary>
        public bool IsRejected { get; }

        /// <summary>What is wrong with, or worth knowing about, the record. Never null.</summary>
        public IReadOnlyList<Issue> Issues { get; }

        /// <summary>The nominal rate of the frequency. Of at most four places.</summary>
        public decimal? SessionsPerWeek { get; }

        /// <summary>School days in the period.</summary>
        public long? SchoolDays { get; }

        /// <summary>School weeks in the period.</summary>
        public long? SchoolWeeks { get; }

        /// <summary>Sessions that were due: the mean over the possible timetables. Of at most four
        /// places.</summary>
        public decimal? SessionsScheduled { get; }

        /// <summary>The fewest that a timetable may give.</summary>
        public long? SessionsScheduledMin { get; }

        /// <summary>The most that a timetable may give.</summary>
        public long? SessionsScheduledMax { get; }

        /// <summary>Sessions that the learner was at.</summary>
        public long? SessionsAttended { get; }

        /// <summary>Attended out of scheduled sessions; may exceed 1.</summary>
        public double? AttendanceRate { get; }

        /// <summary>The least that a timetable may give.</summary>
        public double? AttendanceRateMin { get; }

        /// <summary>The most that a timetable may give.</summary>
        public double? AttendanceRateMax { get; }

        /// <summary>Delivered out of scheduled sessions.</summary>
        public double? DeliveryRate { get; }

        /// <summary>Attended out of delivered sessions.</summary>
        public double? AttendedShare { get; }

        /// <summary>Hours of the sessions that were due. In hours, of four places.</summary>
        public decimal? HoursPlanned { get; }

        /// <summary>Hours of the sessions that the learner was at. In hours, of four
        /// places.</summary>
        public decimal? HoursReceived { get; }

        /// <summary>Planned hours for each school week. In hours, of four places.</summary>
        public decimal? HoursPerWeekPlanned { get; }

        /// <summary>Received hours for each school week. In hours, of four places.</summary>
        public decimal? HoursPerWeekReceived { get; }

        /// <summary>Adult hours that fall to this learner. In hours, of four places.</summary>
        public decimal? StaffHours { get; }

        /// <summary>Teaching episodes in all. Of at most four places.</summary>
        public decimal? CumulativeIntensity { get; }

        /// <summary>What the adult hours cost, in pounds.</summary>
        public decimal? StaffCost { get; }

        /// <summary>What was bought, in pounds.</summary>
        public decimal? CapitalCost { get; }

        /// <summary>Staff and capital cost, in pounds.</summary>
        public decimal? TotalCost { get; }

        /// <summary>Progress on the measure, in its unit; better is positive.</summary>
        public decimal? Gain { get; }

        /// <summary>The progress aimed at, likewise.</summary>
        public decimal? TargetGain { get; }

        /// <summary>The gain out of the gain aimed at.</summary>
        public double? TargetAttainment { get; }

        /// <summary>The outcome from target and actual score alone.</summary>
        public Outcome? DerivedOutcome { get; }

        /// <summary>Months between the scores.</summary>
        public double? ElapsedMonths { get; }

        /// <summary>Months of age gained in a month.</summary>
        public double? RatioGain { get; }

        /// <summary>The band of the ratio gain.</summary>
        public RatioGainBand? RatioGainBand { get; }

        /// <summary>Gain for each school week.</summary>
        public double? GainPerWeek { get; }

        /// <summary>Gain for each hour received.</summary>
        public double? GainPerHour { get; }

        /// <summary>The gain that the configuration expects.</summary>
        public double? ExpectedGain { get; }

        /// <summary>The gain beyond the expected one.</summary>
        public double? ValueAdded { get; }

        /// <summary>The reliable change index (Jacobson and Truax 1991).</summary>
        public double? ReliableChangeIndex { get; }

        /// <summary>What that index says.</summary>
        public ReliableChange? ReliableChange { get; }

        private bool IsKnown(Figure figure) => (known >> (int)figure & 1) != 0;

        private decimal? Exact(Figure figure, long steps, int places) =>
            IsKnown(figure) ? ExactDecimal.FromSteps(steps, places) : default(decimal?);

        private long? Whole(Figure figure, long number) =>
            IsKnown(figure) ? number : default(long?);

        private double? Real(Figure figure, double number) =>
            IsKnown(figure) ? number : default(double?);
    }
}
