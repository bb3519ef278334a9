using System.Globalization;
using System.Text.RegularExpressions;

namespace Alforis.Crm.Data.EmbeddedPostgres;

/// <summary>Knows where operating systems put PostgreSQL.</summary>
internal static partial class InstalledBinaries
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <summary>One entry per packaging habit: a folder, the names in it that hold a version, and the way to the programs.</summary>
    private static readonly (string Folder, string Names, string Bin)[] Habits =
    [
        ("/usr/lib/postgresql", "*", "bin"),
        ("/usr", "pgsql-*", "bin"),
        ("/usr/libexec", "postgresql*", ""),
        ("/opt/homebrew/opt", "postgresql*", "bin"),
        ("/usr/local/opt", "postgresql*", "bin"),
        ("/usr/local", "pgsql*", "bin"),
    ];

    /// <summary>Every directory that holds the two programs: PATH first, then pg_config's, then the usual folders, newest first.</summary>
    internal static async Task<IReadOnlyList<string>> DirectoriesAsync(TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        var pgConfig = await ToolProcess.RunAsync(CommandLine.Of("pg_config", "--bindir"), Limit, timeProvider, cancellationToken)
            .ConfigureAwait(false);
        string[] configured = pgConfig.Succeeded ? [pgConfig.Output.Trim()] : [];
        return [.. path.Concat(configured).Concat(Habits.SelectMany(UsualFolders)).Where(HasBoth).Select(Resolve).Distinct(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> UsualFolders((string Folder, string Names, string Bin) habit) =>
        Directory.Exists(habit.Folder)
            ? Directory.GetDirectories(habit.Folder, habit.Names)
                .OrderByDescending(VersionIn)
                .Select(d => Path.Combine(d, habit.Bin).TrimEnd('/'))
            : [];

    private static int VersionIn(string directory) =>
        int.TryParse(Digits().Match(Path.GetFileName(directory)).ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : 0;

    private static bool HasBoth(string directory) =>
        File.Exists(Path.Combine(directory, "postgres")) && File.Exists(Path.Combine(directory, "initdb"));

    /// <summary>Follows links such as /usr/local/bin/postgres to the directory where PostgreSQL's own files lie around it.</summary>
    private static string Resolve(string directory)
    {
        var target = Path.GetDirectoryName(File.ResolveLinkTarget(Path.Combine(directory, "postgres"), returnFinalTarget: true)?.FullName);
        return target is not null && HasBoth(target) ? target : directory;
    }

    [GeneratedRegex(@"\d{1,4}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Digits();
}
