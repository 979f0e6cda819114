using System.Collections.Frozen;

namespace Mimic.Access;

/// <summary>The column names of MIMIC, as far as they tell that what stands beside or below them comes from a patient's row.</summary>
internal static class MimicNames
{
    private static readonly FrozenDictionary<string, IdClass> Known = Make();

    /// <summary>Names that say something only right beside a number.</summary>
    private static readonly FrozenDictionary<string, IdClass> Weak = new Dictionary<string, IdClass>
    {
        ["subject"] = IdClass.Subject,
        ["patient"] = IdClass.Subject,
        ["pat"] = IdClass.Subject,
        ["person"] = IdClass.Subject,
        ["mrn"] = IdClass.Subject,
        ["pid"] = IdClass.Subject,
        ["sid"] = IdClass.Subject,
        ["admission"] = IdClass.Admission,
        ["encounter"] = IdClass.Admission,
        ["visit"] = IdClass.Admission,
        ["hadm"] = IdClass.Admission,
        ["stay"] = IdClass.Stay,
        ["icustay"] = IdClass.Stay,
        ["transfer"] = IdClass.Stay,
        ["study"] = IdClass.Study,
        ["keyerror"] = IdClass.Any,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Words that say that a number counts or measures something.</summary>
    private static readonly FrozenSet<string> Counting = FrozenSet.ToFrozenSet(
        [
            "row", "rows", "byte", "bytes", "kb", "mb", "gb", "kib", "mib", "size", "sizes", "count", "counts", "counted", "seed", "seeds", "line", "lines", "record",
            "records", "total", "sum", "length", "offset", "events", "measurements", "results", "patients", "admissions", "stays", "studies", "csv", "gz",
            "parquet", "zip", "tar", "nnz", "memory", "random", "hash", "crc", "port", "tel", "phone", "fax", "itemid", "itemids", "ms", "ns", "steps", "nunique",
            "version", "build", "images", "files", "requests", "iterations", "tokens", "parameters", "population", "euro", "usd", "price", "cost", "revenue", "pmid", "pmcid", "doi", "isbn", "issn", "pubmed",
        ],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Those of them that name a column of amounts; a column named patients may well hold patients.</summary>
    private static readonly FrozenSet<string> Amounts = FrozenSet.ToFrozenSet(
        ["rows", "bytes", "kb", "mb", "gb", "size", "sizes", "count", "counts", "lines", "total", "sum", "length", "offset", "memory", "population", "euro", "usd", "price", "cost", "revenue"],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Words that may stand between a weak name and its number.</summary>
    private static readonly FrozenSet<string> Filling =
        FrozenSet.ToFrozenSet(["id", "ids", "no", "nr", "number", "num", "is", "key", "of", "the", "with", "and", "for", "lo"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Headers of discharge summaries and radiology reports.</summary>
    public static readonly string[] NoteHeaders =
    [
        "discharge diagnosis:", "discharge condition:", "discharge instructions:", "discharge disposition:", "discharge medications:",
        "brief hospital course:", "history of present illness:", "past medical history:", "pertinent results:", "medications on admission:",
        "major surgical or invasive procedure:", "followup instructions:", "chief complaint:", "physical exam:", "social history:", "family history:",
        "admission date:", "unit no:", "date of birth:", "attending:", "allergies:", "final report", "wet read", "examination:", "indication:",
        "technique:", "comparison:", "findings:", "impression:", "notification:", "reason for exam:",
    ];

    /// <summary>What a name says of the number beside it.</summary>
    /// <param name="word">A word, possibly with underscores.</param>
    /// <param name="kind">Which identifier it names.</param>
    /// <param name="weak">Whether it says something only right beside the number.</param>
    /// <returns>Whether the word is a name that MIMIC or its users give to a column or a key.</returns>
    public static bool TryName(ReadOnlySpan<char> word, out IdClass kind, out bool weak)
    {
        kind = IdClass.Other;
        weak = false;
        if (word.Length is < 3 or > 24)
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

    public static bool IsCounting(ReadOnlySpan<char> word) => Counting.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);

    /// <summary>Whether a column holds amounts, as its name's last word tells: <c>rows</c>, <c>file_size</c>.</summary>
    public static bool IsAmount(ReadOnlySpan<char> column)
    {
        var name = column.Trim(" \"'");
        return Amounts.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name[(name.LastIndexOfAny(" _-") + 1)..]);
    }

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
