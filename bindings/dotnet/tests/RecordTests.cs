using System;
using System.Collections.Generic;
using System.Linq;
using Effaith;

/// <summary>Records, one or many, and the questions of the calendar.</summary>
internal static class RecordTests
{
    internal static void Run(Engine engine)
    {
        ARecordHasTheFiguresOfTheDocumentation(engine);
        WhatIsNotKnownIsNull(engine);
        ScoresGiveProgress(engine);
        ARejectedRecordIsNoFailure(engine);
        AnIssueKeepsItsMessageAmongDuplicates(engine);
        RecordsAreAnsweredInTheirOrder(engine);
        MoreIssuesThanExpectedAreAllThere(engine);
        MistakesInARecordNameTheField(engine);
        TextsOfAnyLanguageArrive(engine);
        ARecordIsExplained(engine);
        WhatPeopleWriteIsRead(engine);
        TheCalendarAnswers(engine);
        MonthsAndDaysAreToldApart();
    }

    private static void ARecordHasTheFiguresOfTheDocumentation(Engine engine)
    {
        Impact impact = engine.Analyse(Samples.Good());
        Check.That(!impact.IsRejected && impact.Issues.Count == 0, "the record is well");
        Check.Same(impact.SchoolDays, 75L, "school days");
        Check.Same(impact.SchoolWeeks, 15L, "school weeks");
        Check.Same(impact.SessionsScheduled, 15m, "sessions scheduled");
        Check.Same(impact.SessionsScheduledMin, 8L, "fewest sessions");
        Check.Same(impact.SessionsScheduledMax, 15L, "most sessions");
        Check.Same(impact.AttendanceRate, 11.0 / 15.0, "attendance rate");
        Check.Same(impact.HoursPlanned, 7.5m, "hours planned");
        Check.Same(impact.HoursReceived, 5.5m, "hours received");
        Check.Same(impact.HoursPerWeekReceived, 0.3667m, "hours a week");
        Check.Same(impact.StaffHours, 1.375m, "staff hours");
        Check.Same(impact.StaffCost, 19.75875m, "staff cost");
        Check.Same(impact.CapitalCost, 25.5m, "capital cost");
        Check.Same(impact.TotalCost, 45.25875m, "total cost");
    }

    private static void WhatIsNotKnownIsNull(Engine engine)
    {
        Impact impact = engine.Analyse(Samples.Good());
        Check.That(impact.Gain == null && impact.RatioGain == null, "no scores, no gain");
        Check.That(impact.RatioGainBand == null && impact.ReliableChange == null, "nor its words");
        Record record = Samples.Good();
        record.DeliveredBy = new[] {"Gardener"};
        Check.That(engine.Analyse(record).StaffCost == null, "no rate, no cost");
    }

    private static void ScoresGiveProgress(Engine engine)
    {
        Record record = Samples.Good();
        record.Measure = "reading_age";
        record.Baseline = 75m;
        record.Actual = 83m;
        record.BaselineDate = new DateTime(2023, 9, 4, 15, 30, 0);
        record.ActualDate = new DateTime(2023, 12, 18);
        Impact impact = engine.Analyse(record);
        Check.Same(impact.Gain, 8m, "gain");
        Check.That(impact.RatioGain > 2.0, "ratio gain");
        Check.Same(impact.RatioGainBand, RatioGainBand.Medium, "band");
        Check.Same(impact.ReliableChange, ReliableChange.NoReliableChange, "reliable change");
        record.Actual = Score.Above(83m);
        Check.That(engine.Analyse(record).Gain == null, "a score off the scale has no gain");
    }

    private static void ARejectedRecordIsNoFailure(Engine engine)
    {
        Record record = Samples.Good();
        record.LearnersPerSession = 0;
        record.Outcome = null;
        record.Frequency = null;
        Impact impact = engine.Analyse(record);
        Check.That(impact.IsRejected && impact.TotalCost == null, "it is rejected");
        Check.Same(impact.Issues.Count, 3, "issues");
        Check.Same(impact.Issues[0].Code, "missing_required", "code");
        Check.Same(impact.Issues[0].Field, "frequency", "field");
        Check.Same(impact.Issues[0].Severity, Severity.Error, "severity");
        string[] messages = impact.Issues.Select(issue => engine.MessageOf(record, issue)).ToArray();
        Check.That(messages.All(message => message.Length > 10), "each has a sentence");
        Check.Same(messages.Distinct().Count(), 3, "different sentences");
        Check.Fails(
            () => engine.MessageOf(Samples.Good(), impact.Issues[2]), Status.InvalidArgument,
            "position");
    }

