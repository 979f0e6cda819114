using Mimic.Synthetic.Patients;

namespace Mimic.Synthetic.Images;

/// <summary>What a chest radiograph shows: the one truth behind picture, labels and report. Extents run from 0 to 1.</summary>
internal sealed record ChestFindings
{
    public double EffusionRight { get; init; }

    public double EffusionLeft { get; init; }

    public double Edema { get; init; }

    /// <summary>A patch of consolidation; its extent.</summary>
    public double Opacity { get; init; }

    public bool OpacityOnRight { get; init; }

    /// <summary>Where the patch lies: 0 upper, 1 lower zone.</summary>
    public double OpacityHeight { get; init; }

    /// <summary>Width of the heart over the width of the chest.</summary>
    public double HeartRatio { get; init; }

    public bool Tube { get; init; }

    public bool Line { get; init; }

    public bool Pacemaker { get; init; }

    /// <summary>A dense round spot, in patients with lung cancer.</summary>
    public bool Mass { get; init; }

    public required ChestAnatomy Anatomy { get; init; }

    public bool HasEffusion => EffusionRight > 0.12 || EffusionLeft > 0.12;

    public bool HasEdema => Edema > 0.3;

    public bool HasCardiomegaly => HeartRatio > 0.54;

    public bool HasOpacity => Opacity > 0.3;

    public bool HasDevices => Tube || Line || Pacemaker;

    public bool IsClear => !HasEffusion && !HasEdema && !HasCardiomegaly && !HasOpacity && !Mass;

    /// <summary>Draws the findings from the severity as the radiographs show it.</summary>
    public static ChestFindings Draw(Person person, double seen, bool portable, SeededRandom anatomy, SeededRandom random)
    {
        double Extent(double gain, double threshold) =>
            Math.Clamp((PortableMath.Logistic((gain * (seen - threshold)) + (0.7 * random.NextNormal())) - 0.08) / 0.85, 0, 1);

        var effusion = Extent(1.5, person.Has(Conditions.HeartFailure | Conditions.Cancer) ? 0.7 : 1.1);
        var side = anatomy.Fork(7).NextDouble();
        var body = ChestAnatomy.Draw(person, anatomy);
        return new()
        {
            Anatomy = body,
            EffusionRight = effusion * (side < 0.4 ? 1 : 0.55),
            EffusionLeft = effusion * (side < 0.4 ? 0.5 : side < 0.7 ? 1 : 0.9),
            Edema = Extent(1.4, person.Has(Conditions.HeartFailure) ? 0.7 : 1.2),
            Opacity = Extent(1.2, 1.0) * (random.Chance(0.75) ? 1 : 0.2),
            OpacityOnRight = anatomy.Fork(8).Chance(0.55),
            OpacityHeight = anatomy.Fork(9).NextDouble(),
            HeartRatio = Math.Clamp(
                0.47 + (0.035 * seen) + (person.Has(Conditions.HeartFailure) ? 0.03 : 0) + body.HeartExtra + (portable ? 0.02 : 0), 0.38,
                    0.68),
            Tube = portable && random.Chance(PortableMath.Logistic((1.2 * seen) - 1.6)),
            Line = portable && random.Chance(PortableMath.Logistic((1.0 * seen) - 0.6)),
            Pacemaker = body.Pacemaker,
            Mass = person.Has(Conditions.Cancer) && anatomy.Fork(10).Chance(0.6),
        };
    }
}

/// <summary>How a chest is built; the same in all pictures of a patient.</summary>
internal sealed record ChestAnatomy(
    double Width, double LungTop, double Diaphragm, double Tilt, double RibPhase, double Density, double HeartExtra, bool Pacemaker)
{
    /// <summary>Draws a chest.</summary>
    public static ChestAnatomy Draw(Person person, SeededRandom random) => new(
        Width: 0.86 + (0.035 * Math.Clamp(random.NextNormal(), -2, 2)),
        LungTop: 0.12 + (0.015 * random.NextNormal()),
        Diaphragm: (person.Has(Conditions.Copd) ? 0.84 : 0.79) + (0.018 * Math.Clamp(random.NextNormal(), -2, 2)),
        Tilt: 0.02 * random.NextNormal(),
        RibPhase: random.NextDouble(),
        Density: Math.Clamp(((person.WeightKg - 78) / 60) + (0.15 * random.NextNormal()), -0.5, 0.9),
        HeartExtra: 0.018 * random.NextNormal(),
        Pacemaker: person.Has(Conditions.AtrialFibrillation) && random.Chance(0.3));
}
