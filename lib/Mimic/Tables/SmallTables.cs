using Mimic.Access;

namespace Mimic.Tables;

/// <summary>Tables that fit into memory at any size of MIMIC, as typed rows in the order of the file.</summary>
public static class SmallTables
{
    /// <summary>hosp/patients, at most some 365,000 rows.</summary>
    /// <param name="data">The data set.</param>
    /// <exception cref="MimicException">The table is missing or damaged.</exception>
    public static IReadOnlyList<PatientRow> ReadPatients(MimicDataset data) => Read(
        data,
        "hosp/patients",
        ["subject_id", "gender", "anchor_age", "anchor_year", "anchor_year_group", "dod"],
        r => new PatientRow(r.Int32(0), Needed(r, 1), r.Int32(2), r.Int32(3), Needed(r, 4), r.Time(5)));

    /// <summary>hosp/admissions, at most some 546,000 rows.</summary>
    /// <param name="data">The data set.</param>
    /// <exception cref="MimicException">The table is missing or damaged.</exception>
    public static IReadOnlyList<AdmissionRow> ReadAdmissions(MimicDataset data) => Read(
        data,
        "hosp/admissions",
        [
            "subject_id", "hadm_id", "admittime", "dischtime", "deathtime", "admission_type", "admission_location", "discharge_location",
            "insurance", "language", "marital_status", "race", "edregtime", "edouttime", "hospital_expire_flag",
        ],
        r => new AdmissionRow(
            r.Int32(0), r.Int32(1), NeededTime(r, 2), r.Time(3), r.Time(4), Needed(r, 5), r.Text(6), r.Text(7),
            r.Text(8), r.Text(9), r.Text(10), r.Text(11), r.Time(12), r.Time(13), r.OptionalInt32(14) == 1));

    /// <summary>icu/icustays, at most some 94,000 rows.</summary>
    /// <param name="data">The data set.</param>
    /// <exception cref="MimicException">The table is missing or damaged.</exception>
    public static IReadOnlyList<IcuStayRow> ReadIcuStays(MimicDataset data) => Read(
        data,
        "icu/icustays",
        ["subject_id", "hadm_id", "stay_id", "first_careunit", "last_careunit", "intime", "outtime", "los"],
        r => new IcuStayRow(r.Int32(0), r.Int32(1), r.Int32(2), r.Text(3), r.Text(4), NeededTime(r, 5), r.Time(6), r.Double(7)));

    /// <summary>ed/edstays, some 425,000 rows.</summary>
    /// <param name="data">The data set.</param>
    /// <exception cref="MimicException">The table is missing or damaged.</exception>
    public static IReadOnlyList<EdStayRow> ReadEdStays(MimicDataset data) => Read(
        data,
        "ed/edstays",
        ["subject_id", "hadm_id", "stay_id", "intime", "outtime", "gender", "race", "arrival_transport", "disposition"],
        r => new EdStayRow(
            r.Int32(0), r.OptionalInt32(1), r.Int32(2), NeededTime(r, 3), r.Time(4), r.Text(5), r.Text(6), r.Text(7), r.Text(8)));

    /// <summary>hosp/d_labitems: what the laboratory items are.</summary>
    /// <param name="data">The data set.</param>
    /// <exception cref="MimicException">The table is missing or damaged.</exception>
    public static IReadOnlyList<LabItem> ReadLabItems(MimicDataset data) => Read(
        data,
        "hosp/d_labitems",
        ["itemid", "label", "fluid", "category"],
        r => new LabItem(r.Int32(0), r.Text(1), r.Text(2), r.Text(3)));

    /// <summary>icu/d_items: what the charted items are.</summary>
    /// <param name="data">The data set.</param>
    /// <exception cref="MimicException">The table is missing or damaged.</exception>
    public static IReadOnlyList<ChartItem> ReadChartItems(MimicDataset data) => Read(
        data,
        "icu/d_items",
        ["itemid", "label", "abbreviation", "linksto", "category", "unitname", "param_type", "lownormalvalue", "highnormalvalue"],
        r => new ChartItem(
            r.Int32(0), Needed(r, 1), r.Text(2), Needed(r, 3), r.Text(4), r.Text(5), r.Text(6), r.Double(7), r.Double(8)));

    /// <summary>hosp/d_icd_diagnoses: the titles of the diagnosis codes of both versions.</summary>
    /// <param name="data">The data set.</param>
    /// <exception cref="MimicException">The table is missing or damaged.</exception>
    public static IReadOnlyDictionary<IcdCode, string> ReadDiagnosisTitles(MimicDataset data) => ReadTitles(data, "hosp/d_icd_diagnoses");

    /// <summary>hosp/d_icd_procedures: the titles of the procedure codes of both versions.</summary>
    /// <param name="data">The data set.</param>
    /// <exception cref="MimicException">The table is missing or damaged.</exception>
    public static IReadOnlyDictionary<IcdCode, string> ReadProcedureTitles(MimicDataset data) => ReadTitles(data, "hosp/d_icd_procedures");

    private static Dictionary<IcdCode, string> ReadTitles(MimicDataset data, string table)
    {
        var titles = new Dictionary<IcdCode, string>();
        foreach (var (code, title) in Read(
            data, table, ["icd_code", "icd_version", "long_title"], r => (new IcdCode(Needed(r, 0).Trim(), r.Int32(1)), r.Text(2))))
        {
            titles.TryAdd(code, title ?? string.Empty);
        }

        return titles;
    }

    private static List<T> Read<T>(MimicDataset data, string table, IReadOnlyList<string> columns, Func<TableReader, T> row)
    {
        ArgumentNullException.ThrowIfNull(data);
        using var reader = TableReader.Open(data.Require(table), columns);
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(row(reader));
        }

        return rows;
    }

    private static string Needed(TableReader reader, int c) => reader.Text(c) ?? throw Empty(reader, c);

    private static DateTime NeededTime(TableReader reader, int c) => reader.Time(c) ?? throw Empty(reader, c);

    private static MimicException Empty(TableReader reader, int c) => reader.Error(c, "the field is empty, but must have a value.", Damage.FetchAgain);
}
