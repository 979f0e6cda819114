using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Mimic.Kernel.Tests.Protocol;

/// <summary>A client's end of one ZMTP connection, written from the specification and apart from the code that it tests.</summary>
internal sealed class TestPeer : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TcpClient _client;
    private readonly NetworkStream _stream;

    private TestPeer(TcpClient client) => (_client, _stream) = (client, client.GetStream());

    /// <summary>What the server said in its READY.</summary>
    public byte[] Ready { get; private set; } = [];

    /// <summary>A TCP connection on which nothing has been said.</summary>
    public static async Task<TestPeer> ConnectRawAsync(IPEndPoint address)
    {
        var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(address);
        return new(client);
    }

    /// <summary>A connection on which both sides have introduced themselves.</summary>
    public static async Task<TestPeer> ConnectAsync(IPEndPoint address, string type, string identity = "", byte minor = 1)
    {
        var peer = await ConnectRawAsync(address);
        await peer.WriteAsync(Greeting(3, minor));
        await peer.ReadAsync(64);
        byte[] name = Encoding.ASCII.GetBytes(identity);
        await peer.CommandAsync("READY", [.. Property("socket-type", Encoding.ASCII.GetBytes(type)), .. Property("identity", name)]);
        peer.Ready = (await peer.ReadFrameAsync()).Body;
        return peer;
    }

    public static byte[] Greeting(byte major, byte minor, string mechanism = "NULL")
    {
        var greeting = new byte[64];
        (greeting[0], greeting[8], greeting[9], greeting[10], greeting[11]) = (0xff, 1, 0x7f, major, minor);
        Encoding.ASCII.GetBytes(mechanism).CopyTo(greeting, 12);
        return greeting;
    }

    public Task WriteAsync(ReadOnlyMemory<byte> bytes) => _stream.WriteAsync(bytes).AsTask().WaitAsync(Patience);

    public Task SubscribeAsync(string topic = "") => CommandAsync("SUBSCRIBE", Encoding.ASCII.GetBytes(topic));

    public Task CommandAsync(string name, byte[] data) => WriteAsync(Frame([(byte)name.Length, .. Encoding.ASCII.GetBytes(name), .. data], 4));

    public async Task SendAsync(params IReadOnlyList<byte[]> frames)
    {
        var bytes = frames.SelectMany((f, i) => Frame(f, (byte)(i + 1 < frames.Count ? 1 : 0))).ToArray();
        await WriteAsync(bytes);
    }

    /// <summary>The next message; commands are passed over.</summary>
    public async Task<List<byte[]>> ReceiveAsync()
    {
        var message = new List<byte[]>();
        while (true)
        {
            var (flags, body) = await ReadFrameAsync();
            if ((flags & 4) != 0)
            {
                continue;
            }

            message.Add(body);
            if ((flags & 1) == 0)
            {
                return message;
            }
        }
    }

    public async Task<(byte Flags, byte[] Body)> ReadFrameAsync()
    {
        var flags = (await ReadAsync(1))[0];
        var length = (flags & 2) != 0 ? BinaryPrimitives.ReadInt64BigEndian(await ReadAsync(8)) : (await ReadAsync(1))[0];
        return (flags, await ReadAsync((int)length));
    }

    public async Task<byte[]> ReadAsync(int count)
    {
        var bytes = new byte[count];
        await _stream.ReadExactlyAsync(bytes).AsTask().WaitAsync(Patience);
        return bytes;
    }

    /// <summary>Reads until the server has closed the connection.</summary>
    public async Task<int> ReadToEndAsync()
    {
        var (total, buffer) = (0, new byte[1 << 16]);
        try
        {
            while (await _stream.ReadAsync(buffer).AsTask().WaitAsync(Patience) is > 0 and var count)
            {
                total += count;
            }
        }
        catch (IOException)
        {
            // Closed with data of ours unread.
        }

        return total;
    }

    public void Dispose() => _client.Dispose();

    private static byte[] Property(string name, byte[] value)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, value.Length);
        return [(byte)name.Length, .. Encoding.ASCII.GetBytes(name), .. length, .. value];
    }

    private static byte[] Frame(byte[] body, byte flags)
    {
        if (body.Length < 256)
        {
            return [flags, (byte)body.Length, .. body];
        }

        var length = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(length, body.Length);
        return [(byte)(flags | 2), .. length, .. body];
    }
}
