using Mimic.Synthetic.Patients;

namespace Mimic.Synthetic.Ecg;

/// <summary>What a machine measures in an electrocardiogram, in milliseconds of its mean beat and in degrees.</summary>
internal sealed record EcgReading(
    int BeatToBeat, bool HasPWave, int POnset, int PEnd, int QrsOnset, int QrsEnd, int TEnd, int PAxis, int QrsAxis, int TAxis)
{
    private bool Hypertrophy { get; init; }

    private bool Infarct { get; init; }

    private bool Unspecific { get; init; }

    private int Rate => 60_000 / BeatToBeat;

    private string Rhythm => (HasPWave, Rate) switch
    {
        (false, > 100) => "Atrial fibrillation with rapid ventricular response",
        (false, _) => "Atrial fibrillation",
        (true, > 100) => "Sinus tachycardia",
        (true, < 60) => "Sinus bradycardia",
        _ => "Sinus rhythm",
    };

    /// <summary>Draws one; the heart is as fast as the charted signs of the time say.</summary>
    /// <param name="person">The patient.</param>
    /// <param name="seen">The severity as the charted signs show it, with what is acute.</param>
    /// <param name="r">Its own random stream.</param>
    public static EcgReading Draw(Person person, double seen, SeededRandom r)
    {
        var fibrillates = person.Has(Conditions.AtrialFibrillation) && r.Chance(0.7);
        var rate = Math.Clamp(84 + (8 * seen) + (fibrillates ? 9 : 0) + (6 * r.NextNormal()), 42, 170);
        var beat = (int)(60_000 / rate);
        var hypertrophy = person.Has(Conditions.Hypertension) && r.Chance(0.25);
        const int POnset = 40;
        var pWave = Whole(r, 100, 9, 70, 140);
        var qrsOnset = fibrillates ? 200 : POnset + Whole(r, 156, 18, 112, 230);
        var qrsEnd = qrsOnset + Whole(r, 92, 9, 68, 160) + (r.Chance(0.08) ? 45 : 0);
        var tEnd = qrsOnset + Whole(r, 408 + (6 * seen), 16, 340, 540) + QtOfRate(beat);
        return new(
            beat, !fibrillates, POnset, Math.Min(POnset + pWave, qrsOnset - 10), qrsOnset, qrsEnd, tEnd,
            Whole(r, 52, 16, -20, 90), Whole(r, hypertrophy ? -8 : 32, 26, -75, 105), Whole(r, 46, 26, -80, 170))
        {
            Hypertrophy = hypertrophy,
            Infarct = person.Has(Conditions.CoronaryDisease) && r.Chance(0.3),
            Unspecific = r.Chance(PortableMath.Logistic((0.9 * seen) - 1.2)),
        };
    }

    /// <summary>The machine's reading, line by line; the verdict last.</summary>
    /// <param name="gap">Whether an empty line stands before the verdict.</param>
    public IReadOnlyList<string?> Lines(bool gap)
    {
        var lines = new List<string?> { Rhythm };
        var found = new (bool Is, string Line)[]
        {
            (QrsEnd - QrsOnset > 125, "Intraventricular conduction delay"),
            (HasPWave && QrsOnset - POnset > 200, "Prolonged PR interval"),
            (QrsAxis < -30, "Left axis deviation"),
            (Hypertrophy, "Possible left ventricular hypertrophy"),
            (Infarct, "Old inferior infarct possible"),
            (Unspecific, "Nonspecific ST-T changes"),
            (TEnd - QrsOnset - QtOfRate(BeatToBeat) > 460, "Prolonged QT interval"),
        };
        lines.AddRange(found.Where(f => f.Is).Select(f => f.Line));
        var findings = lines.Count - 1;
        lines.AddRange(gap ? [null] : []);
        lines.Add(
            findings > 1 || !HasPWave ? "Abnormal ECG"
            : findings == 1 ? "Borderline ECG"
            : Rate is > 100 or < 60 ? "Normal ECG except for rate"
            : "Normal ECG");
        return lines;
    }

    /// <summary>The QT interval is shorter the faster the heart: 154 ms for each second between beats (Sagie and others, Framingham, 1992).</summary>
    private static int QtOfRate(int beatToBeat) => 154 * (beatToBeat - 1000) / 1000;

    private static int Whole(SeededRandom r, double mean, double deviation, int least, int most) =>
        (int)Math.Clamp(mean + (deviation * r.NextNormal()), least, most);
}
