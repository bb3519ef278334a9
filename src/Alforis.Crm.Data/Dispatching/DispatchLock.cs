using Npgsql;

namespace Alforis.Crm.Data.Dispatching;

/// <summary>
/// One dispatcher works at a time, whichever host it is in: that keeps each entity's events in order. The lock ends with the
/// transaction, however that ends.
/// </summary>
internal static class DispatchLock
{
    private const string Sql = "SELECT pg_try_advisory_xact_lock(hashtextextended('workflow.dispatch', 0))";

    public static async Task<bool> TryTakeAsync(NpgsqlTransaction transaction, CancellationToken ct)
    {
        using var command = new NpgsqlCommand(Sql, transaction.Connection, transaction);
        return (bool)(await command.ExecuteScalarAsync(ct).ConfigureAwait(false))!;
    }
}
