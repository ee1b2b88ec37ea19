using System;
using System.Collections.Generic;

namespace Effaith
{
    // Records: one, or many at once.
    public sealed partial class Engine
    {
        private static readonly Issue[] noIssues = new Issue[0];

        /// <summary>Analyses one record. A record that cannot be used is no failure: it is
        /// <see cref="Impact.IsRejected"/>, and its issues say why.</summary>
        /// <exception cref="EffaithException">A number that is none of its constants, a quantity with
        /// too many places; <c>Where</c> is the field.</exception>
        /// <exception cref="ObjectDisposedException">The engine is disposed.</exception>
        public Impact Analyse(Record record) => Analyse(new RecordBlock(record), true)[0];

        /// <summary>Analyses records, in their order. Records with the same id in the same school are
        /// duplicates: all but the first are rejected.</summary>
        /// <exception cref="EffaithException">As of one record; <c>Where</c> begins with the record's
        /// position from 0: <c>record 3, started</c>.</exception>
        /// <exception cref="ArgumentException">A record is null.</exception>
        /// <exception cref="ObjectDisposedException">The engine is disposed.</exception>
        public IReadOnlyList<Impact> AnalyseAll(IEnumerable<Record> records) =>
            Analyse(new RecordBlock(records), false);

        /// <summary>The sentence of an issue of a record, in the configuration's language; null where
        /// it depends on the other records of the call, as that of <c>duplicate_id</c> does.</summary>
        /// <param name="record">The record, as it was when it was analysed.</param>
        /// <param name="issue">One of its issues.</param>
        /// <exception cref="EffaithException">The record has no such issue.</exception>
        /// <exception cref="ObjectDisposedException">The engine is disposed.</exception>
        public unsafe string MessageOf(Record record, Issue issue)
        {
            if (issue == null) throw new ArgumentNullException(nameof(issue));
            EngineHandle live = Live();
            if (issue.PositionAlone < 0) return null;
            RecordBlock block = new RecordBlock(record);
            OwnedText message = default(OwnedText);
            IntPtr error = IntPtr.Zero;
            fixed (NativeRecord* native = block.Records)
            fixed (byte* texts = block.Texts)
            {
                block.Place(native, texts);
                int status = NativeMethods.effaith_record_message(
                    live, native, issue.PositionAlone, ref message.Data, ref message.Size, ref error);
                NativeError.Check(status, error);
            }
            return message.TakeString();
        }

        /// <summary>The working of every figure of a record, line by line, as a person would check it
        /// by hand.</summary>
        /// <param name="record">The record.</param>
        /// <param name="format"><see cref="DocumentFormat.Table"/> for people, or JSON.</param>
        /// <exception cref="EffaithException">As of <see cref="Analyse(Record)"/>.</exception>
        /// <exception cref="ObjectDisposedException">The engine is disposed.</exception>
        public unsafe string Explain(Record record, DocumentFormat format = DocumentFormat.Table)
        {
            EngineHandle live = Live();
            RecordBlock block = new RecordBlock(record);
            OwnedText working = default(OwnedText);
            IntPtr error = IntPtr.Zero;
            fixed (NativeRecord* native = block.Records)
            fixed (byte* texts = block.Texts)
            {
                block.Place(native, texts);
                int status = NativeMethods.effaith_record_explain(
                    live, native, (int)format, ref working.Data, ref working.Size, ref error);
                NativeError.Check(status, error);
            }
            return working.TakeString();
        }

        private unsafe Impact[] Analyse(RecordBlock block, bool alone)
        {
            EngineHandle live = Live();
            NativeImpact[] impacts = new NativeImpact[block.Count];
            for (int i = 0; i < impacts.Length; ++i)
                impacts[i].struct_size = (uint)sizeof(NativeImpact);
            NativeIssue[] issues = new NativeIssue[Math.Max(8, block.Count)];
            int found;
            fixed (NativeRecord* records = block.Records)
            fixed (byte* texts = block.Texts)
            fixed (NativeImpact* figures = impacts)
            {
                block.Place(records, texts);
                found = Analyse(live, records, block.Count, alone, figures, issues);
                if (found > issues.Length)
                {
                    issues = new NativeIssue[found];
                    Analyse(live, records, block.Count, alone, figures, issues);
                }
            }
            return ImpactsOf(impacts, issues, found);
        }

        /// <summary>How many issues there are: more than there is room for, perhaps. The errors of a
        /// record alone do not name it.</summary>
        private static unsafe int Analyse(
            EngineHandle live, NativeRecord* records, int count, bool alone, NativeImpact* impacts,
            NativeIssue[] room)
        {
            IntPtr error = IntPtr.Zero;
            fixed (NativeIssue* place = room)
            {
                NativeIssueList issues = default(NativeIssueList);
                issues.struct_size = (uint)sizeof(NativeIssueList);
                issues.issue_size = (uint)sizeof(NativeIssue);
                issues.issues = (IntPtr)place;
                issues.room = (UIntPtr)(uint)room.Length;
                int status = alone
                    ? NativeMethods.effaith_record_analyse(
                        live, records, impacts, &issues, ref error)
                    : NativeMethods.effaith_records_analyse(
                        live, records, (UIntPtr)(uint)count, (UIntPtr)(uint)sizeof(NativeRecord),
                        impacts, (UIntPtr)(uint)sizeof(NativeImpact), &issues, ref error);
                NativeError.Check(status, error);
                return checked((int)issues.count.ToUInt64());
            }
        }

        private static Impact[] ImpactsOf(NativeImpact[] impacts, NativeIssue[] issues, int found)
        {
            Impact[] all = new Impact[impacts.Length];
            int next = 0;
            for (int i = 0; i < all.Length; ++i)
            {
                int first = next;
                while (next < found && issues[next].record == (ulong)i) ++next;
                all[i] = new Impact(impacts[i], IssuesOf(issues, first, next));
            }
            return all;
        }

        private static IReadOnlyList<Issue> IssuesOf(NativeIssue[] issues, int first, int end)
        {
            if (first == end) return noIssues;
            Issue[] own = new Issue[end - first];
            for (int i = first; i < end; ++i) own[i - first] = new Issue(issues[i]);
            return Array.AsReadOnly(own);
        }
    }
}
