using System.Text.Json.Nodes;

namespace Mimic.Kernel.Files;

/// <summary>One output of a code cell, as nbformat 4 knows them.</summary>
public abstract record CellOutput;

/// <summary>Text that a cell printed.</summary>
/// <param name="Name">"stdout" or "stderr".</param>
/// <param name="Text">The text, with its line breaks.</param>
public sealed record StreamOutput(string Name, string Text) : CellOutput
{
    /// <summary>The name of the ordinary output.</summary>
    public const string Out = "stdout";

    /// <summary>The name of the error output.</summary>
    public const string Error = "stderr";
}

/// <summary>A value that was shown, in one or several forms.</summary>
/// <param name="Data">The forms by MIME type, the best first; forms ending in json hold JSON text.</param>
/// <param name="IsResult">True for the value of the last expression, false for a display in the middle of the cell.</param>
public sealed record DisplayOutput(IReadOnlyDictionary<string, string> Data, bool IsResult = false) : CellOutput
{
    /// <summary>The MIME type of HTML.</summary>
    public const string Html = "text/html";

    /// <summary>The MIME type of plain text.</summary>
    public const string Plain = "text/plain";

    /// <summary>What a reader of the file needs to know about the forms; empty as a rule.</summary>
    public JsonObject Metadata { get; init; } = [];

    /// <summary>The name under which it can be shown anew in its place; null if it is not. It is not kept in files.</summary>
    public string? DisplayId { get; init; }

    /// <summary>Whether it takes the place of the output of the same <see cref="DisplayId"/>.</summary>
    public bool IsUpdate { get; init; }
}

/// <summary>The error that ended a cell.</summary>
/// <param name="Name">The kind of error, as an exception's type name.</param>
/// <param name="Message">What went wrong.</param>
/// <param name="Traceback">Lines that say where; for people.</param>
public sealed record ErrorOutput(string Name, string Message, IReadOnlyList<string> Traceback) : CellOutput;
