using System;

namespace Effaith
{
    /// <summary>From the library's errors to exceptions.</summary>
    internal static class NativeError
    {
        /// <summary>Throws where a call has failed, and frees its error.</summary>
        internal static void Check(int status, IntPtr error)
        {
            if (status != (int)Status.Ok) throw Take(status, error);
        }

        private static EffaithException Take(int status, IntPtr error)
        {
            // A status of a later library is a fault that this assembly cannot name.
            Status known = Enum.IsDefined(typeof(Status), status) ? (Status)status : Status.Internal;
            // Where memory has run out there may be no error object.
            if (error == IntPtr.Zero)
            {
                string sentence = Utf8.FromNative(NativeMethods.effaith_status_message(status));
                return new EffaithException(known, sentence, "");
            }
            try
            {
                return new EffaithException(
                    known, Utf8.FromNative(NativeMethods.effaith_error_message(error)),
                    Utf8.FromNative(NativeMethods.effaith_error_where(error)));
            }
            finally
            {
                NativeMethods.effaith_error_destroy(error);
            }
        }
    }
}
