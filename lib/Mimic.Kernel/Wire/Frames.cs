using System.Buffers.Binary;
using System.Text;

namespace Mimic.Kernel.Wire;

/// <summary>One frame of ZMTP 3: part of a message, or a command.</summary>
/// <param name="Body">Its content.</param>
/// <param name="IsMore">Whether more frames of the same message follow.</param>
/// <param name="IsCommand">Whether it is a command.</param>
internal readonly record struct Frame(byte[] Body, bool IsMore, bool IsCommand);

/// <summary>The bytes of greetings, frames and commands of ZMTP 3.1 (rfc.zeromq.org/spec/37).</summary>
internal static class Frames
{
    public const int GreetingLength = 64;
    public const byte More = 1;
    public const byte Long = 2;
    public const byte Command = 4;

    private const int SignatureEnd = 9;
    private const int MajorAt = 10;
    private const int MechanismAt = 12;
    private const int MechanismLength = 20;

    private static ReadOnlySpan<byte> Null => "NULL"u8;

    /// <summary>Our side's greeting: version 3.1, no security, which only runs on the loopback of one machine.</summary>
    public static byte[] Greeting()
    {
        var greeting = new byte[GreetingLength];
        greeting[0] = 0xff;
        greeting[SignatureEnd] = 0x7f;
        greeting[MajorAt] = 3;
        greeting[MajorAt + 1] = 1;
        Null.CopyTo(greeting.AsSpan(MechanismAt));
        return greeting;
    }

    /// <summary>Whether the first bytes are those of any version of the protocol.</summary>
    /// <param name="start">The first ten bytes.</param>
    public static bool IsSignature(ReadOnlySpan<byte> start) => start[0] == 0xff && (start[SignatureEnd] & 1) == 1;

    /// <summary>Says what is wrong with a peer's greeting.</summary>
    /// <param name="greeting">All of it.</param>
    /// <exception cref="WireException">We cannot talk with this peer.</exception>
    public static void CheckGreeting(ReadOnlySpan<byte> greeting)
    {
        if (greeting[MajorAt] < 3)
        {
            throw new WireException($"it speaks version {greeting[MajorAt]} of ZMTP; 3 is the oldest that is understood");
        }

        if (!greeting.Slice(MechanismAt, MechanismLength).TrimEnd((byte)0).SequenceEqual(Null))
        {
            throw new WireException("it wants a security mechanism; a kernel has none but the signature of its messages");
        }
    }

    /// <summary>A message as bytes on the wire.</summary>
    /// <param name="frames">Its frames, at least one.</param>
    public static byte[] Encode(IReadOnlyList<ReadOnlyMemory<byte>> frames)
    {
        var bytes = new byte[frames.Sum(f => HeadLength(f.Length) + f.Length)];
        var at = 0;
        for (var i = 0; i < frames.Count; i++)
        {
            at += Write(bytes.AsSpan(at), frames[i].Span, i + 1 < frames.Count ? More : (byte)0);
        }

        return bytes;
    }

    /// <summary>A command as bytes on the wire.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="data">What follows the name.</param>
    public static byte[] EncodeCommand(string name, ReadOnlySpan<byte> data)
    {
        byte[] body = [(byte)name.Length, .. Encoding.ASCII.GetBytes(name), .. data];
        var bytes = new byte[HeadLength(body.Length) + body.Length];
        Write(bytes, body, Command);
        return bytes;
    }

    /// <summary>The command READY, with which each side introduces itself.</summary>
    /// <param name="socketType">What kind of socket this is.</param>
    public static byte[] EncodeReady(string socketType) =>
        EncodeCommand("READY", [.. Property("Socket-Type", Encoding.ASCII.GetBytes(socketType)), .. Property("Identity", [])]);

    /// <summary>Takes a command apart.</summary>
    /// <param name="body">The body of its frame.</param>
    /// <exception cref="WireException">It has no name.</exception>
    public static (string Name, ReadOnlyMemory<byte> Data) ReadCommand(ReadOnlyMemory<byte> body)
    {
        if (body.Length == 0 || body.Length < 1 + body.Span[0])
        {
            throw new WireException("it sent a command without a name");
        }

        var length = body.Span[0];
        return (Encoding.ASCII.GetString(body.Span.Slice(1, length)), body[(1 + length)..]);
    }

    /// <summary>Reads the properties of READY; names do not tell upper and lower case apart.</summary>
    /// <param name="data">What follows the command's name.</param>
    /// <exception cref="WireException">A length does not fit.</exception>
    public static Dictionary<string, byte[]> ReadProperties(ReadOnlySpan<byte> data)
    {
        var properties = new Dictionary<string, byte[]>(StringComparer.OrdinalIgnoreCase);
        while (data.Length > 0)
        {
            var name = data[0];
            if (data.Length < 1 + name + 4)
            {
                throw new WireException("the properties of its introduction are cut off");
            }

            var length = BinaryPrimitives.ReadUInt32BigEndian(data[(1 + name)..]);
            var value = data[(1 + name + 4)..];
            if (length > value.Length)
            {
                throw new WireException("the properties of its introduction are cut off");
            }

            properties[Encoding.ASCII.GetString(data.Slice(1, name))] = value[..(int)length].ToArray();
            data = value[(int)length..];
        }

        return properties;
    }

    private static byte[] Property(string name, ReadOnlySpan<byte> value)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, value.Length);
        return [(byte)name.Length, .. Encoding.ASCII.GetBytes(name), .. length, .. value];
    }

    private static int HeadLength(int body) => body <= byte.MaxValue ? 2 : 9;

    private static int Write(Span<byte> to, ReadOnlySpan<byte> body, byte flags)
    {
        var head = HeadLength(body.Length);
        if (head == 2)
        {
            (to[0], to[1]) = (flags, (byte)body.Length);
        }
        else
        {
            to[0] = (byte)(flags | Long);
            BinaryPrimitives.WriteInt64BigEndian(to[1..], body.Length);
        }

        body.CopyTo(to[head..]);
        return head + body.Length;
    }
}
