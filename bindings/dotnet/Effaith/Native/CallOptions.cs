using System;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using System.Threading;

namespace Effaith
{
    /// <summary>The options of one call, and what its progress callback met. It must live until the
    /// call has ended, for it holds the callback's delegate.</summary>
    internal sealed class CallOptions
    {
        private readonly DocumentOptions options;
        private readonly NativeProgress callback;
        private ExceptionDispatchInfo thrown;

        internal CallOptions(DocumentOptions options)
        {
            this.options = options ?? new DocumentOptions();
            this.options.CancellationToken.ThrowIfCancellationRequested();
            if (this.options.Progress != null || this.options.CancellationToken.CanBeCanceled)
                callback = Tell;
        }

        internal NativeOptions ToNative()
        {
            NativeOptions native = default(NativeOptions);
            native.struct_size = (uint)Marshal.SizeOf(typeof(NativeOptions));
            native.input = (int)options.Input;
            native.format = (int)options.Format;
            native.threads = options.Threads;
            native.serial_dates = options.SerialDates ? 1 : 0;
            if (callback != null) native.progress = Marshal.GetFunctionPointerForDelegate(callback);
            return native;
        }

        /// <summary>Throws what the callback threw, or what the call failed with. The answer is freed
        /// before that.</summary>
        internal void Finish(int status, IntPtr error, ref OwnedText answer)
        {
            GC.KeepAlive(callback);
            bool stopped = status == (int)Status.Cancelled;
            if (thrown == null && (!stopped || !options.CancellationToken.IsCancellationRequested))
            {
                NativeError.Check(status, error);
                return;
            }
            NativeMethods.effaith_error_destroy(error);
            answer.Free();
            thrown?.Throw();
            throw new OperationCanceledException(options.CancellationToken);
        }

        /// <summary>No exception may cross the library's frames: it is kept until they are
        /// gone.</summary>
        private int Tell(IntPtr context, long records)
        {
            try
            {
                options.Progress?.Report(records);
                return options.CancellationToken.IsCancellationRequested ? 1 : 0;
            }
            catch (Exception exception)
            {
                thrown = ExceptionDispatchInfo.Capture(exception);
                return 1;
            }
        }
    }
}
