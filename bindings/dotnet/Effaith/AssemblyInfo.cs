using System.Runtime.CompilerServices;

// The tests hold the native structs against the header.
[assembly: InternalsVisibleTo("EffaithTests")]
