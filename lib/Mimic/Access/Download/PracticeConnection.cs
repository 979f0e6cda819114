using System.Diagnostics;
using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Mimic.Access.Download;

/// <summary>A connection of a <see cref="PracticeArchive"/>: requests one after another, as HTTP/1.1 has them.</summary>
internal sealed class PracticeConnection(PracticeArchive archive, TcpClient client)
{
    private const int MostHeaderBytes = 16 << 10;
    private const int BufferBytes = 256 << 10;

    // Seconds. A machine that stood still for longer does not make up for it: real connections do not come in bursts either.
    private const double MostCatchUp = 0.1;

    private readonly byte[] _buffer = new byte[BufferBytes];

    public async Task RunAsync(CancellationToken stop)
    {
        using (client)
        {
            try
            {
                using var stream = await OpenAsync(stop).ConfigureAwait(false);
                while (await RequestAsync(stream, stop).ConfigureAwait(false) is { } lines && await AnswerAsync(stream, lines, stop).ConfigureAwait(false))
                {
                    // The next request of the same connection.
                }
            }
            catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException or System.Security.Authentication.AuthenticationException)
            {
                // The other side went away, or the archive is closed.
            }
        }
    }

    private async Task<Stream> OpenAsync(CancellationToken stop)
    {
        var plain = client.GetStream();
        if (archive.Certificate is null)
        {
            return plain;
        }

        var encrypted = new SslStream(plain);
        await encrypted.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = archive.Certificate }, stop).ConfigureAwait(false);
        return encrypted;
    }

    private static async Task<string[]?> RequestAsync(Stream stream, CancellationToken stop)
    {
        var bytes = new byte[MostHeaderBytes];
        var length = 0;
        while (length < bytes.Length)
        {
            var count = await stream.ReadAsync(bytes.AsMemory(length), stop).ConfigureAwait(false);
            if (count == 0)
            {
                return null;
            }

            length += count;
            if (bytes.AsSpan(0, length).EndsWith("\r\n\r\n"u8))
            {
                return Encoding.ASCII.GetString(bytes, 0, length - 4).Split("\r\n");
            }
        }

        return null;
    }

    private async Task<bool> AnswerAsync(Stream stream, string[] lines, CancellationToken stop)
    {
        archive.CountRequest();
        var words = lines[0].Split(' ');
        if (words is not [var method and ("GET" or "HEAD"), var target, _] || archive.Find(target) is not { } file)
        {
            await WriteAsync(stream, words is ["GET" or "HEAD", ..] ? "404 Not Found" : "405 Method Not Allowed", "Content-Length: 0\r\n", stop).ConfigureAwait(false);
            return true;
        }

        var tag = Invariant($"\"{file.LastWriteTimeUtc.Ticks:x}-{file.Length:x}\"");
        var marks = Invariant($"Accept-Ranges: bytes\r\nETag: {tag}\r\nLast-Modified: {file.LastWriteTimeUtc:R}\r\nContent-Type: application/octet-stream\r\n");
        var range = Header(lines, "If-Range") is { } condition && condition != tag ? null : Header(lines, "Range");
        if (Part(range, file.Length) is not var (from, to))
        {
            await WriteAsync(stream, "416 Range Not Satisfiable", Invariant($"{marks}Content-Range: bytes */{file.Length}\r\nContent-Length: 0\r\n"), stop).ConfigureAwait(false);
            return true;
        }

        var status = range is null ? "200 OK" : "206 Partial Content";
        var place = range is null ? string.Empty : Invariant($"Content-Range: bytes {from}-{to - 1}/{file.Length}\r\n");
        await WriteAsync(stream, status, Invariant($"{marks}{place}Content-Length: {to - from}\r\n"), stop).ConfigureAwait(false);
        return method == "HEAD" || await SendAsync(stream, file.FullName, from, to, stop).ConfigureAwait(false);
    }

    /// <summary>What part of a file is meant, from and up to; null if there is none.</summary>
    private static (long From, long To)? Part(string? range, long length)
    {
        if (range is null || !range.StartsWith("bytes=", StringComparison.Ordinal) || range[6..].Split('-') is not [var first, var last]
            || !long.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var from))
        {
            return (0, length);
        }

        var to = long.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var end) ? Math.Min(end + 1, length) : length;
        return from < to ? (from, to) : null;
    }

    private async Task<bool> SendAsync(Stream stream, string path, long from, long to, CancellationToken stop)
    {
        using SafeFileHandle file = File.OpenHandle(path);
        var step = archive.BytesPerSecond is { } rate ? (int)Math.Clamp(rate / 100, 1, BufferBytes) : BufferBytes;
        var (clock, due) = (Stopwatch.StartNew(), 0.0);
        for (var position = from; position < to;)
        {
            var count = RandomAccess.Read(file, _buffer.AsSpan(0, (int)Math.Min(step, to - position)), position);
            var allowed = archive.Allow(count);
            await stream.WriteAsync(_buffer.AsMemory(0, allowed), stop).ConfigureAwait(false);
            archive.CountServed(allowed);
            if (allowed < count)
            {
                return false;
            }

            position += count;
            if (archive.BytesPerSecond is { } limit)
            {
                var now = clock.Elapsed.TotalSeconds;
                due = Math.Max(due + (count / limit), now - MostCatchUp);
                await Task.Delay(TimeSpan.FromSeconds(Math.Max(due - now, 0)), stop).ConfigureAwait(false);
            }
        }

        return true;
    }

    private static string? Header(string[] lines, string name) =>
        Array.Find(lines, l => l.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim();

    private static async Task WriteAsync(Stream stream, string status, string headers, CancellationToken stop) =>
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\n{headers}\r\n"), stop).ConfigureAwait(false);
}
