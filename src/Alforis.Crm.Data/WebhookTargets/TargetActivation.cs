using System.Text.Json.Nodes;
using Alforis.Crm.Data.Audit;
using Alforis.Crm.Data.Workflows;
using Npgsql;

namespace Alforis.Crm.Data.WebhookTargets;

/// <summary>Lets targets be called, or not. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may write targets.</param>
public sealed class TargetActivation(NpgsqlDataSource dataSource)
{
    private const string SetSql = """
        WITH found AS MATERIALIZED (
          SELECT w.id, w.is_active FROM public.webhooks w WHERE lower(w.name) = lower($1) FOR UPDATE
        ), changed AS (
          UPDATE public.webhooks w SET is_active = $2, inactive_reason = NULL FROM found f WHERE w.id = f.id AND (f.is_active <> $2 OR w.inactive_reason IS NOT NULL)
        )
        SELECT f.id, f.is_active FROM found f
        """;

    // An address that was changed since it was called has not been told to be gone.
    private const string GoneSql = "UPDATE public.webhooks w SET is_active = false, inactive_reason = $3 WHERE w.id = $1 AND w.sealed_url = $2 AND w.is_active";

    /// <summary>Switches a target on or off. A call that is under way is still made.</summary>
    /// <param name="name">The target, in any case.</param>
    /// <param name="isActive">Whether it is called from now on.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="ct">Cancels; nothing is changed then.</param>
    /// <returns>Whether it was called before, or <see langword="null"/> when there is no target of this name.</returns>
    public async Task<bool?> SetAsync(string name, bool isActive, Actor actor, CancellationToken ct)
    {
        var change = await AuditedChange.BeginAsync(dataSource, actor, ct).ConfigureAwait(false);
        await using var disposal = change.ConfigureAwait(false);
        // Its subscriptions are switched with it.
        await WorkflowSetLock.TakeAsync(change.Transaction, ct).ConfigureAwait(false);
        if (await WriteAsync(change, name, isActive, ct).ConfigureAwait(false) is not var (id, before)) return null;
        await change.CommitAsync(new AuditEntry(isActive ? "webhook.enable" : "webhook.disable", "webhook", id) { Detail = new JsonObject { ["name"] = name } }, ct).ConfigureAwait(false);
        return before;
    }

    /// <summary>Switches a target off because its receiver said so.</summary>
    /// <param name="target">The target as it was called.</param>
    /// <param name="reason">What the receiver said, as a sentence of at most 1000 characters.</param>
    /// <param name="ct">Cancels; nothing is changed then.</param>
    public async Task DisableAsync(WebhookTarget target, string reason, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(target);
        using var command = dataSource.CreateCommand(GoneSql);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = target.Id });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = target.SealedUrl });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = reason });
        await command.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
    }

    private static async Task<(long Id, bool Before)?> WriteAsync(AuditedChange change, string name, bool isActive, CancellationToken ct)
    {
        using var command = change.Command(SetSql, new NpgsqlParameter<string> { TypedValue = name }, new NpgsqlParameter<bool> { TypedValue = isActive });
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        return await reader.ReadAsync(ct).ConfigureAwait(false) ? (reader.GetInt64(0), reader.GetBoolean(1)) : null;
    }
}
