namespace Mimic;

/// <summary>
/// A random generator whose sequence depends on its seed alone: the same on every machine and every version of .NET.
/// (SplitMix64: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.)
/// </summary>
/// <remarks>Not for secrets. Not safe for use by several threads; give each its own with <see cref="Fork"/>.</remarks>
public sealed class SeededRandom
{
    private ulong _state;

    /// <summary>A generator for a seed.</summary>
    /// <param name="seed">Any number.</param>
    public SeededRandom(long seed) => _state = unchecked((ulong)seed);

    /// <summary>The next 64 random bits.</summary>
    public ulong NextBits()
    {
        _state += 0x9E3779B97F4A7C15UL;
        return Mix(_state);
    }

    /// <summary>A uniform number in [0, 1) with 53 random bits.</summary>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A uniform whole number in [0, <paramref name="exclusiveMaximum"/>).</summary>
    /// <param name="exclusiveMaximum">Above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The maximum is not above 0.</exception>
    public int Next(int exclusiveMaximum)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(exclusiveMaximum);
        return (int)Math.BigMul(NextBits(), (ulong)exclusiveMaximum, out _);
    }

    /// <summary>A uniform whole number in [<paramref name="minimum"/>, <paramref name="exclusiveMaximum"/>).</summary>
    /// <param name="minimum">The smallest result.</param>
    /// <param name="exclusiveMaximum">Above the minimum.</param>
    public int Next(int minimum, int exclusiveMaximum) => minimum + Next(exclusiveMaximum - minimum);

    /// <summary>True with the given probability.</summary>
    /// <param name="probability">From 0 to 1.</param>
    public bool Chance(double probability) => NextDouble() < probability;

    /// <summary>A uniform number in [<paramref name="minimum"/>, <paramref name="maximum"/>).</summary>
    /// <param name="minimum">The smallest result.</param>
    /// <param name="maximum">The bound above.</param>
    public double Uniform(double minimum, double maximum) => minimum + ((maximum - minimum) * NextDouble());

    /// <summary>
    /// A number of the standard normal distribution, by the polar method of Marsaglia. Its logarithm comes from
    /// <see cref="PortableMath"/>, since the platform's may differ in the last bit between machines.
    /// </summary>
    public double NextNormal()
    {
        double x, square;
        do
        {
            x = (2 * NextDouble()) - 1;
            var y = (2 * NextDouble()) - 1;
            square = (x * x) + (y * y);
        }
        while (square is >= 1 or 0);
        return x * Math.Sqrt(-2 * PortableMath.Log(square) / square);
    }

    /// <summary>One of the given choices, each equally likely.</summary>
    /// <param name="choices">At least one.</param>
    public T Pick<T>(IReadOnlyList<T> choices)
    {
        ArgumentNullException.ThrowIfNull(choices);
        return choices[Next(choices.Count)];
    }

    /// <summary>Puts the items into a random order, in place (Fisher and Yates).</summary>
    /// <param name="items">What is shuffled.</param>
    public void Shuffle<T>(Span<T> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = Next(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    /// <summary>
    /// A generator of its own for a part of the work, so that the parts do not depend on the order in which they are done.
    /// The same generator state and key give the same fork.
    /// </summary>
    /// <param name="key">Which part: a patient's number, a trial, a fold.</param>
    public SeededRandom Fork(long key) => new(unchecked((long)Mix(_state ^ Mix((ulong)key + 0xD1B54A32D192ED03UL))));

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
