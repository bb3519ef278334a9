using System.Globalization;
using Alforis.Workflows.Host.Commands;

namespace Alforis.Workflows.Host.Database;

/// <summary>Which database to use, and how patiently.</summary>
internal sealed record DatabaseSettings
{
    /// <summary>Names a database that somebody else runs.</summary>
    public const string ConnectionVariable = "ConnectionStrings__Crm";

    /// <summary>Names the data directory when no option does.</summary>
    public const string DataVariable = "ALFORIS_DATA";

    /// <summary>Names the data directory when nobody does; <c>run.sh</c> sets it, so that it is the same from everywhere.</summary>
    public const string DefaultDataVariable = "ALFORIS_DEFAULT_DATA";

    /// <summary>Gives the seconds to wait for an unreachable database when no option does.</summary>
    public const string TimeoutVariable = "ALFORIS_DATABASE_TIMEOUT";

    /// <summary>The data directory when nobody names one.</summary>
    public const string DefaultDataDirectory = ".alforis";

    /// <summary>Longest wait in seconds: a day.</summary>
    public const int MostSeconds = 86_400;

    /// <summary>How long to wait when nobody says so.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(1);

    /// <summary>How Npgsql connects; <see langword="null"/> for the embedded database. Contains a password: never shown.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>Where the service keeps what is its own.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>Whether that is where a command finds it that names none.</summary>
    public bool IsDefaultDirectory { get; init; }

    /// <summary>How long an unreachable database is waited for.</summary>
    public TimeSpan Timeout { get; init; } = DefaultTimeout;

    /// <summary>Where the embedded database lies: beside the PostgreSQL binaries that may have been fetched for it.</summary>
    public string ClusterDirectory => Path.Combine(DataDirectory, "postgres");

    /// <summary>The settings of a command line and its environment; an option goes before a variable.</summary>
    /// <exception cref="DatabaseException">A variable has no usable value.</exception>
    public static DatabaseSettings Read(string? dataDirectory, int? timeoutSeconds, CommandSurroundings surroundings)
    {
        var usual = Path.GetFullPath(surroundings.Variable(DefaultDataVariable) ?? DefaultDataDirectory);
        var directory = Path.GetFullPath(dataDirectory ?? surroundings.Variable(DataVariable) ?? usual);
        return new()
        {
            ConnectionString = surroundings.Variable(ConnectionVariable),
            DataDirectory = directory,
            IsDefaultDirectory = string.Equals(Path.TrimEndingDirectorySeparator(directory), Path.TrimEndingDirectorySeparator(usual), StringComparison.Ordinal),
            Timeout = timeoutSeconds is { } given ? TimeSpan.FromSeconds(given) : ReadTimeout(surroundings.Variable(TimeoutVariable)),
        };
    }

    /// <summary>What to type, in any terminal, so that a verb works on the same embedded database.</summary>
    public string Invoke(string verb)
    {
        var quoted = "'" + DataDirectory.Replace("'", @"'\''", StringComparison.Ordinal) + "'";
        return IsDefaultDirectory ? $"./run.sh {verb}" : $"./run.sh {verb} --data {quoted}";
    }

    /// <summary>A number of seconds to wait, or <see langword="null"/> when the text is none from 0 to <see cref="MostSeconds"/>.</summary>
    public static int? ParseSeconds(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= MostSeconds ? seconds : null;

    private static TimeSpan ReadTimeout(string? text)
    {
        if (text is null) return DefaultTimeout;
        return ParseSeconds(text) is { } seconds
            ? TimeSpan.FromSeconds(seconds)
            : throw new DatabaseException($"{TimeoutVariable} is '{text}'; it must be a number of seconds from 0 to {MostSeconds}.");
    }
}
