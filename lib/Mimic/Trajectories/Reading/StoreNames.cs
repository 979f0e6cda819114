using System.Text;

namespace Mimic.Trajectories;

/// <summary>Names by number, and each as a string once. Safe for use by several threads.</summary>
internal sealed class StoreNameList
{
    private string?[] _texts = new string?[64];

    /// <summary>The names as bytes.</summary>
    public NameList List { get; } = new();

    /// <summary>A name as a string, always the same object.</summary>
    public string Text(int id)
    {
        var texts = Volatile.Read(ref _texts);
        return (uint)id < (uint)texts.Length && texts[id] is { } text ? text : Make(id);
    }

    /// <summary>Adds a name that is a string already.</summary>
    public int Add(string name)
    {
        var id = List.Add(Encoding.UTF8.GetBytes(name));
        lock (List)
        {
            Room(id);
            _texts[id] ??= name;
        }

        return id;
    }

    private string Make(int id)
    {
        lock (List)
        {
            Room(id);
            return _texts[id] ??= List.Text(id);
        }
    }

    private void Room(int id)
    {
        if (id >= _texts.Length)
        {
            var larger = new string?[Math.Max(id + 1, 2 * _texts.Length)];
            _texts.CopyTo(larger, 0);
            Volatile.Write(ref _texts, larger);
        }
    }
}

/// <summary>The names that the events of an open store share.</summary>
internal sealed class StoreNames
{
    public StoreNameList Codes { get; } = new();

    public StoreNameList Units { get; } = new();

    public StoreNameList Tables { get; } = new();
}
