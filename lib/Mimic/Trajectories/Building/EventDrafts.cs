using System.Runtime.CompilerServices;

namespace Mimic.Trajectories.Building;

/// <summary>Events read back from the spill, and the texts that only they have. Used again for others: the arrays only grow.</summary>
internal sealed class EventDrafts
{
    private EventDraft[] _events = new EventDraft[1 << 12];
    private (int Start, int Length)[] _texts = new (int, int)[1 << 8];
    private byte[] _arena = new byte[1 << 14];
    private int _count;
    private int _textCount;
    private int _arenaUsed;

    /// <summary>A text that is kept here has a number from here on; shared ones are below.</summary>
    public const int FirstText = 1 << 30;

    /// <summary>The number of events.</summary>
    public int Count => _count;

    /// <summary>The events.</summary>
    public ReadOnlySpan<EventDraft> Events => _events.AsSpan(0, _count);

    /// <summary>About how much memory the events and texts take.</summary>
    public long Bytes => ((long)_count * EventBytes) + _arenaUsed;

    /// <summary>The memory of an event while it is sorted and written: itself, its key twice, its columns.</summary>
    public const int EventBytes = 40 + 24 + 49;

    public void Add(in EventDraft e) => Add() = e;

    /// <summary>Adds an event, whose fields hold whatever they held.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref EventDraft Add()
    {
        if (_count == _events.Length)
        {
            Grow();
        }

        return ref _events[_count++];
    }

    /// <summary>Keeps a text.</summary>
    /// <returns>Its number.</returns>
    public int AddText(ReadOnlySpan<byte> text)
    {
        if (_arena.Length - _arenaUsed < text.Length)
        {
            Array.Resize(ref _arena, (int)Math.Min(Array.MaxLength, Math.Max(_arena.Length * 2L, (long)_arenaUsed + text.Length)));
        }

        if (_textCount == _texts.Length)
        {
            Array.Resize(ref _texts, _textCount * 2);
        }

        text.CopyTo(_arena.AsSpan(_arenaUsed));
        _texts[_textCount] = (_arenaUsed, text.Length);
        _arenaUsed += text.Length;
        return FirstText + _textCount++;
    }

    /// <summary>A text that is kept here.</summary>
    public ReadOnlySpan<byte> Text(int number)
    {
        var (start, length) = _texts[number - FirstText];
        return _arena.AsSpan(start, length);
    }

    public void Clear() => (_count, _textCount, _arenaUsed) = (0, 0, 0);

    private void Grow() => Array.Resize(ref _events, _count * 2);
}
