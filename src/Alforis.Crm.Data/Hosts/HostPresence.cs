using Npgsql;

namespace Alforis.Crm.Data.Hosts;

/// <summary>Who runs: hosts say that they are there, and others can read it. By the database's clock. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may write the table of hosts.</param>
public sealed class HostPresence(NpgsqlDataSource dataSource)
{
    // A host that says nothing for a day does not come back under its number.
    private const string TellSql = """
        WITH forgotten AS (
          DELETE FROM workflow.hosts h WHERE h.seen_at < clock_timestamp() - interval '1 day' AND h.host_id <> $1
        )
        INSERT INTO workflow.hosts AS h (host_id, name, process_id, version, roles)
        VALUES ($1, left($2, 255), $3, left($4, 100), $5)
        ON CONFLICT (host_id) DO UPDATE SET seen_at = clock_timestamp()
        """;

    private const string LeaveSql = "DELETE FROM workflow.hosts WHERE host_id = $1";

    private const string ListSql = """
        SELECT h.host_id, h.name, h.process_id, h.version, h.roles, h.started_at, h.seen_at
        FROM workflow.hosts h WHERE h.seen_at > clock_timestamp() - $1
        ORDER BY h.started_at, h.host_id
        """;

    /// <summary>Says that a host is there.</summary>
    /// <param name="host">The host; its times are the database's.</param>
    /// <param name="ct">Cancels.</param>
    public async Task TellAsync(RunningHost host, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(host);
        using var command = dataSource.CreateCommand(TellSql);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = host.Id });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = host.Name });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = host.ProcessId });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = host.Version });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. host.Roles] });
        await command.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
    }

    /// <summary>Says that a host is there no more.</summary>
    /// <param name="id">The host's number.</param>
    /// <param name="ct">Cancels.</param>
    public async Task LeaveAsync(Guid id, CancellationToken ct)
    {
        using var command = dataSource.CreateCommand(LeaveSql);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
        await command.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
    }

    /// <summary>The hosts that have said so lately, the oldest first.</summary>
    /// <param name="within">How lately.</param>
    /// <param name="ct">Cancels the reading.</param>
    public async Task<IReadOnlyList<RunningHost>> ListAsync(TimeSpan within, CancellationToken ct)
    {
        using var command = dataSource.CreateCommand(ListSql);
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = within });
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        var hosts = new List<RunningHost>();
        while (await reader.ReadAsync(ct).ConfigureAwait(false))
        {
            hosts.Add(new RunningHost(
                reader.GetGuid(0), reader.GetString(1), reader.GetInt32(2), reader.GetString(3), reader.GetFieldValue<string[]>(4),
                reader.GetFieldValue<DateTimeOffset>(5), reader.GetFieldValue<DateTimeOffset>(6)));
        }

        return hosts;
    }
}
