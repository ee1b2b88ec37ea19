using System;
using System.Collections.Generic;
using System.Linq;

namespace Effaith
{
    // Roll-ups, made or read again.
    public sealed partial class Engine
    {
        /// <summary>Makes an empty roll-up.</summary>
        /// <param name="by">The dimensions that records are grouped by: fields of a record
        /// (<c>school_id</c>, <c>intervention</c>, <c>tier</c> …), <c>role</c>, <c>academic_year</c>,
        /// <c>term</c>, or a column that documents carry.</param>
        /// <param name="totals">Whether there are subtotals and a grand total.</param>
        /// <exception cref="EffaithException">A dimension is given twice
        /// (<see cref="Status.InvalidArgument"/>).</exception>
        /// <exception cref="ArgumentException">A dimension is null.</exception>
        /// <exception cref="ObjectDisposedException">The engine is disposed.</exception>
        public unsafe Rollup CreateRollup(IEnumerable<string> by, bool totals = false)
        {
            if (by == null) throw new ArgumentNullException(nameof(by));
            string[] names = by.ToArray();
            if (names.Contains(null)) throw new ArgumentException("A dimension is null.", nameof(by));
            byte[][] texts = names.Select(name => Utf8.BytesOf(name, "by")).ToArray();
            byte[] together = texts.SelectMany(text => text).ToArray();
            EngineHandle live = Live();
            RollupHandle rollup = new RollupHandle();
            IntPtr made = IntPtr.Zero;
            IntPtr error = IntPtr.Zero;
            fixed (byte* place = together)
            fixed (NativeText* dimensions = Consecutive(texts, place))
            {
                int status = NativeMethods.effaith_rollup_create(
                    live, dimensions, (UIntPtr)(uint)names.Length, totals ? 1 : 0, ref made,
                    ref error);
                NativeError.Check(status, error);
            }
            rollup.Take(made);
            return new Rollup(rollup, Array.AsReadOnly(names));
        }

        /// <summary>A roll-up from the bytes of <see cref="Rollup.Serialise"/>.</summary>
        /// <remarks>The bytes do not tell the names of its dimensions to a program: the keys of its
        /// rows are asked for by position.</remarks>
        /// <exception cref="EffaithException"><see cref="Status.BadState"/> where the bytes are cut
        /// short, altered, of a later version or of another configuration.</exception>
        /// <exception cref="ObjectDisposedException">The engine is disposed.</exception>
        public unsafe Rollup DeserialiseRollup(byte[] bytes)
        {
            if (bytes == null) throw new ArgumentNullException(nameof(bytes));
            EngineHandle live = Live();
            RollupHandle rollup = new RollupHandle();
            IntPtr made = IntPtr.Zero;
            IntPtr error = IntPtr.Zero;
            fixed (byte* place = bytes)
            {
                int status = NativeMethods.effaith_rollup_deserialise(
                    live, place, (UIntPtr)(uint)bytes.Length, ref made, ref error);
                NativeError.Check(status, error);
            }
            rollup.Take(made);
            return new Rollup(rollup, DimensionsOf(rollup));
        }

        private static unsafe IReadOnlyList<string> DimensionsOf(RollupHandle rollup)
        {
            string[] names = new string[(int)NativeMethods.effaith_rollup_dimension_count(rollup)];
            for (int i = 0; i < names.Length; ++i)
            {
                NativeText name = default(NativeText);
                IntPtr error = IntPtr.Zero;
                int status =
                    NativeMethods.effaith_rollup_dimension(rollup, (UIntPtr)(uint)i, &name, ref error);
                NativeError.Check(status, error);
                names[i] = Utf8.FromNative(name);
            }
            return Array.AsReadOnly(names);
        }

        /// <summary>Texts that lie one after another in pinned memory.</summary>
        private static unsafe NativeText[] Consecutive(byte[][] texts, byte* place)
        {
            NativeText[] all = new NativeText[texts.Length];
            for (int i = 0; i < texts.Length; ++i)
            {
                all[i] = TextAt(place, texts[i]);
                place += texts[i].Length;
            }
            return all;
        }
    }
}
