namespace Mimic.Access;

/// <summary>What a piece of a line is.</summary>
internal enum TokenKind : byte
{
    /// <summary>A number in the range of an identifier of MIMIC.</summary>
    Id,

    /// <summary>A number with a tail: an order or a dose of a patient, as 10012345-17.</summary>
    Compound,

    /// <summary>The number of a note.</summary>
    Note,

    /// <summary>Five groups of eight hex digits.</summary>
    Image,

    /// <summary>40 hex digits without dashes: an image, or a commit.</summary>
    Hash,

    /// <summary>Six characters that may number a member of staff.</summary>
    Provider,

    /// <summary>A name of a column.</summary>
    Name,
}

/// <summary>How a number is written, and what its own digits tell.</summary>
[Flags]
internal enum TokenMarks : byte
{
    /// <summary>Eight digits, and nothing else.</summary>
    None = 0,

    /// <summary>In groups of three digits, as counts are written.</summary>
    Grouped = 1,

    /// <summary>After p or s, as in the folders of images.</summary>
    Path = 2,

    /// <summary>It reads as a date without dashes.</summary>
    DateLike = 4,

    /// <summary>Round, or the end of a range: more likely a bound than somebody.</summary>
    Round = 8,

    /// <summary>It stands right behind a name that fits.</summary>
    Named = 16,

    /// <summary>In the numbers of the generator of synthetic hospitals.</summary>
    Synthetic = 32,

    /// <summary>A part of the name of a file, a folder or something else: it counts nothing, whatever else stands in the line.</summary>
    InName = 64,
}

/// <summary>A piece of a line.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Class">The range that the number is in; of a name, what it names.</param>
/// <param name="Name">What the name before it names; null if there is none.</param>
/// <param name="Marks">How it is written.</param>
/// <param name="Start">Where it begins.</param>
/// <param name="Length">How many characters it has.</param>
/// <param name="Value">The number.</param>
internal readonly record struct LineToken(TokenKind Kind, IdClass Class, IdClass? Name, TokenMarks Marks, int Start, int Length, int Value)
{
    public bool Is(TokenMarks mark) => (Marks & mark) != 0;
}
