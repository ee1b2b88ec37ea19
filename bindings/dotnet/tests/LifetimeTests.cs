using System;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Effaith;

/// <summary>Handles: disposed in any order, twice, or never; and used by many threads.</summary>
internal static class LifetimeTests
{
    private const int ThreadCount = 8;
    private const int RecordCount = 400;

    internal static void Run(Engine engine)
    {
        HandlesAreDisposedInAnyOrder();
        ADisposedObjectSaysSo();
        ForgottenHandlesAreFinalised();
        AnEngineServesEightThreads(engine);
        DisposalWhileOthersWorkIsSafe();
        OneRollUpRefusesTwoThreads(engine);
    }

    private static void HandlesAreDisposedInAnyOrder()
    {
        for (int order = 0; order < 6; ++order)
        {
            Engine engine = new Engine(Samples.Config);
            Rollup rollup = engine.CreateRollup(Samples.BySchool);
            rollup.Add(Samples.Good());
            RollupRows rows = rollup.GetRows();
            IDisposable[] all = {engine, rollup, rows};
            int first = order % 3;
            int second = (first + 1 + order / 3) % 3;
            all[first].Dispose();
            if (first != 1) Check.That(rollup.ToDocument().Contains("S1"), "the roll-up stands");
            if (first != 2) Check.Same(rows[0].Key(0).Text, "S1", "the rows stand");
            all[second].Dispose();
            all[3 - first - second].Dispose();
            foreach (IDisposable handle in all) handle.Dispose();
        }
    }

    private static void ADisposedObjectSaysSo()
    {
        Engine engine = new Engine(Samples.Config);
        Rollup rollup = engine.CreateRollup(Samples.BySchool);
        Rollup other = engine.CreateRollup(Samples.BySchool);
        rollup.Add(Samples.Good());
        RollupRows rows = rollup.GetRows();
        engine.Dispose();
        rollup.Dispose();
        rows.Dispose();
        Disposed(() => engine.Analyse(Samples.Good()));
        Disposed(() => engine.AnalyseDocument(Samples.Document));
        Disposed(() => engine.CreateRollup(Samples.BySchool));
        Disposed(() => engine.Explain(Samples.Good()));
        Disposed(() => engine.ReadFrequency("weekly"));
        Disposed(() => rollup.Add(Samples.Good()));
        Disposed(() => rollup.Serialise());
        Disposed(() => rollup.GetRows());
        Disposed(() => other.Merge(rollup));
        Disposed(() => rows[0].Key(0));
        Disposed(() => rows[0].GetDecimal("total_cost"));
        Check.Same(other.Counts.Records, 0L, "records of the one that was to be merged into");
        other.Dispose();
    }

    private static void Disposed(Action action) =>
        Check.Throws<ObjectDisposedException>(action, "a disposed object");

