using System.Text;

namespace Mimic.Tests.Access.Download;

/// <summary>One answer of a <see cref="HostileServer"/>.</summary>
internal sealed class HostileAnswer(HostileServer server, HostileRequest request, Stream stream, CancellationToken ending)
{
    private const string Html = "<!DOCTYPE html><html><title>Log in</title><form action=/login/></form></html>";

    /// <summary>Sends it.</summary>
    /// <returns>Whether the connection stays.</returns>
    public async Task<bool> SendAsync()
    {
        if (server.Login is { } login && request.Header("Authorization") != login)
        {
            return await TextAsync($"{server.Refusal} No\r\nWWW-Authenticate: Basic realm=\"PhysioNet\"", "no");
        }

        switch (server.Choose(request))
        {
            case Trick.CloseAtOnce:
                return false;
            case Trick.Garbage:
                await WriteAsync("SSH-2.0-OpenSSH_9.2\r\n\r\n");
                return false;
            case Trick.TooManyRequests:
                return await TextAsync("429 Too Many Requests\r\nRetry-After: 0", "slow down");
            case Trick.WaitTwoSeconds:
                return await TextAsync("429 Too Many Requests\r\nRetry-After: 2", "slow down");
            case Trick.WaitAnHour:
                return await TextAsync("503 Service Unavailable\r\nRetry-After: 3600", "closed");
            case Trick.Busy:
                return await TextAsync("503 Service Unavailable", "busy");
            case Trick.BusyUntil:
                return await TextAsync($"503 Service Unavailable\r\nRetry-After: {DateTime.UtcNow.AddSeconds(1):R}", "busy");
            case Trick.Broken:
                return await TextAsync("500 Internal Server Error", "oh");
            case Trick.Page:
                return await TextAsync("200 OK\r\nContent-Type: text/html; charset=utf-8", Html);
            case Trick.PageAsTable:
                return await TextAsync("200 OK\r\nContent-Type: application/gzip", Html);
            case Trick.RedirectElsewhere:
                return await TextAsync($"302 Found\r\nLocation: {server.Elsewhere}{request.Path}", string.Empty);
            case Trick.RedirectUnencrypted:
                return await TextAsync($"302 Found\r\nLocation: http://localhost:9/files/practice/1.0/{request.Path}", string.Empty);
            case Trick.RedirectRound:
                return await TextAsync($"302 Found\r\nLocation: {server.Address}{request.Path}", string.Empty);
            case var trick:
                return server.Files.TryGetValue(request.Path, out var bytes) ? await FileAsync(trick, bytes) : await TextAsync("404 Not Found", "no such file");
        }
    }

    private async Task<bool> FileAsync(Trick trick, byte[] bytes)
    {
        if (trick == Trick.WrongBytes)
        {
            bytes = [.. bytes];
            bytes[bytes.Length / 2] ^= 1;
        }

        var tag = trick == Trick.ChangedTag ? server.Tags.AddOrUpdate(request.Path, "\"new\"", (_, old) => $"\"{old.Length}-{request.Number}\"") : server.Tags[request.Path];
        var range = trick is Trick.IgnoreRange or Trick.UntilClosed or Trick.Chunked || (request.Header("If-Range") is { } known && known != tag) ? null : request.Range;
        var (from, to) = range is var (first, last) ? (first, Math.Min(last ?? bytes.Length, bytes.Length)) : (0, bytes.Length);
        if (range is not null && from >= bytes.Length)
        {
            return await TextAsync($"416 Range Not Satisfiable\r\nContent-Range: bytes */{bytes.Length}", string.Empty);
        }

        var length = trick == Trick.LyingLength ? to - from + 100 : to - from;
        var shift = trick == Trick.WrongRange ? 10 : 0;
        var head = new StringBuilder(range is null ? "HTTP/1.1 200 OK\r\n" : "HTTP/1.1 206 Partial Content\r\n").Append($"ETag: {tag}\r\n");
        head.Append(range is null ? string.Empty : $"Content-Range: bytes {from + shift}-{to - 1 + shift}/{bytes.Length + (trick == Trick.OtherLength ? 5 : 0)}\r\n");
        head.Append(trick switch
        {
            Trick.Chunked => "Transfer-Encoding: chunked\r\n",
            Trick.UntilClosed => "Connection: close\r\n",
            _ => $"Content-Length: {length}\r\n",
        });
        await WriteAsync($"{head}\r\n");
        return request.IsHead || await BodyAsync(trick, bytes.AsMemory((int)from, (int)(to - from)));
    }

    private async Task<bool> BodyAsync(Trick trick, ReadOnlyMemory<byte> bytes)
    {
        var random = request.Chance(0);
        var sent = trick is Trick.Cut or Trick.Stall ? bytes[..random.Next(bytes.Length)] : bytes;
        for (var i = 0; i < sent.Length;)
        {
            var count = Math.Min(sent.Length - i, trick switch { Trick.Drip => 1 + random.Next(4096), Trick.TooSlow => 2, _ => 32768 });
            await WriteAsync(trick == Trick.Chunked ? $"{count:x}\r\n" : string.Empty);
            await stream.WriteAsync(sent.Slice(i, count), ending);
            await WriteAsync(trick == Trick.Chunked ? "\r\n" : string.Empty);
            server.CountServed(count);
            i += count;
            await Task.Delay(trick switch { Trick.Drip => 2, Trick.TooSlow => 100, _ => 0 }, ending);
        }

        if (trick == Trick.Chunked)
        {
            await WriteAsync("0\r\n\r\n");
        }

        if (trick == Trick.Stall)
        {
            await stream.FlushAsync(ending);
            await Task.Delay(TimeSpan.FromSeconds(30), ending);
        }

        return trick is not (Trick.Cut or Trick.Stall or Trick.UntilClosed or Trick.LyingLength);
    }

    private async Task<bool> TextAsync(string status, string text)
    {
        await WriteAsync($"HTTP/1.1 {status}\r\nContent-Length: {text.Length}\r\n\r\n{(request.IsHead ? string.Empty : text)}");
        return true;
    }

    private async Task WriteAsync(string text)
    {
        if (text.Length > 0)
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(text), ending);
        }
    }
}
