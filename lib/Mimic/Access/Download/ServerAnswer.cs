using System.Net;

namespace Mimic.Access.Download;

/// <summary>What the status of an answer means, and what a person can do about it.</summary>
internal static class ServerAnswer
{
    /// <summary>Returns if the answer brings a file or a part of it, and throws what stands in the way otherwise.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="path">The file.</param>
    /// <param name="project">The address of the project.</param>
    /// <param name="options">Whose login it was.</param>
    /// <param name="wasLetIn">Whether the server has given something to the same user before.</param>
    public static void Check(HttpResponseMessage response, string path, Uri project, DownloadOptions options, bool wasLetIn)
    {
        switch (response.StatusCode)
        {
            case HttpStatusCode.OK or HttpStatusCode.PartialContent or HttpStatusCode.RequestedRangeNotSatisfiable:
                return;
            case HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden when wasLetIn:
                throw new AttemptFailure($"{project.Authority} refused {path}, though it gave other files before") { MostRetries = 2 };
            case HttpStatusCode.Unauthorized:
                throw NotLetIn(project, options.Login is not null);
            case HttpStatusCode.Forbidden:
                throw Forbidden(project, options.Login is not null);
            case HttpStatusCode.NotFound or HttpStatusCode.Gone:
                throw new FileFailure(
                    $"{project.Authority} has no {path} in {Name(project)}", "'mimic data list' shows the projects and their versions.")
                { IsDoubtOfList = true };
            case HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable:
                throw new AttemptFailure(Invariant($"{project.Authority} is busy (status {(int)response.StatusCode})"))
                {
                    Wait = Wait(response, options.LongestWait, project.Authority),
                };
            case HttpStatusCode.RequestTimeout or (HttpStatusCode)425 or >= HttpStatusCode.InternalServerError:
                throw new AttemptFailure(Invariant($"{project.Authority} answered with status {(int)response.StatusCode}"));
            default:
                throw new FileFailure(
                    Invariant($"{project.Authority} answered with status {(int)response.StatusCode} to the request for {path}"), "Try again later.");
        }
    }

    /// <summary>The error when the server wants another login, or one at all.</summary>
    public static MimicException NotLetIn(Uri project, bool hadLogin) => hadLogin
        ? new(
            $"{project.Authority} did not accept this user name and password.",
            "The user name is not the e-mail address; try both at https://physionet.org/login/, then run the same command again.")
        : new(
            $"{project.Authority} gives {Name(project)} to registered users only.",
            "Give your user name with --user; the password is asked for. 'mimic data guide' says how to get access.");

    // PhysioNet says 403 to a user it knows: the agreement is not signed for this version, the training has run out, or the credentialing is
    // not through (can_access_project in physionet-django/project/authorization/access.py). It does not say which.
    private static MimicException Forbidden(Uri project, bool hadLogin) => hadLogin
        ? new(
            $"{project.Authority} knows this user, but does not let them read {Name(project)}.",
            $"Open {Page(project)} while logged in: at its end it says what is missing (the agreement of this very version, a valid training, "
            + "the credentialing). 'mimic data guide' explains each.")
        : new(
            $"{project.Authority} does not give {Name(project)} without a login.",
            "Give your user name with --user; the password is asked for. 'mimic data guide' says how to get access.");

    private static TimeSpan? Wait(HttpResponseMessage response, TimeSpan longest, string server)
    {
        var after = response.Headers.RetryAfter;
        var wait = after?.Delta ?? (after?.Date is { } date ? date - DateTimeOffset.UtcNow : null);
        return wait > longest
            ? throw new MimicException(
                $"{server} is busy and asks to come again in {Durations.Of(wait.Value)}.",
                "Run the same command again then; what has come stays.")
            : wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    /// <summary>Project and version as the address tells them.</summary>
    private static string Name(Uri project) => string.Join(' ', project.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries).TakeLast(2));

    private static string Page(Uri project) => new Uri(project, project.AbsolutePath.Replace("/files/", "/content/", StringComparison.Ordinal)).ToString();
}
