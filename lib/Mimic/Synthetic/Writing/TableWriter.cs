using System.Text;
using Mimic.Synthetic.Packing;

namespace Mimic.Synthetic.Writing;

/// <summary>
/// Writes one table. The rows of a block of patients are mixed before they are written, so that a reader cannot count on any order
/// and the memory stays bounded all the same.
/// </summary>
internal sealed class TableWriter : IDisposable
{
    private readonly ITableFile _file;
    private readonly SeededRandom _random;
    private readonly TableLayout _layout;
    private readonly List<(RowBuffer Rows, int Row, int Patient)> _held = [];
    private readonly bool _mix;
    private int _lastPatient = -1;

    /// <summary>Creates the file of a table with its header.</summary>
    public TableWriter(string folder, TableLayout layout, SeededRandom random, bool mix = true)
    {
        (_layout, _random, _mix) = (layout, random, mix);
        var path = Path.Combine(folder, layout.File);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        _file = layout.IsPacked ? new GzipFileWriter(path) : new PlainFileWriter(path);
        _file.Write(Encoding.UTF8.GetBytes(layout.Header + "\n"));
    }

    /// <summary>The rows written.</summary>
    public long Rows { get; private set; }

    /// <summary>How many rows belong to a patient with a smaller number than the row before.</summary>
    public long Descents { get; private set; }

    /// <summary>The table that is written.</summary>
    public TableLayout Layout => _layout;

    /// <summary>Takes the rows of a patient.</summary>
    public void Add(PatientRows patient)
    {
        if (patient.Find(_layout.Table) is { } rows)
        {
            for (var i = 0; i < rows.Rows; i++)
            {
                _held.Add((rows, i, patient.Index));
            }
        }
    }

    /// <summary>Mixes and writes the rows held.</summary>
    public void EndBlock()
    {
        if (_mix)
        {
            _random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_held));
        }

        foreach (var (rows, row, patient) in _held)
        {
            _file.Write(rows.Row(row));
            Descents += patient < _lastPatient ? 1 : 0;
            _lastPatient = patient;
        }

        Rows += _held.Count;
        _held.Clear();
    }

    /// <summary>Ends the file.</summary>
    /// <returns>Its SHA-256.</returns>
    public string Complete()
    {
        EndBlock();
        return _file.Complete();
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _file.Dispose();
}
