using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Mimic.Access;

namespace Mimic.Benchmarks;

/// <summary>The server of the download benchmark, in a process of its own.</summary>
internal static class DownloadServer
{
    /// <summary>Serves a folder; prints the address, and ends with the input.</summary>
    public static void Serve(string folder, double? rate, bool encrypted)
    {
        using var certificate = encrypted ? SelfMade() : null;
        if (certificate is not null)
        {
            File.WriteAllText(CertificateOf(folder), certificate.ExportCertificatePem());
        }

        using var archive = PracticeArchive.Start(folder, new() { Project = "bench/1.0", BytesPerSecond = rate, Certificate = certificate });
        Console.WriteLine(archive.Address);
        while (Console.ReadLine() is not null)
        {
            Console.WriteLine(Invariant($"{archive.BytesServed} bytes, {archive.Requests} requests"));
        }
    }

    /// <summary>Where the certificate lies that the clients are to trust.</summary>
    public static string CertificateOf(string folder) => Path.Combine(Path.GetDirectoryName(Path.GetFullPath(folder))!, "certificate.pem");

    private static X509Certificate2 SelfMade()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(System.Net.IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }
}
