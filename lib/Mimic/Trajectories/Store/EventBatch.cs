namespace Mimic.Trajectories;

/// <summary>
/// Events in their final order, column by column, on the way into row groups. Used again for other events: the arrays grow
/// where needed and never shrink.
/// </summary>
internal sealed class EventBatch
{
    /// <summary>Stands for an absent time.</summary>
    public const long NoTime = long.MinValue;

    /// <summary>Stands for an absent text, unit, admission or stay.</summary>
    public const int None = -1;

    /// <summary>Texts longer than this are not compared with others.</summary>
    public const int LongestSharedText = 256;

    private readonly NameList _ownTexts = new();
    private int _sharedTexts;

    public EventBatch(EventNames names)
    {
        Names = names;
        _sharedTexts = names.Texts.Count;
    }

    /// <summary>What the numbers of the columns stand for.</summary>
    public EventNames Names { get; }

    /// <summary>The number of events; the arrays are at least this long.</summary>
    public int Count { get; set; }

    /// <summary>The patient.</summary>
    public int[] Subject { get; private set; } = [];

    /// <summary>Microseconds since 1970, or <see cref="NoTime"/>.</summary>
    public long[] Time { get; private set; } = [];

    /// <summary>The number in <see cref="EventNames.Codes"/>.</summary>
    public int[] Code { get; private set; } = [];

    /// <summary>The number; NaN for none.</summary>
    public float[] Number { get; private set; } = [];

    /// <summary>For <see cref="TextOf"/>, or <see cref="None"/>. Texts of up to 256 bytes are equal where their numbers are.</summary>
    public int[] Text { get; private set; } = [];

    /// <summary>The number in <see cref="EventNames.Units"/>, or <see cref="None"/>.</summary>
    public int[] Unit { get; private set; } = [];

    /// <summary>The hospital admission, or <see cref="None"/>.</summary>
    public int[] Hadm { get; private set; } = [];

    /// <summary>The ICU or ED stay, or <see cref="None"/>.</summary>
    public int[] Stay { get; private set; } = [];

    /// <summary>The number in <see cref="EventNames.Tables"/>.</summary>
    public byte[] Table { get; private set; } = [];

    /// <summary>Microseconds since 1970, or <see cref="NoTime"/>.</summary>
    public long[] Available { get; private set; } = [];

    /// <summary>All numbers of texts are below this.</summary>
    public int TextCount => _sharedTexts + _ownTexts.Count;

    /// <summary>The bytes of the texts that this batch keeps itself.</summary>
    public long OwnTextBytes => _ownTexts.Bytes;

    /// <summary>A text in UTF-8.</summary>
    public ReadOnlySpan<byte> TextOf(int id) => id < _sharedTexts ? Names.Texts[id] : _ownTexts[id - _sharedTexts];

    /// <summary>The number of a text, which is kept in this batch if it is none of the shared ones.</summary>
    public int AddText(ReadOnlySpan<byte> text)
    {
        if (text.Length > LongestSharedText)
        {
            return _sharedTexts + _ownTexts.Append(text);
        }

        var shared = _sharedTexts == 0 ? -1 : Names.Texts.Find(text);
        return shared >= 0 && shared < _sharedTexts ? shared : _sharedTexts + _ownTexts.Add(text);
    }

    /// <summary>Makes room for so many events; what the arrays hold is kept.</summary>
    public void Ensure(int count)
    {
        if (count <= Subject.Length)
        {
            return;
        }

        count = Math.Max(count, Math.Max(1024, Subject.Length + (Subject.Length / 2)));
        Subject = Grown(Subject, count);
        Time = Grown(Time, count);
        Code = Grown(Code, count);
        Number = Grown(Number, count);
        Text = Grown(Text, count);
        Unit = Grown(Unit, count);
        Hadm = Grown(Hadm, count);
        Stay = Grown(Stay, count);
        Table = Grown(Table, count);
        Available = Grown(Available, count);
    }

    /// <summary>Forgets the events and their texts.</summary>
    public void Clear()
    {
        Count = 0;
        _ownTexts.Clear();
        _sharedTexts = Names.Texts.Count;
    }

    private static T[] Grown<T>(T[] array, int count)
    {
        Array.Resize(ref array, count);
        return array;
    }
}
