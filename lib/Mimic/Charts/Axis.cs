namespace Mimic.Charts;

/// <summary>The values that an axis must hold.</summary>
internal sealed class Extent
{
    /// <summary>Larger numbers than this overflow when ranges are computed; they count as infinite.</summary>
    private const double Largest = 1e300;

    public double Low { get; private set; } = double.PositiveInfinity;

    public double High { get; private set; } = double.NegativeInfinity;

    /// <summary>Whether the axis should show 0 and start at it, as bars need.</summary>
    public bool FromZero { get; set; }

    /// <summary>Whether values are counts.</summary>
    public bool Whole { get; set; }

    public List<string> Categories { get; } = [];

    public bool IsEmpty => Low > High;

    public static bool IsUsable(double value, bool logarithmic) => Math.Abs(value) <= Largest && (!logarithmic || value >= 1 / Largest);

    public void Include(double value, bool logarithmic)
    {
        if (IsUsable(value, logarithmic))
        {
            Low = Math.Min(Low, value);
            High = Math.Max(High, value);
        }
    }

    public void Include(Coordinates values, bool logarithmic)
    {
        foreach (var value in values.Numbers)
        {
            Include(value, logarithmic);
        }

        Include(values.Names);
    }

    /// <summary>Takes in all that another axis must hold.</summary>
    public void Include(Extent other)
    {
        Include(other.Low, false);
        Include(other.High, false);
        Include(other.Categories);
        (FromZero, Whole) = (FromZero || other.FromZero, Whole || other.Whole);
    }

    public void Include(IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            if (!Categories.Contains(name))
            {
                Categories.Add(name);
            }
        }
    }
}

/// <summary>An axis with its range and its marks.</summary>
internal sealed class Axis
{
    private readonly Dictionary<string, int> _positions = new(StringComparer.Ordinal);

    private Axis(AxisKind kind, bool logarithmic, Extent extent, (double Low, double High)? range, int most, bool padded)
    {
        (Kind, Logarithmic, Categories) = (kind, logarithmic, extent.Categories);
        for (var i = 0; i < Categories.Count; i++)
        {
            _positions[Categories[i]] = i;
        }

        (Low, High) = kind == AxisKind.Category ? (-0.5, Math.Max(1, Categories.Count) - 0.5)
            : range is { } ends && ends.Low <= ends.High && Extent.IsUsable(ends.Low, logarithmic) && Extent.IsUsable(ends.High, logarithmic)
                ? (logarithmic && ends.Low == ends.High ? (ends.Low / 3, ends.High * 3) : Widened(ends.Low, ends.High))
            : Fitted(extent, most, padded);
        Ticks = kind switch
        {
            AxisKind.Category => [.. Categories.Select((c, i) => new Tick(i, c))],
            AxisKind.Date => DateTicks.Between(Low, High, most),
            _ => Logarithmic ? NiceTicks.Logarithmic(Low, High, most) : NiceTicks.Between(Low, High, most, extent.Whole),
        };
    }

    public AxisKind Kind { get; }

    public bool Logarithmic { get; }

    public double Low { get; }

    public double High { get; }

    public IReadOnlyList<string> Categories { get; }

    public IReadOnlyList<Tick> Ticks { get; }

    public static Axis Of(AxisKind kind, bool logarithmic, Extent extent, (double Low, double High)? range, int most, bool padded) =>
        new(kind, logarithmic && kind == AxisKind.Number, extent, range, most, padded);

    /// <summary>Where a value lies: 0 at the low end, 1 at the high one; NaN if it cannot be shown.</summary>
    public double Place(double value)
    {
        // Ends of axes and edges of bins lie a little beyond the largest values.
        const double Beyond = 1e6;
        if (!Extent.IsUsable(value / Beyond, false) || (Logarithmic && value <= 0))
        {
            return double.NaN;
        }

        // Far outside values are drawn to the edge only; beyond that, coordinates would overflow what browsers can draw.
        var place = Logarithmic
            ? (Math.Log10(value) - Math.Log10(Low)) / (Math.Log10(High) - Math.Log10(Low))
            : (value - Low) / (High - Low);
        return Math.Clamp(place, -10, 11);
    }

    /// <summary>The position of a value of a series.</summary>
    public double Value(Coordinates values, int i) => values.Kind == AxisKind.Category ? Position(values.Names[i]) : values.Numbers[i];

    /// <summary>The position of a category.</summary>
    public double Position(string category) => _positions.TryGetValue(category, out var i) ? i : double.NaN;

    private static (double Low, double High) Widened(double low, double high)
    {
        if (!double.IsFinite(low) || !double.IsFinite(high) || low > high)
        {
            return (0, 1);
        }

        var smallest = Math.Max(Math.Abs(low), Math.Abs(high)) * 1e-9;
        return high - low > smallest ? (low, high)
            : low == 0 ? (-0.5, 0.5)
            : (low - (Math.Abs(low) * 0.1), high + (Math.Abs(high) * 0.1));
    }

    private (double Low, double High) Fitted(Extent extent, int most, bool padded)
    {
        double low = extent.Low, high = extent.High;
        if (extent.IsEmpty)
        {
            return Logarithmic ? (1, 10) : Kind == AxisKind.Date ? (0, 365) : (0, 1);
        }

        if (Logarithmic)
        {
            // Bars have no 0 to start from; a power of ten is the next best.
            return extent.FromZero ? (Math.Pow(10, Math.Floor(Math.Log10(low * 0.999))), high * 1.1)
                : low < high * 0.999 ? (low / 1.1, high * 1.1) : (low / 3, high * 3);
        }

        if (extent.FromZero)
        {
            (low, high) = (Math.Min(0, low), Math.Max(0, high));
            high = low == 0 && high == 0 ? 1 : high;
        }

        if (Kind == AxisKind.Date)
        {
            var margin = Math.Max((high - low) * 0.02, high == low ? 0.5 : 0);
            return (low - margin, high + margin);
        }

        (low, high) = Widened(low, high);
        if (!padded)
        {
            return (low, high);
        }

        // Ends on round numbers; a little room beyond the data unless they end exactly there.
        var step = NiceTicks.Step(low, high, most, extent.Whole);
        return (Math.Floor((low / step) + 1e-6) * step, Math.Ceiling((high / step) - 1e-6) * step);
    }
}
