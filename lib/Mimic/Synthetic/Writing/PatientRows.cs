namespace Mimic.Synthetic.Writing;

/// <summary>All that one patient adds to the hospital: rows per table, pictures, and the quirks that were planted in them.</summary>
internal sealed class PatientRows
{
    private readonly Dictionary<string, RowBuffer> _tables = new(StringComparer.Ordinal);

    /// <summary>The patient's number, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>Pictures with their paths below the folder of the images.</summary>
    public List<(string Path, byte[] Jpeg)> Pictures { get; } = [];

    /// <summary>Number of pictures, also after they were written and forgotten.</summary>
    public int PictureCount { get; private set; }

    /// <summary>How often each quirk was planted.</summary>
    public QuirkTally Quirks { get; } = new();

    /// <summary>Whether the patient has a known date of death.</summary>
    public bool Died { get; set; }

    /// <summary>The rows of a table.</summary>
    /// <param name="table">As <c>hosp/labevents</c>.</param>
    public RowBuffer this[string table]
    {
        get
        {
            if (!_tables.TryGetValue(table, out var rows))
            {
                _tables[table] = rows = new(TableLayout.Get(table));
            }

            return rows;
        }
    }

    /// <summary>The rows of a table, null if the patient has none in it.</summary>
    public RowBuffer? Find(string table) => _tables.GetValueOrDefault(table);

    /// <summary>Lets go of the pictures, which are most of a patient's memory.</summary>
    public void ForgetPictures()
    {
        PictureCount = Pictures.Count;
        Pictures.Clear();
    }
}
