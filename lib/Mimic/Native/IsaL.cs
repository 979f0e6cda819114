using System.Runtime.InteropServices;

namespace Mimic.Native;

/// <summary>
/// Inflates through Intel's ISA-L (2.30 and later of the same binary interface), which takes two thirds of the time of what comes
/// with .NET. It is a convenience: whoever uses it has another way where it is missing.
/// </summary>
internal sealed unsafe partial class IsaL : IDisposable
{
    private const string Library = NativeLibraries.IsaL;

    // struct inflate_state of igzip_lib.h: pointers and counts first, then the tables of two codes, then the state.
    private const int NextOut = 0, AvailableOut = 8, NextIn = 16, AvailableIn = 32, BlockState = 21_160;
    private const int StateBytes = 87_368;
    private const int Finished = 5; // ISAL_BLOCK_FINISH

    private static readonly Lazy<bool> Works = new(() => NativeLibraries.IsAvailable(Library) && Fits());

    private byte* _state;

    /// <summary>Begins with a deflate stream.</summary>
    public IsaL()
    {
        // Twice what is needed: a library that is not quite the expected one must not write where it may not.
        _state = (byte*)NativeMemory.AllocZeroed(2 * StateBytes);
        Start(_state);
    }

    ~IsaL() => Free();

    /// <summary>Whether the library is there and behaves as its header file says.</summary>
    public static bool IsUsable => Works.Value;

    /// <summary>Whether the stream ended, and everything of it was handed out.</summary>
    public bool IsFinished => *(int*)(_state + BlockState) == Finished;

    /// <summary>Inflates until the input is used up, the output is full or the stream ends.</summary>
    /// <param name="input">The next compressed bytes.</param>
    /// <param name="output">Where the contents go.</param>
    /// <returns>How many bytes were taken, and how many came of them.</returns>
    /// <exception cref="InvalidDataException">This is no deflate stream.</exception>
    public (int Taken, int Made) Inflate(ReadOnlySpan<byte> input, Span<byte> output)
    {
        fixed (byte* from = input, to = output)
        {
            *(byte**)(_state + NextIn) = from;
            *(uint*)(_state + AvailableIn) = (uint)input.Length;
            *(byte**)(_state + NextOut) = to;
            *(uint*)(_state + AvailableOut) = (uint)output.Length;
            var result = Inflate(_state);
            GC.KeepAlive(this);
            return result >= 0
                ? ((int)(*(byte**)(_state + NextIn) - from), (int)(*(byte**)(_state + NextOut) - to))
                : throw new InvalidDataException(Invariant($"ISA-L refuses the compressed data ({result})."));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        NativeMemory.Free(_state);
        _state = null;
    }

    /// <summary>
    /// Inflates a stream of one byte, itself in two parts, and compares what the fields of the state must then say. A build whose
    /// fields lie elsewhere is not used.
    /// </summary>
    private static bool Fits()
    {
        ReadOnlySpan<byte> letter = [0x4B, 0x04, 0x00]; // "a", in a last block of fixed codes
        var output = new byte[8];
        using var inflater = new IsaL();
        try
        {
            return inflater.Inflate(letter[..1], output) == (1, 0) && !inflater.IsFinished
                && inflater.Inflate(letter[1..], output) == (2, 1) && inflater.IsFinished && output[0] == 'a'
                && Crc32(0, output.AsSpan(0, 1)) == 0xE8B7BE43;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>The checksum of gzip, of more bytes behind those it was made of; 0 at the beginning.</summary>
    public static uint Crc32(uint crc, ReadOnlySpan<byte> bytes) => Checksum(crc, bytes, (ulong)bytes.Length);

    [LibraryImport(Library, EntryPoint = "crc32_gzip_refl")]
    private static partial uint Checksum(uint crc, ReadOnlySpan<byte> bytes, ulong length);

    [LibraryImport(Library, EntryPoint = "isal_inflate_init")]
    private static partial void Start(byte* state);

    [LibraryImport(Library, EntryPoint = "isal_inflate")]
    private static partial int Inflate(byte* state);
}