    private static void ForgottenHandlesAreFinalised()
    {
        WeakReference[] forgotten = new WeakReference[60];
        // On a thread of its own, whose stack goes with it and holds nothing.
        Thread thread = new Thread(() => Forget(forgotten));
        thread.Start();
        thread.Join();
        for (int round = 0; round < 3; ++round)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        int alive = forgotten.Count(reference => reference.IsAlive);
        Check.That(alive < forgotten.Length / 2, "most are collected; alive: " + alive);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Forget(WeakReference[] forgotten)
    {
        for (int i = 0; i < forgotten.Length; i += 3)
        {
            Engine engine = new Engine(Samples.Config);
            Rollup rollup = engine.CreateRollup(Samples.BySchool);
            rollup.Add(Samples.Good());
            forgotten[i] = new WeakReference(engine);
            forgotten[i + 1] = new WeakReference(rollup);
            forgotten[i + 2] = new WeakReference(rollup.GetRows());
            try
            {
                new Engine("{");
            }
            catch (EffaithException)
            {
                // The engine that was not made has a handle to finalise too.
            }
        }
    }

    private static void AnEngineServesEightThreads(Engine engine)
    {
        Exception[] failures = new Exception[ThreadCount];
        Rollup[] shares = new Rollup[ThreadCount];
        Thread[] threads = Enumerable.Range(0, ThreadCount).Select(i => new Thread(() =>
        {
            try
            {
                shares[i] = Work(engine, i);
            }
            catch (Exception exception)
            {
                failures[i] = exception;
            }
        })).ToArray();
        foreach (Thread thread in threads) thread.Start();
        foreach (Thread thread in threads) thread.Join();
        foreach (Exception failure in failures) Check.Same(failure, null, "failure of a thread");
        using (Rollup together = engine.CreateRollup(Samples.BySchool, totals: true))
        using (Rollup alone = engine.CreateRollup(Samples.BySchool, totals: true))
        {
            foreach (Rollup share in shares) together.Merge(share);
            foreach (Rollup share in shares) share.Dispose();
            for (int i = 0; i < RecordCount; ++i) alone.Add(Numbered(i));
            Check.That(
                Samples.SameBytes(together.Serialise(), alone.Serialise()), "as from one thread");
        }
    }

    /// <summary>Uses the engine in every way, on its share of the records.</summary>
    private static Rollup Work(Engine engine, int first)
    {
        Rollup rollup = engine.CreateRollup(Samples.BySchool, totals: true);
        for (int i = first; i < RecordCount; i += ThreadCount)
        {
            Record record = Numbered(i);
            if (engine.Analyse(record).IsRejected != (i % 20 == 0))
                throw new InvalidOperationException("record " + i);
            rollup.Add(record);
            engine.Explain(record, DocumentFormat.Json);
            try
            {
                engine.AnalyseDocument("[");
                throw new InvalidOperationException("a broken document was read");
            }
            catch (EffaithException exception) when (exception.Status == Status.BadJson)
            {
                // As it should be.
            }
        }
        return rollup;
    }

    private static Record Numbered(int i)
    {
        Record record = Samples.Good("r" + i);
        record.SchoolId = "S" + i % 5;
        record.SessionsAttended = i % 20;
        return record;
    }

    private static void DisposalWhileOthersWorkIsSafe()
    {
        for (int round = 0; round < 20; ++round)
        {
            Engine engine = new Engine(Samples.Config);
            int unexpected = 0;
            Thread[] threads = Enumerable.Range(0, 4).Select(i => new Thread(() =>
            {
                try
                {
                    while (true) engine.Analyse(Samples.Good());
                }
                catch (ObjectDisposedException)
                {
                    // The only way out.
                }
                catch (Exception)
                {
                    Interlocked.Increment(ref unexpected);
                }
            })).ToArray();
            foreach (Thread thread in threads) thread.Start();
            engine.Analyse(Samples.Good());
            engine.Dispose();
            foreach (Thread thread in threads) thread.Join();
            Check.Same(unexpected, 0, "other exceptions");
        }
    }

    private static void OneRollUpRefusesTwoThreads(Engine engine)
    {
        using (Rollup rollup = engine.CreateRollup(Samples.BySchool))
        {
            int added = 0;
            int refused = 0;
            int unexpected = 0;
            Thread[] threads = Enumerable.Range(0, 4).Select(i => new Thread(() =>
            {
                for (int n = 0; n < 200; ++n)
                {
                    try
                    {
                        rollup.Add(Samples.Good());
                        Interlocked.Increment(ref added);
                    }
                    catch (InvalidOperationException)
                    {
                        Interlocked.Increment(ref refused);
                    }
                    catch (Exception)
                    {
                        Interlocked.Increment(ref unexpected);
                    }
                }
            })).ToArray();
            foreach (Thread thread in threads) thread.Start();
            foreach (Thread thread in threads) thread.Join();
            Check.Same(unexpected, 0, "other exceptions");
            Check.Same(added + refused, 800, "calls");
            Check.Same(rollup.Counts.Records, (long)added, "records that were added");
        }
    }
}
