using System;
using System.Collections.Generic;

namespace Effaith
{
    /// <summary>The names that the library has for its numbers, each asked for once.</summary>
    internal static class NativeNames
    {
        private static readonly Lazy<string[]> issues =
            new Lazy<string[]>(() => NamesOf(NativeMethods.effaith_issue_name));

        private static readonly Lazy<string[]> fields =
            new Lazy<string[]>(() => NamesOf(NativeMethods.effaith_field_name));

        private static readonly Lazy<string[]> rowFigures =
            new Lazy<string[]>(() => NamesOf(NativeMethods.effaith_row_figure_name));

        internal static IReadOnlyList<string> RowFigures => Array.AsReadOnly(rowFigures.Value);

        internal static string Issue(int code) => issues.Value[code];

        internal static string Field(int field) => fields.Value[field];

        internal static IReadOnlyList<string> Fields => Array.AsReadOnly(fields.Value);

        /// <summary>The number of a figure of a row; -1 where there is none of this name.</summary>
        internal static int RowFigure(string name) => Array.IndexOf(rowFigures.Value, name);

        /// <summary>Names from 0 to the first number that has none.</summary>
        private static string[] NamesOf(Func<int, IntPtr> nameOf)
        {
            List<string> names = new List<string>();
            for (int number = 0;; ++number)
            {
                string name = Utf8.FromNative(nameOf(number));
                if (name.Length == 0) return names.ToArray();
                names.Add(name);
            }
        }
    }
}
