using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using Mimic.Features;

namespace Mimic.Tests.Features.Table;

public sealed class CsvOutputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Any_texts_and_numbers_are_written_as_CsvHelper_writes_them()
    {
        Random random = new(11);
        string[] parts = ["a", "é", " ", "\"", ",", "\n", "\r\n", "漢", ";", "\t"];
        double[] corners = [0, -0.0, double.NaN, double.Epsilon, double.MaxValue, double.PositiveInfinity, int.MinValue, int.MaxValue, 3e9, 1e15, 1e16, 0.1];
        using (var ours = new CsvOutput(_folder["ours.csv"]))
        using (var theirs = new CsvWriter(new StreamWriter(_folder["theirs.csv"]), new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\n" }))
        {
            for (var line = 0; line < 2_000; line++)
            {
                for (var field = random.Next(1, 80); field > 0; field--)
                {
                    if (random.Next(2) == 0)
                    {
                        var text = string.Concat(Enumerable.Range(0, random.Next(4)).Select(_ => parts[random.Next(parts.Length)]));
                        ours.Text(text);
                        theirs.WriteField(text);
                    }
                    else
                    {
                        var x = random.Next(3) switch
                        {
                            0 => corners[random.Next(corners.Length)],
                            1 => random.Next(-1000, 1000) / 8.0,
                            _ => BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue)),
                        };
                        ours.Number(x);
                        theirs.WriteField(FeatureTableCsv.Number(x));
                    }
                }

                ours.EndLine();
                theirs.NextRecord();
            }

            // Longer than the buffer.
            ours.Text(new string('"', 300_000));
            ours.EndLine();
            theirs.WriteField(new string('"', 300_000));
            theirs.NextRecord();
        }

        Assert.Equal(File.ReadAllBytes(_folder["theirs.csv"]), File.ReadAllBytes(_folder["ours.csv"]));
    }
}
