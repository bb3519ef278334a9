using Npgsql;

namespace Alforis.Crm.Data.History;

/// <summary>
/// Counts days again from history, where their statistics may be wrong (after a restore in parts, or a change by hand). Safe beside
/// running hosts. Thread-safe.
/// </summary>
/// <remarks>
/// Only what history still knows whole is touched: an execution is filed under the day on which it began to wait, and that day may have
/// been dropped. Of skips history knows some (with more than 100 active workflows at a trigger they leave no rows), so that they are raised where it knows
/// more than was counted, and never lowered.
/// </remarks>
/// <param name="dataSource">Connects as the role that owns the tables.</param>
public sealed class StatisticsRepair(NpgsqlDataSource dataSource)
{
    /// <summary>Counts the last days again.</summary>
    /// <param name="days">How many days before today, at least 0.</param>
    /// <param name="ct">Rolls it back.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="days"/> is negative.</exception>
    public async Task<StatisticsRepairReport> RunAsync(int days, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        var connection = await dataSource.OpenConnectionAsync(ct).ConfigureAwait(false);
        await using var connectionDisposal = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(ct).ConfigureAwait(false);
        await using var transactionDisposal = transaction.ConfigureAwait(false);
        using (var wait = new NpgsqlCommand(StatisticsRepairSql.Lock, connection, transaction) { CommandTimeout = 0 })
            await wait.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
        var (first, firstOfWaiting) = await ReadKnownAsync(transaction, days, ct).ConfigureAwait(false);
        var changed = await RepairAsync(transaction, first, firstOfWaiting, ct).ConfigureAwait(false);
        await transaction.CommitAsync(ct).ConfigureAwait(false);
        return new StatisticsRepairReport(first, firstOfWaiting, changed);
    }

    private static async Task<(DateOnly First, DateOnly FirstOfWaiting)> ReadKnownAsync(NpgsqlTransaction transaction, int days, CancellationToken ct)
    {
        using var command = new NpgsqlCommand(StatisticsRepairSql.Known, transaction.Connection, transaction);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = days });
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        await reader.ReadAsync(ct).ConfigureAwait(false);
        return (reader.GetFieldValue<DateOnly>(0), reader.GetFieldValue<DateOnly>(1));
    }

    private static async Task<IReadOnlyList<RepairedDay>> RepairAsync(
        NpgsqlTransaction transaction, DateOnly first, DateOnly firstOfWaiting, CancellationToken ct)
    {
        // Without a limit: history may be long, and half a repair is none.
        using var command = new NpgsqlCommand(StatisticsRepairSql.Repair, transaction.Connection, transaction) { CommandTimeout = 0 };
        command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = first });
        command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = firstOfWaiting });
        // What does not wait is filed at most some days before it is counted.
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = Start(first.AddDays(-8)) });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = Start(first) });
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        var changed = new List<RepairedDay>();
        while (await reader.ReadAsync(ct).ConfigureAwait(false))
        {
            changed.Add(new RepairedDay(
                reader.GetInt64(0), reader.GetFieldValue<DateOnly>(1), Counts(reader, 2), Counts(reader, 6), reader.GetBoolean(10)));
        }

        return changed;
    }

    private static DayCounts Counts(NpgsqlDataReader reader, int from) =>
        new(reader.GetInt64(from), reader.GetInt64(from + 1), reader.GetInt64(from + 2), reader.GetInt64(from + 3));

    private static DateTimeOffset Start(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);
}
