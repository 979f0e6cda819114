using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Mimic.Kernel.Wire;

namespace Mimic.Kernel.Tests.Protocol;

/// <summary>The sockets alone, under peers that keep to the protocol and peers that do not.</summary>
public sealed class WireTests : IAsyncLifetime
{
    private static readonly IPEndPoint Anywhere = new(IPAddress.Loopback, 0);

    private readonly BlockingCollection<IReadOnlyList<byte[]>> _received = [];
    private readonly BlockingCollection<string> _log = [];
    private readonly RouterSocket _router;

    public WireTests()
    {
        _router = new("shell", Anywhere, _log.Add, _received.Add);
        _router.Start();
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _router.DisposeAsync();
        _received.Dispose();
        _log.Dispose();
    }

    [Fact]
    public async Task A_router_introduces_itself_and_sends_answers_to_the_peer_that_asked()
    {
        using var first = await TestPeer.ConnectAsync(_router.Address, "DEALER", "one");
        using var second = await TestPeer.ConnectAsync(_router.Address, "DEALER", "two");
        Assert.Contains("ROUTER", Encoding.ASCII.GetString(first.Ready), StringComparison.Ordinal);
        await first.SendAsync("from one"u8.ToArray());
        var message = Take();
        Assert.Equal(["one", "from one"], message.Select(Encoding.ASCII.GetString));
        _router.Send([message[0], "to one"u8.ToArray()]);
        _router.Send(["two"u8.ToArray(), "to two"u8.ToArray()]);
        _router.Send(["nobody"u8.ToArray(), "lost"u8.ToArray()]);
        Assert.Equal("to two", Encoding.ASCII.GetString(Assert.Single(await second.ReceiveAsync())));
        Assert.Equal("to one", Encoding.ASCII.GetString(Assert.Single(await first.ReceiveAsync())));
    }

    [Fact]
    public async Task A_peer_without_a_name_is_given_one()
    {
        using var peer = await TestPeer.ConnectAsync(_router.Address, "DEALER");
        await peer.SendAsync("x"u8.ToArray());
        var message = Take();
        Assert.Equal(0, message[0][0]);
        _router.Send([message[0], "back"u8.ToArray()]);
        Assert.Equal("back", Encoding.ASCII.GetString(Assert.Single(await peer.ReceiveAsync())));
    }

