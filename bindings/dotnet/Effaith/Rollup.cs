using System;
using System.Collections.Generic;
using System.Threading;
#if EFFAITH_SPAN
using System.Runtime.InteropServices;
#endif

namespace Effaith
{
    /// <summary>How many records a roll-up has been given, and what became of them.</summary>
    public sealed class RollupCounts
    {
        internal RollupCounts(in NativeCounts native)
        {
            Records = native.records;
            Analysed = native.analysed;
            Rejected = native.rejected;
            Comparison = native.comparison;
        }

        /// <summary>All that it was given.</summary>
        public long Records { get; }

        /// <summary>Those that are in its figures.</summary>
        public long Analysed { get; }

        /// <summary>Those that an error keeps out.</summary>
        public long Rejected { get; }

        /// <summary>Those of comparison learners, among those analysed.</summary>
        public long Comparison { get; }
    }

    /// <summary>The exact sums of records, by groups; fed with records or documents, merged, saved and
    /// read again. Any split of the same records gives the same roll-up to the byte.</summary>
    /// <remarks>A roll-up is used by one thread at a time; a second one is answered with
    /// <see cref="InvalidOperationException"/>. Many threads fill one each, and merge them.</remarks>
    public sealed class Rollup : IDisposable
    {
        private readonly RollupHandle handle;
        private int inUse;

        internal Rollup(RollupHandle handle, IReadOnlyList<string> dimensions)
        {
            this.handle = handle;
            Dimensions = dimensions;
        }

        /// <summary>The dimensions that it is by.</summary>
        public IReadOnlyList<string> Dimensions { get; }

        /// <summary>How many records it has been given.</summary>
        /// <exception cref="ObjectDisposedException">The roll-up is disposed.</exception>
        public unsafe RollupCounts Counts
        {
            get
            {
                NativeCounts counts = default(NativeCounts);
                counts.struct_size = (uint)sizeof(NativeCounts);
                IntPtr error = IntPtr.Zero;
                using (Use use = new Use(this))
                {
                    NativeError.Check(
                        NativeMethods.effaith_rollup_count(handle, &counts, ref error), error);
                }
                return new RollupCounts(counts);
            }
        }

        /// <summary>Adds records: all of them, or on an error none.</summary>
        /// <remarks>All of them are held in memory at once, and an id that stands twice among them is
        /// rejected the second time. Whoever has more than fit adds them batch by batch.</remarks>
        /// <exception cref="EffaithException">As of <see cref="Engine.AnalyseAll"/>, and
        /// <see cref="Status.HierarchyConflict"/>.</exception>
        /// <exception cref="ArgumentException">A record is null.</exception>
        /// <exception cref="ObjectDisposedException">The roll-up is disposed.</exception>
        public void Add(IEnumerable<Record> records) => Add(new RecordBlock(records));

        /// <summary>Adds one record.</summary>
        /// <exception cref="EffaithException">As of <see cref="Engine.Analyse(Record)"/>, and
        /// <see cref="Status.HierarchyConflict"/>.</exception>
        /// <exception cref="ObjectDisposedException">The roll-up is disposed.</exception>
        public void Add(Record record) => Add(new RecordBlock(record));

        /// <summary>Adds the records of a document: all of them, or on an error none.</summary>
        /// <param name="records">Records as JSON, NDJSON or CSV.</param>
        /// <param name="options">How the call works; null takes every default.</param>
        /// <exception cref="EffaithException">The document is no JSON or no CSV, or
        /// <see cref="Status.HierarchyConflict"/>.</exception>
        /// <exception cref="OperationCanceledException">The token of the options was
        /// cancelled.</exception>
        /// <exception cref="ObjectDisposedException">The roll-up is disposed.</exception>
        public void AddDocument(string records, DocumentOptions options = null)
        {
            if (records == null) throw new ArgumentNullException(nameof(records));
            AddDocument(Utf8.BytesOf(records, ""), options);
        }

        /// <summary>As with a string.</summary>
        /// <param name="records">Records as JSON, NDJSON or CSV in UTF-8.</param>
        /// <param name="options">How the call works; null takes every default.</param>
        public unsafe void AddDocument(byte[] records, DocumentOptions options = null)
        {
            if (records == null) throw new ArgumentNullException(nameof(records));
            fixed (byte* text = records) AddDocument(text, records.Length, options);
        }

#if EFFAITH_SPAN
        /// <summary>As with a string.</summary>
        /// <param name="records">Records as JSON, NDJSON or CSV in UTF-8.</param>
        /// <param name="options">How the call works; null takes every default.</param>
        public unsafe void AddDocument(ReadOnlySpan<byte> records, DocumentOptions options = null)
        {
            fixed (byte* text = &MemoryMarshal.GetReference(records))
                AddDocument(text, records.Length, options);
        }
#endif

