using System.Text;

namespace Mimic.Features;

/// <summary>The headers of a kind of note, with the ways in which they are written.</summary>
internal sealed class NoteHeaders
{
    private const int Longest = 60;
    private const string Removed = "___";

    public static readonly NoteHeaders Radiology = new(
        [
            ("EXAMINATION", ["exam", "study", "procedure", "exam type", "examination and procedure"]),
            ("INDICATION", ["clinical indication", "clinical history", "history", "clinical information", "reason for exam",
                "reason for examination", "reason for this examination", "indications"]),
            ("TECHNIQUE", ["imaging technique", "techniques"]),
            ("COMPARISON", ["comparisons", "comparison exam", "comparison study", "comparison studies"]),
            ("FINDINGS", ["finding", "findings and impression", "report", "final report"]),
            ("IMPRESSION", ["impressions", "conclusion", "conclusions", "final impression"]),
            ("RECOMMENDATION", ["recommendations"]),
            ("NOTIFICATION", ["notifications"]),
            ("WET READ", ["preliminary report", "wet read version"]),
            ("DOSE", ["total dose"]),
            ("ADDENDUM", []),
        ],
        []);

    public static readonly NoteHeaders Discharge = new(
        [
            ("Name", []), ("Unit No", ["unit number"]), ("Admission Date", []), ("Discharge Date", []), ("Date of Birth", []), ("Sex", []),
            ("Service", []), ("Allergies", ["allergy"]), ("Attending", ["attending physician"]),
            ("Chief Complaint", ["complaint", "reason for admission"]),
            ("Major Surgical or Invasive Procedure", ["major surgical or invasive procedures", "procedures", "procedure"]),
            ("History of Present Illness", ["hpi", "history of the present illness", "present illness"]),
            ("Review of Systems", ["ros"]),
            ("Past Medical History", ["pmh", "pmhx", "medical history"]),
            ("Past Surgical History", ["psh"]),
            ("Social History", ["sh"]),
            ("Family History", ["fh"]),
            ("Physical Exam", ["physical examination", "pe", "exam", "admission physical exam", "discharge physical exam"]),
            ("Pertinent Results", ["pertinent lab results", "results", "labs"]),
            ("Brief Hospital Course", ["hospital course", "summary of hospital course", "brief summary of hospital course"]),
            ("Medications on Admission", ["admission medications", "home medications", "preadmission medications"]),
            ("Discharge Medications", ["medications on discharge", "medications at discharge"]),
            ("Discharge Disposition", ["disposition"]),
            ("Facility", []),
            ("Discharge Diagnosis", ["discharge diagnoses", "final diagnosis", "final diagnoses"]),
            ("Discharge Condition", ["condition on discharge", "condition at discharge"]),
            ("Discharge Instructions", ["instructions"]),
            ("Followup Instructions", ["follow up instructions", "follow up", "followup"]),
        ],
        ["unit no", "discharge date", "sex"]);

    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _inline;

    private NoteHeaders((string Name, string[] Others)[] headers, string[] inline)
    {
        foreach (var (name, others) in headers)
        {
            _names[Normal(name)] = name;
            foreach (var other in others)
            {
                _names[other] = name;
            }
        }

        _inline = [.. inline];
    }

    /// <summary>The header at the beginning of a line; null if there is none.</summary>
    /// <returns>The usual name and where the text after the header begins.</returns>
    public (string Name, int End)? Find(string line)
    {
        var colon = line.AsSpan(0, Math.Min(line.Length, Longest)).IndexOf(':');
        if (colon > 0)
        {
            return Name(line[..colon]) is { } name ? (name, colon + 1) : null;
        }

        // Without a colon only a line in capitals: "impression" alone may be the end of a sentence.
        var whole = line.Trim();
        return whole.Length is > 3 and < Longest && !whole.Any(char.IsLower) && Name(whole) is { } alone ? (alone, line.Length) : null;
    }

    /// <summary>The usual name of a header that may stand far right in a line; null for any other.</summary>
    public string? FindInline(string header) => _inline.Contains(Normal(header)) ? _names[Normal(header)] : null;

    // Letters only, single blanks, lower case: "**Brief  HOSPITAL course" is "brief hospital course".
    private static string Normal(string text)
    {
        var normal = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (char.IsLetter(c))
            {
                normal.Append(char.ToLowerInvariant(c));
            }
            else if (normal.Length > 0 && normal[^1] != ' ')
            {
                normal.Append(' ');
            }
        }

        return normal.ToString().TrimEnd();
    }

    private string? Name(string header)
    {
        // A digit belongs to a list or a dose, not to a header.
        if (header.Any(char.IsDigit))
        {
            return null;
        }

        return _names.TryGetValue(Normal(header), out var name) ? name
            : header.Contains(Removed, StringComparison.Ordinal) ? WithRemoved(header) : null;
    }

    // "History of Present ___" is the one name that has this many words and those that are left.
    private string? WithRemoved(string header)
    {
        var words = header.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(w => w.Contains(Removed, StringComparison.Ordinal) ? null : Normal(w)).ToArray();
        if (words.Count(w => w is not null) < 2)
        {
            return null;
        }

        var fitting = _names.Where(n => n.Key.Split(' ') is var parts && parts.Length == words.Length
            && parts.Zip(words).All(p => p.Second is null || p.First == p.Second)).Select(n => n.Value).Distinct().Take(2).ToArray();
        return fitting.Length == 1 ? fitting[0] : null;
    }
}
