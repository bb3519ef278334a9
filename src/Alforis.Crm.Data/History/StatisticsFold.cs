using Dapper;
using Npgsql;

namespace Alforis.Crm.Data.History;

/// <summary>Adds what batches counted to the statistics of days; until then every reader adds it up again. Thread-safe.</summary>
/// <param name="dataSource">Connects as the role that owns the tables.</param>
public sealed class StatisticsFold(NpgsqlDataSource dataSource)
{
    /// <summary>Folds everything that is there. Two at once do no harm: the second finds nothing.</summary>
    /// <param name="ct">Rolls it back.</param>
    /// <returns>How many counts were folded.</returns>
    public async Task<long> RunAsync(CancellationToken ct)
    {
        var connection = await dataSource.OpenConnectionAsync(ct).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        // Without a limit: after a long pause there may be much to do, and half a fold is none.
        return await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            "SELECT workflow.fold_statistics()", commandTimeout: 0, cancellationToken: ct)).ConfigureAwait(false);
    }
}
