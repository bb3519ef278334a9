using System.Collections.Immutable;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;

namespace Alforis.Crm.Data.EmbeddedPostgres;

/// <summary>
/// A running server under a small shell that watches over it. The shell's standard input is a pipe from this process; when the
/// pipe ends, because it was closed or because this process died in whatever way, the shell stops the server. So there is one
/// way to stop, and no way to forget it.
/// </summary>
[UnsupportedOSPlatform("windows")]
internal sealed class PostmasterProcess : IDisposable
{
    private readonly Process _shell;
    private readonly ServerLogLimit _logLimit;

    private PostmasterProcess(Process shell, ServerLogLimit logLimit, int port)
    {
        _shell = shell;
        _logLimit = logLimit;
        Port = port;
    }

    internal int Port { get; }

    internal bool HasExited => _shell.HasExited;

    /// <summary>The shell's process number; the server is its child.</summary>
    internal int ShellId => _shell.Id;

    internal static PostmasterProcess Start(
        PostgresBinaries binaries, DataDirectoryLayout layout, ServiceAccount account, int port, EmbeddedPostgresOptions options)
    {
        // The account may append to the file but not replace it: the directory is not the account's.
        PrivateFile.Create(layout.ServerLog).Dispose();
        account.Give(layout.ServerLog);
        var limit = ((int)Math.Ceiling(options.StopTimeout.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        var server = CommandLine.Of("/bin/sh", ["-c", PostmasterWatcher.Script, "alforis-postgres", layout.ServerLog, limit,
            binaries.Postgres, "-D", layout.Cluster, .. PostmasterSettings.For(port, options)]) with
        { CleanEnvironment = true, WorkingDirectory = "/" };
        var process = new Process { StartInfo = account.Run(server).Under(OwnSession()).ToStartInfo() };
        process.StartInfo.RedirectStandardInput = true;
        process.StartInfo.RedirectStandardError = true;
        // A child with a stream of the terminal would make .NET leave the terminal's settings to it.
        process.StartInfo.RedirectStandardOutput = true;
        try
        {
            process.Start();
        }
        catch (Win32Exception e)
        {
            process.Dispose();
            throw new EmbeddedPostgresException($"PostgreSQL could not be started with {process.StartInfo.FileName}: {e.Message}", e);
        }

        return new PostmasterProcess(process, new ServerLogLimit(layout, options), port);
    }

    internal Task WaitForExitAsync(CancellationToken cancellationToken) => _shell.WaitForExitAsync(cancellationToken);

    /// <summary>What the server printed, or the reason why not even the shell came up.</summary>
    internal async Task<string> ReadLogAsync(DataDirectoryLayout layout, CancellationToken cancellationToken)
    {
        var log = await File.ReadAllTextAsync(layout.ServerLog, cancellationToken).ConfigureAwait(false);
        return log.Length > 0 || !_shell.HasExited ? log : await _shell.StandardError.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Stops the server and waits until it is gone. The watcher keeps the time, so this ends by itself.</summary>
    internal async Task StopAsync()
    {
        CloseInput();
        await _shell.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
    }

    public void Dispose()
    {
        CloseInput();
        _logLimit.Dispose();
        _shell.Dispose();
    }

    private void CloseInput()
    {
        try
        {
            _shell.StandardInput.Close();
        }
        catch (IOException)
        {
            // The shell has ended and with it the reading end.
        }
    }

    /// <summary>
    /// Ctrl-C in a terminal reaches every process of the terminal's session, and the server must outlive this process's own
    /// clean end. Where no program opens a session, PostgreSQL takes part in the Ctrl-C.
    /// </summary>
    private static ImmutableArray<string> OwnSession()
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "/usr/bin:/bin").Split(Path.PathSeparator);
        if (path.Any(d => File.Exists(Path.Combine(d, "setsid"))))
            return ["setsid"];
        return path.Any(d => File.Exists(Path.Combine(d, "perl")))
            ? ["perl", "-e", "use POSIX; POSIX::setsid(); exec @ARGV", "--"]
            : [];
    }
}
