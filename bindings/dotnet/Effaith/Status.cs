namespace Effaith
{
    /// <summary>What a call came to, in the numbers of effaith.h.</summary>
    public enum Status
    {
        /// <summary>All is well.</summary>
        Ok = 0,

        /// <summary>A number that is none of its constants, or another misuse.</summary>
        InvalidArgument = 1,

        /// <summary>A stream broke off.</summary>
        CannotRead = 2,

        /// <summary>An answer could not be written.</summary>
        CannotWrite = 3,

        /// <summary>The call was asked to stop.</summary>
        Cancelled = 4,

        /// <summary>The library ran out of memory.</summary>
        OutOfMemory = 5,

        /// <summary>A fault of the library, or a status that this assembly does not know.</summary>
        Internal = 99,

        /// <summary>Text that is no number, or a number with more places than are kept.</summary>
        NotANumber = 100,

        /// <summary>A quantity too large to hold.</summary>
        OutOfRange = 101,

        /// <summary>Text or a number that is no date.</summary>
        NotADate = 102,

        /// <summary>Text that is not UTF-8, or a string with half a surrogate pair.</summary>
        BadEncoding = 103,

        /// <summary>A document that is no JSON.</summary>
        BadJson = 104,

        /// <summary>A document that is no CSV.</summary>
        BadCsv = 105,

        /// <summary>A configuration with a key or a value that is not accepted.</summary>
        BadConfiguration = 106,

        /// <summary>A school in two clusters, say.</summary>
        HierarchyConflict = 107,

        /// <summary>Bytes that are no roll-up of this configuration.</summary>
        BadState = 109,

        /// <summary>A table to be published whose counts do not add up.</summary>
        DisclosureNotAdditive = 110,

        /// <summary>A calendar that contradicts itself.</summary>
        BadCalendar = 200,

        /// <summary>A calendar that the library does not have.</summary>
        UnknownCalendar = 201,

        /// <summary>Days that the calendar does not know.</summary>
        OutsideCalendar = 202,

        /// <summary>More or fewer weekdays than the frequency has sessions.</summary>
        WeekdaysMismatch = 203,

        /// <summary>No frequency, or text that is none.</summary>
        UnknownFrequency = 204,

        /// <summary>A period that ends before it starts.</summary>
        EndedBeforeStarted = 205,

        /// <summary>An Arrow structure that breaks its rules, or a type that is not read.</summary>
        BadArrow = 500
    }
}
