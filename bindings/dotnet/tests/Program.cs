using System;
using Effaith;

/// <summary>The tests, and the small programs that they need.</summary>
internal static class Program
{
    private const string Usage =
        "usage: EffaithTests test PROJECT_FOLDER [PRINTED_BY_C]\n" +
        "       EffaithTests layout-source | other-abi\n" +
        "       EffaithTests analyse|validate|rollup CONFIG RECORDS";

    // Left to the end of the process, as programs leave them.
    private static readonly Lazy<Engine> engine =
        new Lazy<Engine>(() => new Engine(Samples.Config));

    private static int Main(string[] arguments)
    {
        switch (arguments.Length == 0 ? "" : arguments[0])
        {
            case "test":
                return Test(arguments[1], arguments.Length > 2 ? arguments[2] : null);
            case "layout-source":
                Console.Write(LayoutTests.Source());
                return 0;
            case "other-abi":
                LibraryTests.RefusesAnotherAbi();
                return Check.Done();
            case "analyse":
            case "validate":
            case "rollup":
                return Report.Write(arguments[0], arguments[1], arguments[2]);
            default:
                Console.Error.WriteLine(Usage);
                return 2;
        }
    }

    private static int Test(string projectFolder, string printedByC)
    {
        LibraryTests.Run(projectFolder);
        NumberTests.Run();
        if (printedByC != null) LayoutTests.Run(printedByC);
        RecordTests.Run(engine.Value);
        DocumentTests.Run(engine.Value);
        RollupTests.Run(engine.Value);
        LifetimeTests.Run(engine.Value);
        return Check.Done();
    }
}