    [Theory]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(3_000_000)]
    public async Task Frames_of_any_allowed_length_go_both_ways(int length)
    {
        using var peer = await TestPeer.ConnectAsync(_router.Address, "DEALER", "p");
        var body = new byte[length];
        new Random(1).NextBytes(body);
        await peer.SendAsync([], body, [7]);
        var message = Take();
        Assert.Equal([1, 0, length, 1], message.Select(f => f.Length));
        Assert.Equal(body, message[2]);
        _router.Send([.. message.Select(f => (ReadOnlyMemory<byte>)f)]);
        Assert.Equal(body, (await peer.ReceiveAsync())[1]);
    }

    [Fact]
    public async Task A_frame_of_100_megabytes_is_refused_before_it_is_read_and_others_do_not_notice()
    {
        using var good = await TestPeer.ConnectAsync(_router.Address, "DEALER", "good");
        using var bad = await TestPeer.ConnectAsync(_router.Address, "DEALER", "bad");
        await bad.WriteAsync(new byte[] { 2, 0, 0, 0, 0, 0x06, 0x40, 0, 0 });
        Assert.Equal(0, await bad.ReadToEndAsync());
        Assert.Contains("announced a frame of 104,857,600 bytes; a message may have 67,108,864; the connection is closed", Line(), StringComparison.Ordinal);
        await good.SendAsync("still here"u8.ToArray());
        Assert.Equal("good", Encoding.ASCII.GetString(Take()[0]));
    }

    [Fact]
    public async Task A_message_of_many_frames_is_refused_when_it_exceeds_what_one_frame_may_not()
    {
        await using var router = new RouterSocket("small", Anywhere, _log.Add, _received.Add, new WireLimits { MessageBytes = 1_000, MessageFrames = 50 });
        router.Start();
        using var large = await TestPeer.ConnectAsync(router.Address, "DEALER");
        await large.SendAsync(new byte[600], new byte[600]);
        Assert.Equal(0, await large.ReadToEndAsync());
        Assert.Contains("a frame of 600 bytes; a message may have 1,000", Line(), StringComparison.Ordinal);
        using var many = await TestPeer.ConnectAsync(router.Address, "DEALER");
        await many.SendAsync([.. Enumerable.Repeat(Array.Empty<byte>(), 51)]);
        await many.ReadToEndAsync();
        Assert.Contains("more than 50 frames", Line(), StringComparison.Ordinal);
        Assert.Empty(_received);
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", "does not speak ZMTP")]
    [InlineData("\u0016\u0003\u0001 something like TLS", "does not speak ZMTP")]
    public async Task Another_protocol_is_turned_away(string text, string complaint)
    {
        using var peer = await TestPeer.ConnectRawAsync(_router.Address);
        await peer.WriteAsync(Encoding.Latin1.GetBytes(text));
        await peer.ReadToEndAsync();
        Assert.Contains(complaint, Line(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "NULL", "speaks version 2 of ZMTP")]
    [InlineData(3, "CURVE", "wants a security mechanism")]
    public async Task A_greeting_that_cannot_be_met_is_refused(byte major, string mechanism, string complaint)
    {
        using var peer = await TestPeer.ConnectRawAsync(_router.Address);
        await peer.WriteAsync(TestPeer.Greeting(major, 0, mechanism));
        await peer.ReadToEndAsync();
        Assert.Contains(complaint, Line(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_peer_that_says_nothing_is_turned_away_after_a_while()
    {
        await using var router = new RouterSocket("hasty", Anywhere, _log.Add, _received.Add, new WireLimits { Handshake = TimeSpan.FromMilliseconds(50) });
        router.Start();
        using var peer = await TestPeer.ConnectRawAsync(router.Address);
        Assert.Equal(64, await peer.ReadToEndAsync());
        Assert.Contains("did not introduce itself within 0.05 s", Line(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Random_bytes_after_the_introduction_never_harm_anybody_else()
    {
        using var good = await TestPeer.ConnectAsync(_router.Address, "DEALER", "good");
        var random = new Random(7);
        for (var i = 0; i < 200; i++)
        {
            using var bad = await TestPeer.ConnectAsync(_router.Address, "DEALER");
            var bytes = new byte[random.Next(1, 300)];
            random.NextBytes(bytes);
            await bad.WriteAsync(bytes);
        }

        await good.SendAsync("end"u8.ToArray());
        while (Encoding.ASCII.GetString(Take()[0]) != "good")
        {
            // Some random bytes are messages.
        }
    }

    [Fact]
    public async Task A_client_that_comes_back_under_its_name_takes_the_place_of_its_old_connection()
    {
        using var old = await TestPeer.ConnectAsync(_router.Address, "DEALER", "me");
        await old.SendAsync("a"u8.ToArray());
        Take();
        using var again = await TestPeer.ConnectAsync(_router.Address, "DEALER", "me");
        await again.SendAsync("b"u8.ToArray());
        Take();
        _router.Send(["me"u8.ToArray(), "c"u8.ToArray()]);
        Assert.Equal("c", Encoding.ASCII.GetString(Assert.Single(await again.ReceiveAsync())));
        Assert.Equal(0, await old.ReadToEndAsync());
    }

    [Fact]
    public async Task A_ping_is_answered_with_its_context_and_unknown_commands_are_passed_over()
    {
        using var peer = await TestPeer.ConnectAsync(_router.Address, "DEALER");
        await peer.CommandAsync("SOMETHING", [1, 2, 3]);
        await peer.CommandAsync("PING", [0, 10, 42, 43]);
        var (flags, body) = await peer.ReadFrameAsync();
        Assert.Equal(4, flags);
        Assert.Equal([4, .. "PONG"u8, 42, 43], body);
    }

    [Fact]
    public async Task The_heartbeat_gives_everything_back_the_envelope_included()
    {
        await using var heartbeat = new EchoSocket("heartbeat", Anywhere, _log.Add);
        heartbeat.Start();
        for (var i = 0; i < 3; i++)
        {
            // Clients open a new socket when an answer is late.
            using var peer = await TestPeer.ConnectAsync(heartbeat.Address, "REQ");
            await peer.SendAsync([], "ping"u8.ToArray());
            Assert.Equal([string.Empty, "ping"], (await peer.ReceiveAsync()).Select(Encoding.ASCII.GetString));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Subscriptions_by_command_and_by_message_are_both_taken(byte minor)
    {
        await using var publisher = new PublisherSocket("iopub", Anywhere, _log.Add);
        publisher.Start();
        using var peer = await TestPeer.ConnectAsync(publisher.Address, "SUB", minor: minor);
        foreach (var (topic, wanted) in new[] { ("b", true), ("c", true), ("c", false) })
        {
            byte[] name = Encoding.ASCII.GetBytes(topic);
            await (minor == 0 ? peer.SendAsync([(byte)(wanted ? 1 : 0), .. name]) : peer.CommandAsync(wanted ? "SUBSCRIBE" : "CANCEL", name));
        }

        await peer.CommandAsync("PING", [0, 0]);
        await peer.ReadFrameAsync();
        foreach (var topic in new[] { "a", "c", "bc" })
        {
            publisher.Publish([Encoding.ASCII.GetBytes(topic)], mayBeMissed: false);
        }

        Assert.Equal("bc", Encoding.ASCII.GetString(Assert.Single(await peer.ReceiveAsync())));
    }

    [Fact]
    public async Task A_slow_subscriber_misses_what_may_be_missed_and_holds_up_nobody()
    {
        await using var publisher = new PublisherSocket("iopub", Anywhere, _log.Add, new WireLimits { QueuedBytes = 4 << 20, ReservedBytes = 1 << 20 });
        publisher.Start();
        using var slow = await Subscribe(publisher);
        using var fast = await Subscribe(publisher);
        byte[] large = new byte[1 << 20];
        for (var i = 0; i < 100; i++)
        {
            publisher.Publish([large], mayBeMissed: true);
            Assert.Equal(large.Length, Assert.Single(await fast.ReceiveAsync()).Length);
        }

        Assert.Contains("does not keep up: more than 4,194,304 bytes wait for it", Line(), StringComparison.Ordinal);
        publisher.Publish(["end"u8.ToArray()], mayBeMissed: false);
        var heard = 0;
        while ((await slow.ReceiveAsync())[0].Length == large.Length)
        {
            heard++;
        }

        Assert.InRange(heard, 1, 99);
    }

    [Fact]
    public async Task A_subscriber_that_leaves_even_the_reserve_unread_is_closed()
    {
        await using var publisher = new PublisherSocket("iopub", Anywhere, _log.Add, new WireLimits { QueuedBytes = 1 << 20, ReservedBytes = 1 << 20 });
        publisher.Start();
        using var slow = await Subscribe(publisher);
        for (var i = 0; i < 100; i++)
        {
            publisher.Publish([new byte[1 << 20]], mayBeMissed: false);
        }

        Assert.Contains("does not read what it subscribed to; the connection is closed", Line(), StringComparison.Ordinal);
        Assert.InRange(await slow.ReadToEndAsync(), 0, 90 << 20);
    }

    private static async Task<TestPeer> Subscribe(PublisherSocket publisher)
    {
        var peer = await TestPeer.ConnectAsync(publisher.Address, "SUB");
        await peer.SubscribeAsync();
        await peer.CommandAsync("PING", [0, 0]);
        await peer.ReadFrameAsync();
        return peer;
    }

    private IReadOnlyList<byte[]> Take() => _received.TryTake(out var message, TimeSpan.FromSeconds(60)) ? message : throw new TimeoutException();

    private string Line() => _log.TryTake(out var line, TimeSpan.FromSeconds(60)) ? line : throw new TimeoutException();
}
