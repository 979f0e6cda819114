using System.Diagnostics;
using Mimic.Features;
using Mimic.Native;

namespace Mimic.Benchmarks;

/// <summary>How many films a second are decoded and described: films of our own encoder, the same from every run.</summary>
internal sealed class ImageBenchmark(int films, int side, int cpus, int rounds)
{
    private const int Different = 32;
    private const int Quality = 90;
    private const int Noise = 12; // grey levels; with it a film takes about as many bytes per pixel as those of MIMIC-CXR-JPG
    private const long Seed = 20260401;

    private readonly byte[][] _films = [.. Enumerable.Range(0, Different).Select(i => Film(side, Seed + i))];

    /// <summary>The table as Markdown.</summary>
    public string Run()
    {
        (string What, Action<byte[]> Work)[] ways =
        [
            ("decoded at full size", film => TurboJpeg.Decode(film, "film")),
            ("decoded no larger than needed", film => TurboJpeg.DecodeAtLeast(film, "film", ImageDescriptor.InputSize)),
            ("the same, averaged to the descriptor's input", film => _ = new DescribedImage(TurboJpeg.DecodeAtLeast(film, "film", ImageDescriptor.InputSize))),
            ("the same, described", film => ImageDescriptor.Describe(film, "film")),
            ("decoded at full size and prepared for the DenseNet", film => DenseNetInput.Of(TurboJpeg.Decode(film, "film"), DenseNetResize.Bilinear)),
        ];
        var runs = ways.ToDictionary(w => w.What, _ => new List<(double Seconds, double Cpu)>());
        for (var round = 0; round <= rounds; round++)
        {
            foreach (var (what, work) in ways)
            {
                // The first round compiles and does not count.
                var run = Time(work, round == 0 ? Different : films);
                if (round > 0)
                {
                    runs[what].Add(run);
                }
            }
        }

        var table = new MarkdownTable("films of " + Invariant($"{side:#,0} x {side:#,0}"), "films a second", "CPU ms a film", "films a CPU second");
        foreach (var (what, _) in ways)
        {
            var (seconds, cpu) = (Middle(runs[what].Select(r => r.Seconds)), Middle(runs[what].Select(r => r.Cpu)));
            table.Add(what, Invariant($"{films / seconds:#,0}"), Invariant($"{1000 * cpu / films:0.00}"), Invariant($"{films / cpu:#,0}"));
        }

        var bytes = _films.Average(f => f.Length);
        return Invariant($"{films:#,0} films in memory, JPEG of quality {Quality}, {bytes / 1e3:#,0} kB on average; {cpus} threads; medians of {rounds} rounds\n\n")
            + table;
    }

    private (double Seconds, double Cpu) Time(Action<byte[]> work, int count)
    {
        GC.Collect();
        using var self = Process.GetCurrentProcess();
        var before = self.TotalProcessorTime;
        var clock = Stopwatch.StartNew();
        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = cpus }, i => work(_films[i % Different]));
        var seconds = clock.Elapsed.TotalSeconds;
        self.Refresh();
        return (seconds, (self.TotalProcessorTime - before).TotalSeconds);
    }

    // Two dark lungs on a lighter body with ribs, and noise as a detector has it.
    private static byte[] Film(int side, long seed)
    {
        var random = new SeededRandom(seed);
        var (shift, slant) = (random.Uniform(-0.05, 0.05), random.Uniform(0.1, 0.4));
        var pixels = new byte[side * side];
        for (var i = 0; i < pixels.Length; i++)
        {
            var (x, y) = (((i % side) + 0.5) / side, ((i / side) + 0.5) / side);
            var lung = Math.Min(Math.Abs(x - 0.3 - shift), Math.Abs(x - 0.7 - shift)) < 0.16 * Math.Sin(Math.PI * Math.Clamp((y - 0.1) / 0.75, 0, 1));
            var rib = Math.Sin(40 * (y + (slant * Math.Abs(x - 0.5)))) > 0.6 ? 25 : 0;
            pixels[i] = (byte)Math.Clamp((lung ? 60 : 160) + rib + (30 * y) + random.Uniform(-Noise, Noise), 0, 255);
        }

        return TurboJpeg.Encode(new(side, side, pixels), Quality);
    }

    private static double Middle(IEnumerable<double> values)
    {
        var ordered = values.Order().ToArray();
        return (ordered[(ordered.Length - 1) / 2] + ordered[ordered.Length / 2]) / 2;
    }
}
