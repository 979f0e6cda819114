using Mimic.Native;

namespace Mimic.Tables;

/// <summary>
/// The contents of one member of a .gz file, inflated by ISA-L. Like <see cref="System.IO.Compression.DeflateStream"/> it asks for more
/// input only if it needs it, so that <see cref="PackedInput"/> knows where the data ended.
/// </summary>
internal sealed class IsaLStream(PackedInput source) : InputStream
{
    private readonly IsaL _inflater = new();
    private int _left;

    public override int Read(Span<byte> buffer)
    {
        while (buffer.Length > 0 && !_inflater.IsFinished)
        {
            // First what it still has: its own store may hold contents, and the end, when all input was taken.
            var (taken, made) = _inflater.Inflate(source.Block[^_left..], buffer);
            _left -= taken;
            if (made > 0)
            {
                return made;
            }

            if (_left == 0 && !_inflater.IsFinished && (_left = source.NextBlock(int.MaxValue).Length) == 0)
            {
                break;
            }
        }

        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inflater.Dispose();
        }

        base.Dispose(disposing);
    }
}
