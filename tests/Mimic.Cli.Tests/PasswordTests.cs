using System.Text;
using Mimic.Cli.Tests.Processes;
using Mimic.Tests.Access.Download;

namespace Mimic.Cli.Tests;

/// <summary>
/// The password is nowhere: on every way in which a download can end, nothing that the program prints, writes or shows to others on the
/// machine holds it, and no server but the one it belongs to has seen it.
/// </summary>
public sealed class PasswordTests : IDisposable
{
    private const string User = "anna";
    private const string Password = "Zq7-canary-\u00e4\"9x";

    private static readonly string Login = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Password}"));

    private readonly string _folder = Directory.CreateTempSubdirectory("mimic-password-").FullName;
    private readonly HostileServer _server = new(isEncrypted: true);
    private readonly HostileServer _elsewhere = new(isEncrypted: true);

    public PasswordTests()
    {
        var table = new byte[60_000];
        new Random(1).NextBytes(table);
        (table[0], table[1]) = (0x1F, 0x8B);
        _server.Add("hosp/patients.csv.gz", table);
        _elsewhere.Add("hosp/patients.csv.gz", table);
        (_server.Login, _server.Elsewhere) = ($"Basic {Login}", _elsewhere.Address);
        File.WriteAllText(Path.Combine(_folder, "certificate.pem"), HostileServer.Pem);
    }

    public void Dispose()
    {
        _server.Dispose();
        _elsewhere.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData(Trick.None, 0)]
    [InlineData(Trick.Stall, 1)]
    [InlineData(Trick.Cut, 1)]
    [InlineData(Trick.CloseAtOnce, 1)]
    [InlineData(Trick.TooManyRequests, 1)]
    [InlineData(Trick.WaitAnHour, 1)]
    [InlineData(Trick.Broken, 1)]
    [InlineData(Trick.Page, 1)]
    [InlineData(Trick.WrongRange, 1)]
    [InlineData(Trick.ChangedTag, 0)]
    [InlineData(Trick.RedirectElsewhere, 0)]
    [InlineData(Trick.RedirectUnencrypted, 1)]
    [InlineData(Trick.RedirectRound, 1)]
    [InlineData(Trick.WrongBytes, 1)]
    [InlineData(Trick.Garbage, 1)]
    public void However_a_file_fails(object trick, int code)
    {
        _server.Choose = r => r.IsOfList || r.IsHead ? Trick.None : (Trick)trick;
        Assert.Equal(code, Get(fromFile: (int)(Trick)trick % 2 == 0));
    }

    [Theory]
    [InlineData(Trick.Page)]
    [InlineData(Trick.Garbage)]
    [InlineData(Trick.RedirectElsewhere)]
    [InlineData(Trick.RedirectUnencrypted)]
    public void However_the_list_fails(object trick)
    {
        _server.Choose = r => r.IsOfList ? (Trick)trick : Trick.None;
        Get(fromFile: false);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(418)]
    public void Whatever_the_server_refuses(int status)
    {
        (_server.Login, _server.Refusal) = ("Basic of somebody else", status);
        Assert.Equal(1, Get(fromFile: false));
    }

    [Fact]
    public void Where_the_certificate_is_not_trusted_nothing_is_sent()
    {
        File.WriteAllText(Path.Combine(_folder, "certificate.pem"), string.Empty);
        Assert.Equal(1, Get(fromFile: false));
        Assert.Empty(_server.Heads);
    }

    [Fact]
    public void Where_the_address_is_not_encrypted_nothing_is_sent()
    {
        using var plain = new HostileServer();
        Assert.Equal(1, Get(fromFile: false, plain.Address));
        Assert.Empty(plain.Heads);
    }

    [Fact]
    public void A_file_that_others_may_read_is_refused_with_the_command_that_mends_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Permissions are those of Unix.");
        var file = PasswordFile(UnixFileMode.UserRead | UnixFileMode.GroupRead);
        var (code, output, error) = Run([], "--password-file", file);
        Assert.Equal(1, code);
        Assert.Contains($"chmod 600 {file}", error, StringComparison.Ordinal);
        AssertNowhere(output + error);
    }

    [Fact]
    public void Given_as_an_option_it_is_refused_and_not_repeated()
    {
        var (code, output, error) = Run([], $"--password={Password}");
        Assert.Equal(1, code);
        Assert.Contains("A password is never given as an option", error, StringComparison.Ordinal);
        AssertNowhere(output + error);
        Assert.Empty(_server.Heads);
    }

    private int Get(bool fromFile, Uri? from = null)
    {
        var (variables, arguments) = fromFile && !OperatingSystem.IsWindows()
            ? (new Dictionary<string, string>(), new[] { "--password-file", PasswordFile(UnixFileMode.UserRead) })
            : (new() { ["PHYSIONET_PASSWORD"] = Password }, []);
        var (code, output, error) = Run(variables, from, arguments);
        AssertNowhere(output + error);
        return code;
    }

    private (int Code, string Output, string Error) Run(Dictionary<string, string> variables, params string[] more) => Run(variables, null, more);

    private (int Code, string Output, string Error) Run(Dictionary<string, string> variables, Uri? from, string[] more)
    {
        (variables["MIMIC_DEBUG"], variables["SSL_CERT_FILE"], variables["SSL_CERT_DIR"]) = ("1", Path.Combine(_folder, "certificate.pem"), _folder);
        using var process = MimicProcess.With(
            variables,
            ["data", "get", "practice/1.0", "--from", (from ?? _server.Address).ToString(), "--into", Path.Combine(_folder, "into"), "--user", User, "--retries", "1", "--stall", "1", .. more]);
        if (OperatingSystem.IsLinux() && !more.Any(m => m.StartsWith("--password=", StringComparison.Ordinal)))
        {
            AssertNowhere(File.ReadAllText($"/proc/{process.Id}/cmdline"));
        }

        return process.Wait();
    }

    private void AssertNowhere(string text)
    {
        var written = Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories)
            .Where(f => Path.GetFileName(f) is not ("password" or "certificate.pem"))
            .Select(f => $"{f}\n{Encoding.Latin1.GetString(File.ReadAllBytes(f))}\n{File.ReadAllText(f)}");
        foreach (var place in written.Append(text))
        {
            Assert.All(Forms(), secret => Assert.DoesNotContain(secret, place, StringComparison.Ordinal));
        }

        Assert.All(_elsewhere.Heads, h => Assert.DoesNotContain("Authorization", h, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The password as it may be written.</summary>
    private static IEnumerable<string> Forms() =>
    [
        Password,
        "canary",
        Login,
        Login.TrimEnd('='),
        Convert.ToBase64String(Encoding.UTF8.GetBytes(Password)).TrimEnd('='),
        Uri.EscapeDataString(Password),
        Convert.ToHexString(Encoding.UTF8.GetBytes(Password)),
    ];

    private string PasswordFile(UnixFileMode mode)
    {
        var file = Path.Combine(_folder, "password");
        File.WriteAllText(file, Password + "\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, mode);
        }

        return file;
    }
}
