using System.Runtime.InteropServices;
using Mimic.Access;
using Mimic.Tables;
using Mimic.Trajectories;

namespace Mimic.Tests.Trajectories;

/// <summary>A data set written by hand, one invented row at a time, in a folder of its own.</summary>
internal sealed class MiniHospital : IDisposable
{
    public const int Ada = 90000001;
    public const int Ben = 90000002;
    public const int Admission = 60000001;

    private readonly TemporaryFolder _folder = new();
    private readonly SortedDictionary<string, List<string>> _tables = new(StringComparer.Ordinal);

    /// <summary>The folder of the tables.</summary>
    public string Data => Path.Combine(_folder.Path, "data");

    /// <summary>The folder for stores.</summary>
    public string Output => Path.Combine(_folder.Path, "out");

    /// <summary>Two patients, and an admission of the first from May 1st, 8:00, to May 4th, 12:00.</summary>
    public static MiniHospital WithAdmission() => new MiniHospital()
        .Row("hosp/patients", $"subject_id={Ada}", "gender=F", "anchor_age=50", "anchor_year=2150", "anchor_year_group=2011 - 2013")
        .Row("hosp/patients", $"subject_id={Ben}", "gender=M", "anchor_age=60", "anchor_year=2160", "anchor_year_group=2014 - 2016")
        .Row("hosp/admissions", $"subject_id={Ada}", $"hadm_id={Admission}", "admittime=2150-05-01 08:00:00", "dischtime=2150-05-04 12:00:00",
            "admission_type=URGENT", "admission_location=EMERGENCY ROOM", "discharge_location=HOME", "race=WHITE",
            "insurance=Medicare", "language=ENGLISH", "marital_status=MARRIED");

    /// <summary>Adds a row; columns that are not named stay empty.</summary>
    /// <param name="table">As hosp/labevents.</param>
    /// <param name="cells">Each as column=value.</param>
    public MiniHospital Row(string table, params string[] cells)
    {
        var named = cells.Select(c => c.Split('=', 2)).ToDictionary(c => c[0], c => c[1], StringComparer.OrdinalIgnoreCase);
        var columns = TableCatalogue.Get(table).ColumnNames;
        Assert.All(named.Keys, name => Assert.Contains(name, columns, StringComparer.OrdinalIgnoreCase));
        if (!_tables.TryGetValue(table, out var rows))
        {
            _tables[table] = rows = [];
        }

        rows.Add(string.Join(',', columns.Select(c => Quoted(named.GetValueOrDefault(c, string.Empty)))));
        return this;
    }

    /// <summary>Puts the rows of every table into another order.</summary>
    public MiniHospital Shuffle(long seed)
    {
        foreach (var rows in _tables.Values)
        {
            new SeededRandom(seed).Shuffle(CollectionsMarshal.AsSpan(rows));
        }

        return this;
    }

    /// <summary>Writes the tables, packed.</summary>
    public MimicDataset Open()
    {
        foreach (var (table, rows) in _tables)
        {
            var header = string.Join(',', TableCatalogue.Get(table).ColumnNames);
            _folder.Write($"data/{FileOf(table)}", string.Join('\n', [header, .. rows, string.Empty]));
        }

        return MimicDataset.Open(Data);
    }

    /// <summary>The path of a table's file.</summary>
    public string PathOf(string table) => Path.Combine(Data, FileOf(table));

    /// <summary>Builds the trajectories.</summary>
    public TrajectoryStore Build(int cpus = 1, string version = "1.0") =>
        TrajectoryBuilder.Build(Open(), new() { Output = Output, Version = version, Cpus = cpus });

    public void Dispose() => _folder.Dispose();

    private static string FileOf(string table) => table == "cxr/metadata" ? "mimic-cxr-2.0.0-metadata.csv.gz" : $"{table}.csv.gz";

    private static string Quoted(string cell) => cell.AsSpan().ContainsAny(",\"\n") ? $"\"{cell.Replace("\"", "\"\"")}\"" : cell;
}
