using System.Collections.Concurrent;
using Mimic.Display;
using Mimic.Native;
using Mimic.Synthetic.Ecg;
using Mimic.Synthetic.Hospital;
using Mimic.Synthetic.Images;
using Mimic.Synthetic.Notes;
using Mimic.Synthetic.Patients;
using Mimic.Synthetic.Writing;

namespace Mimic.Synthetic;

/// <summary>
/// Invents a hospital and writes it as PhysioNet lays out MIMIC-IV: the tables of hosp, icu, ed and note, radiographs with their
/// tables, the lists of electrocardiograms, checksums and a page that says what was planted. The same seed gives the same bytes on every machine.
/// </summary>
/// <remarks>
/// Patients are made one by one from the seed and their number, written in a shuffled order, and forgotten: the memory does not grow
/// with their number. Nothing may be concluded about real patients from them.
/// </remarks>
public static class SyntheticHospital
{
    /// <summary>Version of the generator; it changes whenever the bytes for a seed change.</summary>
    public const string Version = "1.1";

    /// <summary>The most patients that the ranges of identifiers hold.</summary>
    public const int MaximumPatients = 100_000;

    /// <summary>The machine-readable mark beside the modules by which a folder is known to be synthetic.</summary>
    public const string MarkerFile = "synthetic-hospital.json";

    /// <summary>Writes a hospital.</summary>
    /// <param name="options">Folder, number of patients, seed and knobs.</param>
    /// <returns>What was written.</returns>
    /// <exception cref="MimicException">
    /// The folder holds something else, the number is out of range, or libjpeg-turbo is missing.
    /// </exception>
    public static SyntheticReport Write(SyntheticOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Patients is < 1 or > MaximumPatients)
        {
            throw new MimicException($"{options.Patients} patients were asked for.", $"Ask for 1 to {MaximumPatients}.");
        }

        if (options.Parameters.Pictures)
        {
            NativeLibraries.Require(NativeLibraries.TurboJpeg);
        }

        using var folder = OutputFolder.Prepare(options.Output);
        var report = new SyntheticReport(options, folder.Final);
        using (var sums = new Checksums(folder.Temporary, options.Patients))
        {
            WriteTables(options, folder.Temporary, sums, report);
            Pages.Write(options, report, sums);
            report.Bytes = sums.Complete();
        }

        folder.Commit();
        return report;
    }

    internal static PatientRows MakePatient(SeededRandom hospital, int index, SyntheticParameters parameters)
    {
        var person = PersonMaker.Make(hospital, index, parameters);
        var rows = new PatientRows { Index = index };
        AdmissionWriter.Write(person, rows);
        LabWriter.Write(person, rows);
        DrugWriter.Write(person, rows);
        ChartWriter.Write(person, rows, parameters.ChartPace);
        BedsideWriter.Write(person, rows);
        CodingWriter.Write(person, rows);
        OutpatientWriter.Write(person, rows);
        EdWriter.Write(person, rows);
        StudyWriter.Write(person, rows, parameters);
        NoteWriter.Write(person, rows);
        EcgWriter.Write(person, rows);
        return rows;
    }

    private static void WriteTables(SyntheticOptions options, string folder, Checksums sums, SyntheticReport report)
    {
        var hospital = new SeededRandom(options.Seed);
        var order = Enumerable.Range(0, options.Patients).ToArray();
        hospital.Fork(-1).Shuffle<int>(order);
        var writers = new List<TableWriter>();
        var tally = new QuirkTally();
        try
        {
            foreach (var layout in TableLayout.All)
            {
                writers.Add(new(folder, layout, hospital.Fork(-1000 - writers.Count), options.Parameters.MixRows));
            }

            var dictionaries = DictionaryWriter.Make();
            tally.Add(dictionaries.Quirks);
            writers.ForEach(w => w.Add(dictionaries));

            // The two largest tables first, one on each processor, the others beside them.
            var byWork = Partitioner.Create(
                writers.OrderBy(w => w.Layout.Table is "icu/chartevents" ? 0 : w.Layout.Table is "hosp/labevents" ? 1 : 2),
                EnumerablePartitionerOptions.NoBuffering);
            using var progress = new Progress("patients", options.Patients);
            foreach (var block in order.Chunk(options.Parameters.BlockPatients))
            {
                var made = new PatientRows[block.Length];
                Parallel.For(0, block.Length, i =>
                {
                    made[i] = MakePatient(hospital, block[i], options.Parameters);
                    sums.AddPictures(made[i]);
                    progress.Add();
                });
                foreach (var patient in made)
                {
                    tally.Add(patient.Quirks);
                    report.Died += patient.Died ? 1 : 0;
                    report.Images += patient.PictureCount;
                    writers.ForEach(w => w.Add(patient));
                }

                Parallel.ForEach(byWork, w => w.EndBlock());
            }

            foreach (var writer in writers)
            {
                sums.Add(writer.Layout.File, writer.Complete());
                report.Tables[writer.Layout.Table] = writer.Rows;
                tally.Count(HospitalQuirks.RowsInAnyOrder, writer.Layout.Table == HospitalQuirks.RowsInAnyOrder.Table ? writer.Descents
                    : 0);
            }
        }
        finally
        {
            writers.ForEach(w => w.Dispose());
        }

        foreach (var quirk in PlantedQuirks.All)
        {
            report.Planted[quirk] = tally[quirk];
        }
    }
}
