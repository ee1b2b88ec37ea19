namespace Effaith
{
    /// <summary>How many sessions a frequency means in a period.</summary>
    public sealed class Schedule
    {
        internal Schedule(in NativeSchedule found)
        {
            if (found.known == 1)
            {
                SessionsPerWeek =
                    ExactDecimal.FromSteps(found.sessions_per_week, ExactDecimal.SessionPlaces);
            }
            SessionsScheduled =
                ExactDecimal.FromSteps(found.sessions_scheduled, ExactDecimal.SessionPlaces);
            SessionsScheduledMin = found.sessions_scheduled_min;
            SessionsScheduledMax = found.sessions_scheduled_max;
            SchoolDays = found.school_days;
            SchoolWeeks = found.school_weeks;
        }

        /// <summary>The nominal rate; null where the frequency has none by the week.</summary>
        public decimal? SessionsPerWeek { get; }

        /// <summary>The mean over the possible timetables, of at most four places.</summary>
        public decimal SessionsScheduled { get; }

        /// <summary>The fewest that a timetable may give.</summary>
        public long SessionsScheduledMin { get; }

        /// <summary>The most that a timetable may give.</summary>
        public long SessionsScheduledMax { get; }

        /// <summary>School days in the period.</summary>
        public long SchoolDays { get; }

        /// <summary>School weeks in the period.</summary>
        public long SchoolWeeks { get; }
    }
}
