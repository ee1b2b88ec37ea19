using System;
using System.Collections.Generic;

namespace Effaith
{
    /// <summary>The native library that does the work.</summary>
    /// <remarks>Where it cannot be found, the first use of it throws
    /// <see cref="DllNotFoundException"/>.</remarks>
    public static class EffaithLibrary
    {
        /// <summary>The ABI number that this assembly is written for.</summary>
        public const int ExpectedAbiVersion = 0;

        private static volatile bool fits;

        /// <summary>The version of the native library, such as <c>0.1.0</c>.</summary>
        public static string Version => Utf8.FromNative(NativeMethods.effaith_version());

        /// <summary>The ABI number of the native library.</summary>
        public static long AbiVersion => NativeMethods.effaith_abi_version();

        /// <summary>The number of the definitions that figures follow; it is also in every
        /// document.</summary>
        public static int SemanticsVersion => NativeMethods.effaith_semantics_version();

        /// <summary>How the native library was compiled, for a support line.</summary>
        public static string BuildInfo => Utf8.FromNative(NativeMethods.effaith_build_info());

        /// <summary>The names of the figures that a row of a roll-up has, in their order, such as
        /// <c>cost_per_hour</c>. Later libraries may have more.</summary>
        public static IReadOnlyList<string> RowFigureNames
        {
            get
            {
                RequireFittingAbi();
                return NativeNames.RowFigures;
            }
        }

        /// <summary>Throws where library and assembly do not belong together, before a struct is
        /// misread. Everything that makes a handle comes by here.</summary>
        internal static void RequireFittingAbi()
        {
            if (fits) return;
            long found = AbiVersion;
            if (found != ExpectedAbiVersion)
            {
                throw new NotSupportedException(
                    "The native library effaith " + Version + " has the ABI number " + found +
                    ", and this assembly needs " + ExpectedAbiVersion +
                    ": install the library and the package of the same version.");
            }
            fits = true;
        }
    }
}
