using System.Text;
using Mimic.Native;

namespace Mimic.Tests.Native;

/// <summary>
/// Writes ONNX models byte by byte, in the few fields of onnx.proto that a small graph needs, so that tests run real networks whose
/// outputs can be worked out by hand. Nodes are added in the order in which they run.
/// </summary>
internal sealed class TinyOnnx
{
    private const int Varint = 0, Fixed32 = 5, Bytes = 2;
    private const int FloatAttribute = 1, IntegerAttribute = 2, IntegersAttribute = 7;

    private readonly MemoryStream _graph = new();

    public TinyOnnx(string name = "tiny") => Text(_graph, 2, name);

    /// <summary>Declares an input; -1 for a free length.</summary>
    public TinyOnnx Input(string name, OnnxElement element, params long[] shape) => Value(11, name, element, shape);

    /// <summary>Declares an output; -1 for a free length.</summary>
    public TinyOnnx Output(string name, OnnxElement element, params long[] shape) => Value(12, name, element, shape);

    /// <summary>A tensor of weights.</summary>
    public TinyOnnx Weights(string name, float[] values, params long[] shape) =>
        Initializer(name, OnnxElement.Float, [.. values.SelectMany(BitConverter.GetBytes)], shape);

    /// <summary>A tensor of whole numbers, such as a shape or an index.</summary>
    public TinyOnnx Integers(string name, long[] values, params long[] shape) =>
        Initializer(name, OnnxElement.Int64, [.. values.SelectMany(BitConverter.GetBytes)], shape);

    /// <summary>A node of the graph, with attributes that are a long, a float or a long[].</summary>
    public TinyOnnx Node(string operation, string[] inputs, string[] outputs, params (string Name, object Value)[] attributes)
    {
        var node = new MemoryStream();
        Array.ForEach(inputs, i => Text(node, 1, i));
        Array.ForEach(outputs, o => Text(node, 2, o));
        Text(node, 4, operation);
        foreach (var (name, value) in attributes)
        {
            Block(node, 5, Attribute(name, value));
        }

        Block(_graph, 1, node);
        return this;
    }

    /// <summary>The bytes of the file.</summary>
    public byte[] ToArray()
    {
        var model = new MemoryStream();
        Number(model, 1, 8); // ir_version
        Block(model, 7, _graph);
        var operators = new MemoryStream();
        Text(operators, 1, string.Empty);
        Number(operators, 2, 13);
        Block(model, 8, operators);
        return model.ToArray();
    }

    /// <summary>Writes the file into a folder.</summary>
    public string Save(TemporaryFolder folder, string name = "tiny.onnx") => folder.Write(name, ToArray());

    private static MemoryStream Attribute(string name, object value)
    {
        var attribute = new MemoryStream();
        Text(attribute, 1, name);
        switch (value)
        {
            case float number:
                Key(attribute, 2, Fixed32);
                attribute.Write(BitConverter.GetBytes(number));
                Number(attribute, 20, FloatAttribute);
                break;
            case long number:
                Number(attribute, 3, number);
                Number(attribute, 20, IntegerAttribute);
                break;
            case long[] numbers:
                Array.ForEach(numbers, n => Number(attribute, 8, n));
                Number(attribute, 20, IntegersAttribute);
                break;
            default:
                throw new ArgumentException("a long, a float or a long[]", nameof(value));
        }

        return attribute;
    }

    private static void Key(MemoryStream to, int field, int wire) => Raw(to, (ulong)((field << 3) | wire));

    private static void Number(MemoryStream to, int field, long value)
    {
        Key(to, field, Varint);
        Raw(to, (ulong)value);
    }

    private static void Text(MemoryStream to, int field, string text) => Block(to, field, new(Encoding.UTF8.GetBytes(text)));

    private static void Block(MemoryStream to, int field, MemoryStream content)
    {
        Key(to, field, Bytes);
        Raw(to, (ulong)content.Length);
        to.Write(content.ToArray());
    }

    private static void Raw(MemoryStream to, ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            to.WriteByte((byte)(value | 0x80));
        }

        to.WriteByte((byte)value);
    }

    private TinyOnnx Initializer(string name, OnnxElement element, byte[] values, long[] shape)
    {
        var tensor = new MemoryStream();
        Array.ForEach(shape, d => Number(tensor, 1, d));
        Number(tensor, 2, (long)element);
        Text(tensor, 8, name);
        Block(tensor, 9, new(values));
        Block(_graph, 5, tensor);
        return this;
    }

    private TinyOnnx Value(int field, string name, OnnxElement element, long[] shape)
    {
        var dimensions = new MemoryStream();
        foreach (var length in shape)
        {
            var dimension = new MemoryStream();
            if (length < 0)
            {
                Text(dimension, 2, "n");
            }
            else
            {
                Number(dimension, 1, length);
            }

            Block(dimensions, 1, dimension);
        }

        var tensor = new MemoryStream();
        Number(tensor, 1, (long)element);
        Block(tensor, 2, dimensions);
        var type = new MemoryStream();
        Block(type, 1, tensor);
        var value = new MemoryStream();
        Text(value, 1, name);
        Block(value, 2, type);
        Block(_graph, field, value);
        return this;
    }
}
