using System.CommandLine;
using Mimic.Features;
using Mimic.Trajectories;

namespace Mimic.Cli.Commands;

/// <summary><c>mimic features notes</c>: the notes of patients as numbers of a BERT model.</summary>
internal static class NotesCommand
{
    private const string Example = "mimic features notes --store trajectories/1.0 --model encoders/bert/model.onnx --by admission --out notes.csv";

    public static Command Create()
    {
        var store = new Option<string>("--store") { Description = "The trajectories of 'mimic trajectories build'.", HelpName = "DIR", Required = true };
        var model = new Option<string>("--model") { Description = "ONNX file of a BERT model, see environment/export-encoders.py.", HelpName = "FILE", Required = true };
        var vocabulary = new Option<string?>("--vocab") { Description = "Its vocabulary; vocab.txt beside the model if not given.", HelpName = "FILE" };
        var output = new Option<string>("--out") { Description = "CSV file to write; its codebook is written beside it.", HelpName = "FILE", Required = true };
        var by = new Option<NoteGrouping>("--by") { Description = "What makes a row.", DefaultValueFactory = _ => NoteGrouping.Note };
        var kind = new Option<NoteKind>("--kind") { Description = "Which notes.", DefaultValueFactory = _ => NoteKind.All };
        var weighting = new Option<NoteWeighting>("--weights")
        {
            Description = "time: later notes count more, as in HAIM; plain: all the same, as in MEDomicsLab.",
            DefaultValueFactory = _ => NoteWeighting.Plain,
        };
        var hours = new Option<double>("--hours") { Description = "The length of a window.", DefaultValueFactory = _ => 24 };
        var prefix = new Option<string>("--prefix") { Description = "What stands before the number of a column.", DefaultValueFactory = _ => "notes_attr" };
        var published = new Option<bool>("--as-published") { Description = "With the faults of HAIM's code: the end of a long note is lost, and more." };
        var notes = new ExampleCommand("notes", "Read notes with a BERT model, by note, patient, admission or window of hours", Example)
        {
            store, model, vocabulary, by, kind, weighting, hours, prefix, published, output,
        };
        notes.SetAction(result =>
        {
            using var encoder = BertEncoder.Open(result.GetRequiredValue(model), result.GetValue(vocabulary));
            var options = new BertOptions
            {
                Kind = result.GetValue(kind),
                Weighting = result.GetValue(weighting),
                Prefix = result.GetRequiredValue(prefix),
                AsPublished = result.GetValue(published),
            };
            if (result.GetValue(hours) is var span && !(span > 0 && double.IsFinite(span)))
            {
                throw new MimicException("--hours must be above 0.", "Give the length of a window, such as --hours 24.");
            }

            var patients = TrajectoryStore.Open(result.GetRequiredValue(store)).ReadAll();
            var table = NoteRows.Encode(patients, encoder, result.GetValue(by), options, span);
            table.WriteCsv(result.GetRequiredValue(output));
            var writer = result.InvocationConfiguration.Output;
            writer.WriteLine($"{result.GetRequiredValue(output)}: {table.RowCount:#,0} rows of {table.Columns.Count:#,0} numbers.");
            foreach (var warning in table.Warnings)
            {
                writer.WriteLine(warning);
            }
        });
        return notes;
    }
}
