using System;

namespace Effaith
{
    /// <summary>How often an intervention is held, in the numbers of effaith.h.</summary>
    public enum Frequency
    {
        /// <summary>Daily; the configuration says which days that are.</summary>
        Daily = 1,

        /// <summary>Every day of term.</summary>
        TermDays = 2,

        /// <summary>Once a week.</summary>
        Weekly = 3,

        /// <summary>Twice a week.</summary>
        TwiceWeekly = 4,

        /// <summary>Three times a week.</summary>
        ThreeTimesWeekly = 5,

        /// <summary>Four times a week.</summary>
        FourTimesWeekly = 6,

        /// <summary>Every second week.</summary>
        Fortnightly = 7,

        /// <summary>Every third week.</summary>
        EveryThreeWeeks = 8,

        /// <summary>Once a month.</summary>
        Monthly = 9,

        /// <summary>Once in each half term.</summary>
        HalfTermly = 10,

        /// <summary>Once a term.</summary>
        Termly = 11
    }

    /// <summary>Weekdays, to be combined.</summary>
    [Flags]
    public enum Weekdays
    {
        /// <summary>Not recorded.</summary>
        None = 0,

        /// <summary>Monday.</summary>
        Monday = 1,

        /// <summary>Tuesday.</summary>
        Tuesday = 2,

        /// <summary>Wednesday.</summary>
        Wednesday = 4,

        /// <summary>Thursday.</summary>
        Thursday = 8,

        /// <summary>Friday.</summary>
        Friday = 16
    }

    /// <summary>The outcome against the target.</summary>
    public enum Outcome
    {
        /// <summary>The target was not achieved.</summary>
        Red = 1,

        /// <summary>The target was achieved.</summary>
        Amber = 2,

        /// <summary>The target was exceeded.</summary>
        Green = 3
    }

    /// <summary>Whether a learner had the intervention, or is compared with those who had it.</summary>
    public enum Cohort
    {
        /// <summary>Had the intervention.</summary>
        Intervention = 0,

        /// <summary>Is compared with those who had it.</summary>
        Comparison = 1
    }

    /// <summary>What is known of a value on a measure.</summary>
    public enum ScoreKind
    {
        /// <summary>Not recorded.</summary>
        Absent = 0,

        /// <summary>The value itself.</summary>
        Known = 1,

        /// <summary>Off the foot of the scale: less than the value.</summary>
        Below = 2,

        /// <summary>Off the top of the scale: more than the value.</summary>
        Above = 3
    }
}
