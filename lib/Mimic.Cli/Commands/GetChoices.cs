using System.CommandLine;
using Mimic.Access;
using Mimic.Access.Download;

namespace Mimic.Cli.Commands;

/// <summary>The options of <c>mimic data get</c>.</summary>
internal sealed class GetChoices
{
    public Argument<string> Name { get; } = new("NAME") { Description = "The project, and its version unless it is the newest: mimiciv, mimiciv/2.2, demo; see 'mimic data list'" };

    public Option<string> Into { get; } = new("--into")
    {
        Description = "The folder that gets physionet.org/files/... as wget makes it; the one at hand if left out.",
        HelpName = "DIR",
        DefaultValueFactory = _ => ".",
    };

    public Option<string[]> Tables { get; } = new("--tables")
    {
        Description = "Only these tables or modules, as hosp/labevents,icu.",
        HelpName = "TABLE,...",
        AllowMultipleArgumentsPerToken = true,
    };

    public Option<string?> Step { get; } = new("--step") { Description = "Only the tables that a notebook of the course reads, as 03.", HelpName = "NN" };

    public Option<string?> Subjects { get; } = new("--subjects")
    {
        Description = "Also the images or waveforms of these patients: a CSV file with a column subject_id, or a list.",
        HelpName = "FILE",
    };

    public Option<bool> All { get; } = new("--all") { Description = "Also all images or waveforms: hundreds of thousands of files." };

    public Option<int> Connections { get; } = new("--connections")
    {
        Description = "How many connections, at most 8.",
        HelpName = "N",
        DefaultValueFactory = _ => TransferTime.UsualConnections,
    };

    public Option<string?> User { get; } = new("--user")
    {
        Description = $"Your user name on PhysioNet; {DownloadLogin.UserVariable} if left out. Open projects need none.",
        HelpName = "NAME",
    };

    public Option<string?> PasswordFile { get; } = new("--password-file")
    {
        Description = "A file whose first line is the password, readable by you alone.",
        HelpName = "FILE",
    };

    public Option<int> Retries { get; } = new("--retries")
    {
        Description = "How often a file is tried again while nothing new of it comes.",
        HelpName = "N",
        DefaultValueFactory = _ => new DownloadOptions().Retries,
    };

    public Option<int> Stall { get; } = new("--stall")
    {
        Description = "Seconds without a byte after which a connection is made anew.",
        HelpName = "N",
        DefaultValueFactory = _ => (int)new DownloadOptions().StallTime.TotalSeconds,
    };

    public Option<bool> Yes { get; } = new("--yes") { Description = "Do not ask before what takes more than an hour or more room than there is." };

    public Option<bool> Verify { get; } = new("--verify") { Description = "Make the sums of the files that are there anew, instead of trusting size and time." };

    public Option<bool> OnlyList { get; } = new("--list") { Description = "Only list what would be fetched, and how long it would take." };

    public Option<string?> From { get; } = new("--from")
    {
        Description = "Another server that has the project in PhysioNet's layout, as one of your institution. A password goes there only with --user.",
        HelpName = "ADDRESS",
    };

    /// <summary>There is none: this one says why.</summary>
    public Option<string?> Password { get; } = new("--password") { Hidden = true, Arity = ArgumentArity.ZeroOrOne };

    public void AddTo(Command command)
    {
        command.Arguments.Add(Name);
        foreach (var option in new Option[] { Into, Tables, Step, Subjects, All, Connections, User, PasswordFile, Retries, Stall, Yes, Verify, OnlyList, From, Password })
        {
            command.Options.Add(option);
        }
    }
}

/// <summary>What was asked of <c>mimic data get</c>.</summary>
internal sealed class GetRequest(GetChoices choices, ParseResult result)
{
    public bool OnlyList => result.GetValue(choices.OnlyList);

    public bool Yes => result.GetValue(choices.Yes);

    /// <summary>The download; the password is asked for where one is needed.</summary>
    public ProjectDownload Download(TextWriter console)
    {
        if (result.GetResult(choices.Password) is { Implicit: false })
        {
            throw new MimicException(
                "A password is never given as an option: every user of this machine can read it there, and the shell keeps it.",
                $"Leave it out and type it when asked, or use {DownloadLogin.PasswordVariable} or --password-file. If it was the real one, change it now.");
        }

        var selection = new DownloadSelection
        {
            Tables = [.. (result.GetValue(choices.Tables) ?? []).SelectMany(t => t.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))],
            Step = result.GetValue(choices.Step),
            Subjects = result.GetValue(choices.Subjects) is { } file ? DownloadSelection.ReadSubjects(file) : new HashSet<int>(),
            Everything = result.GetValue(choices.All),
        };
        var options = new DownloadOptions
        {
            Connections = result.GetValue(choices.Connections),
            Retries = result.GetValue(choices.Retries),
            StallTime = TimeSpan.FromSeconds(result.GetValue(choices.Stall)),
            Verify = result.GetValue(choices.Verify),
        };
        var (name, into) = (result.GetRequiredValue(choices.Name), result.GetRequiredValue(choices.Into));
        if (result.GetValue(choices.From) is { } from)
        {
            var address = Address(from, name);
            return new(address, into, options with { Login = result.GetValue(choices.User) is { } user ? Login(address, user, console) : null }) { Selection = selection };
        }

        var release = ProjectCatalogue.Find(name);
        var login = release.Project.Access == ProjectAccess.Open ? null : Login(release.BaseUri, User(release), console);
        return new(release, into, options with { Login = login }) { Selection = selection };
    }

    private static Uri Address(string from, string name)
    {
        if (!Uri.TryCreate(from.EndsWith('/') ? from : from + "/", UriKind.Absolute, out var server) || server.Scheme is not ("http" or "https"))
        {
            throw new MimicException($"--from takes an address, as https://mirror.example.org/, not '{from}'.", "See 'mimic data get --help'.");
        }

        // Of a project that the catalogue does not have, the name is taken as it is.
        return server.AbsolutePath.Contains("/files/", StringComparison.Ordinal) ? server
            : new(server, $"files/{(name.Split('/').Length == 2 ? name : ProjectCatalogue.Find(name).Name)}/");
    }

    private string User(ProjectRelease release) =>
        result.GetValue(choices.User) ?? Environment.GetEnvironmentVariable(DownloadLogin.UserVariable) switch
        {
            { Length: > 0 } user => user,
            _ => throw new MimicException(
                $"{release.Name} is for registered users who have signed its agreement.",
                $"Give your user name with --user NAME; the password is asked for. 'mimic data guide' says how to get access."),
        };

    private DownloadLogin Login(Uri server, string user, TextWriter console)
    {
        if (result.GetValue(choices.PasswordFile) is { } file)
        {
            return new(server, user, PasswordFile.Read(file));
        }

        if (Environment.GetEnvironmentVariable(DownloadLogin.PasswordVariable) is { Length: > 0 } password)
        {
            return new(server, user, password);
        }

        // Before the question: what is never sent need not be typed.
        _ = new DownloadLogin(server, user, "-");
        return Console.IsInputRedirected
            ? throw new MimicException(
                "There is no terminal on which to ask for the password.",
                $"Set {DownloadLogin.PasswordVariable}, or give a file that only you can read with --password-file.")
            : new(server, user, PasswordPrompt.Ask($"Password of {user} at {server.Host}", console));
    }
}
