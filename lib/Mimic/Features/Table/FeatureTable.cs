using System.Security.Cryptography;
using System.Text;
using Mimic.Access;
using Mimic.Display;

namespace Mimic.Features;

/// <summary>
/// What a model sees: a row per <see cref="Sample"/>, named columns grouped by modality. Missing values stay missing.
/// </summary>
/// <remarks>Shown in a notebook it is an overview; it never shows rows. <see cref="Head"/> does, where the data may be shown.</remarks>
[TypeFormatterSource]
public sealed partial class FeatureTable
{
    private readonly Dictionary<string, FeatureColumn> _byName;

    /// <summary>A table of finished columns.</summary>
    /// <param name="source">Where the data come from.</param>
    /// <param name="samples">One per row.</param>
    /// <param name="columns">Each with one value per sample, names unique.</param>
    /// <exception cref="ArgumentException">A column has another length, or a name comes twice.</exception>
    public FeatureTable(SourceTag source, IReadOnlyList<Sample> samples, IReadOnlyList<FeatureColumn> columns)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(columns);
        (Source, Samples, Columns) = (source, samples, columns);
        _byName = new(StringComparer.Ordinal);
        foreach (var column in columns)
        {
            if (column.Count != samples.Count)
            {
                throw new ArgumentException(
                    $"Column {column.Name} has {column.Count} values for {samples.Count} samples.", nameof(columns));
            }

            if (!_byName.TryAdd(column.Name, column))
            {
                throw new ArgumentException($"Two columns are named {column.Name}.", nameof(columns));
            }
        }
    }

    /// <summary>Where the data come from.</summary>
    public SourceTag Source { get; }

    /// <summary>One per row.</summary>
    public IReadOnlyList<Sample> Samples { get; }

    /// <summary>The columns, in order.</summary>
    public IReadOnlyList<FeatureColumn> Columns { get; }

    /// <summary>What a reader should know about the table: modalities without data, images that were not found.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The number of rows.</summary>
    public int RowCount => Samples.Count;

    /// <summary>The modalities that have a column, in the order of the enumeration.</summary>
    public IReadOnlyList<Modality> Modalities => [.. Columns.Select(c => c.Modality).Distinct().Order()];

    /// <summary>The column of a name.</summary>
    /// <param name="name">Exactly as in <see cref="FeatureColumn.Name"/>.</param>
    /// <exception cref="KeyNotFoundException">No column has the name.</exception>
    public FeatureColumn this[string name] => Find(name)
        ?? throw new KeyNotFoundException($"The feature table has no column {name}; Columns lists the {Columns.Count} that it has.");

    /// <summary>Reads a table that <see cref="WriteCsv"/> wrote, to the last bit.</summary>
    /// <param name="path">The CSV file; its <c>.columns.json</c> must stand beside it.</param>
    /// <exception cref="MimicException">A file is missing, or a line does not fit; the message names file, line and column.</exception>
    public static FeatureTable ReadCsv(string path) => FeatureTableCsv.Read(path);

    /// <summary>The column of a name; null if there is none.</summary>
    /// <param name="name">Exactly as in <see cref="FeatureColumn.Name"/>.</param>
    public FeatureColumn? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The same rows with the columns of some modalities.</summary>
    /// <param name="modalities">Those to keep.</param>
    public FeatureTable Only(params IReadOnlyCollection<Modality> modalities) =>
        new(Source, Samples, [.. Columns.Where(c => modalities.Contains(c.Modality))]) { Warnings = Warnings };

    /// <summary>The same columns for some of the rows.</summary>
    /// <param name="rows">Positions of the rows, in the order wanted.</param>
    public FeatureTable Rows(IReadOnlyList<int> rows) =>
        new(Source, [.. rows.Select(i => Samples[i])], [.. Columns.Select(c => c.Take(rows))]) { Warnings = Warnings };

    /// <summary>This table with the columns of another one to the right; both must describe the same samples in the same order.</summary>
    /// <param name="other">The columns to add.</param>
    /// <exception cref="ArgumentException">The samples differ.</exception>
    public FeatureTable With(FeatureTable other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Samples.SequenceEqual(other.Samples)
            ? new(SourceTags.Stricter(Source, other.Source), Samples, [.. Columns, .. other.Columns])
            {
                Warnings = [.. Warnings.Union(other.Warnings)],
            }
            : throw new ArgumentException("The two tables describe different samples.", nameof(other));
    }

    /// <summary>
    /// Writes the table as CSV: subject_id, prediction_time, outcome (1, 0 or empty), then the columns; numbers with all their digits,
    /// missing values empty. Beside it, <c>NAME.columns.json</c> says what each column is and where the data come from.
    /// </summary>
    /// <param name="path">The CSV file to write; both files appear whole or not at all.</param>
    public void WriteCsv(string path) => FeatureTableCsv.Write(this, path);

    /// <summary>The first rows, to look at; none of credentialed data.</summary>
    /// <param name="rows">The most rows.</param>
    /// <param name="columns">The most columns; the first of each modality come first.</param>
    public Table Head(int rows = 5, int columns = 8)
    {
        var chosen = Columns.GroupBy(c => c.Modality).SelectMany(g => g.Select((c, i) => (c, i))).OrderBy(p => p.i)
            .Take(columns).Select(p => p.c).OrderBy(c => Columns.TakeWhile(o => o != c).Count()).ToArray();
        var shown = Source == SourceTag.Credentialed ? 0 : Math.Min(rows, RowCount);
        var table = new Table(["subject_id", "prediction_time", "outcome", .. chosen.Select(c => c.Name)])
        {
            Caption = Source == SourceTag.Credentialed
                ? "Rows of credentialed data are not shown: a notebook is easily passed on."
                : Invariant($"First {shown} of {RowCount:#,0} rows"),
        };
        for (var i = 0; i < shown; i++)
        {
            var (subject, time, outcome) = Samples[i];
            table.Add([$"{subject}", time, outcome, .. chosen.Select(c => Shown(c, i))]);
        }

        return table;
    }

    /// <summary>A fingerprint of everything in the table (SHA-256, hexadecimal): equal tables have equal ones, to the last bit.</summary>
    public string Fingerprint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        void Add(string? text)
        {
            var bytes = Encoding.UTF8.GetBytes(text ?? string.Empty);
            hash.AppendData(BitConverter.GetBytes(text is null ? -1 : bytes.Length));
            hash.AppendData(bytes);
        }

        Add(Source.ToString());
        foreach (var sample in Samples)
        {
            Add($"{sample.SubjectId} {sample.PredictionTime.Ticks} {sample.Outcome}");
        }

        foreach (var column in Columns)
        {
            Add($"{column.Name}\n{column.Modality}\n{column.Kind}\n{column.Origin}");
            for (var i = 0; i < column.Count; i++)
            {
                Add(column.Kind == ColumnKind.Number ? FeatureTableCsv.Number(column.Numbers[i]) : column.Texts[i]);
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>An overview: a row per modality.</summary>
    public Table Overview() => Summary().Overview();

    /// <summary>The overview as HTML, with the warnings.</summary>
    public string ToHtml() => Summary().ToHtml();

    /// <summary>The overview as text, with the warnings.</summary>
    public override string ToString() => Summary().ToString();

    private FeatureSummary Summary() => new(Source, RowCount, Warnings, [.. Modalities.Select(Summary)]);

    private ModalitySummary Summary(Modality modality)
    {
        var own = Columns.Where(c => c.Modality == modality).ToArray();
        var empty = Enumerable.Range(0, RowCount).Count(i => own.All(c => c.IsMissing(i)));
        return new(modality, own.Length, own.Sum(c => (double)c.MissingCount), empty);
    }

    private static object? Shown(FeatureColumn column, int row) => column.Kind switch
    {
        ColumnKind.Number => column.Numbers[row],
        ColumnKind.Document => column.Texts[row] is { } text ? Invariant($"({text.Length:#,0} characters)") : null,
        _ => column.Texts[row],
    };
}
