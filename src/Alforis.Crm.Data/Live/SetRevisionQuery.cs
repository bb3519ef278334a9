using Npgsql;

namespace Alforis.Crm.Data.Live;

/// <summary>Reads the number that grows with every change of a workflow. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may read it.</param>
public sealed class SetRevisionQuery(NpgsqlDataSource dataSource)
{
    private const string Sql = "SELECT revision FROM workflow.set_revision";

    /// <summary>The number now.</summary>
    /// <param name="ct">Cancels the query.</param>
    public async Task<long> ReadAsync(CancellationToken ct)
    {
        using var command = dataSource.CreateCommand(Sql);
        return (long)(await command.ExecuteScalarAsync(ct).ConfigureAwait(false))!;
    }
}
