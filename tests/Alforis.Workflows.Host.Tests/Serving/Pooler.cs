using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Alforis.Testing;
using Npgsql;

namespace Alforis.Workflows.Host.Tests.Serving;

/// <summary>PgBouncer in transaction mode before a test's database, with few connections of its own, until disposed.</summary>
internal sealed class Pooler : IAsyncDisposable
{
    private const string Missing = "PgBouncer is not installed (Debian: apt-get install pgbouncer).";

    private readonly Process process;
    private readonly string directory;

    private Pooler(Process process, string directory, string connectionString)
    {
        this.process = process;
        this.directory = directory;
        ConnectionString = connectionString;
    }

    /// <summary>How a host connects through it, as docs/operations.md says.</summary>
    public string ConnectionString { get; }

    /// <summary>Starts one; skips the test where there is none to start.</summary>
    public static async Task<Pooler> StartAsync(TestDatabase database)
    {
        var server = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        var place = TestDirectories.Create("pgbouncer");
        var port = FreePort();
        var settings = Path.Combine(place, "pgbouncer.ini");
        await File.WriteAllTextAsync(settings, string.Create(CultureInfo.InvariantCulture, $"""
            [databases]
            crm = host={server.Host} port={server.Port} dbname={server.Database} user={server.Username} password={server.Password}
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = {port}
            unix_socket_dir =
            auth_type = any
            pool_mode = transaction
            default_pool_size = 6

            """));
        var pooler = new Pooler(Start(settings), place, string.Create(
            CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={port};Database=crm;Username=x;Password=x;Max Auto Prepare=0;No Reset On Close=true"));
        await pooler.WaitAsync();
        return pooler;
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await process.WaitForExitAsync(limit.Token);
        process.Dispose();
        TestDirectories.Remove(directory);
    }

    /// <summary>It ends with its input, so that it does not outlive the tests however they end.</summary>
    private static Process Start(string settings)
    {
        const string script = """
            command -v pgbouncer >/dev/null || PATH="$PATH:/usr/sbin:/sbin"
            command -v pgbouncer >/dev/null || exit 127
            if [ "$(id -u)" -eq 0 ]; then as="-u nobody"; fi
            pgbouncer -q $as "$0" & read -r end; kill "$!"; wait
            """;
        var start = new ProcessStartInfo("/bin/sh")
        {
            ArgumentList = { "-c", script, settings },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        var started = Process.Start(start)!;
        started.OutputDataReceived += (_, _) => { };
        started.ErrorDataReceived += (_, _) => { };
        started.BeginOutputReadLine();
        started.BeginErrorReadLine();
        return started;
    }

    private Task WaitAsync() => Eventually.TrueAsync(
        async () =>
        {
            if (process.HasExited)
            {
                Assert.SkipWhen(process.ExitCode == 127, Missing);
                Assert.Fail($"PgBouncer has ended with {process.ExitCode}.");
            }

            try
            {
                await using var connection = new NpgsqlConnection(ConnectionString + ";Pooling=false");
                await connection.OpenAsync(TestContext.Current.CancellationToken);
                return true;
            }
            catch (NpgsqlException)
            {
                return false;
            }
        },
        () => "PgBouncer does not answer.");

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
