using System.Text.Json.Nodes;
using Alforis.Crm.Data.Audit;
using Npgsql;
using NpgsqlTypes;

namespace Alforis.Crm.Data.Hooks;

/// <summary>What became of a wish to change a hook's secrets.</summary>
public enum HookRotationOutcome
{
    /// <summary>Done.</summary>
    Done,

    /// <summary>There is no hook of this slug.</summary>
    Unknown,

    /// <summary>The hook has <see cref="HookSecret.Most"/> secrets already.</summary>
    TooMany,
}

/// <summary>Gives hooks new secrets and ends old ones. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may write hooks.</param>
public sealed class HookRotation(NpgsqlDataSource dataSource)
{
    // Two who add a secret at the same time count each other's: one waits here, and only a statement that begins after that sees what the other added.
    private const string FindSql = "SELECT h.id FROM public.incoming_hooks h WHERE h.slug = $1 FOR UPDATE";

    private const string CountSql = "SELECT count(*) FROM public.incoming_hook_secrets s WHERE s.hook_id = $1";

    private const string RetireSql = "DELETE FROM public.incoming_hook_secrets s WHERE s.hook_id = $1";

    private const string RetireOlderSql = """
        DELETE FROM public.incoming_hook_secrets s
        WHERE s.hook_id = $1 AND s.id < (SELECT max(n.id) FROM public.incoming_hook_secrets n WHERE n.hook_id = $1)
        """;

    private const string AddSql = "INSERT INTO public.incoming_hook_secrets (hook_id, sealed_secret, token_hash) VALUES ($1, $2, $3)";

    /// <summary>Adds a secret; those that are there stay good, unless they are to be retired.</summary>
    /// <param name="slug">The hook.</param>
    /// <param name="secret">The secret, in the form of the hook's kind.</param>
    /// <param name="retiresOld">Whether all older secrets end at once.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="ct">Cancels; nothing is changed then.</param>
    public Task<HookRotationOutcome> RotateAsync(string slug, HookSecret secret, bool retiresOld, Actor actor, CancellationToken ct) => ChangeAsync(
        slug,
        "incoming_hook.rotate",
        actor,
        async (transaction, hook) =>
        {
            if (retiresOld) await ExecuteAsync(transaction, RetireSql, hook, ct).ConfigureAwait(false);
            else if (await CountAsync(transaction, hook, ct).ConfigureAwait(false) >= HookSecret.Most) return HookRotationOutcome.TooMany;
            using var add = new NpgsqlCommand(AddSql, transaction.Connection, transaction);
            add.Parameters.Add(new NpgsqlParameter<long> { TypedValue = hook });
            add.Parameters.Add(new NpgsqlParameter { Value = (object?)secret.Sealed ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
            add.Parameters.Add(new NpgsqlParameter { Value = (object?)secret.TokenHash ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bytea });
            await add.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
            return HookRotationOutcome.Done;
        },
        ct);

    /// <summary>Ends all secrets but the newest.</summary>
    /// <param name="slug">The hook.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="ct">Cancels; nothing is changed then.</param>
    /// <returns>What became of it, and how many secrets ended.</returns>
    public async Task<(HookRotationOutcome Outcome, int Ended)> RetireAsync(string slug, Actor actor, CancellationToken ct)
    {
        var ended = 0;
        var outcome = await ChangeAsync(
            slug,
            "incoming_hook.retire",
            actor,
            async (transaction, hook) =>
            {
                ended = await ExecuteAsync(transaction, RetireOlderSql, hook, ct).ConfigureAwait(false);
                return HookRotationOutcome.Done;
            },
            ct).ConfigureAwait(false);
        return (outcome, ended);
    }

    private async Task<HookRotationOutcome> ChangeAsync(
        string slug, string action, Actor actor, Func<NpgsqlTransaction, long, Task<HookRotationOutcome>> write, CancellationToken ct)
    {
        var change = await AuditedChange.BeginAsync(dataSource, actor, ct).ConfigureAwait(false);
        await using var disposal = change.ConfigureAwait(false);
        if (await FindAsync(change.Transaction, slug, ct).ConfigureAwait(false) is not { } hook) return HookRotationOutcome.Unknown;
        var outcome = await write(change.Transaction, hook).ConfigureAwait(false);
        if (outcome == HookRotationOutcome.Done)
            await change.CommitAsync(new AuditEntry(action, "incoming_hook", hook) { Detail = new JsonObject { ["slug"] = slug } }, ct).ConfigureAwait(false);
        return outcome;
    }

    private static async Task<long?> FindAsync(NpgsqlTransaction transaction, string slug, CancellationToken ct)
    {
        using var find = new NpgsqlCommand(FindSql, transaction.Connection, transaction) { Parameters = { new NpgsqlParameter<string> { TypedValue = slug } } };
        return await find.ExecuteScalarAsync(ct).ConfigureAwait(false) as long?;
    }

    private static async Task<long> CountAsync(NpgsqlTransaction transaction, long hook, CancellationToken ct)
    {
        using var count = new NpgsqlCommand(CountSql, transaction.Connection, transaction) { Parameters = { new NpgsqlParameter<long> { TypedValue = hook } } };
        return (long)(await count.ExecuteScalarAsync(ct).ConfigureAwait(false))!;
    }

    private static async Task<int> ExecuteAsync(NpgsqlTransaction transaction, string sql, long hook, CancellationToken ct)
    {
        using var command = new NpgsqlCommand(sql, transaction.Connection, transaction) { Parameters = { new NpgsqlParameter<long> { TypedValue = hook } } };
        return await command.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
    }
}
