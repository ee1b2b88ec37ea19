using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml;
using Effaith;

/// <summary>The library as a whole: what it says of itself, configurations, and its version.</summary>
internal static class LibraryTests
{
    internal static void Run(string projectFolder)
    {
        TheLibrarySaysWhatItIs();
        ABadConfigurationIsPlaced();
        TheProjectFileFindsTheVersion(projectFolder);
    }

    /// <summary>To be run with a library of another ABI number in the place of the right one.</summary>
    internal static void RefusesAnotherAbi()
    {
        NotSupportedException refused =
            Check.Throws<NotSupportedException>(() => new Engine(), "another ABI number");
        Check.That(refused.Message.Contains("99.7"), "it names the version: " + refused.Message);
        Check.That(refused.Message.Contains("4711"), "and the number: " + refused.Message);
    }

    private static void TheLibrarySaysWhatItIs()
    {
        Check.Same(EffaithLibrary.AbiVersion, (long)EffaithLibrary.ExpectedAbiVersion, "ABI number");
        Check.Same(EffaithLibrary.SemanticsVersion, 1, "semantics");
        Check.That(EffaithLibrary.BuildInfo.Contains(EffaithLibrary.Version), "build");
        Check.That(EffaithLibrary.RowFigureNames.Contains("cost_per_hour"), "names of figures");
    }

    private static void ABadConfigurationIsPlaced()
    {
        Check.Fails(
            () => new Engine("{\"rates\": {\"Teacher\": -1}}"), Status.BadConfiguration,
            "/rates/Teacher");
        Check.Throws<EffaithException>(() => new Engine("{"), "no JSON");
        Check.Throws<ArgumentNullException>(() => new Engine((string)null), "null");
        using (Engine defaults = new Engine())
        using (Engine configured = new Engine(Samples.Config))
        {
            Check.Same(defaults.Digest.Length, 32, "length of a digest");
            Check.That(defaults.Digest != configured.Digest, "digests differ");
        }
        EffaithException shown =
            Check.Throws<EffaithException>(() => new Engine("{\"rates\": 1}"), "shown");
        Check.That(shown.ToString().Contains("/rates"), "a log has the place");
    }

    private static void TheProjectFileFindsTheVersion(string projectFolder)
    {
        XmlDocument project = new XmlDocument();
        project.Load(Path.Combine(projectFolder, "Effaith.csproj"));
        string header = project.SelectSingleNode("//VersionHeader").InnerText.Replace(
            "$(MSBuildThisFileDirectory)", projectFolder + "/");
        string pattern = project.SelectSingleNode("//VersionPattern").InnerText;
        Check.Same(
            Regex.Match(File.ReadAllText(header), pattern).Value, EffaithLibrary.Version, "version");
    }
}
