using Mimic.Access;

namespace Mimic.Tables;

/// <summary>The labels of one labeller, a byte each, by the place of the study.</summary>
internal sealed class RadiographLabelTable
{
    private const byte NoRow = byte.MaxValue;

    private readonly byte[] _values;

    private RadiographLabelTable(byte[] values) => _values = values;

    /// <summary>Rows whose study has no image.</summary>
    public int WithoutImage { get; private set; }

    /// <summary>Reads cxr/chexpert or cxr/negbio.</summary>
    /// <param name="file">The table.</param>
    /// <param name="films">The films, to check the patients.</param>
    /// <param name="places">The place of each study.</param>
    /// <exception cref="MimicException">A label is none of 1, 0, -1 and empty, a study is there twice, or of another patient.</exception>
    public static RadiographLabelTable Read(TableFile file, RadiographTable films, IReadOnlyDictionary<int, int> places)
    {
        var count = RadiographLabels.Names.Count;
        var values = new byte[places.Count * count];
        Array.Fill(values, NoRow);
        var table = new RadiographLabelTable(values);
        using var reader = TableReader.Open(file, ["subject_id", "study_id", .. RadiographLabels.Names]);
        while (reader.Read())
        {
            var study = reader.Int32(1);
            var isKnown = films.Knows(reader, 0, study);
            table.WithoutImage += isKnown ? 0 : 1;
            var first = isKnown ? places[study] * count : -1;
            if (isKnown && values[first] != NoRow)
            {
                throw reader.Error(1, "the study stands in an earlier row too.", Damage.FetchAgain);
            }

            for (var i = 0; i < count; i++)
            {
                var value = Value(reader, i + 2);
                if (isKnown)
                {
                    values[first + i] = (byte)value;
                }
            }
        }

        return table;
    }

    /// <summary>The labels of a study; null if it has none.</summary>
    public RadiographLabels? Of(int place)
    {
        var row = _values.AsSpan(place * RadiographLabels.Names.Count, RadiographLabels.Names.Count);
        if (row[0] == NoRow)
        {
            return null;
        }

        var labels = new LabelValue[row.Length];
        for (var i = 0; i < labels.Length; i++)
        {
            labels[i] = (LabelValue)row[i];
        }

        return new(labels);
    }

    /// <summary>Whether a study has labels.</summary>
    public bool Has(int place) => _values[place * RadiographLabels.Names.Count] != NoRow;

    private static LabelValue Value(TableReader reader, int column) => reader.Double(column) switch
    {
        null => LabelValue.NotMentioned,
        0 => LabelValue.Negative,
        -1 => LabelValue.Uncertain,
        1 => LabelValue.Positive,
        _ => throw reader.Error(column, "the label is none of 1 (present), 0 (absent), -1 (uncertain) and empty (not mentioned).", Damage.FetchAgain),
    };
}
