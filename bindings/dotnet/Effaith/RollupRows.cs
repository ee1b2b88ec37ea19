using System;
using System.Collections;
using System.Collections.Generic;

namespace Effaith
{
    /// <summary>The rows of a roll-up, as it stood when they were asked for.</summary>
    /// <remarks>Rows may be used by several threads; they wait for each other.</remarks>
    public sealed class RollupRows : IReadOnlyList<RollupRow>, IDisposable
    {
        private readonly RowsHandle handle;
        private readonly object oneAtATime = new object();

        internal RollupRows(RowsHandle handle, IReadOnlyList<string> dimensions)
        {
            this.handle = handle;
            Dimensions = dimensions;
            Count = checked((int)NativeMethods.effaith_rows_count(handle).ToUInt64());
        }

        /// <summary>The dimensions by name.</summary>
        public IReadOnlyList<string> Dimensions { get; }

        /// <summary>How many rows there are.</summary>
        public int Count { get; }

        /// <summary>A row by its position, from 0.</summary>
        /// <exception cref="ArgumentOutOfRangeException">There is none.</exception>
        public RollupRow this[int index]
        {
            get
            {
                if (index < 0 || index >= Count) throw new ArgumentOutOfRangeException(nameof(index));
                return new RollupRow(this, index);
            }
        }

        /// <inheritdoc/>
        public IEnumerator<RollupRow> GetEnumerator()
        {
            for (int i = 0; i < Count; ++i) yield return new RollupRow(this, i);
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        /// <summary>Frees the rows; a second time does nothing.</summary>
        public void Dispose()
        {
            // Not while another thread copies a text that lives in them.
            lock (oneAtATime) handle.Dispose();
        }

        internal unsafe RowKey KeyAt(int row, int dimension)
        {
            NativeText text = default(NativeText);
            int known = 0;
            IntPtr error = IntPtr.Zero;
            lock (oneAtATime)
            {
                int status = NativeMethods.effaith_rows_key(
                    Live(), (UIntPtr)(uint)row, (UIntPtr)unchecked((uint)dimension), &text, ref known,
                    ref error);
                NativeError.Check(status, error);
                string copy = known == 1 ? Utf8.FromNative(text) : null;
                // The text lives in the rows, which must not be finalised before it is copied.
                GC.KeepAlive(this);
                return new RowKey(copy, known < 0);
            }
        }

        internal unsafe NativeValue FigureAt(int row, string name)
        {
            int figure = NativeNames.RowFigure(name ?? throw new ArgumentNullException(nameof(name)));
            if (figure < 0)
            {
                throw new ArgumentException(
                    "No figure is called '" + name + "'; EffaithLibrary.RowFigureNames has them.",
                    nameof(name));
            }
            NativeValue value = default(NativeValue);
            value.struct_size = (uint)sizeof(NativeValue);
            IntPtr error = IntPtr.Zero;
            lock (oneAtATime)
            {
                int status = NativeMethods.effaith_rows_figure(
                    Live(), (UIntPtr)(uint)row, figure, &value, ref error);
                NativeError.Check(status, error);
            }
            return value;
        }

        private RowsHandle Live()
        {
            if (handle.IsClosed) throw new ObjectDisposedException(nameof(RollupRows));
            return handle;
        }
    }
}
