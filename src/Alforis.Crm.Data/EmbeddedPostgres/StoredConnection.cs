using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text.Json;
using Npgsql;

namespace Alforis.Crm.Data.EmbeddedPostgres;

/// <summary>What has to be remembered to reach the server again: its port and its two passwords.</summary>
internal sealed record StoredConnection(int? Port, string Password, string AdministratorPassword)
{
    internal const string Name = "alforis";
    internal const string Administrator = "postgres";

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    internal static StoredConnection Generate() => new(null, NewPassword(), NewPassword());

    /// <summary>Reads the file of a data directory; null when there is none.</summary>
    /// <exception cref="EmbeddedPostgresException">The file is not readable or not what was written.</exception>
    internal static StoredConnection? Read(DataDirectoryLayout layout)
    {
        try
        {
            if (!File.Exists(layout.Connection))
                return null;
            return JsonSerializer.Deserialize<StoredConnection>(File.ReadAllBytes(layout.Connection), Format)
                is { Password.Length: > 0, AdministratorPassword.Length: > 0 } stored
                ? stored
                : throw new JsonException("a password is missing");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new EmbeddedPostgresException(
                $"{layout.Connection}, which holds the passwords of the embedded database, cannot be read: {e.Message} " +
                "Run as the user who made it, or put back a copy of it.", e);
        }
    }

    /// <summary>Replaces the file of a data directory as a whole; only its owner may read it.</summary>
    [UnsupportedOSPlatform("windows")]
    internal void Write(DataDirectoryLayout layout, ServiceAccount account)
    {
        var draft = layout.Connection + ".new";
        using (var file = PrivateFile.Create(draft))
        {
            JsonSerializer.Serialize(file, this, Format);
            file.Flush(flushToDisk: true);
        }

        account.Give(draft);
        File.Move(draft, layout.Connection, overwrite: true);
    }

    internal string ConnectionString(int port) => Build(port, Name, Name, Password).ConnectionString;

    /// <summary>Connects as superuser; outside the pool, because it is used once.</summary>
    internal string AdministratorConnectionString(int port)
    {
        var builder = Build(port, "postgres", Administrator, AdministratorPassword);
        builder.Pooling = false;
        return builder.ConnectionString;
    }

    internal Uri ConnectionUri(int port) =>
        new UriBuilder("postgresql", "127.0.0.1", port, Name) { UserName = Name, Password = Password }.Uri;

    private static NpgsqlConnectionStringBuilder Build(int port, string database, string user, string password) => new()
    {
        Host = "127.0.0.1",
        Port = port,
        Database = database,
        Username = user,
        Password = password,
        // On loopback there is nothing to encrypt for, and a Kerberos ticket is not asked for.
        SslMode = SslMode.Disable,
        GssEncryptionMode = GssEncryptionMode.Disable,
    };

    private static string NewPassword() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}
