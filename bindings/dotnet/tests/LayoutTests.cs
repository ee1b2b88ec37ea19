using System;
using System.Collections.Generic;
using System.IO;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using Effaith;

/// <summary>The native structs and the enums, against effaith.h itself: a C program that is written
/// from them prints what the header has, and that is what they have.</summary>
internal static class LayoutTests
{
    private static readonly Type[] structs =
    {
        typeof(NativeText), typeof(NativeScore), typeof(NativeRecord), typeof(NativeImpact),
        typeof(NativeIssue), typeof(NativeIssueList), typeof(NativeOptions), typeof(NativeCounts),
        typeof(NativeValue), typeof(NativeSchedule)
    };

    private static readonly Dictionary<Type, string> enums = new Dictionary<Type, string>
    {
        { typeof(Status), "EFFAITH_ERR_" }, { typeof(Frequency), "EFFAITH_" },
        { typeof(Weekdays), "EFFAITH_" }, { typeof(Outcome), "EFFAITH_OUTCOME_" },
        { typeof(Cohort), "EFFAITH_COHORT_" }, { typeof(Has), "EFFAITH_HAS_" },
        { typeof(ScoreKind), "EFFAITH_SCORE_" }, { typeof(Figure), "EFFAITH_FIGURE_" },
        { typeof(RatioGainBand), "EFFAITH_BAND_" }, { typeof(ReliableChange), "EFFAITH_CHANGE_" },
        { typeof(Severity), "EFFAITH_SEVERITY_" }, { typeof(DocumentFormat), "EFFAITH_FORMAT_" },
        { typeof(DocumentInput), "EFFAITH_INPUT_" }, { typeof(ValueKind), "EFFAITH_VALUE_" }
    };

    /// <summary>The C program.</summary>
    internal static string Source()
    {
        StringBuilder text = new StringBuilder();
        text.Append("#include <stdio.h>\n#include \"effaith.h\"\nint main(void) {\n");
        foreach (string name in Managed().Keys)
            text.AppendFormat("    printf(\"%s %lld\\n\", \"{0}\", (long long)({0}));\n", name);
        return text.Append("    return 0;\n}\n").ToString();
    }

    /// <summary>Compares with what the C program printed.</summary>
    internal static void Run(string printedByC)
    {
        Dictionary<string, long> managed = Managed();
        string[] lines = File.ReadAllLines(printedByC);
        Check.Same(lines.Length, managed.Count, "lines of the C program");
        foreach (string line in lines)
        {
            int space = line.LastIndexOf(' ');
            string name = line.Substring(0, space);
            Check.Same(managed[name], long.Parse(line.Substring(space + 1)), name);
        }
    }

    /// <summary>Sizes, offsets and constants by the C expression of each.</summary>
    private static Dictionary<string, long> Managed()
    {
        Dictionary<string, long> all = new Dictionary<string, long>();
        foreach (Type type in structs)
        {
            string name = "effaith_" + SnakeCase(type.Name.Substring("Native".Length));
            all.Add("sizeof(" + name + ")", Marshal.SizeOf(type));
            BindingFlags members = BindingFlags.Public | BindingFlags.Instance;
            foreach (FieldInfo field in type.GetFields(members))
            {
                string member = Regex.Replace(field.Name, "^(delivered_by)_([0-2])$", "$1[$2]");
                all.Add(
                    "offsetof(" + name + ", " + member + ")",
                    Marshal.OffsetOf(type, field.Name).ToInt64());
            }
        }
        foreach (KeyValuePair<Type, string> one in enums)
        {
            foreach (object value in Enum.GetValues(one.Key)) AddConstant(all, value, one.Value);
        }
        all.Add("EFFAITH_ABI_VERSION", EffaithLibrary.ExpectedAbiVersion);
        AddSteps(all);
        return all;
    }

    private static void AddConstant(Dictionary<string, long> all, object value, string prefix)
    {
        // What nothing was recorded for has no constant in the header.
        if (Equals(value, Weekdays.None)) return;
        string name = Equals(value, Status.Ok)
            ? "EFFAITH_OK"
            : prefix + SnakeCase(value.ToString()).ToUpperInvariant();
        all.Add(name, Convert.ToInt64(value));
    }

    private static void AddSteps(Dictionary<string, long> all)
    {
        all.Add("EFFAITH_HOUR", StepsOfOne(ExactDecimal.HourPlaces));
        all.Add("EFFAITH_SESSION", StepsOfOne(ExactDecimal.SessionPlaces));
        all.Add("EFFAITH_EPISODE", StepsOfOne(ExactDecimal.EpisodePlaces));
        all.Add("EFFAITH_SCORE", StepsOfOne(ExactDecimal.ScorePlaces));
        all.Add("EFFAITH_POUND", StepsOfOne(ExactDecimal.MoneyPlaces));
    }

    private static long StepsOfOne(int places)
    {
        ExactDecimal.TryToSteps(1m, places, out long steps);
        return steps;
    }

    private static string SnakeCase(string name) =>
        Regex.Replace(name, "(?<!^)([A-Z])", "_$1").ToLowerInvariant();
}
