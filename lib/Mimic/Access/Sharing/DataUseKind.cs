namespace Mimic.Access;

/// <summary>What a <see cref="DataUseFinding"/> is about; the name in brackets is the one that <c>.mimic-scan</c> takes.</summary>
public enum DataUseKind
{
    /// <summary>A number of a patient, admission, stay, transfer or study, or an order or dose numbered by its patient (identifier).</summary>
    Identifier,

    /// <summary>The name of a radiograph: five groups of eight hex digits, or the same 40 digits without dashes (image-id).</summary>
    ImageId,

    /// <summary>The number of a note (note-id).</summary>
    NoteId,

    /// <summary>The number of a member of staff (provider-id).</summary>
    ProviderId,

    /// <summary>Rows of patients without their numbers (table).</summary>
    Table,

    /// <summary>The text of a note or report (note-text).</summary>
    NoteText,

    /// <summary>A page, figure or notebook that says itself that it was made from credentialed data (source).</summary>
    Source,

    /// <summary>A store, table, model or image made from data that are credentialed or of unknown origin (data-file).</summary>
    DataFile,

    /// <summary>A file that could not be looked through to its end (unread).</summary>
    Unread,

    /// <summary>A mark that is to allow something, but lacks its reason, or no longer matches anything (allowance).</summary>
    Allowance,
}
