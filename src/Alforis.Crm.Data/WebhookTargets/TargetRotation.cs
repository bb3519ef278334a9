using System.Text.Json.Nodes;
using Alforis.Crm.Data.Audit;
using Npgsql;

namespace Alforis.Crm.Data.WebhookTargets;

/// <summary>What became of a wish to change a target's secrets.</summary>
public enum TargetRotationOutcome
{
    /// <summary>Done.</summary>
    Done,

    /// <summary>There is no target of this name, or its origin has changed meanwhile.</summary>
    Unknown,

    /// <summary>The target has <see cref="TargetRotation.MostSecrets"/> secrets already.</summary>
    TooMany,
}

/// <summary>Gives targets new secrets and ends old ones. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may write targets.</param>
public sealed class TargetRotation(NpgsqlDataSource dataSource)
{
    /// <summary>Most secrets that sign at once.</summary>
    public const int MostSecrets = 5;

    // Two who add a secret at the same time count each other's: one waits here, and only a statement that begins after that sees what the other added.
    private const string FindSql = "SELECT w.id FROM public.webhooks w WHERE lower(w.name) = lower($1) AND w.origin = $2 FOR UPDATE";

    private const string CountSql = "SELECT count(*) FROM public.webhook_secrets s WHERE s.webhook_id = $1";

    private const string RetireSql = "DELETE FROM public.webhook_secrets s WHERE s.webhook_id = $1";

    private const string AddSql = "INSERT INTO public.webhook_secrets (webhook_id, sealed_secret) VALUES ($1, $2)";

    private const string RetireOlderSql = """
        WITH ended AS (
          DELETE FROM public.webhook_secrets s USING public.webhooks w
          WHERE lower(w.name) = lower($1) AND s.webhook_id = w.id AND s.id < (SELECT max(n.id) FROM public.webhook_secrets n WHERE n.webhook_id = w.id)
          RETURNING s.webhook_id
        )
        SELECT e.webhook_id, count(*) FROM ended e GROUP BY e.webhook_id
        """;

    /// <summary>Adds a secret; those that are there go on signing, unless they are to be retired.</summary>
    /// <param name="name">The target, in any case.</param>
    /// <param name="origin">The origin that the secret is encrypted for.</param>
    /// <param name="sealedSecret">The secret, encrypted.</param>
    /// <param name="retiresOld">Whether all older secrets end at once.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="ct">Cancels; nothing is changed then.</param>
    public async Task<TargetRotationOutcome> RotateAsync(string name, string origin, string sealedSecret, bool retiresOld, Actor actor, CancellationToken ct)
    {
        var change = await AuditedChange.BeginAsync(dataSource, actor, ct).ConfigureAwait(false);
        await using var disposal = change.ConfigureAwait(false);
        if (await FindAsync(change.Transaction, name, origin, ct).ConfigureAwait(false) is not { } target) return TargetRotationOutcome.Unknown;
        if (!retiresOld && await CountAsync(change.Transaction, target, ct).ConfigureAwait(false) >= MostSecrets) return TargetRotationOutcome.TooMany;
        using var batch = new NpgsqlBatch(change.Transaction.Connection, change.Transaction);
        if (retiresOld) batch.BatchCommands.Add(new NpgsqlBatchCommand(RetireSql) { Parameters = { new NpgsqlParameter<long> { TypedValue = target } } });
        batch.BatchCommands.Add(new NpgsqlBatchCommand(AddSql)
        {
            Parameters = { new NpgsqlParameter<long> { TypedValue = target }, new NpgsqlParameter<string> { TypedValue = sealedSecret } },
        });
        await batch.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
        await change.CommitAsync(new AuditEntry("webhook.rotate", "webhook", target) { Detail = new JsonObject { ["name"] = name } }, ct).ConfigureAwait(false);
        return TargetRotationOutcome.Done;
    }

    /// <summary>Ends all secrets but the newest.</summary>
    /// <param name="name">The target, in any case.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="ct">Cancels; nothing is changed then.</param>
    /// <returns>How many ended.</returns>
    public async Task<int> RetireAsync(string name, Actor actor, CancellationToken ct)
    {
        var change = await AuditedChange.BeginAsync(dataSource, actor, ct).ConfigureAwait(false);
        await using var disposal = change.ConfigureAwait(false);
        if (await EndOlderAsync(change, name, ct).ConfigureAwait(false) is not var (target, ended)) return 0;
        await change.CommitAsync(new AuditEntry("webhook.retire", "webhook", target) { Detail = new JsonObject { ["name"] = name } }, ct).ConfigureAwait(false);
        return ended;
    }

    private static async Task<(long Target, int Ended)?> EndOlderAsync(AuditedChange change, string name, CancellationToken ct)
    {
        using var command = change.Command(RetireOlderSql, new NpgsqlParameter<string> { TypedValue = name });
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        return await reader.ReadAsync(ct).ConfigureAwait(false) ? (reader.GetInt64(0), (int)reader.GetInt64(1)) : null;
    }

    private static async Task<long?> FindAsync(NpgsqlTransaction transaction, string name, string origin, CancellationToken ct)
    {
        using var find = new NpgsqlCommand(FindSql, transaction.Connection, transaction)
        {
            Parameters = { new NpgsqlParameter<string> { TypedValue = name }, new NpgsqlParameter<string> { TypedValue = origin } },
        };
        return await find.ExecuteScalarAsync(ct).ConfigureAwait(false) as long?;
    }

    private static async Task<long> CountAsync(NpgsqlTransaction transaction, long target, CancellationToken ct)
    {
        using var count = new NpgsqlCommand(CountSql, transaction.Connection, transaction) { Parameters = { new NpgsqlParameter<long> { TypedValue = target } } };
        return (long)(await count.ExecuteScalarAsync(ct).ConfigureAwait(false))!;
    }
}
