using System.Diagnostics;
using System.Globalization;

namespace Alforis.Testing;

/// <summary>Temporary directories that name the process they belong to, so that leftovers can be told.</summary>
public static class TestDirectories
{
    private const string Prefix = "alforis-test-";
    private const UnixFileMode Reachable =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute |
        UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    /// <summary>Where fetched PostgreSQL binaries are kept: in the clone, where the host keeps them too.</summary>
    public static string SharedBinaries { get; } = Path.Combine(CloneOrTemp(), ".alforis", "postgres-binaries");

    /// <summary>Where Linux keeps files in memory.</summary>
    private const string Memory = "/dev/shm";

    /// <summary>Enough for the databases of tests that run side by side and the write-ahead log; containers often have but 64 MB.</summary>
    private const long LeastMemory = 4L << 30;

    /// <summary>Makes an empty directory that PostgreSQL's account can reach even when the tests run as root.</summary>
    public static string Create(string purpose) => Create(Path.GetTempPath(), purpose);

    /// <summary>
    /// Makes one in memory where there is plenty of it, else on disk. A copy of a database is hundreds of small files, and while
    /// the disk is busy with others it takes seconds to make them.
    /// </summary>
    public static string CreateFast(string purpose)
    {
        if (HasMemory())
        {
            try
            {
                return Create(Memory, purpose);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                Trace.TraceWarning($"{Memory} cannot be used: {e.Message}");
            }
        }

        return Create(purpose);
    }

    private static string Create(string parent, string purpose)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Environment.ProcessId}-{purpose}-{Guid.NewGuid().ToString("N")[..8]}");
        var path = Path.Combine(parent, name);
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
        string[] parents = Directory.Exists(Memory) ? [Path.GetTempPath(), Memory] : [Path.GetTempPath()];
        foreach (var path in parents.SelectMany(parent => Directory.GetDirectories(parent, Prefix + "*")))
        {
            var owner = Path.GetFileName(path)[Prefix.Length..].Split('-')[0];
            if (int.TryParse(owner, NumberStyles.None, CultureInfo.InvariantCulture, out var processId) && !Runs(processId))
                Remove(path);
        }
    }

    private static bool HasMemory() =>
        OperatingSystem.IsLinux() && Directory.Exists(Memory)
        && new DriveInfo(Memory) is { DriveFormat: "tmpfs", AvailableFreeSpace: >= LeastMemory };

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
