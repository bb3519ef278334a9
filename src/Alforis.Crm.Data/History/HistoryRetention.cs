using System.Globalization;
using Dapper;
using Npgsql;
using Polly;
using Polly.Retry;

namespace Alforis.Crm.Data.History;

/// <summary>Keeps the daily partitions of events, executions, attempts and skips: drops old ones, makes coming ones.</summary>
/// <remarks>
/// Each table is treated in a transaction of its own that waits at most five seconds for a lock and is tried again a
/// few times, so that neither a long report nor this job stops the others. Safe to run on several hosts at once.
/// </remarks>
public sealed class HistoryRetention
{
    /// <summary>How many days ahead partitions are made: twice the interval of the weekly job.</summary>
    public const int DaysAhead = 14;

    private readonly NpgsqlDataSource dataSource;
    private readonly TimeProvider timeProvider;
    private readonly ResiliencePipeline retries;

    /// <summary>Creates the job's work.</summary>
    /// <param name="dataSource">Connects as the role that owns the tables.</param>
    /// <param name="timeProvider">Says which day it is, and times the retries.</param>
    public HistoryRetention(NpgsqlDataSource dataSource, TimeProvider timeProvider)
    {
        this.dataSource = dataSource;
        this.timeProvider = timeProvider;
        retries = new ResiliencePipelineBuilder { TimeProvider = timeProvider }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<PostgresException>(e =>
                    e.SqlState is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected),
                MaxRetryAttempts = 5,
                Delay = TimeSpan.FromSeconds(1),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
            })
            .Build();
    }

    /// <summary>Drops the history older than <paramref name="days"/> whole days (UTC) and makes the coming partitions.</summary>
    /// <param name="days">How many days to keep, at least 1.</param>
    /// <param name="ct">Stops between tables.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="days"/> is less than 1.</exception>
    /// <exception cref="PostgresException">A table stayed locked through all attempts; the tables before it are done.</exception>
    public async Task<HistoryRetentionReport> RunAsync(int days, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        var firstKept = DateOnly.FromDateTime(timeProvider.GetUtcNow().UtcDateTime).AddDays(-days);
        // As text: Dapper has no parameter type for a date without a time.
        var day = firstKept.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

        var created = await EnsureAheadAsync(ct).ConfigureAwait(false);
        var dropped = await ForEachTableAsync(
            "SELECT workflow.drop_partitions_of_before(@table::regclass, @day::date)", new { day }, ct).ConfigureAwait(false);
        return new HistoryRetentionReport(dropped, created);
    }

    /// <summary>Only makes the coming partitions; for the start of a host that may have slept for weeks.</summary>
    /// <returns>The partitions made.</returns>
    public Task<IReadOnlyList<string>> EnsureAheadAsync(CancellationToken ct) =>
        ForEachTableAsync("SELECT workflow.ensure_partitions_of(@table::regclass, @DaysAhead)", new { DaysAhead }, ct);

    private async Task<IReadOnlyList<string>> ForEachTableAsync(string sql, object arguments, CancellationToken ct)
    {
        var results = new List<string>();
        foreach (var table in await TablesAsync(ct).ConfigureAwait(false))
            results.AddRange(await retries.ExecuteAsync(
                async token => await InTransactionAsync(sql, arguments, table, token).ConfigureAwait(false), ct).ConfigureAwait(false));
        return results;
    }

    private async Task<IReadOnlyList<string>> TablesAsync(CancellationToken ct)
    {
        var connection = await dataSource.OpenConnectionAsync(ct).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        var tables = await connection.QueryAsync<string>(new CommandDefinition(
            "SELECT parent::text FROM workflow.history_tables()", cancellationToken: ct)).ConfigureAwait(false);
        return tables.AsList();
    }

    private async Task<IReadOnlyList<string>> InTransactionAsync(string sql, object arguments, string table, CancellationToken ct)
    {
        var parameters = new DynamicParameters(arguments);
        parameters.Add("table", table);
        var connection = await dataSource.OpenConnectionAsync(ct).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(ct).ConfigureAwait(false);
        await using var __ = transaction.ConfigureAwait(false);
        await connection.ExecuteAsync(new CommandDefinition("SET LOCAL lock_timeout = '5s'", cancellationToken: ct)).ConfigureAwait(false);
        var rows = await connection.QueryAsync<string>(new CommandDefinition(sql, parameters, commandTimeout: 0, cancellationToken: ct))
            .ConfigureAwait(false);
        await transaction.CommitAsync(ct).ConfigureAwait(false);
        return rows.AsList();
    }
}
