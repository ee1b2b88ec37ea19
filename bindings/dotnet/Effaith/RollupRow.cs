using System;

namespace Effaith
{
    /// <summary>One part of a row's key.</summary>
    public readonly struct RowKey
    {
        internal RowKey(string text, bool isTotal)
        {
            Text = text;
            IsTotal = isTotal;
        }

        /// <summary>The value of the dimension; null where the records have none there, and in a
        /// total.</summary>
        public string Text { get; }

        /// <summary>Whether the row is a total over this dimension.</summary>
        public bool IsTotal { get; }

        /// <summary>The text; <c>*</c> of a total, empty where there is none.</summary>
        public override string ToString() => IsTotal ? "*" : Text ?? "";
    }

    /// <summary>A row of a roll-up: its key, and its figures by name. It reads from its rows, and is of
    /// no use once they are disposed.</summary>
    public readonly struct RollupRow
    {
        private readonly RollupRows rows;
        private readonly int position;

        internal RollupRow(RollupRows rows, int position)
        {
            this.rows = rows;
            this.position = position;
        }

        /// <summary>A figure as a <see cref="decimal"/>, a <see cref="double"/> or a
        /// <see cref="string"/>, as it is kept; null where it cannot be known, or is withheld.</summary>
        /// <param name="figure">Its name, such as <c>cost_per_hour</c>.</param>
        /// <exception cref="ArgumentException">No figure has this name.</exception>
        /// <exception cref="OverflowException">It has more digits than a decimal holds.</exception>
        /// <exception cref="ObjectDisposedException">The rows are disposed.</exception>
        public object this[string figure]
        {
            get
            {
                NativeValue value = rows.FigureAt(position, figure);
                switch ((ValueKind)value.kind)
                {
                    case ValueKind.None: return null;
                    case ValueKind.Decimal:
                        return ExactDecimal.From(value.high, value.low, value.places);
                    case ValueKind.Real: return value.real;
                    case ValueKind.Word: return Utf8.FromNative(value.word);
                    default: throw OtherKind(figure, "of a kind that this assembly knows");
                }
            }
        }

        /// <summary>A part of the key by its dimension's position, from 0.</summary>
        /// <exception cref="EffaithException">There are fewer dimensions
        /// (<see cref="Status.InvalidArgument"/>).</exception>
        /// <exception cref="ObjectDisposedException">The rows are disposed.</exception>
        public RowKey Key(int dimension) => rows.KeyAt(position, dimension);

        /// <summary>A part of the key by its dimension's name.</summary>
        /// <exception cref="ArgumentException">There is no such dimension.</exception>
        /// <exception cref="ObjectDisposedException">The rows are disposed.</exception>
        public RowKey Key(string dimension)
        {
            for (int i = 0; i < rows.Dimensions.Count; ++i)
            {
                if (rows.Dimensions[i] == dimension) return Key(i);
            }
            throw new ArgumentException(
                "No dimension is called '" + dimension + "'.", nameof(dimension));
        }

        /// <summary>An exact figure: counts, hours, pounds. Null where it cannot be known, or is
        /// withheld.</summary>
        /// <param name="figure">Its name, such as <c>total_cost</c>.</param>
        /// <exception cref="ArgumentException">No figure has this name.</exception>
        /// <exception cref="InvalidOperationException">The figure is no exact number.</exception>
        /// <exception cref="OverflowException">It has more digits than a decimal holds;
        /// <see cref="GetDouble"/> then still answers.</exception>
        /// <exception cref="ObjectDisposedException">The rows are disposed.</exception>
        public decimal? GetDecimal(string figure)
        {
            NativeValue value = rows.FigureAt(position, figure);
            if (value.kind == (int)ValueKind.None) return null;
            if (value.kind != (int)ValueKind.Decimal) throw OtherKind(figure, "an exact number");
            return ExactDecimal.From(value.high, value.low, value.places);
        }

        /// <summary>A figure that is a rate, a ratio or an index; or an exact one, rounded. Null where
        /// it cannot be known, or is withheld.</summary>
        /// <param name="figure">Its name, such as <c>achieved_rate</c>.</param>
        /// <exception cref="ArgumentException">No figure has this name.</exception>
        /// <exception cref="InvalidOperationException">The figure is no number.</exception>
        /// <exception cref="ObjectDisposedException">The rows are disposed.</exception>
        public double? GetDouble(string figure)
        {
            NativeValue value = rows.FigureAt(position, figure);
            if (value.kind == (int)ValueKind.None) return null;
            if (value.kind == (int)ValueKind.Real) return value.real;
            if (value.kind != (int)ValueKind.Decimal) throw OtherKind(figure, "a number");
            return ExactDecimal.ToDouble(value.high, value.low, value.places);
        }

        /// <summary>A figure that is a word. Null where it cannot be known, or is withheld.</summary>
        /// <param name="figure">Its name.</param>
        /// <exception cref="ArgumentException">No figure has this name.</exception>
        /// <exception cref="InvalidOperationException">The figure is a number.</exception>
        /// <exception cref="ObjectDisposedException">The rows are disposed.</exception>
        public string GetString(string figure)
        {
            NativeValue value = rows.FigureAt(position, figure);
            if (value.kind == (int)ValueKind.None) return null;
            if (value.kind != (int)ValueKind.Word) throw OtherKind(figure, "a word");
            return Utf8.FromNative(value.word);
        }

        private static InvalidOperationException OtherKind(string figure, string wanted) =>
            new InvalidOperationException("The figure '" + figure + "' is not " + wanted + ".");
    }
}
