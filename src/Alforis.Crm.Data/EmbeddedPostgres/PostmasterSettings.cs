using System.Globalization;

namespace Alforis.Crm.Data.EmbeddedPostgres;

/// <summary>The server's settings, given on its command line so that a user's postgresql.conf cannot open it to the network.</summary>
internal static class PostmasterSettings
{
    internal static IEnumerable<string> For(int port, EmbeddedPostgresOptions options)
    {
        List<string> settings =
        [
            "listen_addresses=127.0.0.1",
            string.Create(CultureInfo.InvariantCulture, $"port={port}"),
            "unix_socket_directories=",
            string.Create(CultureInfo.InvariantCulture, $"max_connections={options.MaxConnections}"),
            "logging_collector=off",
            "log_destination=stderr",
            // The log tells of the server, not of the CRM: no statement, no parameter, no row that a constraint refused.
            "log_error_verbosity=terse",
            "log_min_error_statement=panic",
            "log_parameter_max_length_on_error=0",
            "log_statement=none",
            "log_min_duration_statement=-1",
            // Starting up reads these messages.
            "lc_messages=C",
            "timezone=UTC",
            "log_timezone=UTC",
            // Who finds demo accounts in another database refuses to serve it. A setting of the server goes into no dump.
            $"alforis.demo_database={StoredConnection.Name}",
        ];
        if (!options.Durable)
            // Checkpoints cost little without fsync, and the log may lie in memory.
            settings.AddRange(["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_wal_size=1GB"]);
        return settings.SelectMany(s => new[] { "-c", s });
    }
}
