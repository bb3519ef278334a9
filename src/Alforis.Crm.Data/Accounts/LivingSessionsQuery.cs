using Npgsql;

namespace Alforis.Crm.Data.Accounts;

/// <summary>Tells which sessions still count, for connections that outlast the request that opened them. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may read accounts and sessions.</param>
public sealed class LivingSessionsQuery(NpgsqlDataSource dataSource)
{
    private const string Sql = $"""
        SELECT s.id
        FROM public.user_sessions s JOIN public.users u ON u.id = s.user_id
        WHERE s.id = ANY ($1) AND {SessionLife.IsAlive} AND u.is_active
        """;

    /// <summary>Those that are neither ended nor expired, and whose accounts are not disabled.</summary>
    /// <param name="ids">The sessions' numbers.</param>
    /// <param name="ct">Cancels the query.</param>
    public async Task<IReadOnlySet<long>> ReadAsync(IReadOnlyCollection<long> ids, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(ids);
        using var command = dataSource.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. ids] });
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        var living = new HashSet<long>();
        while (await reader.ReadAsync(ct).ConfigureAwait(false)) living.Add(reader.GetInt64(0));
        return living;
    }
}
