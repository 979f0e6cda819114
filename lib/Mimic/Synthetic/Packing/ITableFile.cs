namespace Mimic.Synthetic.Packing;

/// <summary>A file that is written once, from beginning to end.</summary>
internal interface ITableFile : IDisposable
{
    /// <summary>Takes more input.</summary>
    void Write(ReadOnlySpan<byte> data);

    /// <summary>Ends the file.</summary>
    /// <returns>The SHA-256 of the file in lower-case hexadecimal digits.</returns>
    string Complete();
}
