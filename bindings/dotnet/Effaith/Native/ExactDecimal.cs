using System;

namespace Effaith
{
    /// <summary>Between decimals and the library's whole numbers of smallest steps; exact, or an
    /// exception.</summary>
    internal static class ExactDecimal
    {
        internal const int HourPlaces = 4;
        internal const int SessionPlaces = 4;
        internal const int EpisodePlaces = 4;
        internal const int ScorePlaces = 4;
        internal const int MoneyPlaces = 6;

        private static readonly decimal[] powersOfTen =
            {1m, 10m, 100m, 1000m, 10000m, 100000m, 1000000m};

        /// <summary>A quantity as a whole number of 10^-places; places are 0 to 6.</summary>
        /// <returns><see cref="Status.Ok"/>; <see cref="Status.NotANumber"/> where it has more places,
        /// <see cref="Status.OutOfRange"/> where it is too large.</returns>
        internal static Status TryToSteps(decimal quantity, int places, out long steps)
        {
            decimal power = powersOfTen[places];
            steps = 0;
            if (quantity > long.MaxValue / power || quantity < long.MinValue / power)
                return Status.OutOfRange;
            decimal scaled = quantity * power;
            if (decimal.Truncate(scaled) != scaled) return Status.NotANumber;
            steps = (long)scaled;
            return Status.Ok;
        }

        internal static decimal FromSteps(long steps, int places) =>
            From(steps < 0 ? -1 : 0, unchecked((ulong)steps), places);

        /// <summary>(high * 2^64 + low) / 10^places, without zeros at its end.</summary>
        /// <exception cref="OverflowException">The number has more digits than a decimal
        /// holds.</exception>
        internal static decimal From(long high, ulong low, int places)
        {
            bool negative = high < 0;
            ulong top = TakeSign(high, ref low);
            while (places > 0 && TryDivideByTen(ref top, ref low)) --places;
            if (top > uint.MaxValue || places > 28)
            {
                throw new OverflowException(
                    "The total has more digits than System.Decimal holds; ask for a double.");
            }
            return new decimal(
                unchecked((int)low), unchecked((int)(low >> 32)), unchecked((int)top), negative,
                (byte)places);
        }

        /// <summary>(high * 2^64 + low) / 10^places as a double, right to its last digits.</summary>
        internal static double ToDouble(long high, ulong low, int places)
        {
            ulong top = TakeSign(high, ref low);
            double size = (top * 18446744073709551616.0 + low) / Math.Pow(10, places);
            return high < 0 ? -size : size;
        }

        /// <summary>The upper half of a number without its sign; the lower one in its
        /// place.</summary>
        private static ulong TakeSign(long high, ref ulong low)
        {
            if (high >= 0) return (ulong)high;
            low = unchecked(0 - low);
            return unchecked(~(ulong)high + (low == 0 ? 1UL : 0UL));
        }

        private static bool TryDivideByTen(ref ulong high, ref ulong low)
        {
            if (high == 0)
            {
                if (low % 10 != 0) return false;
                low /= 10;
                return true;
            }
            ulong rest = high % 10;
            ulong middle = rest << 32 | low >> 32;
            ulong last = middle % 10 << 32 | low & uint.MaxValue;
            if (last % 10 != 0) return false;
            high /= 10;
            low = middle / 10 << 32 | last / 10;
            return true;
        }
    }
}
