using System;
using System.IO;
using Effaith;

/// <summary>A file of records in, the library's answer out, byte for byte that of the command with
/// <c>--format json</c>. The roll-up is by school, with totals.</summary>
internal static class Report
{
    /// <summary>The exit code.</summary>
    internal static int Write(string question, string config, string records)
    {
        try
        {
            using (Engine engine = new Engine(File.ReadAllBytes(config)))
            using (Stream output = Console.OpenStandardOutput())
            {
                byte[] answer = Answer(engine, question, File.ReadAllBytes(records));
                output.Write(answer, 0, answer.Length);
            }
            return 0;
        }
        catch (EffaithException exception)
        {
            Console.Error.WriteLine(exception.Where + ": " + exception.Message);
            return 1;
        }
        catch (IOException exception)
        {
            Console.Error.WriteLine(exception.Message);
            return 3;
        }
    }

    private static byte[] Answer(Engine engine, string question, byte[] records)
    {
        if (question == "analyse") return engine.AnalyseDocument(records);
        if (question == "validate") return engine.ValidateDocument(records);
        using (Rollup rollup = engine.CreateRollup(new[] {"school_id"}, totals: true))
        {
            rollup.AddDocument(records);
            return System.Text.Encoding.UTF8.GetBytes(rollup.ToDocument());
        }
    }
}
