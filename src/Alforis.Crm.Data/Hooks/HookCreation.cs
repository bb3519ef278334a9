using System.Text.Json.Nodes;
using Alforis.Crm.Data.Audit;
using Npgsql;
using NpgsqlTypes;

namespace Alforis.Crm.Data.Hooks;

/// <summary>A hook to be made.</summary>
/// <param name="Slug">The last part of its address; see <see cref="HookSlug"/>.</param>
/// <param name="Kind">How its calls prove where they come from.</param>
/// <param name="Event">The event of calls whose payload names none, 1 to 200 characters.</param>
/// <param name="Name">What people call it, 1 to 200 characters.</param>
/// <param name="Description">What it is for, at most 2000 characters.</param>
public sealed record NewHook(string Slug, HookKind Kind, string Event, string Name, string Description);

/// <summary>Makes hooks. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may write hooks.</param>
public sealed class HookCreation(NpgsqlDataSource dataSource)
{
    private const string Sql = """
        WITH made AS (
          INSERT INTO public.incoming_hooks (slug, kind, event, name, description, created_by) VALUES ($1, $2, $3, $4, $5, $8)
          ON CONFLICT (slug) DO NOTHING
          RETURNING id
        )
        INSERT INTO public.incoming_hook_secrets (hook_id, sealed_secret, token_hash) SELECT m.id, $6, $7 FROM made m
        RETURNING hook_id
        """;

    /// <summary>Makes a hook with its first secret.</summary>
    /// <param name="hook">The hook.</param>
    /// <param name="secret">The secret, in the form of the hook's kind.</param>
    /// <param name="actor">Who makes it.</param>
    /// <param name="ct">Cancels; nothing is made then.</param>
    /// <returns>Whether it was made: no, when there is a hook of this slug.</returns>
    public async Task<bool> CreateAsync(NewHook hook, HookSecret secret, Actor actor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(hook);
        ArgumentNullException.ThrowIfNull(secret);
        ArgumentNullException.ThrowIfNull(actor);
        var change = await AuditedChange.BeginAsync(dataSource, actor, ct).ConfigureAwait(false);
        await using var disposal = change.ConfigureAwait(false);
        using var command = change.Command(Sql);
        foreach (var text in (string[])[hook.Slug, HookKinds.Text(hook.Kind), hook.Event, hook.Name, hook.Description])
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = text });
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)secret.Sealed ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)secret.TokenHash ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bytea });
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)actor.UserId ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint });
        if (await command.ExecuteScalarAsync(ct).ConfigureAwait(false) is not long id) return false;
        await change.CommitAsync(new AuditEntry("incoming_hook.create", "incoming_hook", id) { Detail = new JsonObject { ["slug"] = hook.Slug } }, ct).ConfigureAwait(false);
        return true;
    }
}
