using System.Text.Json;
using Alforis.Crm.Data.Sql;
using Npgsql;
using NpgsqlTypes;

namespace Alforis.Crm.Data.Audit;

/// <summary>Something that was done, or refused, as the trail keeps it.</summary>
/// <param name="Id">Its number; later ones are greater.</param>
/// <param name="OccurredAt">When.</param>
/// <param name="UserId">Who; <see langword="null"/> on the command line, and for who was not signed in.</param>
/// <param name="Actor">Their e-mail address, or the database role of the command line.</param>
/// <param name="Via"><c>api</c>, <c>command</c> or <c>system</c>.</param>
/// <param name="Action">Thing and verb, such as <c>workflow.activate</c>.</param>
/// <param name="SubjectType">What it was done to.</param>
/// <param name="SubjectId">Its number.</param>
/// <param name="Detail">What was changed.</param>
/// <param name="Address">Where the request was from.</param>
/// <param name="RequestId">The number that the request has in the logs.</param>
public sealed record AuditRecord(
    long Id, DateTimeOffset OccurredAt, long? UserId, string Actor, string Via, string Action, string? SubjectType, long? SubjectId, JsonElement Detail, string Address, string RequestId);

/// <summary>Which entries to list.</summary>
/// <param name="Limit">How many at most.</param>
public sealed record AuditRequest(int Limit)
{
    /// <summary>Only those before this number.</summary>
    public long? Before { get; init; }

    /// <summary>Only what this user did.</summary>
    public long? UserId { get; init; }

    /// <summary>Only this action, such as <c>user.roles</c>.</summary>
    public string? Action { get; init; }

    /// <summary>All but these actions.</summary>
    public IReadOnlyList<string>? ExceptActions { get; init; }

    /// <summary>Only what was done to things of this type.</summary>
    public string? SubjectType { get; init; }

    /// <summary>Only what was done to the thing of this number.</summary>
    public long? SubjectId { get; init; }
}

/// <summary>Lists the audit trail, the last first. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may read the trail.</param>
public sealed class AuditQuery(NpgsqlDataSource dataSource)
{
    private const string Columns = """
        SELECT a.id, a.occurred_at, a.user_id, a.actor, a.via, a.action, a.subject_type, a.subject_id, a.detail::text, a.address, a.request_id
        FROM public.audit_log a
        WHERE true
        """;

    /// <summary>A part of the trail.</summary>
    /// <param name="request">Which part.</param>
    /// <param name="ct">Cancels the query.</param>
    public async Task<IReadOnlyList<AuditRecord>> ListAsync(AuditRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var command = dataSource.CreateCommand();
        // Only what is asked for stands in the query, so that each has the index that fits it.
        var filters = new List<string>();
        Add(command, filters, "a.id <", request.Before, NpgsqlDbType.Bigint);
        Add(command, filters, "a.user_id =", request.UserId, NpgsqlDbType.Bigint);
        Add(command, filters, "a.action =", request.Action, NpgsqlDbType.Text);
        if (request.ExceptActions is { Count: > 0 } except)
        {
            command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. except] });
            filters.Add($" AND a.action <> ALL (${command.Parameters.Count})");
        }
        Add(command, filters, "a.subject_type =", request.SubjectType, NpgsqlDbType.Text);
        Add(command, filters, "a.subject_id =", request.SubjectId, NpgsqlDbType.Bigint);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = request.Limit });
        command.CommandText = $"{Columns}{string.Concat(filters)} ORDER BY a.id DESC LIMIT ${command.Parameters.Count}";
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        var records = new List<AuditRecord>();
        while (await reader.ReadAsync(ct).ConfigureAwait(false))
        {
            records.Add(new AuditRecord(
                reader.GetInt64(0), reader.GetFieldValue<DateTimeOffset>(1), reader.Number(2), reader.GetString(3), reader.GetString(4), reader.GetString(5), reader.Text(6),
                reader.Number(7), JsonDocument.Parse(reader.GetString(8)).RootElement, reader.GetString(9), reader.GetString(10)));
        }

        return records;
    }

    private static void Add(NpgsqlCommand command, List<string> filters, string comparison, object? value, NpgsqlDbType type)
    {
        if (value is null) return;
        command.Parameters.Add(new NpgsqlParameter { Value = value, NpgsqlDbType = type });
        filters.Add($" AND {comparison} ${command.Parameters.Count}");
    }
}
