using System;
using System.Numerics;
using Effaith;

/// <summary>Decimals and the library's whole numbers, against whole numbers of any size.</summary>
internal static class NumberTests
{
    internal static void Run()
    {
        ATotalIsExactOrRefused();
        TotalsAtTheirLimits();
        QuantitiesGoThereAndBack();
    }

    private static void ATotalIsExactOrRefused()
    {
        Random random = new Random(20230904);
        byte[] bytes = new byte[16];
        for (int i = 0; i < 20000; ++i)
        {
            random.NextBytes(bytes);
            ulong low = BitConverter.ToUInt64(bytes, 0);
            long high = BitConverter.ToInt64(bytes, 8) >> random.Next(64);
            if (random.Next(3) == 0) low = low / 1000000 * 1000000;
            Agrees(high, low, random.Next(2) == 0 ? 4 : 6);
        }
    }

    private static void Agrees(long high, ulong low, int places)
    {
        BigInteger value = new BigInteger(high) * BigInteger.Pow(2, 64) + low;
        BigInteger shortest = value;
        int kept = places;
        while (kept > 0 && shortest % 10 == 0)
        {
            shortest /= 10;
            --kept;
        }
        bool fits = BigInteger.Abs(shortest) < BigInteger.Pow(2, 96);
        string what = value + " / 10^" + places;
        if (fits)
        {
            decimal found = ExactDecimal.From(high, low, places);
            decimal power = (decimal)BigInteger.Pow(10, kept);
            bool same = new BigInteger(decimal.Truncate(found)) == shortest / (BigInteger)power &&
                        (found - decimal.Truncate(found)) * power ==
                            (decimal)(shortest % (BigInteger)power);
            Check.That(same, what + "; found " + found);
        }
        else
        {
            Check.Throws<OverflowException>(() => ExactDecimal.From(high, low, places), what);
        }
        double expected = (double)value / Math.Pow(10, places);
        double real = ExactDecimal.ToDouble(high, low, places);
        Check.That(Math.Abs(real - expected) <= Math.Abs(expected) * 1e-15, what + "; found " + real);
    }

    private static void TotalsAtTheirLimits()
    {
        Check.Same(ExactDecimal.From(0, 0, 6), 0m, "nothing");
        Check.Same(ExactDecimal.From(0, 45258750, 6).ToString(), "45.25875", "no zeros at its end");
        Check.Same(ExactDecimal.From(-1, ulong.MaxValue, 4), -0.0001m, "one step below nothing");
        Check.Same(ExactDecimal.ToDouble(-1, ulong.MaxValue, 0), -1.0, "as a double");
        Check.Same(
            ExactDecimal.From(uint.MaxValue, ulong.MaxValue, 0), decimal.MaxValue, "the largest");
        Check.Same(
            ExactDecimal.From(-1L << 32, 1, 0), decimal.MinValue, "the smallest");
        Check.Throws<OverflowException>(() => ExactDecimal.From(1L << 32, 0, 0), "one more");
        Check.Throws<OverflowException>(() => ExactDecimal.From(long.MinValue, 0, 6), "the most");
        Check.Same(
            ExactDecimal.From((10L << 32) - 1, ulong.MaxValue - 9, 1), decimal.MaxValue,
            "a zero at its end takes no room");
    }

    private static void QuantitiesGoThereAndBack()
    {
        foreach (decimal quantity in new[] {0m, 0.0001m, -0.25m, 922337203685477.5807m, 12.50m})
        {
            Check.Same(
                ExactDecimal.TryToSteps(quantity, 4, out long steps), Status.Ok, "status");
            Check.Same(ExactDecimal.FromSteps(steps, 4), quantity, "there and back");
        }
        Refused(922337203685477.5808m, Status.OutOfRange);
        Refused(decimal.MinValue, Status.OutOfRange);
        Refused(0.00000000001m, Status.NotANumber);
        Check.Same(
            ExactDecimal.FromSteps(long.MinValue, 0), (decimal)long.MinValue, "the least");
    }

    private static void Refused(decimal quantity, Status status)
    {
        Check.Same(
            ExactDecimal.TryToSteps(quantity, 4, out long steps), status, "status of " + quantity);
        Check.Same(steps, 0L, "steps of " + quantity);
    }
}
