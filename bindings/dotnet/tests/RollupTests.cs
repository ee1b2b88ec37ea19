using System;
using System.Collections.Generic;
using System.Data;
using System.Globalization;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using Effaith;

/// <summary>Roll-ups, however they are fed.</summary>
internal static class RollupTests
{
    internal static void Run(Engine engine)
    {
        ATableInBatchesIsTheSameAsADocument(engine);
        EveryFieldArrivesAsInADocument(engine);
        ABatchWithAMistakeAddsNothing(engine);
        RowsHaveKeysAndExactFigures(engine);
        ARollUpReadFromBytesGoesOn(engine);
        MistakesWithDimensionsAreSaid(engine);
        ATableNamesWhatItDoesNotRead(engine);
        ATableReadsEveryField();
    }

    private static void ATableInBatchesIsTheSameAsADocument(Engine engine)
    {
        const int Rows = 100000;
        DataTable table = Samples.Table(Rows);
        string[] by = {"cluster_id", "school_id"};
        using (Rollup batches = engine.CreateRollup(by, totals: true))
        using (Rollup document = engine.CreateRollup(by, totals: true))
        using (Rollup atOnce = engine.CreateRollup(by, totals: true))
        {
            foreach (List<Record> batch in Samples.Batches(new RecordTable(engine, table), 7001))
                batches.Add(batch);
            document.AddDocument(Samples.Csv(table, 0, Rows));
            atOnce.Add(new RecordTable(engine, table));
            RollupCounts counts = batches.Counts;
            Check.Same(counts.Records, (long)Rows, "records");
            long rejected = (Rows + Samples.RejectedOneIn - 1) / Samples.RejectedOneIn;
            Check.Same(counts.Rejected, rejected, "rejected");
            Check.Same(counts.Analysed + counts.Rejected, counts.Records, "all of them");
            byte[] bytes = batches.Serialise();
            Check.That(Samples.SameBytes(bytes, document.Serialise()), "as the document, to the byte");
            Check.That(Samples.SameBytes(bytes, atOnce.Serialise()), "as one batch, to the byte");
            Check.Same(batches.ToDocument(), document.ToDocument(), "their documents");
            TotalsAddUp(batches);
        }
    }

    private static void EveryFieldArrivesAsInADocument(Engine engine)
    {
        string[] by =
        {
            "school_id", "cluster_id", "authority_id", "year_group", "area_of_need", "tier",
            "support_type", "intervention", "measure", "outcome", "term"
        };
        foreach (Cohort cohort in new[] {Cohort.Intervention, Cohort.Comparison})
        {
            using (Rollup record = engine.CreateRollup(by))
            using (Rollup document = engine.CreateRollup(by))
            {
                record.Add(Samples.Full(cohort));
                document.AddDocument(Samples.FullDocument(cohort));
                Check.Same(record.Counts.Analysed, 1L, "analysed");
                Check.Same(record.Counts.Comparison, (long)cohort, "comparison");
                Check.Same(record.ToDocument(), document.ToDocument(), "rows");
                Check.That(
                    Samples.SameBytes(record.Serialise(), document.Serialise()), "to the byte");
            }
            FiguresAreThoseOfTheDocument(engine, cohort);
        }
    }

    private static void FiguresAreThoseOfTheDocument(Engine engine, Cohort cohort)
    {
        Impact impact = engine.Analyse(Samples.Full(cohort));
        string answer = engine.AnalyseDocument(Samples.FullDocument(cohort));
        int compared = 0;
        foreach (PropertyInfo property in typeof(Impact).GetProperties())
        {
            string name = Regex.Replace(property.Name, "(?<!^)([A-Z])", "_$1").ToLowerInvariant();
            Match found = Regex.Match(answer, "\"" + name + "\": ?([-0-9.e]+|null)");
            if (!found.Success) continue;
            object value = property.GetValue(impact);
            string expected = found.Groups[1].Value;
            CultureInfo plain = CultureInfo.InvariantCulture;
            if (value is double) Check.Same(value, double.Parse(expected, plain), name);
            else Check.Same(value == null ? "null" : Convert.ToString(value, plain), expected, name);
            ++compared;
        }
        Check.That(compared > 25, "figures are compared: " + compared);
    }

    private static void TotalsAddUp(Rollup rollup)
    {
        using (RollupRows rows = rollup.GetRows())
        {
            Check.Same(rows.Count, 40 + 8 + 1, "rows");
            RollupRow all = rows[rows.Count - 1];
            Check.That(all.Key(0).IsTotal && all.Key(1).IsTotal, "the grand total is last");
            decimal? schools = rows.Where(row => !row.Key("school_id").IsTotal)
                                   .Sum(row => row.GetDecimal("total_cost"));
            Check.Same(schools, all.GetDecimal("total_cost"), "the schools' costs together");
            Check.That(schools > 0, "there are costs");
        }
    }

    private static void ABatchWithAMistakeAddsNothing(Engine engine)
    {
        Record elsewhere = Samples.Good("r2");
        elsewhere.ClusterId = "C2";
        using (Rollup rollup = engine.CreateRollup(Samples.BySchool))
        {
            Check.Fails(
                () => rollup.Add(new[] {Samples.Good(), elsewhere}), Status.HierarchyConflict,
                "record 1");
            Check.Same(rollup.Counts.Records, 0L, "records");
            rollup.Add(Samples.Good());
            Check.Same(rollup.Counts.Analysed, 1L, "analysed");
        }
    }

