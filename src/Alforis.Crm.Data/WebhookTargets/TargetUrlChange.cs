using System.Text.Json.Nodes;
using Alforis.Crm.Data.Audit;
using Npgsql;

namespace Alforis.Crm.Data.WebhookTargets;

/// <summary>Gives targets another address. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may write targets.</param>
public sealed class TargetUrlChange(NpgsqlDataSource dataSource)
{
    // Only a statement that begins after the row is ours sees a secret that somebody added meanwhile.
    private const string LockSql = "SELECT w.id FROM public.webhooks w WHERE lower(w.name) = lower($1) FOR UPDATE";

    // Secrets and headers are what one receiver was trusted with: another one never sees them.
    private const string Sql = """
        WITH found AS MATERIALIZED (
          SELECT w.id, w.origin <> $2 AS moved FROM public.webhooks w WHERE lower(w.name) = lower($1)
        ), changed AS (
          UPDATE public.webhooks w SET origin = $2, sealed_url = $3, sealed_headers = CASE WHEN f.moved THEN NULL ELSE w.sealed_headers END
          FROM found f WHERE w.id = f.id
        ), cleared AS (
          DELETE FROM public.webhook_secrets s USING found f WHERE s.webhook_id = f.id AND f.moved
        )
        SELECT f.moved FROM found f
        """;

    /// <summary>Changes the address. When that is of another origin, headers and secrets are deleted.</summary>
    /// <param name="name">The target, in any case.</param>
    /// <param name="origin">Scheme, host and port of the new address.</param>
    /// <param name="sealedUrl">The new address, encrypted for that origin.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="ct">Cancels; nothing is changed then.</param>
    /// <returns>Whether the origin is another, or <see langword="null"/> when there is no target of this name.</returns>
    public async Task<bool?> SetAsync(string name, string origin, string sealedUrl, Actor actor, CancellationToken ct)
    {
        var change = await AuditedChange.BeginAsync(dataSource, actor, ct).ConfigureAwait(false);
        await using var disposal = change.ConfigureAwait(false);
        if (await ExecuteAsync(change.Transaction, LockSql, [name], ct).ConfigureAwait(false) is not long id) return null;
        var moved = await ExecuteAsync(change.Transaction, Sql, [name, origin, sealedUrl], ct).ConfigureAwait(false) as bool?;
        await change.CommitAsync(new AuditEntry("webhook.set_url", "webhook", id) { Detail = new JsonObject { ["name"] = name, ["origin"] = origin } }, ct).ConfigureAwait(false);
        return moved;
    }

    private static async Task<object?> ExecuteAsync(NpgsqlTransaction transaction, string sql, string[] texts, CancellationToken ct)
    {
        using var command = new NpgsqlCommand(sql, transaction.Connection, transaction);
        foreach (var text in texts) command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = text });
        return await command.ExecuteScalarAsync(ct).ConfigureAwait(false);
    }
}
