using System.Buffers;
using System.Text;

namespace Mimic.Trajectories.Parquet;

/// <summary>The types of Thrift's compact protocol, as written in field and list headers.</summary>
internal enum ThriftType : byte
{
    Stop = 0,
    True = 1,
    False = 2,
    Byte = 3,
    Int16 = 4,
    Int32 = 5,
    Int64 = 6,
    Double = 7,
    Binary = 8,
    List = 9,
    Set = 10,
    Map = 11,
    Struct = 12,
}

/// <summary>
/// Writes Thrift's compact protocol, in which Parquet keeps its page headers and footer
/// (https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md).
/// </summary>
internal sealed class ThriftWriter
{
    private readonly ArrayBufferWriter<byte> _output = new(256);
    private readonly Stack<int> _outer = new();
    private int _lastField;

    /// <summary>What was written so far.</summary>
    public ReadOnlySpan<byte> Written => _output.WrittenSpan;

    /// <summary>Begins a struct that is an element of a list.</summary>
    public void BeginElement()
    {
        _outer.Push(_lastField);
        _lastField = 0;
    }

    /// <summary>Begins a struct that is a field.</summary>
    public void BeginStruct(int field)
    {
        Header(field, ThriftType.Struct);
        BeginElement();
    }

    /// <summary>Ends the struct begun last.</summary>
    public void EndStruct()
    {
        EndRoot();
        _lastField = _outer.Pop();
    }

    /// <summary>Ends the outermost struct, which has no beginning in the bytes.</summary>
    public void EndRoot() => Byte((byte)ThriftType.Stop);

    /// <summary>A struct without any field, which Thrift's unions use as a bare tag.</summary>
    public void EmptyStruct(int field)
    {
        BeginStruct(field);
        EndStruct();
    }

    public void Bool(int field, bool value) => Header(field, value ? ThriftType.True : ThriftType.False);

    public void Int16(int field, short value)
    {
        Header(field, ThriftType.Int16);
        VarInt(ZigZag(value));
    }

    public void Int32(int field, int value)
    {
        Header(field, ThriftType.Int32);
        VarInt(ZigZag(value));
    }

    public void Int64(int field, long value)
    {
        Header(field, ThriftType.Int64);
        VarInt(ZigZag(value));
    }

    public void Binary(int field, ReadOnlySpan<byte> value)
    {
        Header(field, ThriftType.Binary);
        BinaryElement(value);
    }

    public void String(int field, string value) => Binary(field, Encoding.UTF8.GetBytes(value));

    /// <summary>Begins a list; its elements follow, each written by the Element methods.</summary>
    public void List(int field, ThriftType element, int count)
    {
        Header(field, ThriftType.List);
        if (count < 15)
        {
            Byte((byte)((count << 4) | (int)element));
        }
        else
        {
            Byte((byte)(0xF0 | (int)element));
            VarInt((ulong)count);
        }
    }

    public void Int32Element(int value) => VarInt(ZigZag(value));

    public void StringElement(string value) => BinaryElement(Encoding.UTF8.GetBytes(value));

    private static ulong ZigZag(long value) => (ulong)((value << 1) ^ (value >> 63));

    private void BinaryElement(ReadOnlySpan<byte> value)
    {
        VarInt((ulong)value.Length);
        _output.Write(value);
    }

    private void Header(int field, ThriftType type)
    {
        var step = field - _lastField;
        if (step is > 0 and <= 15)
        {
            Byte((byte)((step << 4) | (int)type));
        }
        else
        {
            Byte((byte)type);
            VarInt(ZigZag(field));
        }

        _lastField = field;
    }

    private void VarInt(ulong value)
    {
        while (value >= 0x80)
        {
            Byte((byte)(value | 0x80));
            value >>= 7;
        }

        Byte((byte)value);
    }

    private void Byte(byte value)
    {
        _output.GetSpan(1)[0] = value;
        _output.Advance(1);
    }
}