    private static void AnIssueKeepsItsMessageAmongDuplicates(Engine engine)
    {
        Record record = Samples.Good();
        record.Frequency = null;
        string alone = engine.MessageOf(record, engine.Analyse(record).Issues[0]);
        Impact second = engine.AnalyseAll(new[] {Samples.Good(), record})[1];
        Issue duplicate = second.Issues.Single(issue => issue.Code == "duplicate_id");
        Issue missing = second.Issues.Single(issue => issue.Code == "missing_required");
        Check.Same(engine.MessageOf(record, duplicate), null, "sentence of a duplicate");
        Check.Same(engine.MessageOf(record, missing), alone, "sentence beside a duplicate");
    }

    private static void RecordsAreAnsweredInTheirOrder(Engine engine)
    {
        Record[] records = Enumerable.Range(1, 40).Select(i => Samples.Good("r" + i)).ToArray();
        for (int i = 0; i < records.Length; ++i) records[i].SessionsAttended = i % 15 + 1;
        records[17].Id = "r1";
        IReadOnlyList<Impact> impacts = engine.AnalyseAll(records);
        Check.Same(impacts.Count, 40, "impacts");
        for (int i = 0; i < records.Length; ++i)
        {
            decimal? hours = i == 17 ? default(decimal?) : (i % 15 + 1) * 0.5m;
            Check.Same(impacts[i].HoursReceived, hours, "hours of record " + i);
        }
        Check.Same(impacts[17].Issues.Single().Code, "duplicate_id", "issue");
        Check.Same(engine.AnalyseAll(new Record[0]).Count, 0, "impacts of no record");
        IEnumerable<Record> lazily = records.Where(record => record.Id != "r2");
        Check.Same(engine.AnalyseAll(lazily).Count, 39, "impacts of a query");
    }

    private static void MoreIssuesThanExpectedAreAllThere(Engine engine)
    {
        IReadOnlyList<Impact> impacts =
            engine.AnalyseAll(Enumerable.Range(0, 50).Select(i => new Record {Id = "r" + i}));
        int issues = impacts[0].Issues.Count;
        Check.That(issues > 3, "an empty record has many issues");
        Check.That(impacts.All(impact => impact.Issues.Count == issues), "and so has each");
    }

    private static void MistakesInARecordNameTheField(Engine engine)
    {
        Mistake(engine, r => r.Frequency = (Frequency)12, Status.InvalidArgument, "frequency");
        Mistake(engine, r => r.Weekdays = (Weekdays)32, Status.InvalidArgument, "weekdays");
        Mistake(engine, r => r.Outcome = (Outcome)4, Status.InvalidArgument, "outcome");
        Mistake(engine, r => r.Cohort = (Cohort)2, Status.InvalidArgument, "cohort");
        Mistake(engine, r => r.Tier = "\ud800", Status.BadEncoding, "tier");
        Mistake(engine, r => r.SessionHours = 0.12345m, Status.NotANumber, "session_hours");
        Mistake(engine, r => r.CapitalCost = 1e13m, Status.OutOfRange, "capital_cost");
        Mistake(engine, r => r.Baseline = 0.00001m, Status.NotANumber, "baseline");
        Mistake(engine, r => r.ActualDate = DateTime.MinValue, Status.NotADate, "actual_date");
        Mistake(engine, r => r.DeliveredBy = new string[4], Status.InvalidArgument, "delivered_by");
        Record second = Samples.Good("r2");
        second.Cohort = (Cohort)9;
        Check.Fails(
            () => engine.AnalyseAll(new[] {Samples.Good(), second}), Status.InvalidArgument,
            "record 1, cohort");
        second.Cohort = Cohort.Comparison;
        second.SessionHours = 0.00001m;
        Check.Fails(
            () => engine.AnalyseAll(new[] {Samples.Good(), second}), Status.NotANumber,
            "record 1, session_hours");
        Check.Throws<ArgumentNullException>(() => engine.Analyse(null), "no record");
        Check.Throws<ArgumentException>(() => engine.AnalyseAll(new Record[2]), "null records");
    }

