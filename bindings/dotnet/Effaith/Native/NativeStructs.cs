using System;
using System.Runtime.InteropServices;

// The structs of effaith.h, their members named and laid out as there: a test compares every offset.
// size_t is UIntPtr and a pointer IntPtr, so that one declaration fits 32 and 64 bits. All of them are
// blittable: what the library sees is the managed memory itself.

// The library writes what no line of C# assigns.
#pragma warning disable 0649

namespace Effaith
{
    [StructLayout(LayoutKind.Sequential)]
    internal struct NativeText
    {
        public IntPtr data;
        public UIntPtr size;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct NativeScore
    {
        public long value;
        public int kind;
        public int reserved;
    }

    /// <summary>The quantities that a record has, in <c>effaith_record.has</c>.</summary>
    [Flags]
    internal enum Has : uint
    {
        LearnersPerSession = 1,
        SessionHours = 2,
        SessionsAttended = 4,
        SessionsDelivered = 8,
        EpisodesPerSession = 16,
        CapitalCost = 32,
        OutcomeScore = 64
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct NativeRecord
    {
        /// <summary>The texts from id to measure, which lie one after another.</summary>
        public const int TextCount = 15;

        public uint struct_size;
        public uint has;
        public NativeText id;
        public NativeText learner_id;
        public NativeText school_id;
        public NativeText cluster_id;
        public NativeText authority_id;
        public NativeText year_group;
        public NativeText area_of_need;
        public NativeText tier;
        public NativeText support_type;
        public NativeText intervention;
        public NativeText delivered_by_0;
        public NativeText delivered_by_1;
        public NativeText delivered_by_2;
        public NativeText aim;
        public NativeText measure;
        public long learners_per_session;
        public long session_hours;
        public long sessions_attended;
        public long sessions_delivered;
        public long episodes_per_session;
        public long capital_cost;
        public NativeScore baseline;
        public NativeScore target;
        public NativeScore actual;
        public int frequency;
        public int weekdays;
        public int started;
        public int ended;
        public int outcome;
        public int outcome_score;
        public int baseline_date;
        public int actual_date;
        public int cohort;
        public int reserved;
    }

    /// <summary>The figures of a record by their bit in <c>effaith_impact.known</c>.</summary>
    internal enum Figure
    {
        SessionsPerWeek = 0,
        SchoolDays = 1,
        SchoolWeeks = 2,
        SessionsScheduled = 3,
        SessionsScheduledMin = 4,
        SessionsScheduledMax = 5,
        SessionsAttended = 6,
        AttendanceRate = 7,
        AttendanceRateMin = 8,
        AttendanceRateMax = 9,
        DeliveryRate = 10,
        AttendedShare = 11,
        HoursPlanned = 12,
        HoursReceived = 13,
        HoursPerWeekPlanned = 14,
        HoursPerWeekReceived = 15,
        StaffHours = 16,
        CumulativeIntensity = 17,
        StaffCost = 18,
        CapitalCost = 19,
        TotalCost = 20,
        Gain = 21,
        TargetGain = 22,
        TargetAttainment = 23,
        DerivedOutcome = 24,
        ElapsedMonths = 25,
        RatioGain = 26,
        RatioGainBand = 27,
        GainPerWeek = 28,
        GainPerHour = 29,
        ExpectedGain = 30,
        ValueAdded = 31,
        ReliableChangeIndex = 32,
        ReliableChange = 33
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct NativeImpact
    {
        public uint struct_size;
        public int rejected;
        public ulong known;
        public long sessions_per_week;
        public long school_days;
        public long school_weeks;
        public long sessions_scheduled;
        public long sessions_scheduled_min;
        public long sessions_scheduled_max;
        public long sessions_attended;
        public double attendance_rate;
        public double attendance_rate_min;
        public double attendance_rate_max;
        public double delivery_rate;
        public double attended_share;
        public long hours_planned;
        public long hours_received;
        public long hours_per_week_planned;
        public long hours_per_week_received;
        public long staff_hours;
        public long cumulative_intensity;
        public long staff_cost;
        public long capital_cost;
        public long total_cost;
        public long gain;
        public long target_gain;
        public double target_attainment;
        public double elapsed_months;
        public double ratio_gain;
        public double gain_per_week;
        public double gain_per_hour;
        public double expected_gain;
        public double value_added;
        public double reliable_change_index;
        public int derived_outcome;
        public int ratio_gain_band;
        public int reliable_change;
        public uint n_errors;
        public uint n_warnings;
        public uint n_notes;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct NativeIssue
    {
        public ulong record;
        public int code;
        public int severity;
        public int field;
        public int position;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct NativeIssueList
    {
        public uint struct_size;
        public uint issue_size;
        public IntPtr issues;
        public UIntPtr room;
        public UIntPtr count;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct NativeOptions
    {
        public uint struct_size;
        public int input;
        public int format;
        public int threads;
        public int serial_dates;
        public int validation;
        public int decimals;
        public int reserved;
        public IntPtr progress;
        public IntPtr context;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct NativeCounts
    {
        public uint struct_size;
        public uint reserved;
        public long records;
        public long analysed;
        public long rejected;
        public long comparison;
    }

    /// <summary>What a value is, in <c>effaith_value.kind</c>.</summary>
    internal enum ValueKind
    {
        None = 0,
        Decimal = 1,
        Real = 2,
        Word = 3
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct NativeValue
    {
        public uint struct_size;
        public int kind;
        public int places;
        public int reserved;
        public ulong low;
        public long high;
        public double real;
        public NativeText word;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct NativeSchedule
    {
        public uint struct_size;
        public int known;
        public long sessions_per_week;
        public long sessions_scheduled;
        public long sessions_scheduled_min;
        public long sessions_scheduled_max;
        public long school_days;
        public long school_weeks;
    }
}
