namespace Mimic.Kernel.Jupyter;

/// <summary>
/// What a kernel has to say of itself, as lines on the error output, which Jupyter shows in its own log. Never on the standard
/// output. A client that misbehaves without end does not fill a disk: after so many lines there are no more.
/// </summary>
/// <param name="output">Where lines go; null for the error output of the process.</param>
internal sealed class KernelLog(TextWriter? output = null)
{
    private const int MostLines = 1_000;

    // Taken now, before the console belongs to cells.
    private readonly TextWriter _output = TextWriter.Synchronized(output ?? Console.Error);
    private int _lines;

    /// <summary>Writes a line.</summary>
    public void Write(string line)
    {
        var number = Interlocked.Increment(ref _lines);
        if (number <= MostLines)
        {
            _output.WriteLine($"mimic kernel: {line}");
        }

        if (number == MostLines)
        {
            _output.WriteLine("mimic kernel: this was the last line; there have been too many.");
        }
    }
}