    private static void Mistake(Engine engine, Action<Record> make, Status status, string where)
    {
        Record record = Samples.Good();
        make(record);
        Check.Fails(() => engine.Analyse(record), status, where);
    }

    private static void TextsOfAnyLanguageArrive(Engine engine)
    {
        Record record = Samples.Good();
        record.SchoolId = "Ysgol Tŷ Gwyn 学校 \U0001F600";
        record.Aim = new string('ŵ', 5000);
        using (Rollup rollup = engine.CreateRollup(Samples.BySchool))
        {
            rollup.Add(record);
            using (RollupRows rows = rollup.GetRows())
                Check.Same(rows[0].Key("school_id").Text, record.SchoolId, "the school's name");
        }
    }

    private static void ARecordIsExplained(Engine engine)
    {
        Check.That(engine.Explain(Samples.Good()).Contains("14.37"), "the working has the rate");
        Check.That(engine.Explain(Samples.Good(), DocumentFormat.Json).StartsWith("{"), "as JSON");
        Check.Fails(
            () => engine.Explain(Samples.Good(), (DocumentFormat)9), Status.InvalidArgument, "format");
    }

    private static void WhatPeopleWriteIsRead(Engine engine)
    {
        Check.Same(engine.ReadFrequency("Twice weekly"), Frequency.TwiceWeekly, "frequency");
        Check.Same(engine.ReadOutcome("green"), Outcome.Green, "outcome");
        Check.Same(engine.ReadDate("Sep 2023"), (MonthOrDay)new Month(2023, 9), "month");
        Check.Same(engine.ReadDate("04/09/2023").Day, new DateTime(2023, 9, 4), "day");
        Check.Fails(() => engine.ReadFrequency("often"), Status.UnknownFrequency, "");
        Check.Fails(() => engine.ReadOutcome("so so"), Status.InvalidArgument, "");
        Check.Fails(() => engine.ReadDate("soon"), Status.NotADate, "");
    }

    private static void TheCalendarAnswers(Engine engine)
    {
        Month september = new Month(2023, 9);
        Month december = new Month(2023, 12);
        Schedule due = engine.ScheduleOf(Frequency.Weekly, september, december, "S1");
        Check.Same(due.SessionsPerWeek, 1m, "sessions a week");
        Check.Same(due.SessionsScheduled, 15m, "sessions");
        Check.That(due.SessionsScheduledMin == 8 && due.SessionsScheduledMax == 15, "bounds");
        Check.That(due.SchoolDays == 75 && due.SchoolWeeks == 15, "days and weeks");
        Check.Fails(
            () => engine.ScheduleOf(Frequency.Weekly, december, september), Status.EndedBeforeStarted,
            "ended");
        Check.Fails(
            () => engine.ScheduleOf(
                Frequency.Weekly, september, december, null, Weekdays.Monday | Weekdays.Friday),
            Status.WeekdaysMismatch, "weekdays");
        DateTime first = new DateTime(2023, 9, 1);
        DateTime last = new DateTime(2023, 12, 31);
        Check.Same(engine.SchoolDays(first, last), 75L, "school days");
        Check.Same(engine.SchoolWeeks(first, last, "S1"), 15L, "school weeks");
        Check.Throws<EffaithException>(() => engine.SchoolDays(last, first), "a period backwards");
        Check.That(engine.CalendarDocument("2023").Contains("2023/24"), "the year's calendar");
        Check.Throws<EffaithException>(() => engine.CalendarDocument("1066"), "an unknown year");
    }

    private static void MonthsAndDaysAreToldApart()
    {
        MonthOrDay month = new Month(2023, 9);
        MonthOrDay day = new DateTime(2023, 9, 4);
        Check.That(month.IsMonth && !day.IsMonth && month != day, "they differ");
        Check.That(month.Day == null && day.Month == month.Month, "a day has its month");
        Check.Same(month.ToString() + " " + day, "2023-09 2023-09-04", "text");
        Check.Same(default(MonthOrDay).ToString(), "", "text of none");
        Check.That(new Month(2023, 9).CompareTo(new Month(2024, 1)) < 0, "months have an order");
        Check.Throws<ArgumentOutOfRangeException>(() => new Month(2023, 13), "a thirteenth month");
        Check.Throws<ArgumentOutOfRangeException>(() => new Month(99, 1), "a year of two digits");
    }
}
