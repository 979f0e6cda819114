using System.Text;
using Mimic.Access;

namespace Mimic.Tests.Access.Download;

/// <summary>Who is let in, what they are told if not, and where the password goes.</summary>
public sealed class DownloadAccessTests : IDisposable
{
    private const string Password = "correct horse battery";

    private readonly TemporaryFolder _folder = new();
    private readonly HostileServer _server = new(isEncrypted: true);

    public DownloadAccessTests()
    {
        _server.Add("hosp/patients.csv.gz", Downloads.Table(50_000, 1));
        _server.Login = $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"anna:{Password}"))}";
    }

    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void With_user_and_password_the_files_come()
    {
        Downloads.Run(_server, _folder, With("anna", Password));
        Downloads.AssertAllRight(_server, _folder);
    }

    [Fact]
    public void The_program_names_itself_in_the_way_that_PhysioNet_lets_in()
    {
        // http_auth_allowed in physionet-django/project/utility.py matches these from the beginning of the header.
        Downloads.Run(_server, _folder, With("anna", Password));
        Assert.All(_server.Heads, h => Assert.Matches("\r\nUser-Agent: Wget/[^\r\n]*MimicNotebooks", h));
    }

    [Fact]
    public void A_wrong_password_is_said_so()
    {
        var error = Assert.Throws<MimicException>(() => Downloads.Run(_server, _folder, With("anna", "wrong")));
        Assert.Contains("did not accept this user name and password", error.Problem, StringComparison.Ordinal);
        Assert.Single(_server.Heads);
    }

    [Fact]
    public void A_missing_agreement_is_told_with_the_page_where_it_is_signed()
    {
        _server.Refusal = 403;
        var error = Assert.Throws<MimicException>(() => Downloads.Run(_server, _folder, With("anna", "wrong")));
        Assert.Contains("does not let them read practice 1.0", error.Problem, StringComparison.Ordinal);
        Assert.Contains("/content/practice/1.0/", error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_login_the_option_is_named()
    {
        Assert.Contains("--user", Assert.Throws<MimicException>(() => Downloads.Run(_server, _folder)).Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_version_that_does_not_exist_is_said_so()
    {
        _server.Login = null;
        _server.Files.Clear();
        var error = Assert.Throws<MimicException>(() => Downloads.Run(_server, _folder));
        Assert.StartsWith("There is no project practice/1.0 on this server", error.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_redirect_to_another_host_is_followed_without_the_password()
    {
        using var elsewhere = new HostileServer(isEncrypted: true);
        elsewhere.Add("hosp/patients.csv.gz", _server.Files["hosp/patients.csv.gz"]);
        _server.Elsewhere = elsewhere.Address;
        _server.Choose = r => r.IsOfList ? Trick.None : Trick.RedirectElsewhere;
        Downloads.Run(_server, _folder, With("anna", Password));
        Downloads.AssertAllRight(_server, _folder);
        Assert.NotEmpty(elsewhere.Heads);
        Assert.All(elsewhere.Heads, h => Assert.DoesNotContain("Authorization", h, StringComparison.OrdinalIgnoreCase));
        Assert.All(elsewhere.Heads, h => Assert.DoesNotContain("Cookie", h, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void A_redirect_out_of_encryption_is_not_followed()
    {
        _server.Choose = r => r.IsOfList ? Trick.None : Trick.RedirectUnencrypted;
        var error = Assert.Throws<MimicException>(() => Downloads.Run(_server, _folder, With("anna", Password)));
        Assert.Contains("to an address without encryption, which is not followed", error.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_certificate_that_nobody_vouches_for_ends_it_before_anything_is_sent()
    {
        var error = Assert.Throws<MimicException>(() => Downloads.Run(_server, _folder, With("anna", Password) with { Adjust = null }));
        Assert.Contains("is not trusted", error.Problem, StringComparison.Ordinal);
        Assert.Empty(_server.Heads);
    }

    [Theory]
    [InlineData("http://physionet.org/files/mimiciv/3.1/")]
    [InlineData("http://127.0.0.1/files/mimiciv/3.1/")]
    public void A_password_is_not_given_to_a_server_without_encryption(string address)
    {
        Assert.Contains("The password is not sent to", Assert.Throws<MimicException>(() => new DownloadLogin(new(address), "anna", Password)).Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://physionet.org.example.org/files/mimiciv/3.1/")]
    [InlineData("https://physionet.org:8443/files/mimiciv/3.1/")]
    [InlineData("http://physionet.org/files/mimiciv/3.1/")]
    public void The_login_of_one_server_is_not_for_another(string address)
    {
        var login = new DownloadLogin(new("https://physionet.org/"), "anna", Password);
        Assert.False(login.BelongsTo(new(address)));
        var error = Assert.Throws<MimicException>(() => new ProjectDownload(new Uri(address), _folder.Path, new() { Login = login }));
        Assert.Contains("is not one of", error.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_with_a_password_in_it_is_refused_without_being_repeated()
    {
        var error = Assert.Throws<MimicException>(() => new ProjectDownload(new Uri("https://anna:secret@physionet.org/files/mimiciv/3.1/"), _folder.Path));
        Assert.DoesNotContain("secret", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_login_says_nothing_of_itself()
    {
        var login = new DownloadLogin(new("https://physionet.org/"), "anna", Password);
        var texts = $"{login} {new DownloadOptions { Login = login }} {System.Text.Json.JsonSerializer.Serialize(login)} {System.Text.Json.JsonSerializer.Serialize(new { login })}";
        Assert.DoesNotContain("anna", texts, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, texts, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes($"anna:{Password}")), texts, StringComparison.Ordinal);
    }

    private DownloadOptions With(string user, string password) => Downloads.Small with { Login = new(_server.Address, user, password) };
}
