using System;
using Microsoft.Win32.SafeHandles;

namespace Effaith
{
    /// <summary>What the library made and frees. Handles may be freed in any order, and from the
    /// finaliser's thread, so that this is all that a forgotten Dispose needs.</summary>
    internal abstract class NativeHandle : SafeHandleZeroOrMinusOneIsInvalid
    {
        protected NativeHandle()
            : base(ownsHandle: true)
        {
        }

        /// <summary>Takes what a call has made. The managed object is there before the call, so that
        /// nothing can fail between the two.</summary>
        internal void Take(IntPtr made) => SetHandle(made);
    }

    internal sealed class EngineHandle : NativeHandle
    {
        protected override bool ReleaseHandle()
        {
            NativeMethods.effaith_engine_destroy(handle);
            return true;
        }
    }

    internal sealed class RollupHandle : NativeHandle
    {
        protected override bool ReleaseHandle()
        {
            NativeMethods.effaith_rollup_destroy(handle);
            return true;
        }
    }

    internal sealed class RowsHandle : NativeHandle
    {
        protected override bool ReleaseHandle()
        {
            NativeMethods.effaith_rows_destroy(handle);
            return true;
        }
    }
}
