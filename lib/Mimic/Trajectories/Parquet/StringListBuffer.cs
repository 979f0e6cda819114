namespace Mimic.Trajectories.Parquet;

/// <summary>A column of lists of strings; an empty list is written as an absent one.</summary>
internal sealed class StringListBuffer(ParquetColumn column) : ColumnBuffer(column)
{
    // Three levels: list absent 0, list empty 1, element absent 2, element there 3.
    private const int ElementThere = 3;

    private readonly List<IReadOnlyList<string>> _rows = [];

    public override int Rows => _rows.Count;

    public void Add(IReadOnlyList<string> values) => _rows.Add(values);

    public override ColumnChunkMetadata Write(PageWriter pages, Codec codec)
    {
        pages.BeginChunk(Column with { Name = Column.Name + ".list.element" }, codec);
        var total = 0;
        for (var row = 0; row < _rows.Count; row += PageWriter.MaximumRows)
        {
            var output = pages.BeginPage();
            List<int> repetitions = [], definitions = [];
            var page = _rows.GetRange(row, Math.Min(PageWriter.MaximumRows, _rows.Count - row));
            foreach (var values in page)
            {
                for (var i = 0; i < Math.Max(1, values.Count); i++)
                {
                    repetitions.Add(i == 0 ? 0 : 1);
                    definitions.Add(values.Count == 0 ? 0 : ElementThere);
                }
            }

            pages.Levels(repetitions.ToArray(), 1);
            pages.Levels(definitions.ToArray(), ElementThere);
            foreach (var value in page.SelectMany(v => v))
            {
                StringValues.Write(value, output);
            }

            pages.EndPage(PageType.Data, definitions.Count, PageEncoding.Plain);
            total += definitions.Count;
        }

        return pages.EndChunk(total, new(null, null, _rows.Count(r => r.Count == 0)));
    }

    public override void Clear() => _rows.Clear();
}
