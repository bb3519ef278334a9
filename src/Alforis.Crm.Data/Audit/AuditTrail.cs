using System.Text.Json.Nodes;
using Npgsql;
using NpgsqlTypes;

namespace Alforis.Crm.Data.Audit;

/// <summary>Something that was done, or refused.</summary>
/// <param name="Action">Thing and verb, such as <c>workflow.activate</c>.</param>
/// <param name="SubjectType">What it was done to, such as <c>workflow</c>; <see langword="null"/> for nothing in particular.</param>
/// <param name="SubjectId">Its number.</param>
public sealed record AuditEntry(string Action, string? SubjectType = null, long? SubjectId = null)
{
    /// <summary>What was changed, at most some kilobytes; never a secret.</summary>
    public JsonObject? Detail { get; init; }
}

/// <summary>Writes down who did what, in the transaction that does it: neither is there without the other. Thread-safe.</summary>
public static class AuditTrail
{
    private const string Sql = """
        INSERT INTO public.audit_log (user_id, actor, via, action, subject_type, subject_id, detail, address, request_id)
        VALUES ($1, left(coalesce($2, session_user), 320), $3, $4, $5, $6, $7, left($8, 64), left($9, 128))
        """;

    /// <summary>Writes an entry.</summary>
    /// <param name="transaction">What is done, is done in it.</param>
    /// <param name="actor">Who.</param>
    /// <param name="entry">What.</param>
    /// <param name="ct">Cancels the writing.</param>
    public static async Task WriteAsync(NpgsqlTransaction transaction, Actor actor, AuditEntry entry, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        using var command = new NpgsqlCommand(Sql, transaction.Connection, transaction);
        Fill(command, actor, entry);
        await command.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
    }

    /// <summary>Writes an entry of something that changes nothing in the database, such as a refusal.</summary>
    /// <param name="dataSource">Connects as a role that may write the trail.</param>
    /// <param name="actor">Who.</param>
    /// <param name="entry">What.</param>
    /// <param name="ct">Cancels the writing.</param>
    public static async Task WriteAsync(NpgsqlDataSource dataSource, Actor actor, AuditEntry entry, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(dataSource);
        using var command = dataSource.CreateCommand(Sql);
        Fill(command, actor, entry);
        await command.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
    }

    private static void Fill(NpgsqlCommand command, Actor actor, AuditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(entry);
        Add(command, actor.UserId, NpgsqlDbType.Bigint);
        Add(command, actor.Name, NpgsqlDbType.Text);
        Add(command, actor.Via, NpgsqlDbType.Text);
        Add(command, entry.Action, NpgsqlDbType.Text);
        Add(command, entry.SubjectType, NpgsqlDbType.Text);
        Add(command, entry.SubjectId, NpgsqlDbType.Bigint);
        Add(command, entry.Detail?.ToJsonString() ?? "{}", NpgsqlDbType.Jsonb);
        Add(command, actor.Address, NpgsqlDbType.Text);
        Add(command, actor.RequestId, NpgsqlDbType.Text);
    }

    private static void Add(NpgsqlCommand command, object? value, NpgsqlDbType type) =>
        command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value, NpgsqlDbType = type });
}