    private static void RowsHaveKeysAndExactFigures(Engine engine)
    {
        RollupRows rows;
        using (Rollup rollup = engine.CreateRollup(new[] {"school_id", "tier"}, totals: true))
        {
            rollup.Add(Samples.Good());
            rows = rollup.GetRows();
        }
        using (rows)
        {
            Check.Same(rows.Count, 3, "rows");
            Check.Same(rows[0].Key("school_id").Text, "S1", "school");
            Check.That(rows[0].Key("tier").Text == null && !rows[0].Key("tier").IsTotal, "no tier");
            Check.That(rows[1].Key("tier").IsTotal, "the school's subtotal");
            Check.Same(rows[0].GetDecimal("total_cost"), 45.25875m, "total cost");
            Check.Same(rows[0].GetDouble("total_cost"), 45.25875, "as a double");
            Check.Same(rows[0]["total_cost"], 45.25875m, "as an object");
            Check.Same(rows[0].GetDouble("achieved_rate"), 1.0, "achieved");
            Check.Same(rows[0]["gain_mean"], null, "what cannot be known");
            Check.Throws<InvalidOperationException>(
                () => rows[0].GetDecimal("achieved_rate"), "a rate as a decimal");
            Check.Throws<ArgumentException>(() => rows[0].GetDecimal("cost"), "no such figure");
            Check.Throws<ArgumentException>(() => rows[0].Key("cluster_id"), "no such dimension");
            Check.Fails(() => rows[0].Key(2), Status.InvalidArgument, "dimension");
            Check.Throws<ArgumentOutOfRangeException>(() => rows[3].Key(0), "no such row");
            Check.Same(rows.Count(), rows.Count, "rows one by one");
            foreach (string name in EffaithLibrary.RowFigureNames)
            {
                object value = rows[0][name];
                Check.That(
                    value == null || value is decimal || value is double || value is string, name);
            }
        }
    }

    private static void ARollUpReadFromBytesGoesOn(Engine engine)
    {
        using (Rollup rollup = engine.CreateRollup(Samples.BySchool, totals: true))
        {
            rollup.Add(Samples.Good());
            byte[] bytes = rollup.Serialise();
            using (Rollup read = engine.DeserialiseRollup(bytes))
            {
                Check.That(Samples.SameBytes(read.Serialise(), bytes), "the same to the byte");
                read.Merge(rollup);
                Check.Same(read.Counts.Records, 2L, "records");
                Check.Throws<ArgumentException>(() => read.Merge(read), "merged into itself");
                using (RollupRows rows = read.GetRows())
                {
                    Check.Same(rows[0].Key(0).Text, "S1", "key by position");
                    Check.Same(rows[0].Key("school_id").Text, "S1", "key by name");
                    Check.Throws<ArgumentException>(
                        () => rows[0].Key("shoe_size"), "key by a name that is none");
                }
            }
            using (Rollup other = engine.CreateRollup(new[] {"tier"}))
                Check.Throws<EffaithException>(() => other.Merge(rollup), "other dimensions");
            bytes[bytes.Length / 2] ^= 1;
            EffaithException bad =
                Check.Throws<EffaithException>(() => engine.DeserialiseRollup(bytes), "altered bytes");
            Check.Same(bad.Status, Status.BadState, "status");
        }
    }

    private static void MistakesWithDimensionsAreSaid(Engine engine)
    {
        Check.Throws<EffaithException>(
            () => engine.CreateRollup(new[] {"school_id", "school_id"}), "a dimension twice");
        Check.Throws<ArgumentException>(() => engine.CreateRollup(new string[1]), "a null dimension");
        using (Rollup rollup = engine.CreateRollup(new[] {"shoe_size"}))
        {
            EffaithException unknown =
                Check.Throws<EffaithException>(() => rollup.GetRows(), "an unknown dimension");
            Check.That(unknown.Message.Contains("shoe_size"), "it is named");
        }
        using (Rollup everything = engine.CreateRollup(new string[0]))
        {
            everything.Add(Samples.Good());
            using (RollupRows rows = everything.GetRows()) Check.Same(rows.Count, 1, "rows");
        }
    }

    private static void ATableNamesWhatItDoesNotRead(Engine engine)
    {
        DataTable table = Samples.Table(3);
        table.Columns.Add("sesions_attended");
        Check.Same(
            new RecordTable(engine, table).UnusedColumns.Single(), "sesions_attended", "unused");
        table.Rows[2]["frequency"] = "often";
        Check.Fails(
            () => new RecordTable(engine, table).ToList(), Status.UnknownFrequency,
            "record 2, frequency");
        table = Samples.Table(1);
        table.Columns.Remove("sessions_attended");
        table.Columns.Add("sessions_attended");
        table.Rows[0]["sessions_attended"] = "a few";
        Check.Fails(
            () => new RecordTable(engine, table).ToList(), Status.NotANumber,
            "record 0, sessions_attended");
    }

    private static void ATableReadsEveryField()
    {
        Check.That(
            new HashSet<string>(RecordTable.Fields).SetEquals(NativeNames.Fields),
            "the columns of a table are the library's fields");
    }
}
