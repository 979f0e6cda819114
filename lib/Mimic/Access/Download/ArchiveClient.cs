using System.Net;
using System.Security.Authentication;

namespace Mimic.Access.Download;

/// <summary>Sends requests to the server of a project: who asks, where the password may go, what an answer means.</summary>
internal sealed class ArchiveClient : IDisposable
{
    private const int MostRedirects = 5;

    // PhysioNet takes a password from programs only whose User-Agent begins with "Wget/" or "libwfdb/", and answers 403 to all others (its
    // source, physionet-django/project/utility.py, http_auth_allowed; MIT-LCP/physionet-build issue 1434). It asks programs to name
    // themselves, so the rest says who this is.
    private static readonly string UserAgent = $"Wget/1.21 (compatible; MimicNotebooks/{typeof(ArchiveClient).Assembly.GetName().Version?.ToString(2)})";

    private readonly Uri _base;
    private readonly DownloadOptions _options;
    private readonly HttpClient _client;
    private readonly CookieContainer _session = new();
    private bool _wasLetIn;

    public ArchiveClient(Uri address, DownloadOptions options)
    {
        (_base, _options) = (Checked(address, options), options);
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = options.StallTime,
            MaxConnectionsPerServer = options.Connections,
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(20),
            UseProxy = !address.IsLoopback,
            UseCookies = false,
        };

        // To a client that shows a cookie PhysioNet gives a session, and need not work out the password's hash for each of thousands of
        // files (check_http_auth, in the same place). The session stays in memory and goes where the password goes, no further: the
        // framework's own handling would send it to other ports of the host too.
        _session.Add(new Cookie("testcookie", "1", "/", address.IdnHost) { Secure = true, HttpOnly = true });
        options.Adjust?.Invoke(handler);

        // One request, one connection: HTTP/2 would put all of them on one, and the server gives each connection its share.
        _client = new(handler) { Timeout = Timeout.InfiniteTimeSpan, DefaultRequestVersion = HttpVersion.Version11 };
    }

    /// <summary>The server's name, for messages.</summary>
    public string Host => _base.Authority;

    public void Dispose() => _client.Dispose();

    /// <summary>The server's answer to a request for a file: 200, 206 or 416; every other one is an exception.</summary>
    /// <param name="method">GET or HEAD.</param>
    /// <param name="path">The file, relative to the project.</param>
    /// <param name="prepare">Adds headers.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="AttemptFailure">It may go better next time.</exception>
    /// <exception cref="FileFailure">The server does not give this file.</exception>
    /// <exception cref="MimicException">The server gives nothing, or nothing to this user.</exception>
    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, Action<HttpRequestMessage>? prepare, CancellationToken stop)
    {
        var address = new Uri(_base, string.Join('/', path.Split('/').Select(Uri.EscapeDataString)));
        for (var hop = 0; ; hop++)
        {
            var response = await SendOnceAsync(method, address, prepare, stop).ConfigureAwait(false);
            try
            {
                if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308) || response.Headers.Location is not { } location)
                {
                    ServerAnswer.Check(response, path, _base, _options, _wasLetIn);
                    _wasLetIn |= response.IsSuccessStatusCode;
                    return response;
                }

                address = Follow(address, location, path, hop);
            }
            catch
            {
                response.Dispose();
                throw;
            }

            response.Dispose();
        }
    }

    private static Uri Checked(Uri address, DownloadOptions options)
    {
        if (address.Scheme is not ("http" or "https") || !address.AbsolutePath.EndsWith('/'))
        {
            throw new MimicException(
                $"{address.GetLeftPart(UriPartial.Path)} is not the address of a project.", "It begins with https:// and ends in /, as https://physionet.org/files/mimiciv/3.1/.");
        }

        if (address.UserInfo.Length > 0)
        {
            throw new MimicException("The address holds a user name or a password.", "Leave it out; 'mimic data get --help' says where it goes.");
        }

        return options.Login is null || options.Login.BelongsTo(address)
            ? address
            : throw new MimicException(
                $"The login is not one of {address.GetLeftPart(UriPartial.Authority)}.", "Make it for this server, with an address that begins with https.");
    }

    private async Task<HttpResponseMessage> SendOnceAsync(HttpMethod method, Uri address, Action<HttpRequestMessage>? prepare, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(method, address);
        request.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "identity");
        prepare?.Invoke(request);
        var isTold = _options.Login is { } login && login.BelongsTo(address);
        if (isTold)
        {
            request.Headers.Authorization = _options.Login!.Header();
            request.Headers.TryAddWithoutValidation("Cookie", _session.GetCookieHeader(address));
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(_options.StallTime);
        try
        {
            var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token).ConfigureAwait(false);
            if (isTold && response.Headers.TryGetValues("Set-Cookie", out var cookies))
            {
                Remember(address, cookies);
            }

            return response;
        }
        catch (OperationCanceledException e) when (!stop.IsCancellationRequested)
        {
            throw new AttemptFailure(Invariant($"{address.Authority} did not answer within {_options.StallTime.TotalSeconds:0.#} s"), e);
        }
        catch (HttpRequestException e) when (e.InnerException is AuthenticationException)
        {
            throw new MimicException(
                $"The certificate of {address.Authority} is not trusted, so it may be another server; nothing was sent to it.",
                "Check the clock of this computer and whether a proxy stands between; where your institution has its own certificates, install them.", e);
        }
        catch (HttpRequestException e)
        {
            throw new AttemptFailure($"{address.Authority}: {Reason(e)}", e);
        }
    }

    private void Remember(Uri address, IEnumerable<string> cookies)
    {
        foreach (var cookie in cookies)
        {
            try
            {
                _session.SetCookies(address, cookie);
            }
            catch (CookieException)
            {
                // Without it, the password is looked at each time.
            }
        }
    }

    private Uri Follow(Uri from, Uri location, string path, int hop)
    {
        var to = new Uri(from, location);
        if (hop == MostRedirects)
        {
            throw new FileFailure($"{Host} redirects {path} again and again", "Try again later; if it stays so, the address of the project has changed.");
        }

        if (to.Scheme != Uri.UriSchemeHttps && (from.Scheme == Uri.UriSchemeHttps || to.Scheme != Uri.UriSchemeHttp))
        {
            throw new FileFailure($"{Host} redirects {path} to an address without encryption, which is not followed", "Try again later, or on another network.");
        }

        // Where a page for logging in comes instead of a file, there is nothing to fetch.
        return to.AbsolutePath.Contains("/login", StringComparison.OrdinalIgnoreCase)
            ? throw ServerAnswer.NotLetIn(_base, _options.Login is not null)
            : to;
    }

    private static string Reason(HttpRequestException e) => e.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => "its name is not known; there may be no network",
        HttpRequestError.ConnectionError => "no connection could be made",
        HttpRequestError.SecureConnectionError => "no encrypted connection could be made",
        HttpRequestError.InvalidResponse => "the answer is not one of HTTP",
        HttpRequestError.ResponseEnded => "the connection was closed early",
        _ => "the connection failed",
    };
}
