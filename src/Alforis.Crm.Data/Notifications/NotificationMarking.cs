using System.Text.Json.Nodes;
using Alforis.Crm.Data.Audit;
using Npgsql;

namespace Alforis.Crm.Data.Notifications;

/// <summary>Marks what one user is told as read, or deletes it; nobody else's. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may write notifications and the trail.</param>
public sealed class NotificationMarking(NpgsqlDataSource dataSource)
{
    private const string ReadSql = "UPDATE public.notifications n SET is_read = true WHERE n.user_id = $1 AND n.id = $2 AND NOT n.is_read";
    private const string ReadAllSql = "UPDATE public.notifications n SET is_read = true WHERE n.user_id = $1 AND NOT n.is_read";
    private const string DeleteSql = "DELETE FROM public.notifications n WHERE n.user_id = $1 AND n.id = $2";

    /// <summary>Marks one as read; nothing is done when it was, or is not theirs.</summary>
    /// <param name="userId">The user.</param>
    /// <param name="id">Its number.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="ct">Cancels; nothing is done then.</param>
    public Task<long> ReadAsync(long userId, long id, Actor actor, CancellationToken ct) => WriteAsync(ReadSql, "notification.read", userId, id, actor, ct);

    /// <summary>Marks all as read.</summary>
    /// <param name="userId">The user.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="ct">Cancels; nothing is done then.</param>
    /// <returns>How many were not read before.</returns>
    public Task<long> ReadAllAsync(long userId, Actor actor, CancellationToken ct) => WriteAsync(ReadAllSql, "notification.read_all", userId, null, actor, ct);

    /// <summary>Deletes one.</summary>
    /// <param name="userId">The user.</param>
    /// <param name="id">Its number.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="ct">Cancels; nothing is done then.</param>
    /// <returns>1, or 0 when the user has none of this number.</returns>
    public Task<long> DeleteAsync(long userId, long id, Actor actor, CancellationToken ct) => WriteAsync(DeleteSql, "notification.delete", userId, id, actor, ct);

    private async Task<long> WriteAsync(string sql, string action, long userId, long? id, Actor actor, CancellationToken ct)
    {
        var change = await AuditedChange.BeginAsync(dataSource, actor, ct).ConfigureAwait(false);
        await using var disposal = change.ConfigureAwait(false);
        using var command = change.Command(sql, new NpgsqlParameter<long> { TypedValue = userId });
        if (id is { } one) command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = one });
        var count = await command.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
        if (count > 0) await change.CommitAsync(new AuditEntry(action, "notification", id) { Detail = id is null ? new JsonObject { ["count"] = count } : null }, ct).ConfigureAwait(false);
        return count;
    }
}
