using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace Mimic.Access.Download;

/// <summary>
/// What has come of a file: <c>NAME.partial</c>, into which several connections may write at different places. Of a file in one piece the
/// length says how far it is. Of one in several pieces, <c>NAME.partial.map</c> beside it does, which is written after the bytes: if the
/// process is killed at any moment, it never says more than is there. Not safe for use by several threads; its transfer sees to that.
/// </summary>
internal sealed class PartialFile : IDisposable
{
    private const long Mark = 0x0150_414D_4D49_4D0A;
    private const int HeadBytes = 24;

    // So little that a disk is busy from the beginning, so much that each beginning is worth its cost.
    private const long FlushBytes = 32 << 20;

    private readonly string _path;
    private readonly long _pieceBytes;
    private readonly SafeFileHandle _file;
    private SafeFileHandle? _map;
    private long[] _done;
    private bool _isFlushing;

    private PartialFile(string path, long pieceBytes)
    {
        (_path, _pieceBytes, _done) = (path, pieceBytes, [0]);
        _file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete);
        Recover();
    }

    /// <summary>The size of the whole, if known.</summary>
    public long? Total { get; private set; }

    /// <summary>Whether it comes in one stream, as from a server that cannot give parts.</summary>
    public bool IsStream { get; private set; }

    /// <summary>How many pieces it has.</summary>
    public int Pieces => _done.Length;

    /// <summary>How many bytes are there.</summary>
    public long Have { get; private set; }

    /// <summary>How many bytes are there from the beginning without a gap.</summary>
    public long Front { get; private set; }

    /// <summary>Whether all of it is there.</summary>
    public bool IsWhole => Have == Total;

    /// <summary>The path of the partial file of a file.</summary>
    public static string PathOf(string path) => path + ".partial";

    /// <summary>How many bytes are there of a file, without changing anything.</summary>
    public static long HaveOf(string path)
    {
        var partial = new FileInfo(PathOf(path));
        var map = new FileInfo(partial.FullName + ".map");
        return !partial.Exists ? 0
            : !map.Exists || map.Length <= HeadBytes ? partial.Length
            : System.Runtime.InteropServices.MemoryMarshal.Cast<byte, long>(File.ReadAllBytes(map.FullName).AsSpan(HeadBytes)).ToArray().Sum();
    }

    /// <summary>Opens what is there of a file, or begins it.</summary>
    public static PartialFile Open(string path, long pieceBytes)
    {
        DiskFile.CreateFolder(Path.GetDirectoryName(path)!);
        try
        {
            return new(PathOf(path), pieceBytes);
        }
        catch (Exception e) when (DiskFile.IsOfDisk(e))
        {
            throw DiskFile.Failure(PathOf(path), e);
        }
    }

    /// <summary>Takes the size of the whole; the pieces are known then.</summary>
    public void SetTotal(long total)
    {
        if (Total == total)
        {
            return;
        }

        var have = Have;
        Total = total;
        _done = new long[IsStream ? 1 : Math.Max(1, (total + _pieceBytes - 1) / _pieceBytes)];
        if (have > total)
        {
            throw new InvalidOperationException("More is there than there is.");
        }

        for (var i = 0; i < _done.Length; i++)
        {
            _done[i] = Math.Clamp(have - Start(i), 0, End(i)!.Value - Start(i));
        }

        (Have, Front) = (have, have);
        if (_done.Length > 1)
        {
            WriteMap();
        }
    }

    /// <summary>Where a piece begins.</summary>
    public long Start(int piece) => piece * _pieceBytes;

    /// <summary>Where a piece ends; null if that is not known.</summary>
    public long? End(int piece) => piece == _done.Length - 1 ? Total : (piece + 1) * _pieceBytes;

    /// <summary>The first byte that is missing of a piece.</summary>
    public long Next(int piece) => Start(piece) + _done[piece];

    /// <summary>Writes the next bytes of a piece.</summary>
    public void Write(int piece, ReadOnlySpan<byte> bytes)
    {
        var from = Next(piece);
        DiskFile.Write(_file, _path, bytes, from);
        if (from / FlushBytes < (from + bytes.Length) / FlushBytes)
        {
            BeginFlush();
        }

        _done[piece] += bytes.Length;
        Have += bytes.Length;
        if (_map is not null)
        {
            Span<byte> number = stackalloc byte[8];
            BinaryPrimitives.WriteInt64LittleEndian(number, _done[piece]);
            DiskFile.Write(_map, _path, number, HeadBytes + (8L * piece));
        }

        MoveFront();
    }

    /// <summary>Reads bytes that are there.</summary>
    public int Read(Span<byte> bytes, long position) => RandomAccess.Read(_file, bytes, position);

    /// <summary>Forgets all that is there.</summary>
    /// <param name="asStream">Whether it will come in one stream.</param>
    public void Clear(bool asStream)
    {
        RemoveMap();
        RandomAccess.SetLength(_file, 0);
        (_done, Total, Have, Front, IsStream) = ([0], null, 0, 0, asStream);
    }

    /// <summary>Puts the whole file in its place; nothing may be written any more.</summary>
    /// <param name="path">Its place.</param>
    /// <param name="modified">The time it gets; null for now.</param>
    public void Publish(string path, DateTimeOffset? modified)
    {
        DiskFile.Flush(_file, _path);
        _file.Dispose();
        try
        {
            if (modified is { } time)
            {
                File.SetLastWriteTimeUtc(_path, time.UtcDateTime);
            }

            RemoveMap();
            File.Move(_path, path, overwrite: true);
            Native.FolderSync.Flush(Path.GetDirectoryName(path)!);
        }
        catch (Exception e) when (DiskFile.IsOfDisk(e))
        {
            throw DiskFile.Failure(path, e);
        }
    }

    public void Dispose()
    {
        _file.Dispose();
        _map?.Dispose();
        if (Have == 0 && File.Exists(_path))
        {
            // Nothing came: nothing is left either.
            File.Delete(_path);
            File.Delete(_path + ".map");
        }
    }

    private void Recover()
    {
        var length = RandomAccess.GetLength(_file);
        if (!File.Exists(_path + ".map"))
        {
            (_done[0], Have, Front) = (length, length, length);
            return;
        }

        var map = File.ReadAllBytes(_path + ".map");
        if (IsSound(map, length))
        {
            Total = BinaryPrimitives.ReadInt64LittleEndian(map.AsSpan(8));
            _done = [.. Enumerable.Range(0, (map.Length - HeadBytes) / 8).Select(i => BinaryPrimitives.ReadInt64LittleEndian(map.AsSpan(HeadBytes + (8 * i))))];
            Have = _done.Sum();
            _map = File.OpenHandle(_path + ".map", FileMode.Open, FileAccess.Write, FileShare.Read | FileShare.Delete);
            MoveFront();
            return;
        }

        Clear(asStream: false);
    }

    private bool IsSound(byte[] map, long length)
    {
        if (map.Length < HeadBytes + 16 || BinaryPrimitives.ReadInt64LittleEndian(map) != Mark
            || BinaryPrimitives.ReadInt64LittleEndian(map.AsSpan(16)) != _pieceBytes)
        {
            return false;
        }

        var total = BinaryPrimitives.ReadInt64LittleEndian(map.AsSpan(8));
        var pieces = (map.Length - HeadBytes) / 8;
        if (total <= _pieceBytes || pieces != (total + _pieceBytes - 1) / _pieceBytes || (map.Length - HeadBytes) % 8 != 0)
        {
            return false;
        }

        for (var i = 0; i < pieces; i++)
        {
            var done = BinaryPrimitives.ReadInt64LittleEndian(map.AsSpan(HeadBytes + (8 * i)));
            if (done < 0 || done > Math.Min(_pieceBytes, total - Start(i)) || (done > 0 && Start(i) + done > length))
            {
                return false;
            }
        }

        return true;
    }

    // Has the system begin to put what is there onto the disk, so that little is left to wait for in the end. The call may wait for a busy
    // disk: it has a thread of its own, and while that waits, nothing is begun.
    private void BeginFlush()
    {
        if (Native.EarlyWrite.IsPossible && Interlocked.Exchange(ref _isFlushing, true) is false)
        {
            Task.Factory.StartNew(
                () =>
                {
                    Native.EarlyWrite.Begin(_file);
                    Volatile.Write(ref _isFlushing, false);
                },
                CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
    }

    private void MoveFront()
    {
        var piece = (int)Math.Min(Front / _pieceBytes, _done.Length - 1);
        while (piece < _done.Length - 1 && Next(piece) == End(piece))
        {
            piece++;
        }

        Front = Next(piece);
    }

    private void WriteMap()
    {
        var map = new byte[HeadBytes + (8 * _done.Length)];
        BinaryPrimitives.WriteInt64LittleEndian(map, Mark);
        BinaryPrimitives.WriteInt64LittleEndian(map.AsSpan(8), Total!.Value);
        BinaryPrimitives.WriteInt64LittleEndian(map.AsSpan(16), _pieceBytes);
        for (var i = 0; i < _done.Length; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(map.AsSpan(HeadBytes + (8 * i)), _done[i]);
        }

        RemoveMap();
        WholeFile.Write(_path + ".map", temporary => File.WriteAllBytes(temporary, map));
        _map = File.OpenHandle(_path + ".map", FileMode.Open, FileAccess.Write, FileShare.Read | FileShare.Delete);
    }

    private void RemoveMap()
    {
        _map?.Dispose();
        _map = null;
        File.Delete(_path + ".map");
    }
}
