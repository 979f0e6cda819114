using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Mimic.Tests.Access.Download;

/// <summary>A server of a project that misbehaves as it is told, request by request. It keeps all heads of requests that it got.</summary>
internal sealed class HostileServer : IDisposable
{
    private static readonly X509Certificate2 Certificate = SelfMade();

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ending = new();
    private readonly ConcurrentDictionary<string, int> _requests = new(StringComparer.Ordinal);
    private readonly bool _isEncrypted;
    private long _served;

    public HostileServer(bool isEncrypted = false)
    {
        _isEncrypted = isEncrypted;
        _listener.Start();
        var port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        Address = new($"{(isEncrypted ? "https" : "http")}://localhost:{port}/files/practice/1.0/");
        _ = Task.Run(AcceptAsync);
    }

    public Uri Address { get; }

    public ConcurrentDictionary<string, byte[]> Files { get; } = new(StringComparer.Ordinal);

    /// <summary>The marks of the files' states.</summary>
    public ConcurrentDictionary<string, string> Tags { get; } = new(StringComparer.Ordinal);

    /// <summary>What to do with a request.</summary>
    public Func<HostileRequest, Trick> Choose { get; set; } = _ => Trick.None;

    /// <summary>Where redirects lead.</summary>
    public Uri? Elsewhere { get; set; }

    /// <summary>Who is let in, as the header has it; null for anybody.</summary>
    public string? Login { get; set; }

    /// <summary>What a user who is not let in is told.</summary>
    public int Refusal { get; set; } = 401;

    public ConcurrentQueue<string> Heads { get; } = [];

    /// <summary>When each request came.</summary>
    public ConcurrentQueue<DateTime> Times { get; } = [];

    /// <summary>The bytes of files that were sent.</summary>
    public long Served => Interlocked.Read(ref _served);

    /// <summary>The certificate, for a program that takes those of SSL_CERT_FILE.</summary>
    public static string Pem => Certificate.ExportCertificatePem();

    /// <summary>Makes clients trust the certificate.</summary>
    public static void Trust(SocketsHttpHandler handler) => handler.SslOptions.RemoteCertificateValidationCallback =
        (_, certificate, _, _) => certificate?.GetCertHashString() == Certificate.GetCertHashString();

    /// <summary>Adds a file, and its line to the list.</summary>
    public void Add(string path, byte[] bytes)
    {
        (Files[path], Tags[path]) = (bytes, $"\"{path.Length}-{bytes.Length}\"");
        var lines = Files.Where(f => f.Key != "SHA256SUMS.txt").OrderBy(f => f.Key, StringComparer.Ordinal)
            .Select(f => $"{Convert.ToHexStringLower(SHA256.HashData(f.Value))} {f.Key}\n");
        Files["SHA256SUMS.txt"] = Encoding.ASCII.GetBytes(string.Concat(lines));
        Tags["SHA256SUMS.txt"] = $"\"{Convert.ToHexString(SHA256.HashData(Files["SHA256SUMS.txt"]))[..8]}\"";
    }

    public void CountServed(int bytes) => Interlocked.Add(ref _served, bytes);

    public void Dispose()
    {
        _ending.Cancel();
        _listener.Dispose();
    }

    private static X509Certificate2 SelfMade()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_ending.Token);
                client.NoDelay = true;
                _ = Task.Run(() => ServeAsync(client));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            using (client)
            {
                Stream stream = client.GetStream();
                if (_isEncrypted)
                {
                    var encrypted = new SslStream(stream);
                    await encrypted.AuthenticateAsServerAsync(Certificate);
                    stream = encrypted;
                }

                while (await ReadAsync(stream) is { } request && await new HostileAnswer(this, request, stream, _ending.Token).SendAsync())
                {
                    // The next request of the connection.
                }

                await stream.DisposeAsync();
            }
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or System.Security.Authentication.AuthenticationException)
        {
            // The client went away, or the test is over.
        }
    }

    private async Task<HostileRequest?> ReadAsync(Stream stream)
    {
        var (bytes, length) = (new byte[16384], 0);
        while (!bytes.AsSpan(0, length).EndsWith("\r\n\r\n"u8))
        {
            var count = await stream.ReadAsync(bytes.AsMemory(length), _ending.Token);
            if (count == 0)
            {
                return null;
            }

            length += count;
        }

        var head = Encoding.ASCII.GetString(bytes, 0, length - 4);
        Heads.Enqueue(head);
        Times.Enqueue(DateTime.UtcNow);
        var lines = head.Split("\r\n");
        var path = Uri.UnescapeDataString(lines[0].Split(' ')[1])["/files/practice/1.0/".Length..];
        return new(lines, path, _requests.AddOrUpdate(path, 0, (_, n) => n + 1));
    }
}
