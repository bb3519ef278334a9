using System.Diagnostics;

namespace Alforis.Workflows.EndToEnd.Crashes;

/// <summary>Lets a process see another time, by libfaketime: the installed one, or one that is fetched as Debian's package.</summary>
internal static class FakeClock
{
    private const string Library = "libfaketimeMT.so.1";

    /// <summary>Found or fetched once, also for two tests that want it at the same time.</summary>
    private static readonly Lazy<Task<string?>> Place = new(async () => Find("/usr/lib") ?? Find(Fetched) ?? await FetchAsync());

    /// <summary>The variables for a process whose clock is ahead, or <see langword="null"/> when there is no libfaketime.</summary>
    public static async Task<(string, string)[]?> AheadAsync(TimeSpan ahead)
    {
        var library = await Place.Value.WaitAsync(TestContext.Current.CancellationToken);
        return library is null
            ? null
            : [("LD_PRELOAD", library), ("FAKETIME", FormattableString.Invariant($"+{ahead.TotalSeconds:0}s"))];
    }

    private static string Fetched => Path.Combine(Repository.Root, "artifacts", "faketime");

    private static async Task<string?> FetchAsync()
    {
        Directory.CreateDirectory(Fetched);
        var (exitCode, _) = await ShellAsync("apt-get download -q libfaketime && dpkg-deb -x libfaketime_*.deb .");
        return exitCode == 0 ? Find(Fetched) : null;
    }

    private static string? Find(string directory) => !Directory.Exists(directory)
        ? null
        : Directory.EnumerateFiles(directory, Library, new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, MaxRecursionDepth = 6 }).FirstOrDefault();

    private static async Task<(int ExitCode, string Output)> ShellAsync(string script)
    {
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", script])
        {
            WorkingDirectory = Fetched, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var output = shell.StandardOutput.ReadToEndAsync(limit.Token);
        var error = shell.StandardError.ReadToEndAsync(limit.Token);
        await shell.WaitForExitAsync(limit.Token);
        return (shell.ExitCode, await output + await error);
    }
}
