using System;
using System.Collections;
using System.Collections.Generic;
using System.Data;
using System.Globalization;

namespace Effaith
{
    /// <summary>The rows of a <see cref="DataTable"/> as records, one after another as they are asked
    /// for.</summary>
    /// <remarks>Columns are named as the fields of a record (<c>school_id</c>, <c>session_hours</c>,
    /// <c>delivered_by</c>, <c>delivered_by_2</c> …), whatever the case. <see cref="DBNull"/> and empty
    /// text are not recorded. Quantities may be of any numeric type, or text as
    /// <see cref="CultureInfo.InvariantCulture"/> writes it; a double counts to 15 digits. Frequencies,
    /// outcomes, months and days may be what people write. Scores are numbers or
    /// <see cref="Score"/>; weekdays and cohort the enums, their names or numbers.</remarks>
    public sealed class RecordTable : IEnumerable<Record>
    {
        private static readonly Dictionary<string, Action<RecordTable, Record, object>> setters =
            new Dictionary<string, Action<RecordTable, Record, object>>(
                StringComparer.OrdinalIgnoreCase)
            {
                { "id", (table, record, value) => record.Id = TextOf(value) },
                { "learner_id", (table, record, value) => record.LearnerId = TextOf(value) },
                { "school_id", (table, record, value) => record.SchoolId = TextOf(value) },
                { "cluster_id", (table, record, value) => record.ClusterId = TextOf(value) },
                { "authority_id", (table, record, value) => record.AuthorityId = TextOf(value) },
                { "year_group", (table, record, value) => record.YearGroup = TextOf(value) },
                { "area_of_need", (table, record, value) => record.AreaOfNeed = TextOf(value) },
                { "tier", (table, record, value) => record.Tier = TextOf(value) },
                { "support_type", (table, record, value) => record.SupportType = TextOf(value) },
                { "intervention", (table, record, value) => record.Intervention = TextOf(value) },
                { "delivered_by", (table, record, value) => AddRole(record, 0, value) },
                { "delivered_by_2", (table, record, value) => AddRole(record, 1, value) },
                { "delivered_by_3", (table, record, value) => AddRole(record, 2, value) },
                { "aim", (table, record, value) => record.Aim = TextOf(value) },
                { "measure", (table, record, value) => record.Measure = TextOf(value) },
                { "learners_per_session",
                  (table, record, value) => record.LearnersPerSession = WholeOf(value) },
                { "session_hours", (table, record, value) => record.SessionHours = NumberOf(value) },
                { "sessions_attended",
                  (table, record, value) => record.SessionsAttended = WholeOf(value) },
                { "sessions_delivered",
                  (table, record, value) => record.SessionsDelivered = WholeOf(value) },
                { "episodes_per_session",
                  (table, record, value) => record.EpisodesPerSession = NumberOf(value) },
                { "capital_cost", (table, record, value) => record.CapitalCost = NumberOf(value) },
                { "baseline", (table, record, value) => record.Baseline = ScoreOf(value) },
                { "target", (table, record, value) => record.Target = ScoreOf(value) },
                { "actual", (table, record, value) => record.Actual = ScoreOf(value) },
                { "frequency", (table, record, value) => record.Frequency = table.FrequencyOf(value) },
                { "weekdays", (table, record, value) => record.Weekdays = ChoiceOf<Weekdays>(value) },
                { "started", (table, record, value) => record.Started = table.DateOf(value) },
                { "ended", (table, record, value) => record.Ended = table.DateOf(value) },
                { "outcome", (table, record, value) => record.Outcome = table.OutcomeOf(value) },
                { "outcome_score",
                  (table, record, value) => record.OutcomeScore = checked((int)WholeOf(value)) },
                { "baseline_date",
                  (table, record, value) => record.BaselineDate = table.DayOf(value) },
                { "actual_date", (table, record, value) => record.ActualDate = table.DayOf(value) },
                { "cohort", (table, record, value) => record.Cohort = ChoiceOf<Cohort>(value) }
            };

        private readonly Engine engine;
        private readonly DataTable table;
        private readonly List<DataColumn> columns = new List<DataColumn>();

