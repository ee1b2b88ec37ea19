using System;
using System.Linq;
using System.Text;
using System.Threading;
using Effaith;

/// <summary>Documents, and what stops them.</summary>
internal static class DocumentTests
{
    private static readonly byte[] manyRecords = Encoding.UTF8.GetBytes(
        "id,school_id\n" + string.Concat(Enumerable.Range(0, 50000).Select(i => "r" + i + ",S1\n")));

    internal static void Run(Engine engine)
    {
        DocumentsAreAnswered(engine);
        ABadDocumentNamesItsLine(engine);
        ProgressIsTold(engine);
        AnExceptionOfTheCallbackComesOutOfTheCall(engine);
        ATokenCancels(engine);
        ACancelledDocumentAddsNothing(engine);
    }

    private static void DocumentsAreAnswered(Engine engine)
    {
        string answer = engine.AnalyseDocument(Samples.Document);
        Check.That(answer.Contains("45.25875"), "the total cost is there");
        byte[] bytes = Encoding.UTF8.GetBytes(Samples.Document);
        Check.Same(Encoding.UTF8.GetString(engine.AnalyseDocument(bytes)), answer, "bytes' answer");
#if EFFAITH_SPAN
        byte[] wider = Encoding.UTF8.GetBytes("##" + Samples.Document);
        ReadOnlySpan<byte> part = new ReadOnlySpan<byte>(wider, 2, wider.Length - 2);
        Check.Same(Encoding.UTF8.GetString(engine.AnalyseDocument(part)), answer, "a span's answer");
        Check.That(engine.ValidateDocument(part).Length > 0, "a span is validated");
#endif
        Check.That(!engine.ValidateDocument(Samples.Document).Contains("45.25875"), "issues alone");
        DocumentOptions table = new DocumentOptions {Format = DocumentFormat.Table};
        Check.That(
            engine.ExplainDocument(Samples.Document, "r1", table).Contains("14.37"), "the working");
        Check.Fails(
            () => engine.ExplainDocument(Samples.Document, "r9"), Status.InvalidArgument, "");
        DocumentOptions lines = new DocumentOptions {Format = DocumentFormat.Ndjson};
        Check.That(engine.ValidateDocument("[]", lines) != null, "no records have an answer");
    }

    private static void ABadDocumentNamesItsLine(Engine engine)
    {
        Check.Fails(() => engine.AnalyseDocument("[{"), Status.BadJson, "line 1");
        Check.Fails(() => engine.AnalyseDocument(""), Status.BadCsv, "");
        Check.Fails(
            () => engine.AnalyseDocument("[", new DocumentOptions {Format = (DocumentFormat)9}),
            Status.InvalidArgument, "format");
        Check.Throws<EffaithException>(() => engine.AnalyseDocument("id\n\ud800\n"), "half a pair");
        EffaithException bad = Check.Throws<EffaithException>(
            () => engine.ValidateDocument(new byte[] {0x69, 0x64, 0x0a, 0xff, 0x0a}), "no UTF-8");
        Check.Same(bad.Status, Status.BadEncoding, "status");
        Check.Throws<ArgumentNullException>(() => engine.AnalyseDocument((string)null), "null");
    }

    private static void ProgressIsTold(Engine engine)
    {
        long told = 0;
        DocumentOptions options = new DocumentOptions
        {
            Threads = 4,
            // A collection in the midst would free a delegate that nobody holds.
            Progress = new Callback(n => { GC.Collect(); told = n; })
        };
        engine.ValidateDocument(manyRecords, options);
        Check.That(told > 0 && told <= 50000, "records so far: " + told);
    }

    private static void AnExceptionOfTheCallbackComesOutOfTheCall(Engine engine)
    {
        DocumentOptions options = new DocumentOptions
        {
            Progress = new Callback(n => { throw new TimeZoneNotFoundException("of the callback"); })
        };
        Exception thrown = Check.Throws<TimeZoneNotFoundException>(
            () => engine.ValidateDocument(manyRecords, options), "a callback that throws");
        Check.Same(thrown.Message, "of the callback", "message");
        Check.Throws<TimeZoneNotFoundException>(
            () =>
            {
                using (Rollup rollup = engine.CreateRollup(Samples.BySchool))
                    rollup.AddDocument(manyRecords, options);
            },
            "and in a roll-up");
    }

    private static void ATokenCancels(Engine engine)
    {
        using (CancellationTokenSource source = new CancellationTokenSource())
        {
            DocumentOptions options = new DocumentOptions
            {
                Progress = new Callback(n => source.Cancel()),
                CancellationToken = source.Token
            };
            OperationCanceledException cancelled = Check.Throws<OperationCanceledException>(
                () => engine.AnalyseDocument(manyRecords, options), "cancelled on the way");
            Check.Same(cancelled.CancellationToken, source.Token, "token");
            Check.Throws<OperationCanceledException>(
                () => engine.AnalyseDocument(Samples.Document, options), "cancelled before");
        }
    }

    private static void ACancelledDocumentAddsNothing(Engine engine)
    {
        using (Rollup rollup = engine.CreateRollup(Samples.BySchool))
        using (CancellationTokenSource source = new CancellationTokenSource())
        {
            DocumentOptions options = new DocumentOptions
            {
                Progress = new Callback(n => source.Cancel()),
                CancellationToken = source.Token
            };
            Check.Throws<OperationCanceledException>(
                () => rollup.AddDocument(manyRecords, options), "cancelled");
            Check.Same(rollup.Counts.Records, 0L, "records");
            options = new DocumentOptions
            {
                Progress = new Callback(n => { long seen = rollup.Counts.Records; })
            };
            Check.Throws<InvalidOperationException>(
                () => rollup.AddDocument(manyRecords, options), "the roll-up asked while it is fed");
            rollup.AddDocument(Samples.Document);
            Check.Same(rollup.Counts.Analysed, 1L, "analysed");
        }
    }

    /// <summary>Unlike System.Progress, on the thread that tells.</summary>
    private sealed class Callback : IProgress<long>
    {
        private readonly Action<long> report;

        internal Callback(Action<long> report)
        {
            this.report = report;
        }

        public void Report(long value) => report(value);
    }
}
