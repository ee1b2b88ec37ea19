using System;
using System.Globalization;

namespace Effaith
{
    /// <summary>A month of a year, such as September 2023.</summary>
    public readonly struct Month : IEquatable<Month>, IComparable<Month>
    {
        /// <summary>Makes a month.</summary>
        /// <param name="year">1000 to 9999.</param>
        /// <param name="number">1 (January) to 12.</param>
        /// <exception cref="ArgumentOutOfRangeException">Outside of those.</exception>
        public Month(int year, int number)
        {
            if (year < 1000 || year > 9999) throw new ArgumentOutOfRangeException(nameof(year));
            if (number < 1 || number > 12) throw new ArgumentOutOfRangeException(nameof(number));
            Year = year;
            Number = number;
        }

        /// <summary>The year, of four digits.</summary>
        public int Year { get; }

        /// <summary>1 (January) to 12.</summary>
        public int Number { get; }

        /// <summary>Whether both are the same month.</summary>
        public static bool operator ==(Month left, Month right) => left.Equals(right);

        /// <summary>Whether they are different months.</summary>
        public static bool operator !=(Month left, Month right) => !left.Equals(right);

        /// <inheritdoc/>
        public bool Equals(Month other) => Year == other.Year && Number == other.Number;

        /// <inheritdoc/>
        public override bool Equals(object obj) => obj is Month && Equals((Month)obj);

        /// <inheritdoc/>
        public override int GetHashCode() => Year * 100 + Number;

        /// <inheritdoc/>
        public int CompareTo(Month other) => GetHashCode().CompareTo(other.GetHashCode());

        /// <summary>As in ISO 8601: <c>2023-09</c>.</summary>
        public override string ToString() =>
            string.Format(CultureInfo.InvariantCulture, "{0:0000}-{1:00}", Year, Number);
    }
}
