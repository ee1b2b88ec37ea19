using System;

namespace Effaith
{
    /// <summary>A call of the library that failed. Nothing was changed by it.</summary>
    public class EffaithException : Exception
    {
        /// <summary>Makes an exception of a status, a sentence and a place.</summary>
        /// <param name="status">What the call came to.</param>
        /// <param name="message">What was found, and what is accepted.</param>
        /// <param name="where">Where; empty or null where it is the whole of what was given.</param>
        public EffaithException(Status status, string message, string where)
            : base(message)
        {
            Status = status;
            Where = where ?? "";
        }

        /// <summary>What the call came to. Never <see cref="Effaith.Status.Ok"/>.</summary>
        public Status Status { get; }

        /// <summary>Where it was found: <c>line 3</c>, a JSON pointer such as <c>/rates/Teacher</c>,
        /// a field, <c>record 17, started</c> (records count from 0); empty where it is the whole of
        /// what was given. Never null.</summary>
        public string Where { get; }

        /// <summary>The exception as a log would have it, with its place.</summary>
        public override string ToString()
        {
            string place = Where.Length == 0 ? "" : ", " + Where;
            return base.ToString() + Environment.NewLine + "   effaith: " + Status + place;
        }
    }
}
