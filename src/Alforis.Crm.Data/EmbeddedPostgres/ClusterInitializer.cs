using System.Globalization;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;

namespace Alforis.Crm.Data.EmbeddedPostgres;

/// <summary>
/// Makes a new cluster. It grows under another name and gets its own only when it is whole, so a cluster that is there is good.
/// </summary>
[UnsupportedOSPlatform("windows")]
internal sealed class ClusterInitializer(DataDirectoryLayout layout, ServiceAccount account, EmbeddedPostgresOptions options)
{
    private const string Draft = "cluster.new-";
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <summary>The major version of the cluster that is there, or null.</summary>
    /// <exception cref="EmbeddedPostgresException">The directory is taken by something that is no cluster.</exception>
    internal int? ExistingMajor()
    {
        try
        {
            if (layout.HasCluster)
            {
                var text = File.ReadAllText(Path.Combine(layout.Cluster, "PG_VERSION")).Trim();
                return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var major)
                    ? major
                    : throw new EmbeddedPostgresException(
                        $"{layout.Cluster} holds a database of the unknown version \"{text}\". Choose another data directory.");
            }

            if (File.Exists(layout.Cluster) || (Directory.Exists(layout.Cluster) && Directory.EnumerateFileSystemEntries(layout.Cluster).Any()))
                throw new EmbeddedPostgresException(
                    $"{layout.Cluster} is there but holds no PostgreSQL database. Move it away or choose another data directory.");
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EmbeddedPostgresException(
                $"The database in {layout.Cluster} cannot be read: {e.Message} Run as the user who made it, or choose another data directory.", e);
        }
    }

    /// <summary>Makes the cluster with the administrator's password.</summary>
    internal async Task CreateAsync(PostgresBinaries binaries, StoredConnection connection, CancellationToken cancellationToken)
    {
        var began = options.TimeProvider.GetTimestamp();
        RemoveDrafts();
        var draft = Path.Combine(layout.Root, Draft + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4)));
        try
        {
            Directory.CreateDirectory(draft, Private);
            account.Give(draft);
            var result = await InitializeAsync(binaries, draft, connection, "C.UTF-8", cancellationToken).ConfigureAwait(false);
            if (!result.Succeeded && result.Output.Contains("invalid locale name", StringComparison.Ordinal))
                result = await InitializeAsync(binaries, draft, connection, "C", cancellationToken).ConfigureAwait(false);
            if (!result.Succeeded)
                throw Failed(result);
            if (Directory.Exists(layout.Cluster))
                Directory.Delete(layout.Cluster);
            Directory.Move(draft, layout.Cluster);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or TimeoutException)
        {
            throw new EmbeddedPostgresException($"The database could not be made in {layout.Root}: {e.Message} Check the rights and the free space there.", e);
        }
        finally
        {
            RemoveDrafts();
        }

        options.Logger.LogInformation("Made a new PostgreSQL {Version} database in {Cluster} in {Milliseconds:0} ms",
            binaries.Version, layout.Cluster, options.TimeProvider.GetElapsedTime(began).TotalMilliseconds);
    }

    private async Task<ToolResult> InitializeAsync(
        PostgresBinaries binaries, string draft, StoredConnection connection, string locale, CancellationToken cancellationToken)
    {
        var passwordFile = Path.Combine(layout.Root, "initdb.password");
        try
        {
            using (var file = PrivateFile.Create(passwordFile))
            using (var writer = new StreamWriter(file))
                await writer.WriteAsync(connection.AdministratorPassword.AsMemory(), cancellationToken).ConfigureAwait(false);
            account.Give(passwordFile);
            var command = CommandLine.Of(binaries.Initdb, "-D", draft, "-U", StoredConnection.Administrator, "--pwfile", passwordFile,
                "--auth=scram-sha-256", "--encoding=UTF8", $"--locale={locale}", "--no-instructions") with
            { CleanEnvironment = true, WorkingDirectory = "/" };
            if (binaries.Major >= 17)
                // The same order and case rules on every operating system.
                command = command with { Arguments = [.. command.Arguments, "--locale-provider=builtin", "--builtin-locale=C.UTF-8"] };
            if (!options.Durable)
                command = command with { Arguments = [.. command.Arguments, "--no-sync"] };
            return await ToolProcess.RunAsync(account.Run(command), Limit, options.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            File.Delete(passwordFile);
        }
    }

    private EmbeddedPostgresException Failed(ToolResult result) =>
        result.Output.Contains("No space left on device", StringComparison.Ordinal)
            ? new EmbeddedPostgresException(
                $"The disk of {layout.Root} is full: a new database needs about 100 MB. Free some space or choose another data directory.")
            : new EmbeddedPostgresException(
                $"PostgreSQL could not make its database in {layout.Root} (initdb ended with {result.ExitCode.ToString(CultureInfo.InvariantCulture)}):{Environment.NewLine}{result.Tail}");

    /// <summary>An earlier start may have died in the middle; what it began is of no use.</summary>
    private void RemoveDrafts()
    {
        foreach (var draft in Directory.GetDirectories(layout.Root, Draft + "*"))
        {
            try
            {
                Directory.Delete(draft, recursive: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                options.Logger.LogWarning("The unfinished database {Draft} could not be removed: {Reason}", draft, e.Message);
            }
        }
    }
}
