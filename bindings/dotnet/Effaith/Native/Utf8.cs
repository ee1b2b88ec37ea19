using System;
using System.Runtime.InteropServices;
using System.Text;

namespace Effaith
{
    /// <summary>Text between .NET and the library. Marshalled by hand, for netstandard2.0 has no
    /// marshalling of UTF-8.</summary>
    internal static unsafe class Utf8
    {
        /// <summary>Refuses half a surrogate pair rather than put another sign in its
        /// place.</summary>
        internal static readonly Encoding Strict = new UTF8Encoding(false, true);

        /// <summary>The bytes of a string; none of null.</summary>
        internal static byte[] BytesOf(string text, string where)
        {
            try
            {
                return Strict.GetBytes(text ?? "");
            }
            catch (EncoderFallbackException)
            {
                throw BadEncoding(where);
            }
        }

        /// <summary>A C string of the library, which lives for ever or as long as its
        /// handle.</summary>
        internal static string FromNative(IntPtr text)
        {
            int size = 0;
            while (((byte*)text)[size] != 0) ++size;
            return FromNative(text, size);
        }

        internal static string FromNative(NativeText text) =>
            FromNative(text.data, checked((int)text.size.ToUInt64()));

        internal static string FromNative(IntPtr text, int size) =>
            size == 0 ? "" : Encoding.UTF8.GetString((byte*)text, size);

        internal static EffaithException BadEncoding(string where) =>
            new EffaithException(
                Status.BadEncoding, "The text has half a surrogate pair, which is no character.",
                where);
    }

    /// <summary>Text that a call has handed out: copied once, and freed.</summary>
    internal struct OwnedText
    {
        internal IntPtr Data;
        internal UIntPtr Size;

        internal byte[] TakeBytes()
        {
            try
            {
                byte[] copy = new byte[checked((int)Size.ToUInt64())];
                Marshal.Copy(Data, copy, 0, copy.Length);
                return copy;
            }
            finally
            {
                Free();
            }
        }

        internal string TakeString()
        {
            try
            {
                return Utf8.FromNative(Data, checked((int)Size.ToUInt64()));
            }
            finally
            {
                Free();
            }
        }

        internal void Free()
        {
            NativeMethods.effaith_free(Data);
            Data = IntPtr.Zero;
        }
    }
}
