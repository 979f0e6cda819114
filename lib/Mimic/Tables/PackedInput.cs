namespace Mimic.Tables;

/// <summary>
/// The bytes of a .gz file, handed to the inflater so that one can tell where the data of a member ended, which
/// <see cref="System.IO.Compression.DeflateStream"/> does not say.
/// </summary>
/// <remarks>
/// Data can rightly end in few places only: where the checksum and the length are left before the end of the file, or before the marks
/// with which the next member begins. The byte before such a place is handed over alone. The inflater asks for it if it needs it, and
/// for no more if it was the last one.
/// </remarks>
internal sealed class PackedInput(Stream file) : InputStream
{
    /// <summary>The checksum and the length at the end of a member.</summary>
    public const int TrailerLength = 8;

    private const int Nowhere = int.MaxValue;

    private readonly byte[] _bytes = new byte[1 << 16];
    private int _blockStart;
    private int _next;
    private int _filled;
    private int _possibleEnd = Nowhere;
    private bool _isLast;

    /// <summary>How every gzip file begins: two marks and the number of the only method of compression.</summary>
    public static ReadOnlySpan<byte> Magic => [0x1F, 0x8B, 8];

    /// <summary>Whether nothing was read yet.</summary>
    public bool IsUntouched { get; private set; } = true;

    /// <summary>Whether the last byte that was handed over stands where data may end.</summary>
    public bool MayEndHere { get; private set; }

    /// <summary>What was handed over last, and what is known to follow.</summary>
    public ReadOnlySpan<byte> Tail => _bytes.AsSpan(_blockStart.._filled);

    /// <summary>What was handed over last.</summary>
    public ReadOnlySpan<byte> Block => _bytes.AsSpan(_blockStart.._next);

    /// <summary>Hands a block to the inflater.</summary>
    public override int Read(Span<byte> buffer)
    {
        var block = NextBlock(buffer.Length);
        block.CopyTo(buffer);
        return block.Length;
    }

    /// <summary>Hands a block over where it lies; it stays there until more is asked for. It is empty at the end of the file.</summary>
    public ReadOnlySpan<byte> NextBlock(int atMost)
    {
        // Behind every byte that is handed over, what tells whether data may end there must be known.
        var ahead = TrailerLength + Magic.Length;
        Look(ahead + 1);
        if (_possibleEnd <= _next)
        {
            _possibleEnd = FindPossibleEnd();
        }

        var count = Math.Min(atMost, (_isLast ? _filled : _filled - ahead) - _next);
        var isByteBefore = _next == _possibleEnd - 1;
        count = isByteBefore ? Math.Min(count, 1) : Math.Min(count, _possibleEnd - 1 - _next);
        (_blockStart, _next) = (_next, _next + count);
        MayEndHere = isByteBefore && count == 1;
        return Block;
    }

    /// <summary>The next bytes, fewer at the end of the file. They are not taken.</summary>
    public ReadOnlySpan<byte> Look(int count)
    {
        IsUntouched = false;
        if (_filled - _next < count && !_isLast)
        {
            _bytes.AsSpan(_next.._filled).CopyTo(_bytes);
            (_filled, _next, _blockStart) = (_filled - _next, 0, 0);
            var read = file.ReadAtLeast(_bytes.AsSpan(_filled), _bytes.Length - _filled, throwOnEndOfStream: false);
            _isLast = read < _bytes.Length - _filled;
            _filled += read;
            _possibleEnd = FindPossibleEnd();
        }

        return _bytes.AsSpan(_next, Math.Min(count, _filled - _next));
    }

    /// <summary>Takes bytes; false if the file ends before.</summary>
    public bool Skip(int count)
    {
        for (; count > 0 && Look(1).Length > 0;)
        {
            var taken = Math.Min(count, _filled - _next);
            _next += taken;
            count -= taken;
        }

        (_blockStart, MayEndHere) = (_next, false);
        return count == 0;
    }

    /// <summary>Takes a byte; -1 at the end of the file.</summary>
    public override int ReadByte()
    {
        var next = Look(1);
        var value = next.IsEmpty ? -1 : next[0];
        Skip(next.Length);
        return value;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            file.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>The first place behind the next byte where data may end, as far as is known.</summary>
    private int FindPossibleEnd()
    {
        var first = _next + 1 + TrailerLength;
        var next = first < _filled ? _bytes.AsSpan(first.._filled).IndexOf(Magic) : -1;
        return next >= 0 ? first + next - TrailerLength
            : _isLast && _filled >= first ? _filled - TrailerLength
            : Nowhere;
    }
}
