namespace Mimic.Benchmarks;

/// <summary>A program that takes part in a comparison.</summary>
/// <param name="Name">As the table shows it.</param>
/// <param name="Command">The program and its arguments.</param>
/// <param name="Output">What it writes, removed before and after each run; empty if nothing.</param>
internal sealed record Contestant(string Name, IReadOnlyList<string> Command, string Output)
{
    /// <summary>Runs it once, from a clean start.</summary>
    public Measured Run()
    {
        Clear();
        return Measured.Run(Command, Output);
    }

    /// <summary>Removes what a run wrote.</summary>
    public void Clear()
    {
        if (File.Exists(Output))
        {
            File.Delete(Output);
        }
        else if (Output.Length > 0 && Directory.Exists(Output))
        {
            Directory.Delete(Output, recursive: true);
        }
    }
}
