using System.Runtime.InteropServices;

namespace Mimic.Features;

/// <summary>
/// Finished rows in a temporary file, in the order in which they were added. Only when all rows are made is it known which columns the
/// table has; until then they would fill the memory.
/// </summary>
internal sealed class RowSpill : IDisposable
{
    private const int BufferSize = 1 << 16;

    private readonly FileStream _file;
    private readonly BinaryWriter _writer;
    private readonly IReadOnlyList<IFeatureExtractor> _extractors;
    private int _count;

    /// <summary>An empty spill.</summary>
    /// <param name="path">Its file; gone when the spill is disposed of.</param>
    /// <param name="extractors">Who makes the parts of the rows.</param>
    public RowSpill(string path, IReadOnlyList<IFeatureExtractor> extractors)
    {
        _file = new(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, BufferSize, FileOptions.DeleteOnClose);
        _writer = new(_file);
        _extractors = extractors;
    }

    /// <summary>Adds a row.</summary>
    public void Add(BuiltRow row)
    {
        var (subject, time, outcome) = row.Sample;
        _writer.Write(subject);
        _writer.Write(time.Ticks);
        _writer.Write(outcome switch { null => (byte)2, true => (byte)1, false => (byte)0 });
        for (var x = 0; x < row.Parts.Length; x++)
        {
            var features = _extractors[x].Features;
            _writer.Write(MemoryMarshal.AsBytes<double>(row.Parts[x].Numbers));
            for (var f = 0; f < features.Count; f++)
            {
                if (features[f].Kind != ColumnKind.Number)
                {
                    _writer.Write(row.Parts[x].Texts[f] ?? string.Empty);
                }
            }
        }

        _count++;
    }

    /// <summary>All rows from the first; the arrays of a row are used again for the next. Nothing can be added any more.</summary>
    public IEnumerable<(Sample Sample, IReadOnlyList<(double[] Numbers, string[] Texts)> Parts)> Read()
    {
        _writer.Flush();
        _file.Position = 0;
        using var reader = new BinaryReader(_file, System.Text.Encoding.UTF8, leaveOpen: true);
        var parts = _extractors.Select(x => (Numbers: new double[x.Features.Count], Texts: new string[x.Features.Count])).ToArray();
        for (var i = 0; i < _count; i++)
        {
            var subject = reader.ReadInt32();
            var time = new DateTime(reader.ReadInt64());
            var outcome = reader.ReadByte() switch { 2 => (bool?)null, var o => o == 1 };
            foreach (var (extractor, part) in _extractors.Zip(parts))
            {
                reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(part.Numbers.AsSpan()));
                for (var f = 0; f < part.Texts.Length; f++)
                {
                    part.Texts[f] = extractor.Features[f].Kind == ColumnKind.Number ? string.Empty : reader.ReadString();
                }
            }

            yield return (new(subject, time, outcome), parts);
        }
    }

    public void Dispose() => _writer.Dispose();
}
