using System.Text.Json.Nodes;
using Alforis.Crm.Data.Audit;
using Npgsql;

namespace Alforis.Crm.Data.Hooks;

/// <summary>Lets hooks take calls, or not. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may write hooks.</param>
public sealed class HookActivation(NpgsqlDataSource dataSource)
{
    private const string Sql = """
        WITH found AS MATERIALIZED (
          SELECT h.id, h.is_active FROM public.incoming_hooks h WHERE h.slug = $1 FOR UPDATE
        ), changed AS (
          UPDATE public.incoming_hooks h SET is_active = $2 FROM found f WHERE h.id = f.id AND f.is_active <> $2
        )
        SELECT f.id, f.is_active FROM found f
        """;

    /// <summary>Switches a hook on or off. A call that is under way may still be taken.</summary>
    /// <param name="slug">The hook.</param>
    /// <param name="isActive">Whether it takes calls from now on.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="ct">Cancels; nothing is changed then.</param>
    /// <returns>Whether it took calls before, or <see langword="null"/> when there is no hook of this slug.</returns>
    public async Task<bool?> SetAsync(string slug, bool isActive, Actor actor, CancellationToken ct)
    {
        var change = await AuditedChange.BeginAsync(dataSource, actor, ct).ConfigureAwait(false);
        await using var disposal = change.ConfigureAwait(false);
        if (await WriteAsync(change, slug, isActive, ct).ConfigureAwait(false) is not var (id, before)) return null;
        if (before != isActive)
            await change.CommitAsync(new AuditEntry(isActive ? "incoming_hook.enable" : "incoming_hook.disable", "incoming_hook", id) { Detail = new JsonObject { ["slug"] = slug } }, ct).ConfigureAwait(false);
        return before;
    }

    private static async Task<(long Id, bool Before)?> WriteAsync(AuditedChange change, string slug, bool isActive, CancellationToken ct)
    {
        using var command = change.Command(Sql, new NpgsqlParameter<string> { TypedValue = slug }, new NpgsqlParameter<bool> { TypedValue = isActive });
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        return await reader.ReadAsync(ct).ConfigureAwait(false) ? (reader.GetInt64(0), reader.GetBoolean(1)) : null;
    }
}
