using System;
using System.Threading;

namespace Effaith
{
    /// <summary>What a document of records is.</summary>
    public enum DocumentInput
    {
        /// <summary>JSON where its first character is <c>[</c> or <c>{</c>, else CSV.</summary>
        Guess = 0,

        /// <summary>A list of records, an object with <c>records</c>, or NDJSON.</summary>
        Json = 1,

        /// <summary>A table with a line of headings.</summary>
        Csv = 2
    }

    /// <summary>The form of an answer.</summary>
    public enum DocumentFormat
    {
        /// <summary>One JSON document.</summary>
        Json = 0,

        /// <summary>A line of JSON for each record or row.</summary>
        Ndjson = 1,

        /// <summary>A table for spreadsheets.</summary>
        Csv = 2,

        /// <summary>A table for people, in a font of equal widths.</summary>
        Table = 3
    }

    /// <summary>How a call that reads a document works. The answer is the same whatever the number of
    /// threads.</summary>
    public sealed class DocumentOptions
    {
        /// <summary>What the document is; guessed, if nothing is said.</summary>
        public DocumentInput Input { get; set; }

        /// <summary>The form of the answer; JSON, if nothing is said.</summary>
        public DocumentFormat Format { get; set; }

        /// <summary>How many threads work on it; 0: as many as the machine has.</summary>
        public int Threads { get; set; }

        /// <summary>Whether whole numbers in columns of dates are Excel's count of days.</summary>
        public bool SerialDates { get; set; }

        /// <summary>Told now and then how many records there are so far; perhaps on another thread
        /// than the caller's, one call at a time. What it throws stops the call, which then throws
        /// it.</summary>
        public IProgress<long> Progress { get; set; }

        /// <summary>Stops the call, which then throws <see cref="OperationCanceledException"/>. It is
        /// looked at when progress is told.</summary>
        public CancellationToken CancellationToken { get; set; }
    }
}
