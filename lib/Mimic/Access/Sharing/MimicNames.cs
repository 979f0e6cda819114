using System.Collections.Frozen;

namespace Mimic.Access;

/// <summary>The column names of MIMIC, as far as they tell that what stands beside or below them comes from a patient's row.</summary>
internal static class MimicNames
{
    private const int LongestName = 40;

    private static readonly FrozenDictionary<string, IdClass> Known = Make();

    /// <summary>Names that say something only right beside a number.</summary>
    private static readonly FrozenDictionary<string, IdClass> Weak = new Dictionary<string, IdClass>
    {
        ["subject"] = IdClass.Subject,
        ["patient"] = IdClass.Subject,
        ["pat"] = IdClass.Subject,
        ["person"] = IdClass.Subject,
        ["subj"] = IdClass.Subject,
        ["subjects"] = IdClass.Subject,
        ["patients"] = IdClass.Subject,
        ["mrn"] = IdClass.Subject,
        ["pid"] = IdClass.Subject,
        ["sid"] = IdClass.Subject,
        ["admission"] = IdClass.Admission,
        ["admissions"] = IdClass.Admission,
        ["encounter"] = IdClass.Admission,
        ["encounters"] = IdClass.Admission,
        ["visit"] = IdClass.Admission,
        ["hadm"] = IdClass.Admission,
        ["stay"] = IdClass.Stay,
        ["stays"] = IdClass.Stay,
        ["icustay"] = IdClass.Stay,
        ["transfer"] = IdClass.Stay,
        ["study"] = IdClass.Study,
        ["studies"] = IdClass.Study,
        ["keyerror"] = IdClass.Any,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Words that say that a number is an amount, or numbers nobody's record, in a line as well as over a column.</summary>
    private static readonly string[] AmountWords =
    [
        "rows", "bytes", "kb", "mb", "gb", "size", "sizes", "count", "counts", "lines", "total", "sum", "length", "offset", "memory", "population",
        "euro", "usd", "price", "cost", "revenue", "tokens", "steps", "seed", "phone", "tel", "fax", "pmid", "pmcid", "doi", "job", "jobid",
    ];

    /// <summary>
    /// Words that say that a number counts or measures something. Patients, admissions, stays and images are not among them: there are
    /// not so many of them that their counts would have eight digits.
    /// </summary>
    private static readonly FrozenSet<string> Counting = FrozenSet.ToFrozenSet(
        [
            .. AmountWords,
            "row", "byte", "kib", "mib", "counted", "seeds", "line", "record", "records", "events", "measurements", "results", "csv", "gz",
            "parquet", "zip", "tar", "nnz", "random", "hash", "crc", "port", "itemid", "itemids", "ms", "ns", "nunique", "version", "build", "files",
            "requests", "iterations", "parameters", "isbn", "issn", "pubmed", "jobs", "batch", "rss", "heap",
        ],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Names of columns whose numbers are amounts, or number something that is nobody's record.</summary>
    private static readonly FrozenSet<string> AmountColumns = FrozenSet.ToFrozenSet(
        [
            .. AmountWords,
            "amount", "volume", "votes", "views", "mobile", "account", "invoice", "order", "product", "article", "customer", "pos", "position",
        ],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Words that may stand between a weak name and its number.</summary>
    private static readonly FrozenSet<string> Filling =
        FrozenSet.ToFrozenSet(["id", "ids", "no", "nr", "number", "num", "is", "key", "of", "the", "with", "and", "for", "lo"], StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Short =
        FrozenSet.ToFrozenSet(["pt", "pat", "subj", "sub", "hadm", "adm", "icu", "id"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Headers that stand in next to no other text than notes.</summary>
    private static readonly string[] OwnNoteHeaders =
    [
        "discharge diagnosis:", "discharge condition:", "discharge instructions:", "discharge disposition:", "discharge medications:",
        "brief hospital course:", "history of present illness:", "past medical history:", "pertinent results:", "medications on admission:",
        "major surgical or invasive procedure:",
    ];

    /// <summary>Headers of discharge summaries and radiology reports, those that only notes have first.</summary>
    public static readonly string[] NoteHeaders =
    [
        .. OwnNoteHeaders, "followup instructions:", "chief complaint:", "physical exam:", "social history:", "family history:",
        "admission date:", "unit no:", "date of birth:", "attending:", "allergies:", "final report", "wet read", "examination:", "indication:",
        "technique:", "comparison:", "findings:", "impression:", "notification:", "reason for exam:",
    ];

    /// <summary>What a name says of the number beside it.</summary>
    /// <param name="word">A word, possibly with underscores.</param>
    /// <param name="kind">Which identifier it names.</param>
    /// <param name="weak">Whether it says something only right beside the number.</param>
    /// <returns>Whether the word is a name that MIMIC or its users give to a column or a key.</returns>
    public static bool TryName(ReadOnlySpan<char> word, out IdClass kind, out bool weak) =>
        TryWhole(word, out kind, out weak) || TryEnd(word, out kind, out weak);

    private static bool TryWhole(ReadOnlySpan<char> word, out IdClass kind, out bool weak)
    {
        kind = IdClass.Other;
        weak = false;
        if (word.Length is < 3 or > LongestName)
        {
            return false;
        }

        Span<char> plain = stackalloc char[word.Length];
        var length = 0;
        foreach (var c in word)
        {
            if (c != '_')
            {
                plain[length++] = c;
            }
        }

        var name = plain[..length];
        if (Known.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out kind))
        {
            return true;
        }

        return weak = Weak.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out kind);
    }

    /// <summary>A name behind other words: <c>DEBUG_SUBJECT_ID</c>, <c>firstStayId</c>, <c>load_patient</c>; not one that is counted.</summary>
    private static bool TryEnd(ReadOnlySpan<char> word, out IdClass kind, out bool weak)
    {
        for (var i = word.Length <= LongestName ? 1 : word.Length; i < word.Length - 2; i++)
        {
            var begins = word[i - 1] == '_' ? word[i] != '_' : char.IsAsciiLetterUpper(word[i]) && char.IsAsciiLetterLower(word[i - 1]);
            if (begins && TryWhole(word[i..], out kind, out weak))
            {
                var before = word[..i].TrimEnd('_');
                return kind != IdClass.Other && !(before is "n" or "N" or "num" or "max" or "min" or "unique" or "distinct") && !IsCounting(before);
            }
        }

        (kind, weak) = (IdClass.Other, false);
        return false;
    }

    /// <summary>Whether a header, by its place in <see cref="NoteHeaders"/>, is one that next to no other text has.</summary>
    public static bool IsOfNotesOnly(int header) => header < OwnNoteHeaders.Length;

    public static bool IsCounting(ReadOnlySpan<char> word) => Counting.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);

    /// <summary>Whether a column holds amounts, as its name's last word tells: <c>rows</c>, <c>file_size</c>, <c>invoice_no</c>.</summary>
    public static bool IsAmount(ReadOnlySpan<char> column)
    {
        var name = column.Trim(" \"'#");
        var last = name[(name.LastIndexOfAny(" _-") + 1)..];
        if (IsFilling(last) || last is "code")
        {
            name = name[..^last.Length].TrimEnd(" _-");
            last = name[(name.LastIndexOfAny(" _-") + 1)..];
        }

        return AmountColumns.GetAlternateLookup<ReadOnlySpan<char>>().Contains(last);
    }

    /// <summary>What is put before a patient's number without anything between, as in pt10012345.</summary>
    public static bool IsShort(ReadOnlySpan<char> prefix) => Short.GetAlternateLookup<ReadOnlySpan<char>>().Contains(prefix);

    public static bool IsFilling(ReadOnlySpan<char> word) => Filling.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);

    private static FrozenDictionary<string, IdClass> Make()
    {
        var names = new Dictionary<string, IdClass>(StringComparer.OrdinalIgnoreCase);
        void Add(IdClass kind, string list)
        {
            foreach (var name in list.Split(' '))
            {
                names[name] = kind;
            }
        }

        Add(IdClass.Subject, "subjectid subjectids patientid patientids personid subjid");
        Add(IdClass.Admission, "hadmid hadmids admissionid encounterid visitid visitoccurrenceid");
        Add(IdClass.Stay, "stayid stayids icustayid edstayid transferid visitdetailid");
        Add(IdClass.Study, "studyid studyids ecgid ecgstudyid cxrstudyid");
        Add(IdClass.Numbered, "specimenid microspecimenid pharmacyid");
        Add(IdClass.Image, "dicomid imageid");
        Add(IdClass.Provider, "providerid orderproviderid admitproviderid enterproviderid");
        Add(
            IdClass.Other,
            "labeventid microeventid emarid poeid noteid caregiverid orderid linkorderid "
            + "charttime chartdate storetime storedate admittime dischtime deathtime intime outtime edregtime edouttime transfertime ordertime "
            + "predictiontime availabletime scheduletime entertime verifiedtime starttime stoptime endtime studydate studytime ecgtime dod "
            + "anchorage anchoryear anchoryeargroup hospitalexpireflag admissiontype admissionlocation dischargelocation insurance maritalstatus race "
            + "gender itemid valuenum valueuom los firstcareunit lastcareunit icdcode icdversion seqnum chiefcomplaint acuity temperature heartrate "
            + "resprate o2sat sbp dbp viewposition numericvalue textvalue");
        return names.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}
