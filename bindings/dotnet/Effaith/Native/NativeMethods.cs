using System;
using System.Runtime.InteropServices;

namespace Effaith
{
    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    internal delegate int NativeProgress(IntPtr context, long records);

    /// <summary>The functions of effaith.h, as there. Out-parameters are <c>ref</c>: the library
    /// leaves them as they were where it fails, so they must hold something before.</summary>
    internal static unsafe class NativeMethods
    {
        private const string Library = "effaith";
        private const CallingConvention Cdecl = CallingConvention.Cdecl;

        [DllImport(Library, CallingConvention = Cdecl, ExactSpelling = true)]
        internal static extern IntPtr effaith_status_message(int status);

        [DllImport(Library, CallingConvention = Cdecl, ExactSpelling = true)]
        internal static extern IntPtr effaith_error_message(IntPtr error);

        [DllImport(Library, CallingConvention = Cdecl, ExactSpelling = true)]
        internal static extern IntPtr effaith_error_where(IntPtr error);

        [DllImport(Library, CallingConvention = Cdecl, ExactSpelling = true)]
        internal static extern void effaith_error_destroy(IntPtr error);

        [DllImport(Library, CallingConvention = Cdecl, ExactSpelling = true)]
        internal static extern IntPtr effaith_version();

        [DllImport(Library, CallingConvention = Cdecl, ExactSpelling = true)]
        internal static extern uint effaith_abi_version();

        [DllImport(Library, CallingConvention = Cdecl, ExactSpelling = true)]
        internal static extern int effaith_semantics_version();

        [DllImport(Library, CallingConvention = Cdecl, ExactSpelling = true)]
        internal static extern IntPtr effaith_build_info();

        [DllImport(Library, CallingConvention = Cdecl, ExactSpelling = true)]
        internal static extern void effaith_free(IntPtr text);

        [DllImport(Library, CallingConvention = Cdecl, ExactSpelling = true)]
        internal static extern int effaith_engine_create(
            byte* config, UIntPtr size, ref IntPtr engine, ref IntPtr error);

        [DllImport(Library, CallingConvention = Cdecl, ExactSpelling = true)]
        internal static extern void effaith_engine_destroy(IntPtr engine);

        [DllImport(Library, CallingConvention = Cdecl, ExactSpelling = true)]
        internal static extern IntPtr effaith_engine_digest(EngineHandle engine);

        [DllImport(Library, CallingConvention = Cdecl, ExactSpelling = true)]
        internal static extern IntPtr effaith_issue_name(int code);

        [DllImport(Library, CallingConvention = Cdecl, ExactSpelling = true)]
        internal static extern IntPtr effaith_field_name(int field);

        [DllImport(Library, CallingConvention = Cdecl, ExactSpelling = true)]
        internal static extern int effaith_record_analyse(
            EngineHandle engine, NativeRecord* record, NativeImpact* impact, NativeIssueList* issues,
            ref IntPtr error);

        [DllImport(Library, CallingConvention = Cdecl, ExactSpelling = true)]
        internal static extern int effaith_records_analyse(
            EngineHandle engine, NativeRecord* records, UIntPtr n, UIntPtr stride,
            NativeImpact* impacts, UIntPtr impact_stride, NativeIssueList* issues, ref IntPtr error);

        [DllImport(Library, CallingConvention = Cdecl, ExactSpelling = true)]
        internal static extern int effaith_record_message(
            EngineHandle engine, NativeRecord* record, int position, ref IntPtr text,
            ref UIntPtr size, ref IntPtr error);

        [DllImport(Library, CallingConvention = Cdecl, ExactSpelling = true)]
        internal static extern int effaith_record_explain(
            EngineHandle engine, NativeRecord* record, int format, ref IntPtr text, ref UIntPtr size,
            ref IntPtr error);

        [DllImport(Library, CallingConvention = Cdecl, ExactSpelling = true)]
        internal static extern int effaith_frequency_read(
            EngineHandle engine, byte* text, UIntPtr size, ref int frequency, ref IntPtr error);

        [DllImport(Library, CallingConvention = Cdecl, ExactSpelling = true)]
        internal static extern int effaith_outcome_read(
            EngineHandle engine, byte* text, UIntPtr size, ref int outcome, ref IntPtr error);

        [DllImport(Library, CallingConvention = Cdecl, ExactSpelling = true)]
        internal static extern int effaith_date_read(
            EngineHandle engine, byte* text, UIntPtr size, ref int date, ref IntPtr error);

        [DllImport(Library, CallingConvention = Cdecl, ExactSpelling = true)]
        internal static extern int effaith_document_analyse(
            EngineHandle engine, byte* records, UIntPtr size, NativeOptions* options, ref IntPtr text,
            ref UIntPtr text_size, ref IntPtr error);

        [DllImport(Library, CallingConvention = Cdecl, ExactSpelling = true)]
        internal static extern int effaith_document_validate(
            EngineHandle engine, byte* records, UIntPtr size, NativeOptions* options, ref IntPtr text,
            ref UIntPtr text_size, ref IntPtr error);

