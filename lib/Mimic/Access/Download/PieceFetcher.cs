using System.Net;
using System.Net.Http.Headers;

namespace Mimic.Access.Download;

/// <summary>One try to fetch a piece of a file: the request, what the answer says it brings, and its bytes.</summary>
/// <param name="client">Where requests go.</param>
/// <param name="options">Times and limits.</param>
/// <param name="received">Is told how many bytes came.</param>
/// <param name="met">Is told when size and state of a file have become known.</param>
internal sealed class PieceFetcher(ArchiveClient client, DownloadOptions options, Action<long> received, Action<FileTransfer> met)
{
    // Large enough that a fast connection is not slowed by calls, small enough that a kill loses next to nothing.
    private const int BufferBytes = 512 << 10;

    private readonly byte[] _buffer = new byte[BufferBytes];

    /// <summary>Fetches what is missing of a piece, as far as the server's one answer goes.</summary>
    public async Task FetchAsync(Piece piece)
    {
        var transfer = piece.Transfer;
        if (transfer.Missing(piece) is not var (from, to))
        {
            return;
        }

        using var response = await client.SendAsync(
            HttpMethod.Get, transfer.File.Path, request => Ask(request, transfer, from, to), piece.Token).ConfigureAwait(false);
        var kind = response.Content.Headers.ContentType?.MediaType;
        if (PageInstead.ByType(kind, transfer.File.Path) is { } page)
        {
            throw PageInstead.Failure(client.Host, page);
        }

        var (tag, modified) = (response.Headers.ETag?.ToString(), response.Content.Headers.LastModified?.ToString("R", null));
        switch (response.StatusCode)
        {
            case HttpStatusCode.PartialContent:
                var length = Part(response.Content.Headers, from, to, transfer);
                if (transfer.Meet(piece, response.Content.Headers.ContentRange!.Length!.Value, tag, modified))
                {
                    met(transfer);
                }

                await ReadAsync(piece, response, length, from).ConfigureAwait(false);
                break;
            case HttpStatusCode.RequestedRangeNotSatisfiable:
                NothingThere(piece, response.Content.Headers.ContentRange?.Length, from, tag, modified);
                break;
            default:
                var total = response.Content.Headers.ContentLength;
                if (from > 0 && total > options.PieceBytes && response.Headers.AcceptRanges.Contains("bytes"))
                {
                    // It could give the part, but the file is another by now.
                    transfer.BeginAnew(piece);
                    throw new SupersededException();
                }

                if (total is null && transfer.File.Sha256 is null && response.Headers.TransferEncodingChunked is not true)
                {
                    // Nothing would tell a list that was cut short from a whole one.
                    throw new AttemptFailure($"{client.Host} did not say how long {transfer.File.Path} is");
                }

                transfer.BeginStream(piece, total, tag, modified);
                met(transfer);
                await ReadAsync(piece, response, total, 0).ConfigureAwait(false);
                if (total is null)
                {
                    transfer.EndStream(piece);
                }

                break;
        }
    }

    private static void Ask(HttpRequestMessage request, FileTransfer transfer, long from, long? to)
    {
        if (from == 0 && to is null)
        {
            return;
        }

        request.Headers.Range = new(from, to - 1);
        if (from > 0 && transfer.Tag is { } tag && !tag.StartsWith("W/", StringComparison.Ordinal) && EntityTagHeaderValue.TryParse(tag, out var parsed))
        {
            request.Headers.IfRange = new(parsed);
        }
    }

    /// <summary>How many bytes the part has; it must be the one that was asked for.</summary>
    private long Part(HttpContentHeaders headers, long from, long? to, FileTransfer transfer)
    {
        var range = headers.ContentRange;
        if (range is not { Unit: "bytes", From: { } first, To: { } last, Length: not null } || first != from || last < first || last >= (to ?? long.MaxValue)
            || (headers.ContentLength is { } length && length != last - first + 1))
        {
            throw new AttemptFailure(Invariant($"{client.Host} sent another part of {transfer.File.Path} than the one asked for"));
        }

        return last - first + 1;
    }

    private void NothingThere(Piece piece, long? total, long from, string? tag, string? modified)
    {
        if (total is null || total > from)
        {
            throw new AttemptFailure($"{client.Host} refused to send a part of {piece.Transfer.File.Path}");
        }

        // All of it is there already, or more than there is by now, which begins it anew.
        piece.Transfer.Meet(piece, total.Value, tag, modified);
    }

    private async Task ReadAsync(Piece piece, HttpResponseMessage response, long? length, long from)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(piece.Token);
        var floor = new RateFloor(options);
        var (left, start, end) = (length ?? long.MaxValue, 0, 0);
        try
        {
            using var stream = await response.Content.ReadAsStreamAsync(patience.Token).ConfigureAwait(false);
            while (left > 0)
            {
                // An encrypted stream gives little at a time. What is at hand is gathered; before it is waited for more, all is written.
                var next = stream.ReadAsync(_buffer.AsMemory(end, (int)Math.Min(left, BufferBytes - end)), patience.Token);
                int count;
                if (next.IsCompletedSuccessfully)
                {
                    count = next.Result;
                }
                else
                {
                    from = Keep(piece, start, end, from);
                    start = end;
                    patience.CancelAfter(options.StallTime);
                    count = await next.ConfigureAwait(false);
                    patience.CancelAfter(Timeout.InfiniteTimeSpan);
                }

                if (count == 0)
                {
                    from = Keep(piece, start, end, from);
                    _ = length is null ? true : throw new AttemptFailure($"{client.Host} closed the connection early");
                    return;
                }

                (end, left) = (end + count, left - count);
                received(count);
                if (end == BufferBytes || left == 0)
                {
                    from = Keep(piece, start, end, from);
                    (start, end) = (0, 0);
                }

                floor.Check(count, client.Host);
            }
        }
        catch (OperationCanceledException e) when (!piece.Token.IsCancellationRequested)
        {
            throw new AttemptFailure(Invariant($"nothing came from {client.Host} for {options.StallTime.TotalSeconds:0.#} s"), e);
        }
        catch (Exception e) when (e is HttpRequestException or HttpIOException or IOException { InnerException: System.Net.Sockets.SocketException })
        {
            throw new AttemptFailure($"{client.Host} closed the connection early", e);
        }
    }

    /// <summary>Gives bytes of the buffer to the file, unless the first ones show that they are not of it.</summary>
    /// <returns>Where the next byte belongs.</returns>
    private long Keep(Piece piece, int start, int end, long from)
    {
        if (end == start)
        {
            return from;
        }

        var bytes = _buffer.AsSpan(start, end - start);
        if (from == 0 && PageInstead.ByContent(bytes, piece.Transfer.File.Path) is { } page)
        {
            throw PageInstead.Failure(client.Host, page);
        }

        piece.Transfer.Take(piece, bytes);
        return from + bytes.Length;
    }
}
