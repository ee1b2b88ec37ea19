using System;
using System.Collections.Generic;
using System.Data;
using System.Globalization;
using System.Linq;
using System.Text;
using Effaith;

/// <summary>What the tests share: a configuration, a record that is well, and many records.</summary>
internal static class Samples
{
    internal const string Config =
        "{\"calendar\": \"typical\", \"rates\": {\"Teaching assistant\": 14.37, \"Teacher\": 38.10}," +
        " \"measures\": [{\"id\": \"reading_age\", \"name\": \"Reading age\", \"unit\": \"months\"," +
        " \"kind\": \"age_equivalent\", \"direction\": \"higher\", \"sd\": 15, \"reliability\": 0.9}]," +
        " \"hierarchy\": [\"authority_id\", \"cluster_id\", \"school_id\"]," +
        " \"id_key\": \"00112233445566778899aabbccddeeff\"}";

    /// <summary>The record of <see cref="Good"/> as a document.</summary>
    internal const string Document =
        "[{\"id\": \"r1\", \"learner_id\": \"L1\", \"school_id\": \"S1\", \"cluster_id\": \"C1\"," +
        " \"authority_id\": \"A1\", \"support_type\": \"catch-up literacy\"," +
        " \"delivered_by\": [\"Teaching assistant\"], \"learners_per_session\": 4," +
        " \"frequency\": \"weekly\", \"session_hours\": 0.5, \"started\": \"2023-09\"," +
        " \"ended\": \"2023-12\", \"sessions_attended\": 11, \"outcome\": \"amber\"," +
        " \"aim\": \"Reads a page of the class book unaided\", \"capital_cost\": 25.5}]";

    /// <summary>Prime, so that no school has rejected records alone.</summary>
    internal const int RejectedOneIn = 23;

    internal static readonly string[] BySchool = {"school_id"};

    /// <summary>The example of the documentation: 75 school days, 15 sessions due, 11 attended.</summary>
    internal static Record Good(string id = "r1") => new Record
    {
        Id = id,
        LearnerId = "L1",
        SchoolId = "S1",
        ClusterId = "C1",
        AuthorityId = "A1",
        SupportType = "catch-up literacy",
        DeliveredBy = new[] {"Teaching assistant"},
        Aim = "Reads a page of the class book unaided",
        Frequency = Frequency.Weekly,
        Started = new Month(2023, 9),
        Ended = new Month(2023, 12),
        Outcome = Outcome.Amber,
        LearnersPerSession = 4,
        SessionHours = 0.5m,
        SessionsAttended = 11,
        CapitalCost = 25.5m
    };

    /// <summary>A record with every field.</summary>
    internal static Record Full(Cohort cohort)
    {
        Record record = Good();
        record.YearGroup = "4";
        record.AreaOfNeed = "DYSL";
        record.Tier = "targeted";
        record.Intervention = "Reading Wings";
        record.DeliveredBy = new[] {"Teaching assistant", "Teacher", "Teacher"};
        record.Measure = "reading_age";
        record.SessionsDelivered = 13;
        record.EpisodesPerSession = 2.5m;
        record.Baseline = 75.5m;
        record.Target = 80.25m;
        record.Actual = 83m;
        record.BaselineDate = new DateTime(2023, 9, 4);
        record.ActualDate = new DateTime(2023, 12, 18);
        record.Weekdays = Weekdays.Wednesday;
        record.Started = new DateTime(2023, 9, 6);
        record.Outcome = null;
        record.OutcomeScore = 1;
        record.Cohort = cohort;
        return record;
    }

