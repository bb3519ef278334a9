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
        SELECT f.is_active FROM found f
        """;

    /// <summary>Switches a hook on or off. A call that is under way may still be taken.</summary>
    /// <param name="slug">The hook.</param>
    /// <param name="isActive">Whether it takes calls from now on.</param>
    /// <param name="ct">Cancels; nothing is changed then.</param>
    /// <returns>Whether it took calls before, or <see langword="null"/> when there is no hook of this slug.</returns>
    public async Task<bool?> SetAsync(string slug, bool isActive, CancellationToken ct)
    {
        using var command = dataSource.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = slug });
        command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = isActive });
        return await command.ExecuteScalarAsync(ct).ConfigureAwait(false) as bool?;
    }
}
