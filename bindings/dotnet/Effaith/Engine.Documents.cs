using System;
#if EFFAITH_SPAN
using System.Runtime.InteropServices;
#endif

namespace Effaith
{
    // Records as text in, the answer of the command of the same name out, byte for byte. A document as
    // a string is answered with a string; one as bytes, which are UTF-8 as files are, with bytes.
    //
    // The overloads for spans need System.Memory, which not every compiler for this code has: they are
    // there where EFFAITH_SPAN is defined, as the project file does.
    public sealed partial class Engine
    {
        private unsafe delegate int DocumentCall(
            EngineHandle engine, byte* records, UIntPtr size, NativeOptions* options, ref IntPtr text,
            ref UIntPtr textSize, ref IntPtr error);

        /// <summary>Every figure of every record of a document, and its issues.</summary>
        /// <param name="records">Records as JSON, NDJSON or CSV.</param>
        /// <param name="options">How the call works; null takes every default.</param>
        /// <exception cref="EffaithException">The document is no JSON or no CSV; <c>Where</c> is the
        /// line.</exception>
        /// <exception cref="OperationCanceledException">The token of the options was
        /// cancelled.</exception>
        /// <exception cref="ObjectDisposedException">The engine is disposed.</exception>
        public unsafe string AnalyseDocument(string records, DocumentOptions options = null) =>
            Ask(Bytes(records), options, NativeMethods.effaith_document_analyse).TakeString();

        /// <summary>As with a string.</summary>
        /// <param name="records">Records as JSON, NDJSON or CSV in UTF-8.</param>
        /// <param name="options">How the call works; null takes every default.</param>
        public unsafe byte[] AnalyseDocument(byte[] records, DocumentOptions options = null) =>
            Ask(records, options, NativeMethods.effaith_document_analyse).TakeBytes();

        /// <summary>The issues alone of every record of a document.</summary>
        /// <param name="records">Records as JSON, NDJSON or CSV.</param>
        /// <param name="options">How the call works; null takes every default.</param>
        /// <exception cref="EffaithException">The document is no JSON or no CSV; <c>Where</c> is the
        /// line.</exception>
        /// <exception cref="OperationCanceledException">The token of the options was
        /// cancelled.</exception>
        /// <exception cref="ObjectDisposedException">The engine is disposed.</exception>
        public unsafe string ValidateDocument(string records, DocumentOptions options = null) =>
            Ask(Bytes(records), options, NativeMethods.effaith_document_validate).TakeString();

        /// <summary>As with a string.</summary>
        /// <param name="records">Records as JSON, NDJSON or CSV in UTF-8.</param>
        /// <param name="options">How the call works; null takes every default.</param>
        public unsafe byte[] ValidateDocument(byte[] records, DocumentOptions options = null) =>
            Ask(records, options, NativeMethods.effaith_document_validate).TakeBytes();

        /// <summary>The working of one record of a document: the first with this id.</summary>
        /// <param name="records">Records as JSON, NDJSON or CSV.</param>
        /// <param name="id">The id of the record.</param>
        /// <param name="options">How the call works; null takes every default.</param>
        /// <exception cref="EffaithException">No record has this id
        /// (<see cref="Status.InvalidArgument"/>), or the document is no JSON or no CSV.</exception>
        /// <exception cref="OperationCanceledException">The token of the options was
        /// cancelled.</exception>
        /// <exception cref="ObjectDisposedException">The engine is disposed.</exception>
        public unsafe string ExplainDocument(
            string records, string id, DocumentOptions options = null) =>
            Ask(Bytes(records), options, ExplainCall(id)).TakeString();

        /// <summary>As with a string.</summary>
        /// <param name="records">Records as JSON, NDJSON or CSV in UTF-8.</param>
        /// <param name="id">The id of the record.</param>
        /// <param name="options">How the call works; null takes every default.</param>
        public unsafe byte[] ExplainDocument(
            byte[] records, string id, DocumentOptions options = null) =>
            Ask(records, options, ExplainCall(id)).TakeBytes();

#if EFFAITH_SPAN
        /// <summary>As with an array of bytes.</summary>
        /// <param name="records">Records as JSON, NDJSON or CSV in UTF-8.</param>
        /// <param name="options">How the call works; null takes every default.</param>
        public unsafe byte[] AnalyseDocument(
            ReadOnlySpan<byte> records, DocumentOptions options = null)
        {
            fixed (byte* text = &MemoryMarshal.GetReference(records))
                return Ask(text, records.Length, options, NativeMethods.effaith_document_analyse)
                    .TakeBytes();
        }

        /// <summary>As with an array of bytes.</summary>
        /// <param name="records">Records as JSON, NDJSON or CSV in UTF-8.</param>
        /// <param name="options">How the call works; null takes every default.</param>
        public unsafe byte[] ValidateDocument(
            ReadOnlySpan<byte> records, DocumentOptions options = null)
        {
            fixed (byte* text = &MemoryMarshal.GetReference(records))
                return Ask(text, records.Length, options, NativeMethods.effaith_document_validate)
                    .TakeBytes();
        }
#endif

        private static byte[] Bytes(string records) =>
            Utf8.BytesOf(records ?? throw new ArgumentNullException(nameof(records)), "");

        private static unsafe DocumentCall ExplainCall(string id)
        {
            if (id == null) throw new ArgumentNullException(nameof(id));
            byte[] bytes = Utf8.BytesOf(id, "id");
            return delegate(
                EngineHandle engine, byte* records, UIntPtr size, NativeOptions* options,
                ref IntPtr text, ref UIntPtr textSize, ref IntPtr error)
            {
                fixed (byte* place = bytes)
                    return NativeMethods.effaith_document_explain(
                        engine, records, size, place, (UIntPtr)(uint)bytes.Length, options, ref text,
                        ref textSize, ref error);
            };
        }

        private unsafe OwnedText Ask(byte[] records, DocumentOptions options, DocumentCall call)
        {
            if (records == null) throw new ArgumentNullException(nameof(records));
            fixed (byte* text = records) return Ask(text, records.Length, options, call);
        }

        private unsafe OwnedText Ask(
            byte* records, int size, DocumentOptions options, DocumentCall call)
        {
            EngineHandle live = Live();
            CallOptions running = new CallOptions(options);
            NativeOptions native = running.ToNative();
            OwnedText answer = default(OwnedText);
            IntPtr error = IntPtr.Zero;
            int status = call(
                live, records, (UIntPtr)(uint)size, &native, ref answer.Data, ref answer.Size,
                ref error);
            running.Finish(status, error, ref answer);
            return answer;
        }
    }
}
