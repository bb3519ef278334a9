using System.Globalization;

namespace Alforis.Crm.Data.EmbeddedPostgres;

/// <summary>
/// The file in which a server of a cluster says that it is there: process number, directory, start time, port, … and as the
/// eighth line its status.
/// </summary>
internal sealed record PostmasterFile(string Cluster, int ProcessId, int? Port, bool Ready, string Identity)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    internal static string PathIn(string cluster) => Path.Combine(cluster, "postmaster.pid");

    /// <summary>Reads the file; null when there is none or nothing sensible in it.</summary>
    internal static PostmasterFile? TryRead(string cluster)
    {
        try
        {
            var lines = File.ReadAllLines(PathIn(cluster));
            return lines.Length > 0 && Number(lines[0]) is > 1 and var processId
                ? new PostmasterFile(cluster, processId, lines.Length > 3 ? Number(lines[3]) : null,
                    lines.Length > 7 && lines[7].StartsWith("ready", StringComparison.Ordinal), string.Join('\n', lines.Take(3)))
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>
    /// Looks whether the process is a server of this cluster. A process number alone proves nothing, it may belong to another
    /// program by now; a server works in its cluster's directory, and there lies the file that names it.
    /// </summary>
    internal async Task<PostmasterState> ExamineAsync(TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        var process = string.Create(CultureInfo.InvariantCulture, $"/proc/{ProcessId}");
        if (!Directory.Exists("/proc/self"))
            return await ExamineByListAsync(timeProvider, cancellationToken).ConfigureAwait(false);
        if (!Directory.Exists(process))
            return PostmasterState.Gone;
        try
        {
            var name = (await File.ReadAllTextAsync(process + "/comm", cancellationToken).ConfigureAwait(false)).Trim();
            if (name is not ("postgres" or "postmaster"))
                return PostmasterState.Gone;
            var named = await File.ReadAllLinesAsync(PathIn(process + "/cwd"), cancellationToken).ConfigureAwait(false);
            return string.Equals(string.Join('\n', named.Take(3)), Identity, StringComparison.Ordinal) ? PostmasterState.Running : PostmasterState.Gone;
        }
        catch (UnauthorizedAccessException)
        {
            return PostmasterState.Unknown;
        }
        catch (IOException)
        {
            // The process ended while it was looked at, or it is dead and only waits to be collected.
            return PostmasterState.Gone;
        }
    }

    private async Task<PostmasterState> ExamineByListAsync(TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        var command = CommandLine.Of("ps", "-o", "command=", "-p", ProcessId.ToString(CultureInfo.InvariantCulture));
        var result = await ToolProcess.RunAsync(command, Limit, timeProvider, cancellationToken).ConfigureAwait(false);
        return result.Succeeded && result.Output.Contains("postgres", StringComparison.Ordinal) && result.Output.Contains(Cluster, StringComparison.Ordinal)
            ? PostmasterState.Running
            : PostmasterState.Gone;
    }

    private static int? Number(string line) =>
        int.TryParse(line.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
