using System;
using System.Collections.Generic;

namespace Effaith
{
    /// <summary>One learner in one intervention, as a school writes it down. What is null, or an empty
    /// text, is not recorded; a record that lacks what is required is rejected, and its issues say
    /// so.</summary>
    /// <remarks>A record is read during a call alone, and may be changed and used again after
    /// it.</remarks>
    public sealed class Record
    {
        /// <summary>The record's own id, which no other of its school has.</summary>
        public string Id { get; set; }

        /// <summary>The learner, whose records are counted as one person's in roll-ups.</summary>
        public string LearnerId { get; set; }

        /// <summary>The school; decides the calendar, where the configuration has several.</summary>
        public string SchoolId { get; set; }

        /// <summary>The cluster of schools.</summary>
        public string ClusterId { get; set; }

        /// <summary>The local authority.</summary>
        public string AuthorityId { get; set; }

        /// <summary>The year group.</summary>
        public string YearGroup { get; set; }

        /// <summary>The area of need.</summary>
        public string AreaOfNeed { get; set; }

        /// <summary>The tier of support.</summary>
        public string Tier { get; set; }

        /// <summary>The type of support, such as <c>catch-up literacy</c>.</summary>
        public string SupportType { get; set; }

        /// <summary>The intervention by its name.</summary>
        public string Intervention { get; set; }

        /// <summary>The roles that deliver it, such as <c>Teaching assistant</c>: one to three.</summary>
        public IReadOnlyList<string> DeliveredBy { get; set; }

        /// <summary>What it is to achieve.</summary>
        public string Aim { get; set; }

        /// <summary>The id of a measure of the configuration.</summary>
        public string Measure { get; set; }

        /// <summary>How many learners are taught together, at least 1.</summary>
        public long? LearnersPerSession { get; set; }

        /// <summary>How long a session lasts, in hours, of at most four places.</summary>
        public decimal? SessionHours { get; set; }

        /// <summary>How many sessions this learner was at.</summary>
        public long? SessionsAttended { get; set; }

        /// <summary>How many sessions were held, this learner there or not.</summary>
        public long? SessionsDelivered { get; set; }

        /// <summary>Teaching episodes in a session, of at most four places.</summary>
        public decimal? EpisodesPerSession { get; set; }

        /// <summary>What was bought, in pounds, of at most six places.</summary>
        public decimal? CapitalCost { get; set; }

        /// <summary>The score before the intervention.</summary>
        public Score? Baseline { get; set; }

        /// <summary>The score aimed at.</summary>
        public Score? Target { get; set; }

        /// <summary>The score after the intervention.</summary>
        public Score? Actual { get; set; }

        /// <summary>How often the sessions are.</summary>
        public Frequency? Frequency { get; set; }

        /// <summary>The days of the week that they are on.</summary>
        public Weekdays Weekdays { get; set; }

        /// <summary>The month or day of the first session.</summary>
        public MonthOrDay? Started { get; set; }

        /// <summary>The month or day of the last session; the planned one, while it runs.</summary>
        public MonthOrDay? Ended { get; set; }

        /// <summary>The outcome against the target.</summary>
        public Outcome? Outcome { get; set; }

        /// <summary>The outcome against expectation, from -2 to +2.</summary>
        public int? OutcomeScore { get; set; }

        /// <summary>The day of the first score; its time of day does not count.</summary>
        public DateTime? BaselineDate { get; set; }

        /// <summary>The day of the last score; its time of day does not count.</summary>
        public DateTime? ActualDate { get; set; }

        /// <summary>Whether the learner had the intervention.</summary>
        public Cohort Cohort { get; set; }
    }
}
