using System;

namespace Effaith
{
    // Questions of the calendar, and what people write.
    public sealed partial class Engine
    {
        private unsafe delegate int ReadCall(
            EngineHandle engine, byte* text, UIntPtr size, ref int number, ref IntPtr error);

        /// <summary>The sessions that a frequency means in a period.</summary>
        /// <param name="frequency">How often.</param>
        /// <param name="started">The first month or day.</param>
        /// <param name="ended">The last month or day, included.</param>
        /// <param name="schoolId">The school whose calendar it is; null for the engine's.</param>
        /// <param name="weekdays">The days of the week, if they are known.</param>
        /// <exception cref="EffaithException"><see cref="Status.UnknownFrequency"/>,
        /// <see cref="Status.WeekdaysMismatch"/>, <see cref="Status.EndedBeforeStarted"/>,
        /// <see cref="Status.OutsideCalendar"/>.</exception>
        /// <exception cref="ObjectDisposedException">The engine is disposed.</exception>
        public unsafe Schedule ScheduleOf(
            Frequency frequency, MonthOrDay started, MonthOrDay ended, string schoolId = null,
            Weekdays weekdays = Weekdays.None)
        {
            EngineHandle live = Live();
            byte[] school = Utf8.BytesOf(schoolId, "school_id");
            NativeSchedule schedule = default(NativeSchedule);
            schedule.struct_size = (uint)sizeof(NativeSchedule);
            IntPtr error = IntPtr.Zero;
            fixed (byte* text = school)
            {
                int status = NativeMethods.effaith_schedule_find(
                    live, TextAt(text, school), (int)frequency, (int)weekdays, started.Number,
                    ended.Number, &schedule, ref error);
                NativeError.Check(status, error);
            }
            return new Schedule(schedule);
        }

        /// <summary>School days from one day to another, both included.</summary>
        /// <param name="first">The first day; its time of day does not count.</param>
        /// <param name="last">The last day, likewise.</param>
        /// <param name="schoolId">The school whose calendar it is; null for the engine's.</param>
        /// <exception cref="EffaithException"><see cref="Status.EndedBeforeStarted"/>,
        /// <see cref="Status.OutsideCalendar"/>.</exception>
        /// <exception cref="ObjectDisposedException">The engine is disposed.</exception>
        public long SchoolDays(DateTime first, DateTime last, string schoolId = null)
        {
            Count(first, last, schoolId, out long days, out long _);
            return days;
        }

        /// <summary>School weeks from one day to another, both included: those with a school
        /// day.</summary>
        /// <param name="first">The first day; its time of day does not count.</param>
        /// <param name="last">The last day, likewise.</param>
        /// <param name="schoolId">The school whose calendar it is; null for the engine's.</param>
        /// <exception cref="EffaithException"><see cref="Status.EndedBeforeStarted"/>,
        /// <see cref="Status.OutsideCalendar"/>.</exception>
        /// <exception cref="ObjectDisposedException">The engine is disposed.</exception>
        public long SchoolWeeks(DateTime first, DateTime last, string schoolId = null)
        {
            Count(first, last, schoolId, out long _, out long weeks);
            return weeks;
        }

        /// <summary>The years, terms and closures of a calendar.</summary>
        /// <param name="year">One year by its first (<c>2023</c>) or its name (<c>2023/24</c>); null is
        /// all.</param>
        /// <param name="schoolId">The school whose calendar it is; null for the engine's.</param>
        /// <param name="format">A line of JSON for each academic year, or a table.</param>
        /// <exception cref="EffaithException"><see cref="Status.OutsideCalendar"/> for a year that it
        /// does not know.</exception>
        /// <exception cref="ObjectDisposedException">The engine is disposed.</exception>
        public unsafe string CalendarDocument(
            string year = null, string schoolId = null, DocumentFormat format = DocumentFormat.Ndjson)
        {
            EngineHandle live = Live();
            byte[] school = Utf8.BytesOf(schoolId, "school_id");
            byte[] wanted = Utf8.BytesOf(year, "year");
            OwnedText calendar = default(OwnedText);
            IntPtr error = IntPtr.Zero;
            fixed (byte* schoolText = school)
            fixed (byte* yearText = wanted)
            {
                int status = NativeMethods.effaith_calendar_document(
                    live, TextAt(schoolText, school), TextAt(yearText, wanted), (int)format,
                    ref calendar.Data, ref calendar.Size, ref error);
                NativeError.Check(status, error);
            }
            return calendar.TakeString();
        }

        /// <summary>A frequency as people write it, in English or Welsh: <c>Twice weekly</c>.</summary>
        /// <exception cref="EffaithException"><see cref="Status.UnknownFrequency"/>.</exception>
        /// <exception cref="ObjectDisposedException">The engine is disposed.</exception>
        public unsafe Frequency ReadFrequency(string text) =>
            (Frequency)Read(text, NativeMethods.effaith_frequency_read);

        /// <summary>An outcome as people write it, in English or Welsh: <c>amber</c>,
        /// <c>achieved</c>.</summary>
        /// <exception cref="EffaithException"><see cref="Status.InvalidArgument"/>.</exception>
        /// <exception cref="ObjectDisposedException">The engine is disposed.</exception>
        public unsafe Outcome ReadOutcome(string text) =>
            (Outcome)Read(text, NativeMethods.effaith_outcome_read);

        /// <summary>A month or a day as people write it: <c>Sep 2023</c>, <c>04/09/2023</c>.</summary>
        /// <exception cref="EffaithException"><see cref="Status.NotADate"/>.</exception>
        /// <exception cref="ObjectDisposedException">The engine is disposed.</exception>
        public unsafe MonthOrDay ReadDate(string text) =>
            MonthOrDay.FromNumber(Read(text, NativeMethods.effaith_date_read));

        private unsafe int Read(string text, ReadCall call)
        {
            if (text == null) throw new ArgumentNullException(nameof(text));
            EngineHandle live = Live();
            byte[] bytes = Utf8.BytesOf(text, "");
            int number = 0;
            IntPtr error = IntPtr.Zero;
            fixed (byte* place = bytes)
            {
                int status = call(live, place, (UIntPtr)(uint)bytes.Length, ref number, ref error);
                NativeError.Check(status, error);
            }
            return number;
        }

        private unsafe void Count(
            DateTime first, DateTime last, string schoolId, out long days, out long weeks)
        {
            EngineHandle live = Live();
            byte[] school = Utf8.BytesOf(schoolId, "school_id");
            days = 0;
            weeks = 0;
            IntPtr error = IntPtr.Zero;
            fixed (byte* text = school)
            {
                int status = NativeMethods.effaith_calendar_count(
                    live, TextAt(text, school), ((MonthOrDay)first).Number, ((MonthOrDay)last).Number,
                    ref days, ref weeks, ref error);
                NativeError.Check(status, error);
            }
        }

        private static unsafe NativeText TextAt(byte* text, byte[] bytes) =>
            new NativeText { data = (IntPtr)text, size = (UIntPtr)(uint)bytes.Length };
    }
}
