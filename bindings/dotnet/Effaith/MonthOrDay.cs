using System;
using System.Globalization;

namespace Effaith
{
    /// <summary>An end of a period as schools write it down: a month, or a day. A
    /// <see cref="Month"/> and a <see cref="DateTime"/> become one by themselves.</summary>
    public readonly struct MonthOrDay : IEquatable<MonthOrDay>
    {
        private MonthOrDay(int number)
        {
            Number = number;
        }

        /// <summary>A month as yyyymm, a day as yyyymmdd; 0 of <c>default</c>, which is none.</summary>
        public int Number { get; }

        /// <summary>Whether it is a whole month.</summary>
        public bool IsMonth => Number > 0 && Number < 1000000;

        /// <summary>The month, or the one that the day lies in; of <c>default</c>,
        /// <c>default</c>.</summary>
        public Month Month
        {
            get
            {
                int month = IsMonth ? Number : Number / 100;
                return month == 0 ? default(Month) : new Month(month / 100, month % 100);
            }
        }

        /// <summary>The day; null of a month.</summary>
        public DateTime? Day
        {
            get
            {
                if (IsMonth || Number == 0) return null;
                return new DateTime(Number / 10000, Number / 100 % 100, Number % 100);
            }
        }

        /// <summary>A whole month.</summary>
        public static implicit operator MonthOrDay(Month month) =>
            new MonthOrDay(month.Year * 100 + month.Number);

        /// <summary>The day of a date; the time of day and the time zone do not count.</summary>
        /// <exception cref="ArgumentOutOfRangeException">A day before the year 1000.</exception>
        public static implicit operator MonthOrDay(DateTime date)
        {
            if (date.Year < 1000) throw new ArgumentOutOfRangeException(nameof(date));
            return new MonthOrDay(date.Year * 10000 + date.Month * 100 + date.Day);
        }

        /// <summary>Whether both are the same.</summary>
        public static bool operator ==(MonthOrDay left, MonthOrDay right) => left.Equals(right);

        /// <summary>Whether they differ.</summary>
        public static bool operator !=(MonthOrDay left, MonthOrDay right) => !left.Equals(right);

        /// <inheritdoc/>
        public bool Equals(MonthOrDay other) => Number == other.Number;

        /// <inheritdoc/>
        public override bool Equals(object obj) => obj is MonthOrDay && Equals((MonthOrDay)obj);

        /// <inheritdoc/>
        public override int GetHashCode() => Number;

        /// <summary>As in ISO 8601: <c>2023-09</c> or <c>2023-09-04</c>; empty of
        /// <c>default</c>.</summary>
        public override string ToString()
        {
            if (Number == 0) return "";
            return IsMonth
                ? Month.ToString()
                : Day.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        }

        internal static MonthOrDay FromNumber(int number) => new MonthOrDay(number);
    }
}
