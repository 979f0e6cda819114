using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;

namespace Mimic.Access;

/// <summary>
/// A user name and password, bound to the one server that they belong to: they are sent there over HTTPS and nowhere else, also if that
/// server redirects to another. Nothing but a request's header is ever made of them; <see cref="ToString"/> says nothing.
/// </summary>
[DebuggerDisplay("(hidden)")]
public sealed class DownloadLogin
{
    private readonly string _basic;
    private readonly string _host;
    private readonly int _port;

    /// <summary>A login of a server.</summary>
    /// <param name="server">Any address of it, which must begin with <c>https</c>, as <c>https://physionet.org/</c>.</param>
    /// <param name="user">The user name.</param>
    /// <param name="password">The password.</param>
    /// <exception cref="MimicException">The address is not of HTTPS, or a name or password cannot be sent.</exception>
    public DownloadLogin(Uri server, string user, string password)
    {
        ArgumentNullException.ThrowIfNull(server);
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(password);
        if (server.Scheme != Uri.UriSchemeHttps)
        {
            throw new MimicException(
                $"The password is not sent to {server.GetLeftPart(UriPartial.Authority)}, where anyone on the way could read it.",
                "Give an address that begins with https, or fetch an open project without a user name.");
        }

        if (user.Length == 0 || user.Contains(':', StringComparison.Ordinal))
        {
            throw new MimicException("A user name is not empty and has no colon.", "Give the user name of your account, not its e-mail address.");
        }

        if (password.Length == 0)
        {
            throw new MimicException("The password is empty.", "Type it at the prompt, or see 'mimic data get --help' for the other ways.");
        }

        (_host, _port) = (server.IdnHost, server.Port);
        _basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"));
    }

    /// <summary>The environment variable with the user name on PhysioNet.</summary>
    public const string UserVariable = "PHYSIONET_USER";

    /// <summary>The environment variable with the password on PhysioNet.</summary>
    public const string PasswordVariable = "PHYSIONET_PASSWORD";

    /// <summary>The login on PhysioNet that the environment holds, for a notebook: a password never stands in one.</summary>
    /// <exception cref="MimicException">A variable is not set.</exception>
    public static DownloadLogin FromEnvironment()
    {
        var (user, password) = (Environment.GetEnvironmentVariable(UserVariable), Environment.GetEnvironmentVariable(PasswordVariable));
        return user is { Length: > 0 } && password is { Length: > 0 }
            ? new(new("https://physionet.org/"), user, password)
            : throw new MimicException(
                $"{(user is { Length: > 0 } ? PasswordVariable : UserVariable)} is not set.",
                "Set it where the notebook's server is started, or fetch the files in a terminal with 'mimic data get', which asks for the password.");
    }

    /// <summary>Says that there is one, and nothing of what it is.</summary>
    public override string ToString() => "(hidden)";

    /// <summary>Whether an address is one that may be told.</summary>
    internal bool BelongsTo(Uri address) =>
        address.Scheme == Uri.UriSchemeHttps && address.Port == _port && address.IdnHost.Equals(_host, StringComparison.OrdinalIgnoreCase);

    /// <summary>The header for a request; made anew each time, since the type of the framework shows what it holds.</summary>
    internal AuthenticationHeaderValue Header() => new("Basic", _basic);
}
