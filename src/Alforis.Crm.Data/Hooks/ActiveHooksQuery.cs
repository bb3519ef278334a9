using System.Collections.Immutable;
using Alforis.Crm.Data.Sql;
using Npgsql;

namespace Alforis.Crm.Data.Hooks;

/// <summary>Reads the hooks that take calls. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may read hooks and their secrets.</param>
public sealed class ActiveHooksQuery(NpgsqlDataSource dataSource)
{
    private const string Sql = """
        SELECT h.id, h.slug, h.kind, h.event, s.id, s.sealed_secret, s.token_hash
        FROM public.incoming_hooks h
        JOIN public.incoming_hook_secrets s ON s.hook_id = h.id
        WHERE h.is_active
        ORDER BY h.id, s.id
        """;

    /// <summary>All of them, with their secrets.</summary>
    /// <param name="ct">Cancels the reading.</param>
    public async Task<IReadOnlyList<IncomingHook>> ReadAsync(CancellationToken ct)
    {
        using var command = dataSource.CreateCommand(Sql);
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        var rows = new List<IncomingHook>();
        while (await reader.ReadAsync(ct).ConfigureAwait(false))
        {
            rows.Add(new IncomingHook
            {
                Id = reader.GetInt64(0),
                Slug = reader.GetString(1),
                Kind = HookKinds.Of(reader.GetString(2)),
                Event = reader.GetString(3),
                Secrets = [new HookSecret(reader.GetInt64(4), reader.Text(5), reader.IsDBNull(6) ? null : reader.GetFieldValue<byte[]>(6))],
            });
        }

        return [.. rows.GroupBy(r => r.Id, (_, same) => same.ToList()).Select(same => same[0] with { Secrets = [.. same.SelectMany(r => r.Secrets)] })];
    }
}
