using System.Diagnostics;
using System.Text.Json;
using Mimic.Features;
using static System.FormattableString;

namespace Mimic.Tests.Features.Series;

/// <summary>Against pandas, SciPy and NumPy, where a python3 has them.</summary>
public sealed class SeriesAgainstPandasTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(SeriesVariant.Haim)]
    [InlineData(SeriesVariant.Medprofiles)]
    [InlineData(SeriesVariant.Minimal)]
    public void Small_sets_agree(SeriesVariant variant) => Agree(variant, SeriesStatistics.NamesOf(variant));

    [Fact]
    public void The_efficient_set_agrees_where_pandas_or_scipy_has_the_statistic() => Agree(
        SeriesVariant.Efficient,
        [
            "sum_values", "abs_energy", "median", "skewness", "kurtosis", "quantile__q_0.1", "quantile__q_0.7", "ratio_beyond_r_sigma__r_1.5",
            "binned_entropy__max_bins_10", "count_above_mean", "count_below_mean", "absolute_sum_of_changes", "first_location_of_maximum",
            "last_location_of_maximum", "first_location_of_minimum", "last_location_of_minimum", "index_mass_quantile__q_0.6",
            "has_duplicate", "sum_of_reoccurring_values", "percentage_of_reoccurring_values_to_all_values", "autocorrelation__lag_2",
            "linear_trend__attr_\"slope\"", "linear_trend__attr_\"intercept\"", "linear_trend__attr_\"rvalue\"", "linear_trend__attr_\"stderr\"",
        ]);

    private void Agree(SeriesVariant variant, IReadOnlyList<string> names)
    {
        var all = SeriesStatistics.NamesOf(variant).ToList();
        // Of no value SciPy fits no line and NumPy has no largest: the other tests say what comes then.
        var series = Series().Where(s => variant != SeriesVariant.Efficient || s.Length > 0).ToList();
        var expected = Python(variant, names, series);
        for (var k = 0; k < series.Count; k++)
        {
            var result = SeriesStatistics.Compute([.. series[k].Select(x => x ?? double.NaN)], variant);
            var scale = series[k].Append(0).Max(x => Math.Abs(x ?? 0));
            for (var i = 0; i < names.Count; i++)
            {
                var (theirs, ours) = (expected[k][i] ?? double.NaN, result[all.IndexOf(names[i])]);
                Assert.True(
                    theirs.Equals(ours) || Math.Abs(theirs - ours) <= (1e-9 * Math.Abs(theirs)) + (1e-12 * Math.Max(1, scale * scale)),
                    Invariant($"series {k}, {names[i]}: {ours:R} instead of {theirs:R}"));
            }
        }
    }

    // Lengths 0 to 200; ties and missing values. Not constants: there Python leaves rounding errors where 0 is right.
    private static IEnumerable<double?[]> Series()
    {
        var random = new Random(20260412);
        for (var n = 0; n <= 200; n++)
        {
            yield return [.. Enumerable.Range(0, n).Select(_ => (double?)Math.Round(60 + (random.NextDouble() * 40), 2))];
            yield return [.. Enumerable.Range(0, n).Select(i => i < 4 ? i % 3 : (double?)random.Next(0, 5))];
            yield return [.. Enumerable.Range(0, n).Select(i => i > 5 && random.Next(6) == 0 ? null : (double?)(random.Next(30, 90) / 8.0))];
        }
    }

    private double?[][] Python(SeriesVariant variant, IReadOnlyList<string> names, List<double?[]> series)
    {
        var input = _folder.Write("series.json", JsonSerializer.Serialize(series));
        var script = Path.Combine(Repository.Folder, "tests", "Mimic.Tests", "Features", "Series", "series_with_pandas.py");
        var python = Array.Find(["python3", "/usr/bin/python3"], p => Run(p, "-c", "import pandas, scipy") is not null);
        if (python is null)
        {
            Assert.Skip("No python3 has pandas and SciPy (apt-get install python3-pandas python3-scipy).");
        }

        var said = Run(python, [script, input, variant.ToString().ToLowerInvariant(), .. names]);
        Assert.NotNull(said);
        return JsonSerializer.Deserialize<double?[][]>(said)!;
    }

    private static string? Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var errors = process.StandardError.ReadToEndAsync();
            var said = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? said : errors.Result.Contains("ModuleNotFound", StringComparison.Ordinal) ? null : throw new InvalidOperationException(errors.Result);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
