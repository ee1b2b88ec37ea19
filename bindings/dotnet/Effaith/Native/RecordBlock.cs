using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace Effaith
{
    /// <summary>Records as the library reads them: an array of structs, and one of their texts.</summary>
    /// <remarks>While records are added a text is known by its offset, since both arrays move when they
    /// grow; <see cref="Place"/> makes pointers of the offsets once they are pinned.</remarks>
    internal sealed unsafe class RecordBlock
    {
        /// <summary>The longest array of bytes that every runtime makes.</summary>
        private const int MostBytes = 0x7fffffc7;

        private readonly bool single;
        private NativeRecord[] records;
        private byte[] texts;
        private int count;
        private int used;

        /// <summary>A block of one record, whose mistakes are placed by the field alone.</summary>
        internal RecordBlock(Record record)
        {
            single = true;
            records = new NativeRecord[1];
            texts = new byte[256];
            Add(record ?? throw new ArgumentNullException(nameof(record)));
        }

        internal RecordBlock(IEnumerable<Record> source)
        {
            if (source == null) throw new ArgumentNullException(nameof(source));
            int expected = (source as IReadOnlyCollection<Record>)?.Count ?? 0;
            records = new NativeRecord[Math.Max(expected, 16)];
            texts = new byte[Math.Min(records.Length, 1 << 16) * 128];
            foreach (Record record in source)
            {
                if (record == null)
                    throw new ArgumentException("Record " + count + " is null.", nameof(source));
                Add(record);
            }
        }

        internal int Count => count;

        /// <summary>To be pinned while the library reads; never empty.</summary>
        internal NativeRecord[] Records => records;

        /// <summary>To be pinned while the library reads; never empty.</summary>
        internal byte[] Texts => texts;

        /// <summary>Makes pointers of the offsets. Once for a block, and while both arrays are
        /// pinned.</summary>
        internal void Place(NativeRecord* pinnedRecords, byte* pinnedTexts)
        {
            for (int i = 0; i < count; ++i)
            {
                NativeText* text = &pinnedRecords[i].id;
                for (int j = 0; j < NativeRecord.TextCount; ++j)
                {
                    if (text[j].size != UIntPtr.Zero)
                        text[j].data = (IntPtr)(pinnedTexts + text[j].data.ToInt64());
                }
            }
        }

        private void Add(Record record)
        {
            if (count == records.Length) Array.Resize(ref records, checked(count * 2));
            NativeRecord native = default(NativeRecord);
            native.struct_size = (uint)sizeof(NativeRecord);
            AddTexts(record, ref native);
            AddQuantities(record, ref native);
            AddChoices(record, ref native);
            records[count] = native;
            ++count;
        }

        private void AddTexts(Record record, ref NativeRecord native)
        {
            native.id = Text(record.Id, "id");
            native.learner_id = Text(record.LearnerId, "learner_id");
            native.school_id = Text(record.SchoolId, "school_id");
            native.cluster_id = Text(record.ClusterId, "cluster_id");
            native.authority_id = Text(record.AuthorityId, "authority_id");
            native.year_group = Text(record.YearGroup, "year_group");
            native.area_of_need = Text(record.AreaOfNeed, "area_of_need");
            native.tier = Text(record.Tier, "tier");
            native.support_type = Text(record.SupportType, "support_type");
            native.intervention = Text(record.Intervention, "intervention");
            native.aim = Text(record.Aim, "aim");
            native.measure = Text(record.Measure, "measure");
            AddRoles(record.DeliveredBy, ref native);
        }

        private void AddRoles(IReadOnlyList<string> roles, ref NativeRecord native)
        {
            int n = roles?.Count ?? 0;
            if (n > 3)
            {
                throw new EffaithException(
                    Status.InvalidArgument, "One to three roles deliver it; found " + n + ".",
                    Where("delivered_by"));
            }
            if (n > 0) native.delivered_by_0 = Text(roles[0], "delivered_by");
            if (n > 1) native.delivered_by_1 = Text(roles[1], "delivered_by_2");
            if (n > 2) native.delivered_by_2 = Text(roles[2], "delivered_by_3");
        }

        private void AddQuantities(Record record, ref NativeRecord native)
        {
            Has has = 0;
            native.learners_per_session =
                Whole(record.LearnersPerSession, Has.LearnersPerSession, ref has);
            native.sessions_attended = Whole(record.SessionsAttended, Has.SessionsAttended, ref has);
            native.sessions_delivered =
                Whole(record.SessionsDelivered, Has.SessionsDelivered, ref has);
            native.outcome_score = (int)Whole(record.OutcomeScore, Has.OutcomeScore, ref has);
            native.session_hours = Steps(
                record.SessionHours, ExactDecimal.HourPlaces, "session_hours", Has.SessionHours,
                ref has);
            native.episodes_per_session = Steps(
                record.EpisodesPerSession, ExactDecimal.EpisodePlaces, "episodes_per_session",
                Has.EpisodesPerSession, ref has);
            native.capital_cost = Steps(
                record.CapitalCost, ExactDecimal.MoneyPlaces, "capital_cost", Has.CapitalCost,
                ref has);
            native.has = (uint)has;
            native.baseline = ScoreOf(record.Baseline, "baseline");
            native.target = ScoreOf(record.Target, "target");
            native.actual = ScoreOf(record.Actual, "actual");
        }

        private void AddChoices(Record record, ref NativeRecord native)
        {
            native.frequency = (int)(record.Frequency ?? 0);
            native.weekdays = (int)record.Weekdays;
            native.started = record.Started?.Number ?? 0;
            native.ended = record.Ended?.Number ?? 0;
            native.outcome = (int)(record.Outcome ?? 0);
            native.baseline_date = Day(record.BaselineDate, "baseline_date");
            native.actual_date = Day(record.ActualDate, "actual_date");
            native.cohort = (int)record.Cohort;
        }

        private static long Whole(long? number, Has bit, ref Has has)
        {
            if (number.HasValue) has |= bit;
            return number ?? 0;
        }

        private long Steps(decimal? quantity, int places, string field, Has bit, ref Has has)
        {
            if (!quantity.HasValue) return 0;
            has |= bit;
            return Exact(quantity.Value, places, field);
        }

        private NativeScore ScoreOf(Score? score, string field)
        {
            NativeScore native = default(NativeScore);
            if (score.HasValue)
            {
                native.kind = (int)score.Value.Kind;
                native.value = Exact(score.Value.Value, ExactDecimal.ScorePlaces, field);
            }
            return native;
        }

        private long Exact(decimal quantity, int places, string field)
        {
            Status found = ExactDecimal.TryToSteps(quantity, places, out long steps);
            if (found == Status.Ok) return steps;
            string text = quantity.ToString(CultureInfo.InvariantCulture);
            string message = found == Status.OutOfRange
                ? text + " is more than can be held."
                : text + " has more places than the " + places + " that are kept.";
            throw new EffaithException(found, message, Where(field));
        }

        private int Day(DateTime? date, string field)
        {
            if (!date.HasValue) return 0;
            if (date.Value.Year < 1000)
            {
                throw new EffaithException(
                    Status.NotADate, "Days are from the year 1000 to 9999.", Where(field));
            }
            return ((MonthOrDay)date.Value).Number;
        }

        private NativeText Text(string text, string field)
        {
            NativeText native = default(NativeText);
            if (string.IsNullOrEmpty(text)) return native;
            MakeRoom(text);
            try
            {
                int size = Utf8.Strict.GetBytes(text, 0, text.Length, texts, used);
                native.data = (IntPtr)used;
                native.size = (UIntPtr)(uint)size;
                used += size;
                return native;
            }
            catch (EncoderFallbackException)
            {
                throw Utf8.BadEncoding(Where(field));
            }
        }

        private void MakeRoom(string text)
        {
            // At most three bytes for each UTF-16 unit.
            int needed = checked(used + text.Length * 3);
            if (needed > texts.Length)
            {
                int twice = (int)Math.Min(texts.Length * 2L, MostBytes);
                Array.Resize(ref texts, Math.Max(needed, twice));
            }
        }

        /// <summary>The place of a field of the record that is being added, as the library names
        /// it.</summary>
        private string Where(string field) => single ? field : "record " + count + ", " + field;
    }
}
