using System.Diagnostics;
using System.Globalization;

namespace Alforis.Testing;

/// <summary>Directories below the temporary one that name the process they belong to, so that leftovers can be told.</summary>
public static class TestDirectories
{
    private const string Prefix = "alforis-test-";
    private const UnixFileMode Reachable =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute |
        UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    /// <summary>Where fetched PostgreSQL binaries are kept: in the clone, where the host keeps them too.</summary>
    public static string SharedBinaries { get; } = Path.Combine(CloneOrTemp(), ".alforis", "postgres-binaries");

    /// <summary>Makes an empty directory that PostgreSQL's account can reach even when the tests run as root.</summary>
    public static string Create(string purpose)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Environment.ProcessId}-{purpose}-{Guid.NewGuid().ToString("N")[..8]}");
        var path = Path.Combine(Path.GetTempPath(), name);
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, Reachable);
        return path;
    }

    /// <summary>Removes a directory; what cannot be removed now is left for the next run.</summary>
    public static void Remove(string path)
    {
        try
        {
            if (Directory.Exists(path))
                Directory.Delete(path, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Trace.TraceWarning($"{path} stays behind: {e.Message}");
        }
    }

    /// <summary>Removes what processes left that no longer run.</summary>
    public static void RemoveAbandoned()
    {
        foreach (var path in Directory.GetDirectories(Path.GetTempPath(), Prefix + "*"))
        {
            var owner = Path.GetFileName(path)[Prefix.Length..].Split('-')[0];
            if (int.TryParse(owner, NumberStyles.None, CultureInfo.InvariantCulture, out var processId) && !Runs(processId))
                Remove(path);
        }
    }

    private static string CloneOrTemp()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "Alforis.Workflows.sln")))
                return directory.FullName;
        }

        return Path.GetTempPath();
    }

    private static bool Runs(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
