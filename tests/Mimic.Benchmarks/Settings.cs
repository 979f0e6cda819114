namespace Mimic.Benchmarks;

/// <summary>What all measurements share.</summary>
/// <param name="Work">Folder for hospitals, stores and scripts.</param>
/// <param name="Cpus">Threads of each program.</param>
/// <param name="Memory">Memory limit of our builder and of one of DuckDB's runs.</param>
/// <param name="Rounds">How often each program runs.</param>
/// <param name="Command">The command <c>mimic</c>.</param>
/// <param name="Only">Beginnings of the names of programs to run; empty for all.</param>
internal sealed record Settings(string Work, int Cpus, string Memory, int Rounds, string Command, IReadOnlyList<string> Only)
{
    /// <summary>The memory limit as our builder takes it.</summary>
    public IReadOnlyList<string> BuilderMemory => ["--memory", Memory];

    /// <summary>Whether a program is to be run.</summary>
    public bool Takes(string name) => Only.Count == 0 || Only.Any(o => name.StartsWith(o, StringComparison.OrdinalIgnoreCase));
}
