using System;

namespace Effaith
{
    /// <summary>A configuration made ready: calendars, rates, catalogue, measures, policies.</summary>
    /// <remarks>An engine never changes, and any number of threads may use it at once. Roll-ups made
    /// from it go on working after it is disposed.</remarks>
    public sealed partial class Engine : IDisposable
    {
        private readonly EngineHandle handle = new EngineHandle();

        /// <summary>Makes an engine of the library's defaults: the calendar <c>typical</c>, and no
        /// rates, so no costs.</summary>
        /// <exception cref="NotSupportedException">The native library is of another ABI
        /// number.</exception>
        public Engine()
            : this("")
        {
        }

        /// <summary>Makes an engine of a configuration.</summary>
        /// <param name="config">The configuration as JSON; empty takes every default.</param>
        /// <exception cref="EffaithException">The configuration is refused; <c>Where</c> is the JSON
        /// pointer of the place.</exception>
        /// <exception cref="NotSupportedException">The native library is of another ABI
        /// number.</exception>
        public Engine(string config)
            : this(Utf8.BytesOf(config ?? throw new ArgumentNullException(nameof(config)), ""))
        {
        }

        /// <summary>Makes an engine of a configuration, as a file holds it.</summary>
        /// <param name="config">The configuration as JSON in UTF-8; empty takes every default.</param>
        /// <exception cref="EffaithException">The configuration is refused; <c>Where</c> is the JSON
        /// pointer of the place.</exception>
        /// <exception cref="NotSupportedException">The native library is of another ABI
        /// number.</exception>
        public unsafe Engine(byte[] config)
        {
            if (config == null) throw new ArgumentNullException(nameof(config));
            EffaithLibrary.RequireFittingAbi();
            IntPtr made = IntPtr.Zero;
            IntPtr error = IntPtr.Zero;
            fixed (byte* text = config)
            {
                int status = NativeMethods.effaith_engine_create(
                    text, (UIntPtr)(uint)config.Length, ref made, ref error);
                NativeError.Check(status, error);
            }
            handle.Take(made);
            Digest = Utf8.FromNative(NativeMethods.effaith_engine_digest(handle));
        }

        /// <summary>32 hexadecimal digits that differ where two configurations give different
        /// figures.</summary>
        public string Digest { get; }

        /// <summary>Frees the engine; a second time does nothing.</summary>
        public void Dispose() => handle.Dispose();

        private EngineHandle Live()
        {
            if (handle.IsClosed) throw new ObjectDisposedException(nameof(Engine));
            return handle;
        }
    }
}