        /// <summary>Adds another roll-up of the same configuration, dimensions and totals, which stays
        /// as it is. All of it, or on an error nothing.</summary>
        /// <exception cref="EffaithException"><see cref="Status.InvalidArgument"/> where they do not
        /// fit, <see cref="Status.HierarchyConflict"/>, <see cref="Status.OutOfRange"/>.</exception>
        /// <exception cref="ArgumentException">It is this roll-up itself.</exception>
        /// <exception cref="ObjectDisposedException">One of the two is disposed.</exception>
        public void Merge(Rollup other)
        {
            if (other == null) throw new ArgumentNullException(nameof(other));
            if (ReferenceEquals(other, this))
                throw new ArgumentException("A roll-up is not merged into itself.", nameof(other));
            IntPtr error = IntPtr.Zero;
            using (Use use = new Use(this))
            using (Use otherUse = new Use(other))
            {
                NativeError.Check(
                    NativeMethods.effaith_rollup_merge(handle, other.handle, ref error), error);
            }
        }

        /// <summary>The roll-up as bytes, the same on every platform for the same records.</summary>
        /// <remarks>They are personal data: they may hold hashes of learners' ids.</remarks>
        /// <exception cref="ObjectDisposedException">The roll-up is disposed.</exception>
        public byte[] Serialise()
        {
            OwnedText bytes = default(OwnedText);
            IntPtr error = IntPtr.Zero;
            using (Use use = new Use(this))
            {
                int status = NativeMethods.effaith_rollup_serialise(
                    handle, ref bytes.Data, ref bytes.Size, ref error);
                NativeError.Check(status, error);
            }
            return bytes.TakeBytes();
        }

        /// <summary>The roll-up as a document: the answer of the command, byte for byte.</summary>
        /// <param name="format">The form of the answer.</param>
        /// <exception cref="EffaithException"><see cref="Status.InvalidArgument"/> for a dimension that
        /// was in no document.</exception>
        /// <exception cref="ObjectDisposedException">The roll-up is disposed.</exception>
        public unsafe string ToDocument(DocumentFormat format = DocumentFormat.Json)
        {
            CallOptions running = new CallOptions(new DocumentOptions { Format = format });
            NativeOptions native = running.ToNative();
            OwnedText text = default(OwnedText);
            IntPtr error = IntPtr.Zero;
            using (Use use = new Use(this))
            {
                int status = NativeMethods.effaith_rollup_document(
                    handle, &native, ref text.Data, ref text.Size, ref error);
                running.Finish(status, error, ref text);
            }
            return text.TakeString();
        }

        /// <summary>The rows as the roll-up stands, in the order of their keys, subtotals after their
        /// members. They stay as they are when the roll-up changes or is disposed.</summary>
        /// <exception cref="EffaithException">As of <see cref="ToDocument"/>.</exception>
        /// <exception cref="ObjectDisposedException">The roll-up is disposed.</exception>
        public RollupRows GetRows()
        {
            RowsHandle rows = new RowsHandle();
            IntPtr made = IntPtr.Zero;
            IntPtr error = IntPtr.Zero;
            using (Use use = new Use(this))
            {
                NativeError.Check(
                    NativeMethods.effaith_rollup_rows(handle, ref made, ref error), error);
            }
            rows.Take(made);
            return new RollupRows(rows, Dimensions);
        }

        /// <summary>Frees the roll-up; a second time does nothing.</summary>
        public void Dispose() => handle.Dispose();

        private unsafe void Add(RecordBlock block)
        {
            IntPtr error = IntPtr.Zero;
            using (Use use = new Use(this))
            fixed (NativeRecord* records = block.Records)
            fixed (byte* texts = block.Texts)
            {
                block.Place(records, texts);
                int status = NativeMethods.effaith_rollup_add_records(
                    handle, records, (UIntPtr)(uint)block.Count, (UIntPtr)(uint)sizeof(NativeRecord),
                    ref error);
                NativeError.Check(status, error);
            }
        }

        private unsafe void AddDocument(byte* records, int size, DocumentOptions options)
        {
            CallOptions running = new CallOptions(options);
            NativeOptions native = running.ToNative();
            OwnedText none = default(OwnedText);
            IntPtr error = IntPtr.Zero;
            using (Use use = new Use(this))
            {
                int status = NativeMethods.effaith_rollup_add_document(
                    handle, records, (UIntPtr)(uint)size, &native, ref error);
                running.Finish(status, error, ref none);
            }
        }

        /// <summary>One thread's use of a roll-up. The library would be corrupted by two at once, which
        /// a managed program must not be able to do; waiting instead could wait for ever, where a
        /// progress callback asks the roll-up that is being fed.</summary>
        private struct Use : IDisposable
        {
            private readonly Rollup rollup;

            internal Use(Rollup rollup)
            {
                if (rollup.handle.IsClosed) throw new ObjectDisposedException(nameof(Rollup));
                if (Interlocked.Exchange(ref rollup.inUse, 1) != 0)
                {
                    throw new InvalidOperationException(
                        "The roll-up is in use by another call: it is used by one thread at a time.");
                }
                this.rollup = rollup;
            }

            public void Dispose() => Volatile.Write(ref rollup.inUse, 0);
        }
    }
}
