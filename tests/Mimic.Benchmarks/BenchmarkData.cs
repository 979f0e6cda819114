using Mimic.Synthetic;

namespace Mimic.Benchmarks;

/// <summary>The synthetic hospitals that are measured on: event tables and notes, no pictures.</summary>
internal static class BenchmarkData
{
    /// <summary>The hospital of a size, generated unless it is there already.</summary>
    /// <param name="folder">The folder of all hospitals.</param>
    /// <param name="patients">Its size.</param>
    /// <param name="ordered">Whether the rows of a patient stand together.</param>
    /// <returns>The folder of the hospital.</returns>
    public static string Get(string folder, int patients, bool ordered)
    {
        var name = Path.Combine(folder, Invariant($"{patients}{(ordered ? "-ordered" : string.Empty)}"));
        if (!Directory.Exists(name))
        {
            Generate(name, patients, ordered);
        }

        return name;
    }

    /// <summary>Generates a hospital; the folder appears when it is complete.</summary>
    public static void Generate(string folder, int patients, bool ordered)
    {
        Console.Error.WriteLine(SyntheticHospital.Write(new()
        {
            Output = folder,
            Patients = patients,
            Seed = 1,
            Parameters = new() { Pictures = false, ChartPace = 3, MixRows = !ordered },
        }));
    }
}
