namespace Mimic.Native;

/// <summary>The types of numbers in a tensor that this project reads or writes; the values are ONNX's own.</summary>
public enum OnnxElement
{
    /// <summary>Not a tensor but a list or a map.</summary>
    None = 0,

    /// <summary>32-bit floating point: the only type of outputs that is read.</summary>
    Float = 1,

    /// <summary>32-bit integers; known by name only.</summary>
    Int32 = 6,

    /// <summary>64-bit integers, as of token numbers.</summary>
    Int64 = 7,

    /// <summary>16-bit floating point; known by name only.</summary>
    Float16 = 10,

    /// <summary>64-bit floating point; known by name only.</summary>
    Double = 11,
}

/// <summary>An input or output that a model declares.</summary>
/// <param name="Name">Its name in the model.</param>
/// <param name="Element">The type of its numbers.</param>
/// <param name="Shape">Its lengths, the outermost first; -1 where any length will do, as for the batch.</param>
public sealed record OnnxValueInfo(string Name, OnnxElement Element, IReadOnlyList<long> Shape)
{
    /// <summary>As <c>input_ids: Int64 [any, 128]</c>.</summary>
    public override string ToString() => $"{Name}: {Element} [{string.Join(", ", Shape.Select(d => d < 0 ? "any" : Invariant($"{d}")))}]";
}

/// <summary>Numbers with a name and a shape: what goes into a model, and what comes out of it.</summary>
public sealed class OnnxTensor
{
    private OnnxTensor(string name, float[]? floats, long[]? integers, IReadOnlyList<long> shape)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        (Name, Shape) = (name, [.. shape]);
        (FloatArray, IntegerArray) = (floats, integers);
        var count = Shape.Aggregate(1L, (product, d) => d >= 0 ? checked(product * d) : throw new ArgumentException("A length is negative.", nameof(shape)));
        if (count != (floats?.Length ?? integers!.Length))
        {
            throw new ArgumentException(
                Invariant($"The shape [{string.Join(", ", Shape)}] of {name} has {count} numbers, not {floats?.Length ?? integers!.Length}."), nameof(shape));
        }
    }

    /// <summary>The name of the input or output.</summary>
    public string Name { get; }

    /// <summary>The lengths, the outermost first.</summary>
    public IReadOnlyList<long> Shape { get; }

    /// <summary>The type of the numbers.</summary>
    public OnnxElement Element => FloatArray is null ? OnnxElement.Int64 : OnnxElement.Float;

    /// <summary>The numbers, the last index running fastest; empty if they are integers.</summary>
    public ReadOnlySpan<float> Floats => FloatArray;

    /// <summary>The numbers, the last index running fastest; empty if they are floating point.</summary>
    public ReadOnlySpan<long> Integers => IntegerArray;

    internal float[]? FloatArray { get; }

    internal long[]? IntegerArray { get; }

    /// <summary>A tensor of 32-bit floating point numbers; the array is not copied.</summary>
    /// <param name="name">The name of the input.</param>
    /// <param name="values">The numbers, the last index running fastest.</param>
    /// <param name="shape">The lengths, the outermost first; their product is the number of values.</param>
    /// <exception cref="ArgumentException">The shape does not fit the values.</exception>
    public static OnnxTensor Of(string name, float[] values, params IReadOnlyList<long> shape) => new(name, values, null, shape);

    /// <summary>A tensor of 64-bit integers; the array is not copied.</summary>
    /// <param name="name">The name of the input.</param>
    /// <param name="values">The numbers, the last index running fastest.</param>
    /// <param name="shape">The lengths, the outermost first; their product is the number of values.</param>
    /// <exception cref="ArgumentException">The shape does not fit the values.</exception>
    public static OnnxTensor Of(string name, long[] values, params IReadOnlyList<long> shape) => new(name, null, values, shape);
}
