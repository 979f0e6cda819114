using System.Text.RegularExpressions;
using Mimic.Access;
using Mimic.Tables;

namespace Mimic.Tests.Tables;

public class RealDemoTablesTests
{
    [Fact]
    public void Every_table_of_the_demo_has_the_rows_that_its_readme_states()
    {
        var folder = RealDemo.PathOrSkip();
        var data = MimicDataset.Open(folder);
        var readme = File.ReadAllText(Path.Combine(folder, "README.md"));
        var rows = readme[readme.IndexOf("## Rows", StringComparison.Ordinal)..readme.IndexOf("## The rebuilt", StringComparison.Ordinal)];
        var checkedTables = 0;
        foreach (var table in data.Tables.Where(t => t.Module != "ecg"))
        {
            var module = Regex.Match(rows, $@"(?ms)^{table.Module}:(?<list>.*?)(^\w+:|\z)").Groups["list"].Value;
            var expected = long.Parse(Regex.Match(module, $@"\b{table.Table.Split('/')[1]}\s+(\d+)").Groups[1].Value);
            using var reader = TableReader.Open(table, [.. TableCatalogue.Get(table.Table).ColumnNames]);
            while (reader.Read())
            {
                // Counting only.
            }

            Assert.Equal((table.Table, expected), (table.Table, reader.Row));
            checkedTables++;
        }

        Assert.Equal(37, checkedTables);
    }

    [Fact]
    public void The_rows_of_the_ecg_lists_that_lie_beside_the_demo_are_read()
    {
        var data = MimicDataset.Open(RealDemo.PathOrSkip());
        Assert.SkipWhen(data.Find("ecg/record_list") is null, "The lists of electrocardiograms do not lie beside the demo.");
        foreach (var table in data.Tables.Where(t => t.Module == "ecg"))
        {
            using var reader = TableReader.Open(table, [.. TableCatalogue.Get(table.Table).ColumnNames]);
            Assert.True(reader.Read());
        }
    }

    [Fact]
    public void The_demo_is_recognised_by_its_patients()
    {
        var data = MimicDataset.Open(RealDemo.PathOrSkip());
        Assert.Equal((SourceTag.OpenDemo, "2.2"), (data.Source, data.Version));
    }
}
