using System.Text;

namespace Mimic.Synthetic.Writing;

/// <summary>Writes README.md, LICENSE.txt and the machine-readable mark.</summary>
internal static class Pages
{
    /// <summary>Writes all three.</summary>
    public static void Write(SyntheticOptions options, SyntheticReport report, Checksums sums)
    {
        sums.AddText("README.md", Readme(options, report));
        sums.AddText("LICENSE.txt", License);
        sums.AddText(SyntheticHospital.MarkerFile, Marker(options, report));
    }

    private const string License = """
        To the extent possible under law, the authors have waived all copyright and related rights to the data in this
        folder: CC0 1.0 Universal, https://creativecommons.org/publicdomain/zero/1.0/

        The data are invented. They describe no patient.

        """;

    private static string Marker(SyntheticOptions options, SyntheticReport report)
    {
        var text = new StringBuilder("{\n");
        text.Append("  \"synthetic\": true,\n  \"generator\": \"MimicNotebooks SyntheticHospital\",\n");
        text.Append($"  \"version\": \"{SyntheticHospital.Version}\",\n  \"seed\": {options.Seed},\n  \"patients\": {options.Patients},\n");
        text.Append($"  \"died\": {report.Died},\n  \"images\": {report.Images},\n");
        text.Append("  \"rows\": {\n").Append(string.Join(",\n", report.Tables.Select(t =>
            $"    \"{t.Key}\": {t.Value}"))).Append("\n  },\n");
        text.Append("  \"quirks\": {\n").Append(string.Join(",\n", PlantedQuirks.All.Select(q =>
            $"    \"{q.Name}\": {report.Planted[q]}"))).Append("\n  }\n}\n");
        return text.ToString();
    }

    private static string Readme(SyntheticOptions options, SyntheticReport report)
    {
        var text = new StringBuilder();
        text.Append($"""
            # A synthetic hospital

            **Every row, note and radiograph here is invented. No patient is described, and nothing may be concluded about
            patients, diseases, treatments or hospitals from these data.** They have the layout, the headers and the quirks of
            MIMIC-IV, so that the course and its tests run where the real data may not go. The rules that relate severity, findings
            and death were made up so that a model has something to find.

            {options.Patients:#,0} patients, {report.Died:#,0} with a known date of death, {report.Images:#,0} radiographs.
            Licence: CC0 1.0 (see LICENSE.txt).

            ## How it was made, and how to make it again

            ```
            mimic demo --out DIR --patients {options.Patients} --seed {options.Seed}
            ```

            Generator version {SyntheticHospital.Version}. The same seed and number of patients give the same bytes on every machine;
            `SHA256SUMS.txt` lists them (`sha256sum -c SHA256SUMS.txt`). Nothing was taken from MIMIC but public facts: names of tables,
            columns, items and units, and the kinds of irregularity that its tables have.

            1. Each patient gets a hidden severity, normally distributed. It wanders from month to month. Half a year before the last
               record it alone decides, by a logistic rule, whether the patient dies within the following half year; who dies gets worse
               from then on.
            2. Age, charted signs, laboratory results, bedside procedures, notes and radiographs each show the severity through an error
               of their own that stays with the patient. No single kind of data tells everything.
            3. Chronic conditions, clinic visits, ED visits, admissions and ICU stays are laid out over a little more than one to two years,
               by a plan that does not know who will die. Laboratory results, drugs, orders, cultures, codes and notes follow from them.
            4. Radiographs are painted from a list of findings (effusions, edema, opacity, size of the heart, devices, a mass); labels and
               reports are written from the same list.
            5. Electrocardiograms are lists without curves: intervals, axes and the machine's reading follow from the severity that the charted
               signs show, by the clock of the cart, which is minutes off. The notes that waveform_note_links names do not exist.
            6. The quirks below are planted, and counted while they are.

            Identifiers lie outside MIMIC's ranges on purpose: subject_id from 90000001, hadm_id from 60000001, stay_id and transfer_id
            from 70000001, radiograph study_id from 80000001, electrocardiogram study_id from 900000001.

            ## Rows

            | table | rows |
            | --- | ---: |

            """.ReplaceLineEndings("\n"));
        foreach (var (table, rows) in report.Tables)
        {
            text.Append($"| {table} | {rows:#,0} |\n");
        }

        text.Append("\n## Planted quirks\n\nReal tables have these, and readers must survive them. The counts are exact; ")
            .Append("tests count them again from the files.\n\n");
        text.Append("| quirk | table | planted | rate | what is done | how a reader recognises it |\n")
            .Append("| --- | --- | ---: | --- | --- | --- |\n");
        foreach (var quirk in PlantedQuirks.All)
        {
            var rate = quirk.Rate < 1 ? $"{quirk.Rate * 100:0.##} %" : "follows from the data";
            text.Append($"| {quirk.Name} | {quirk.Table} | {report.Planted[quirk]:#,0} | {rate} | {quirk.Rule} | {quirk.Recognise} |\n");
        }

        return text.ToString();
    }
}
