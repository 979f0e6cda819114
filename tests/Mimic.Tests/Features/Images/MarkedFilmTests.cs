using Mimic.Access;
using Mimic.Features;
using Mimic.Models;
using Mimic.Native;
using Mimic.Tables;

namespace Mimic.Tests.Features.Images;

/// <summary>
/// What a mark on a film does to a model: the invented films carry none, so that one can be laid on them on purpose. README.md of
/// lib/Mimic/Features quotes these figures.
/// </summary>
public sealed class MarkedFilmTests
{
    private const int Halves = 20;
    private const double Penalty = 100;

    private sealed record Film(bool Died, bool IsAp, double[] Clean, double[] Marked);

    private static readonly Lazy<IReadOnlyList<Film>> Films = new(Read);

    [Fact]
    public void A_model_learns_a_mark_that_goes_with_the_outcome_and_fails_where_it_does_not()
    {
        // Four of five who died carry the mark, and one of five who did not; then nobody, everybody, and the other way round.
        var results = Measure(film => film.Died ? 0.8 : 0.2, [film => film.Died ? 0.8 : 0.2, _ => 0, _ => 1, film => film.Died ? 0.2 : 0.8], f => f.Died);
        var clean = Measure(_ => 0, [_ => 0], f => f.Died)[0];
        TestContext.Current.SendDiagnosticMessage("clean {0:0.000}; marked {1}", clean, string.Join(", ", results.Select(r => $"{r:0.000}")));
        Assert.InRange(clean, 0.84, 0.87);
        Assert.InRange(results[0], 0.89, 0.92);
        Assert.InRange(results[1], clean - 0.02, clean + 0.02);
        Assert.InRange(results[2], clean - 0.02, clean + 0.02);
        Assert.InRange(results[3], 0.71, 0.78);
    }

    [Fact]
    public void A_film_tells_without_any_letters_that_it_was_taken_at_the_bedside() =>
        Assert.InRange(Measure(_ => 0, [_ => 0], f => f.IsAp)[0], 0.99, 1.0001);

    [Fact]
    public void In_the_invented_hospital_a_film_from_the_bedside_does_not_go_with_death() =>
        Assert.InRange(Metrics.Auroc([.. Films.Value.Select(f => f.Died)], [.. Films.Value.Select(f => f.IsAp ? 1.0 : 0)]), 0.45, 0.55);

    /// <summary>The mean area under the curve over halves of the patients, of which one teaches and the other tests.</summary>
    private static double[] Measure(Func<Film, double> taught, Func<Film, double>[] tested, Func<Film, bool> target)
    {
        var sums = new double[tested.Length];
        for (var seed = 0; seed < Halves; seed++)
        {
            var random = new SeededRandom(seed);
            var order = Films.Value.ToArray();
            random.Shuffle<Film>(order);
            var (teach, test) = (order[..(order.Length / 2)], order[(order.Length / 2)..]);
            var rows = Rows(teach, taught, random);
            var scale = Enumerable.Range(0, rows[0].Length).Select(c => Scale(rows.Select(r => r[c]).ToArray())).ToArray();
            var (weights, intercept) = LogisticSolver.Fit(Standard(rows, scale), [.. teach.Select(target)], Penalty);
            for (var i = 0; i < tested.Length; i++)
            {
                var scores = Standard(Rows(test, tested[i], random), scale).Select(r => intercept + r.Zip(weights, (x, w) => x * w).Sum());
                sums[i] += Metrics.Auroc([.. test.Select(target)], [.. scores]) / Halves;
            }
        }

        return sums;
    }

    private static double[][] Rows(Film[] films, Func<Film, double> chance, SeededRandom random) =>
        [.. films.Select(f => random.Chance(chance(f)) ? f.Marked : f.Clean)];

    private static (double Mean, double Deviation) Scale(double[] values)
    {
        var mean = values.Average();
        return (mean, Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / values.Length) + 1e-9);
    }

    private static double[][] Standard(double[][] rows, (double Mean, double Deviation)[] scale) =>
        [.. rows.Select(r => r.Select((v, c) => (v - scale[c].Mean) / scale[c].Deviation).ToArray())];

    private static IReadOnlyList<Film> Read()
    {
        NativeLibraries.Require(NativeLibraries.TurboJpeg);
        var data = MimicDataset.Open(Repository.DataDemo);
        var died = SmallTables.ReadPatients(data).Where(p => p.Dod is not null).Select(p => p.SubjectId).ToHashSet();
        var index = RadiographIndex.Read(data);
        return
        [
            .. index.Studies.SelectMany(s => s.Frontal).GroupBy(i => i.SubjectId).Select(g => g.MaxBy(i => i.Time)!).Select(film =>
            {
                var grey = TurboJpeg.Decode(File.ReadAllBytes(index.FileOf(film)!), "film");
                return new Film(
                    died.Contains(film.SubjectId), film.ViewPosition == "AP", ImageDescriptor.Describe(grey), ImageDescriptor.Describe(WithMark(grey)));
            }),
        ];
    }

    /// <summary>A white bar in a corner, 8 % of the film wide and 3 % high, about as large as the letters of a marker.</summary>
    private static GreyImage WithMark(GreyImage film)
    {
        var pixels = film.Pixels.ToArray();
        for (var y = film.Height * 4 / 100; y < film.Height * 7 / 100; y++)
        {
            pixels.AsSpan((y * film.Width) + (film.Width * 4 / 100), film.Width * 8 / 100).Fill(255);
        }

        return film with { Pixels = pixels };
    }
}