        /// <summary>Takes a table; its rows are read when records are asked for.</summary>
        /// <param name="engine">Reads what people write.</param>
        /// <param name="table">The table.</param>
        public RecordTable(Engine engine, DataTable table)
        {
            this.engine = engine ?? throw new ArgumentNullException(nameof(engine));
            this.table = table ?? throw new ArgumentNullException(nameof(table));
            List<string> unused = new List<string>();
            foreach (DataColumn column in table.Columns)
            {
                if (setters.ContainsKey(column.ColumnName)) columns.Add(column);
                else unused.Add(column.ColumnName);
            }
            UnusedColumns = unused.AsReadOnly();
        }

        /// <summary>The columns that are no field of a record, and are not read. Worth a look: a name
        /// that is misspelt is among them.</summary>
        public IReadOnlyList<string> UnusedColumns { get; }

        /// <summary>The records, in the order of the rows; deleted rows are left out.</summary>
        /// <exception cref="EffaithException">A value is not what its column holds; <c>Where</c> is
        /// <c>record 3, started</c>, counted from 0.</exception>
        public IEnumerator<Record> GetEnumerator()
        {
            int position = 0;
            foreach (DataRow row in table.Rows)
            {
                if (row.RowState == DataRowState.Deleted) continue;
                yield return Read(row, position);
                ++position;
            }
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        /// <summary>The names of the columns that are read.</summary>
        internal static IEnumerable<string> Fields => setters.Keys;

        private Record Read(DataRow row, int position)
        {
            Record record = new Record();
            foreach (DataColumn column in columns)
            {
                object value = row[column];
                if (value is DBNull || Equals(value, "")) continue;
                try
                {
                    setters[column.ColumnName](this, record, value);
                }
                catch (Exception exception)
                {
                    Status status = StatusOf(exception);
                    if (status == Status.Ok) throw;
                    throw new EffaithException(
                        status, exception.Message,
                        "record " + position + ", " + column.ColumnName.ToLowerInvariant());
                }
            }
            return record;
        }

        /// <summary>What a mistake in a value is; <see cref="Status.Ok"/> where it is another
        /// matter.</summary>
        private static Status StatusOf(Exception exception)
        {
            if (exception is EffaithException mistake) return mistake.Status;
            if (exception is FormatException || exception is InvalidCastException)
                return Status.NotANumber;
            if (exception is OverflowException) return Status.OutOfRange;
            return exception is ArgumentException ? Status.InvalidArgument : Status.Ok;
        }

        private static string TextOf(object value) =>
            Convert.ToString(value, CultureInfo.InvariantCulture);

        private static void AddRole(Record record, int position, object value)
        {
            string[] roles = (string[])record.DeliveredBy ?? new string[3];
            roles[position] = TextOf(value);
            record.DeliveredBy = roles;
        }

        private static decimal NumberOf(object value)
        {
            const NumberStyles Plain =
                NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint |
                NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite;
            return value is string text ? decimal.Parse(text, Plain, CultureInfo.InvariantCulture)
                                        : Convert.ToDecimal(value, CultureInfo.InvariantCulture);
        }

        private static long WholeOf(object value)
        {
            decimal number = NumberOf(value);
            if (decimal.Truncate(number) != number)
                throw new FormatException(TextOf(number) + " is no whole number.");
            return decimal.ToInt64(number);
        }

        private static Score ScoreOf(object value) =>
            value is Score ? (Score)value : Score.Known(NumberOf(value));

        private static T ChoiceOf<T>(object value)
            where T : struct =>
            value is T ? (T)value : (T)Enum.Parse(typeof(T), TextOf(value), ignoreCase: true);

        private Frequency FrequencyOf(object value) =>
            value is string text ? engine.ReadFrequency(text)
                                 : (Frequency)Convert.ToInt32(value, CultureInfo.InvariantCulture);

        private Outcome OutcomeOf(object value) =>
            value is string text ? engine.ReadOutcome(text)
                                 : (Outcome)Convert.ToInt32(value, CultureInfo.InvariantCulture);

        private MonthOrDay DateOf(object value)
        {
            if (value is DateTime) return (DateTime)value;
            if (value is Month) return (Month)value;
            if (value is MonthOrDay) return (MonthOrDay)value;
            return engine.ReadDate(TextOf(value));
        }

        private DateTime DayOf(object value)
        {
            DateTime? day = DateOf(value).Day;
            if (!day.HasValue)
                throw new EffaithException(Status.NotADate, "A month is no day.", "");
            return day.Value;
        }
    }
}