    /// <summary>The record of <see cref="Full"/> as a document.</summary>
    internal static string FullDocument(Cohort cohort) =>
        "{\"id\": \"r1\", \"learner_id\": \"L1\", \"school_id\": \"S1\", \"cluster_id\": \"C1\"," +
        " \"authority_id\": \"A1\", \"year_group\": \"4\", \"area_of_need\": \"DYSL\"," +
        " \"tier\": \"targeted\", \"support_type\": \"catch-up literacy\"," +
        " \"intervention\": \"Reading Wings\"," +
        " \"delivered_by\": [\"Teaching assistant\", \"Teacher\", \"Teacher\"]," +
        " \"learners_per_session\": 4, \"frequency\": \"weekly\", \"weekdays\": [\"wed\"]," +
        " \"session_hours\": 0.5, \"started\": \"2023-09-06\", \"ended\": \"2023-12\"," +
        " \"sessions_attended\": 11, \"sessions_delivered\": 13, \"episodes_per_session\": 2.5," +
        " \"outcome_score\": 1, \"aim\": \"Reads a page of the class book unaided\"," +
        " \"capital_cost\": 25.5, \"measure\": \"reading_age\", \"baseline\": 75.5," +
        " \"baseline_date\": \"2023-09-04\", \"target\": 80.25, \"actual\": 83," +
        " \"actual_date\": \"2023-12-18\", \"cohort\": \"" + cohort.ToString().ToLowerInvariant() +
        "\"}";

    /// <summary>Records of 40 schools in 8 clusters; one in <see cref="RejectedOneIn"/> has no
    /// frequency.</summary>
    internal static DataTable Table(int rows)
    {
        DataTable table = new DataTable { Locale = CultureInfo.InvariantCulture };
        foreach (string name in new[] {"id", "learner_id", "School_ID", "cluster_id", "authority_id"})
            table.Columns.Add(name, typeof(string));
        foreach (string name in new[] {"support_type", "delivered_by", "delivered_by_2", "aim"})
            table.Columns.Add(name, typeof(string));
        table.Columns.Add("frequency", typeof(string));
        table.Columns.Add("session_hours", typeof(double));
        table.Columns.Add("learners_per_session", typeof(int));
        table.Columns.Add("sessions_attended", typeof(long));
        table.Columns.Add("capital_cost", typeof(decimal));
        table.Columns.Add("started", typeof(DateTime));
        table.Columns.Add("ended", typeof(string));
        table.Columns.Add("outcome", typeof(string));
        for (int i = 0; i < rows; ++i) table.Rows.Add(Row(i));
        return table;
    }

    /// <summary>The rows from one position up to another as a CSV document.</summary>
    internal static string Csv(DataTable table, int from, int to)
    {
        StringBuilder text = new StringBuilder();
        text.Append(string.Join(",", table.Columns.Cast<DataColumn>().Select(c => c.ColumnName)));
        text.Append('\n');
        for (int i = from; i < to; ++i)
            text.Append(string.Join(",", table.Rows[i].ItemArray.Select(Cell))).Append('\n');
        return text.ToString();
    }

    internal static IEnumerable<List<Record>> Batches(IEnumerable<Record> records, int size)
    {
        List<Record> batch = new List<Record>(size);
        foreach (Record record in records)
        {
            batch.Add(record);
            if (batch.Count < size) continue;
            yield return batch;
            batch = new List<Record>(size);
        }
        if (batch.Count > 0) yield return batch;
    }

    internal static bool SameBytes(byte[] one, byte[] other) => one.SequenceEqual(other);

    private static object[] Row(int i)
    {
        int school = i % 40;
        string[] frequencies = {"Weekly", "Twice weekly", "bob pythefnos", "Daily"};
        string[] outcomes = {"red", "amber", "green"};
        return new object[]
        {
            "r" + i, "L" + i % 7919, "Ysgol Tŷ " + school, "C" + school % 8, "A1",
            "catch-up literacy", i % 3 == 0 ? "Teacher" : "Teaching assistant",
            i % 5 == 0 ? (object)"Teacher" : DBNull.Value, "Reads a page unaided",
            i % RejectedOneIn == 0 ? (object)DBNull.Value : frequencies[i % 4],
            0.25 * (1 + i % 4), 1 + i % 6, (long)(1 + i % 12),
            i % 7 == 0 ? (object)(i % 100 + 0.01m) : DBNull.Value,
            new DateTime(2023, 9, 4).AddDays(i % 30), "2023-12", outcomes[i % 3]
        };
    }

    private static string Cell(object value) =>
        value is DateTime
            ? ((DateTime)value).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : Convert.ToString(value, CultureInfo.InvariantCulture);
}
