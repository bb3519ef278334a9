using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Alforis.Crm.Data.Executions;

/// <summary>By what a request that is sent again is told.</summary>
/// <param name="UserId">Whose request it is.</param>
/// <param name="Key">The sender's key.</param>
/// <param name="RequestHash">Of what is asked for.</param>
internal sealed record ManualRequestKey(long UserId, string Key, byte[] RequestHash)
{
    // Two at once: the second waits for the first.
    private const string LockSql = "SELECT pg_advisory_xact_lock(hashtextextended($2, $1))";

    private const string FindSql = """
        SELECT r.request_hash = $3, r.event_id, r.execution_id, r.workflow_version
        FROM workflow.manual_requests r
        WHERE r.user_id = $1 AND r.request_key = $2 AND r.created_at > now() - interval '1 day'
        """;

    private const string RememberSql = """
        WITH forgotten AS (
          DELETE FROM workflow.manual_requests r WHERE r.created_at <= now() - interval '1 day' AND NOT (r.user_id = $1 AND r.request_key = $2)
        )
        INSERT INTO workflow.manual_requests AS r (user_id, request_key, request_hash, event_id, execution_id, workflow_version)
        VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (user_id, request_key) DO UPDATE SET request_hash = excluded.request_hash, event_id = excluded.event_id,
          execution_id = excluded.execution_id, workflow_version = excluded.workflow_version, created_at = excluded.created_at
        """;

    /// <summary>Of what is asked for.</summary>
    public static byte[] Hash(ManualRequest request) => SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(
        '\n', request.WorkflowId.ToString(CultureInfo.InvariantCulture), request.EntityType, request.EntityId?.ToString(CultureInfo.InvariantCulture), request.Payload?.GetRawText())));

    /// <summary>What became of an earlier request of this key; nobody else can use the key before the transaction ends.</summary>
    public async Task<(bool IsSame, long EventId, long ExecutionId, int Version)?> FindAsync(NpgsqlTransaction transaction, CancellationToken ct)
    {
        using var wait = Command(transaction, LockSql);
        await wait.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
        using var find = Command(transaction, FindSql);
        find.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = RequestHash });
        var reader = await find.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        return await reader.ReadAsync(ct).ConfigureAwait(false) ? (reader.GetBoolean(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt32(3)) : null;
    }

    /// <summary>Writes down what becomes of the request.</summary>
    public async Task RememberAsync(NpgsqlTransaction transaction, long eventId, long executionId, int version, CancellationToken ct)
    {
        using var command = Command(transaction, RememberSql);
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = RequestHash });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = eventId });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = executionId });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = version });
        await command.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
    }

    private NpgsqlCommand Command(NpgsqlTransaction transaction, string sql) => new(sql, transaction.Connection, transaction)
    {
        Parameters = { new NpgsqlParameter<long> { TypedValue = UserId }, new NpgsqlParameter<string> { TypedValue = Key } },
    };
}
