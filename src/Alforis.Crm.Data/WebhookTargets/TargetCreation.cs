using System.Text.Json.Nodes;
using Alforis.Crm.Data.Audit;
using Alforis.Crm.Data.Workflows;
using Npgsql;
using NpgsqlTypes;

namespace Alforis.Crm.Data.WebhookTargets;

/// <summary>A target that was to be made.</summary>
/// <param name="Id">Its number; 0 when there is a problem.</param>
/// <param name="Problem">Why it cannot be subscribed to its events, as a sentence: then it is not made.</param>
public sealed record MadeTarget(long Id, string? Problem);

/// <summary>Makes targets. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may write targets.</param>
public sealed class TargetCreation(NpgsqlDataSource dataSource)
{
    private const string Sql = """
        WITH made AS (
          INSERT INTO public.webhooks (name, description, origin, sealed_url, sealed_headers, created_by, event_types) VALUES ($1, $2, $3, $4, $5, $7, $8)
          ON CONFLICT (lower(name)) DO NOTHING
          RETURNING id
        ), signing AS (
          INSERT INTO public.webhook_secrets (webhook_id, sealed_secret) SELECT m.id, s.secret FROM made m, unnest($6::text[]) AS s(secret)
        )
        SELECT m.id FROM made m
        """;

    /// <summary>Makes a target with its secrets.</summary>
    /// <param name="target">The target.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="ct">Cancels; nothing is made then.</param>
    /// <returns>The target, or <see langword="null"/> when there is one of this name.</returns>
    public async Task<MadeTarget?> CreateAsync(WebhookTarget target, Actor actor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(actor);
        var change = await AuditedChange.BeginAsync(dataSource, actor, ct).ConfigureAwait(false);
        await using var disposal = change.ConfigureAwait(false);
        // Those who change workflows take this lock first.
        await WorkflowSetLock.TakeAsync(change.Transaction, ct).ConfigureAwait(false);
        using var command = change.Command(Sql);
        foreach (var text in (string[])[target.Name, target.Description, target.Origin, target.SealedUrl])
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = text });
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)target.SealedHeaders ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. target.SealedSecrets] });
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)actor.UserId ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. target.EventTypes] });
        if (await command.ExecuteScalarAsync(ct).ConfigureAwait(false) is not long id) return null;
        var changes = await SubscriptionWriter.ApplyAsync(change.Transaction, id, null, ct).ConfigureAwait(false);
        if (changes.Problems is [var problem, ..]) return new MadeTarget(0, problem);
        await change.CommitAsync(new AuditEntry("webhook.create", "webhook", id) { Detail = new JsonObject { ["name"] = target.Name, ["origin"] = target.Origin } }, ct).ConfigureAwait(false);
        return new MadeTarget(id, null);
    }
}
