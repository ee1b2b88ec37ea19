namespace Effaith
{
    /// <summary>How grave an issue is.</summary>
    public enum Severity
    {
        /// <summary>Worth knowing.</summary>
        Note = 0,

        /// <summary>Most likely a mistake; the record is in the figures.</summary>
        Warning = 1,

        /// <summary>Keeps the record out of every figure.</summary>
        Error = 2
    }

    /// <summary>One thing that is wrong with, or worth knowing about, a record.
    /// <see cref="Engine.MessageOf"/> has its sentence.</summary>
    public sealed class Issue
    {
        internal Issue(in NativeIssue found)
        {
            Code = NativeNames.Issue(found.code);
            Field = NativeNames.Field(found.field);
            Severity = (Severity)found.severity;
            PositionAlone = found.position;
        }

        /// <summary>What it is, such as <c>attended_exceeds_scheduled</c>.</summary>
        public string Code { get; }

        /// <summary>How grave it is.</summary>
        public Severity Severity { get; }

        /// <summary>The field that it is about, such as <c>sessions_attended</c>.</summary>
        public string Field { get; }

        /// <summary>Its position were its record analysed alone; -1 where it would not be there.</summary>
        internal int PositionAlone { get; }

        /// <summary>Severity, code and field.</summary>
        public override string ToString() => Severity + ": " + Code + " (" + Field + ")";
    }
}
