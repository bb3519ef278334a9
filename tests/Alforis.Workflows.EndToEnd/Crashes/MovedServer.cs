using System.Globalization;
using Alforis.Crm.Data.EmbeddedPostgres;

namespace Alforis.Workflows.EndToEnd.Crashes;

/// <summary>A PostgreSQL whose clock shows another time.</summary>
internal sealed class MovedServer : IAsyncDisposable
{
    private readonly EmbeddedPostgresServer server;

    private MovedServer(EmbeddedPostgresServer server) => this.server = server;

    public string ConnectionString => server.ConnectionString;

    /// <summary>Starts one.</summary>
    /// <param name="directory">Where its data lie.</param>
    /// <param name="clock">The variables that move a clock.</param>
    public static async Task<MovedServer> StartAsync(string directory, (string Name, string Value)[] clock)
    {
        var settings = new EmbeddedPostgresOptions { DataDirectory = Path.Combine(directory, "data"), Durable = false };
        string binaries;
        await using (var first = await EmbeddedPostgresServer.StartAsync(settings, TestContext.Current.CancellationToken)) binaries = Binaries(first);
        var moved = Path.Combine(directory, "moved");
        Directory.CreateDirectory(moved);
        // The server starts with an environment of its own: a script in its place sets the variables.
        var variables = clock.Select(v => v.Name == "LD_PRELOAD" ? (v.Name, Value: CopyTo(moved, v.Value)) : v).ToList();
        foreach (var program in new[] { "postgres", "initdb", "pg_ctl" })
        {
            var exports = program == "postgres" ? string.Concat(variables.Select(v => $"export {v.Name}='{v.Value}'\n")) : "";
            Write(Path.Combine(moved, program), $"#!/bin/sh\n{exports}exec '{Path.Combine(binaries, program)}' \"$@\"\n");
        }

        return new MovedServer(await EmbeddedPostgresServer.StartAsync(settings with { Binaries = moved }, TestContext.Current.CancellationToken));
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private static string Binaries(EmbeddedPostgresServer server)
    {
        var file = Directory.EnumerateFiles(server.DataDirectory, "postmaster.pid", SearchOption.AllDirectories).Single();
        var process = int.Parse(File.ReadLines(file).First(), CultureInfo.InvariantCulture);
        return Path.GetDirectoryName(new FileInfo($"/proc/{process}/exe").ResolveLinkTarget(returnFinalTarget: true)!.FullName)!;
    }

    /// <summary>Where the account that the server runs as can read it.</summary>
    private static string CopyTo(string directory, string library)
    {
        var copy = Path.Combine(directory, Path.GetFileName(library));
        File.Copy(library, copy);
        return copy;
    }

    private static void Write(string file, string text)
    {
        File.WriteAllText(file, text);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
    }
}
