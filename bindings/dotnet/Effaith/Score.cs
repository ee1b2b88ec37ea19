using System;
using System.Globalization;

namespace Effaith
{
    /// <summary>A value on a measure, in the measure's unit: ages in months, of a ladder the position
    /// of the step from 1. A <see cref="decimal"/> becomes a known one by itself.</summary>
    public readonly struct Score : IEquatable<Score>
    {
        private Score(ScoreKind kind, decimal value)
        {
            Kind = kind;
            Value = value;
        }

        /// <summary>What is known.</summary>
        public ScoreKind Kind { get; }

        /// <summary>The value, of at most four places; 0 where it is absent.</summary>
        public decimal Value { get; }

        /// <summary>A score that was measured.</summary>
        public static Score Known(decimal value) => new Score(ScoreKind.Known, value);

        /// <summary>A score off the foot of the scale: less than <paramref name="value"/>.</summary>
        public static Score Below(decimal value) => new Score(ScoreKind.Below, value);

        /// <summary>A score off the top of the scale: more than <paramref name="value"/>.</summary>
        public static Score Above(decimal value) => new Score(ScoreKind.Above, value);

        /// <summary>A score that was measured.</summary>
        public static implicit operator Score(decimal value) => Known(value);

        /// <summary>Whether both are the same.</summary>
        public static bool operator ==(Score left, Score right) => left.Equals(right);

        /// <summary>Whether they differ.</summary>
        public static bool operator !=(Score left, Score right) => !left.Equals(right);

        /// <inheritdoc/>
        public bool Equals(Score other) => Kind == other.Kind && Value == other.Value;

        /// <inheritdoc/>
        public override bool Equals(object obj) => obj is Score && Equals((Score)obj);

        /// <inheritdoc/>
        public override int GetHashCode() => Value.GetHashCode() * 4 + (int)Kind;

        /// <summary>As people write it: <c>75</c>, <c>&lt;70</c>, <c>&gt;130</c>; empty where it is
        /// absent.</summary>
        public override string ToString()
        {
            if (Kind == ScoreKind.Absent) return "";
            string sign = Kind == ScoreKind.Below ? "<" : Kind == ScoreKind.Above ? ">" : "";
            return sign + Value.ToString(CultureInfo.InvariantCulture);
        }
    }
}