        [DllImport(Library, CallingConvention = Cdecl, ExactSpelling = true)]
        internal static extern int effaith_document_explain(
            EngineHandle engine, byte* records, UIntPtr size, byte* id, UIntPtr id_size,
            NativeOptions* options, ref IntPtr text, ref UIntPtr text_size, ref IntPtr error);

        [DllImport(Library, CallingConvention = Cdecl, ExactSpelling = true)]
        internal static extern int effaith_rollup_create(
            EngineHandle engine, NativeText* by, UIntPtr n_by, int totals, ref IntPtr rollup,
            ref IntPtr error);

        [DllImport(Library, CallingConvention = Cdecl, ExactSpelling = true)]
        internal static extern void effaith_rollup_destroy(IntPtr rollup);

        [DllImport(Library, CallingConvention = Cdecl, ExactSpelling = true)]
        internal static extern int effaith_rollup_add_records(
            RollupHandle rollup, NativeRecord* records, UIntPtr n, UIntPtr stride, ref IntPtr error);

        [DllImport(Library, CallingConvention = Cdecl, ExactSpelling = true)]
        internal static extern int effaith_rollup_add_document(
            RollupHandle rollup, byte* records, UIntPtr size, NativeOptions* options,
            ref IntPtr error);

        [DllImport(Library, CallingConvention = Cdecl, ExactSpelling = true)]
        internal static extern int effaith_rollup_merge(
            RollupHandle rollup, RollupHandle other, ref IntPtr error);

        [DllImport(Library, CallingConvention = Cdecl, ExactSpelling = true)]
        internal static extern int effaith_rollup_serialise(
            RollupHandle rollup, ref IntPtr bytes, ref UIntPtr size, ref IntPtr error);

        [DllImport(Library, CallingConvention = Cdecl, ExactSpelling = true)]
        internal static extern int effaith_rollup_deserialise(
            EngineHandle engine, byte* bytes, UIntPtr size, ref IntPtr rollup, ref IntPtr error);

        [DllImport(Library, CallingConvention = Cdecl, ExactSpelling = true)]
        internal static extern UIntPtr effaith_rollup_dimension_count(RollupHandle rollup);

        [DllImport(Library, CallingConvention = Cdecl, ExactSpelling = true)]
        internal static extern int effaith_rollup_dimension(
            RollupHandle rollup, UIntPtr dimension, NativeText* name, ref IntPtr error);

        [DllImport(Library, CallingConvention = Cdecl, ExactSpelling = true)]
        internal static extern int effaith_rollup_count(
            RollupHandle rollup, NativeCounts* counts, ref IntPtr error);

        [DllImport(Library, CallingConvention = Cdecl, ExactSpelling = true)]
        internal static extern int effaith_rollup_document(
            RollupHandle rollup, NativeOptions* options, ref IntPtr text, ref UIntPtr size,
            ref IntPtr error);

        [DllImport(Library, CallingConvention = Cdecl, ExactSpelling = true)]
        internal static extern int effaith_rollup_rows(
            RollupHandle rollup, ref IntPtr rows, ref IntPtr error);

        [DllImport(Library, CallingConvention = Cdecl, ExactSpelling = true)]
        internal static extern void effaith_rows_destroy(IntPtr rows);

        [DllImport(Library, CallingConvention = Cdecl, ExactSpelling = true)]
        internal static extern UIntPtr effaith_rows_count(RowsHandle rows);

        [DllImport(Library, CallingConvention = Cdecl, ExactSpelling = true)]
        internal static extern int effaith_rows_key(
            RowsHandle rows, UIntPtr row, UIntPtr dimension, NativeText* text, ref int known,
            ref IntPtr error);

        [DllImport(Library, CallingConvention = Cdecl, ExactSpelling = true)]
        internal static extern IntPtr effaith_row_figure_name(int figure);

        [DllImport(Library, CallingConvention = Cdecl, ExactSpelling = true)]
        internal static extern int effaith_rows_figure(
            RowsHandle rows, UIntPtr row, int figure, NativeValue* value, ref IntPtr error);

        [DllImport(Library, CallingConvention = Cdecl, ExactSpelling = true)]
        internal static extern int effaith_schedule_find(
            EngineHandle engine, NativeText school_id, int frequency, int weekdays, int started,
            int ended, NativeSchedule* schedule, ref IntPtr error);

        [DllImport(Library, CallingConvention = Cdecl, ExactSpelling = true)]
        internal static extern int effaith_calendar_count(
            EngineHandle engine, NativeText school_id, int first, int last, ref long days,
            ref long weeks, ref IntPtr error);

        [DllImport(Library, CallingConvention = Cdecl, ExactSpelling = true)]
        internal static extern int effaith_calendar_document(
            EngineHandle engine, NativeText school_id, NativeText year, int format, ref IntPtr text,
            ref UIntPtr size, ref IntPtr error);
    }
}
