using Alforis.Crm.Data.Sql;
using Npgsql;
using NpgsqlTypes;

namespace Alforis.Crm.Data.Audit;

/// <summary>An entry of the trail as it is read.</summary>
/// <param name="Id">Its number.</param>
/// <param name="OccurredAt">When.</param>
/// <param name="UserId">The number of the user; <see langword="null"/> when nobody was signed in.</param>
/// <param name="Actor">Who, by e-mail address or database role.</param>
/// <param name="Via"><c>api</c>, <c>command</c> or <c>system</c>.</param>
/// <param name="Action">What, such as <c>workflow.activate</c>.</param>
/// <param name="Detail">What was changed, as a JSON object.</param>
public sealed record AuditRecord(long Id, DateTimeOffset OccurredAt, long? UserId, string Actor, string Via, string Action, string Detail);

/// <summary>Reads what was done to one thing, newest first. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may read the trail.</param>
public sealed class AuditListQuery(NpgsqlDataSource dataSource)
{
    private const string Sql = """
        SELECT a.id, a.occurred_at, a.user_id, a.actor, a.via, a.action, a.detail::text
        FROM public.audit_log a
        WHERE a.subject_type = $1 AND a.subject_id = $2 AND ($3 IS NULL OR a.id < $3)
        ORDER BY a.id DESC
        LIMIT $4
        """;

    /// <summary>Reads entries.</summary>
    /// <param name="subjectType">What kind of thing.</param>
    /// <param name="subjectId">Its number.</param>
    /// <param name="before">Only entries before this one.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="ct">Cancels the reading.</param>
    public async Task<IReadOnlyList<AuditRecord>> ReadAsync(string subjectType, long subjectId, long? before, int most, CancellationToken ct)
    {
        using var command = dataSource.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = subjectType });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = subjectId });
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)before ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = most });
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        var entries = new List<AuditRecord>();
        while (await reader.ReadAsync(ct).ConfigureAwait(false))
        {
            entries.Add(new AuditRecord(
                reader.GetInt64(0), reader.GetFieldValue<DateTimeOffset>(1), reader.Number(2), reader.GetString(3), reader.GetString(4), reader.GetString(5), reader.GetString(6)));
        }

        return entries;
    }
}
