using System.Globalization;
using Alforis.Crm.Data.Sql;
using Dapper;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
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
    private readonly ILogger logger;
    private readonly ResiliencePipeline retries;

    /// <summary>Creates the job's work.</summary>
    /// <param name="dataSource">Connects as the role that owns the tables.</param>
    /// <param name="timeProvider">Says which day it is, and times the retries.</param>
    /// <param name="logger">Is warned of days that cannot be dropped; null for nobody.</param>
    public HistoryRetention(NpgsqlDataSource dataSource, TimeProvider timeProvider, ILogger<HistoryRetention>? logger = null)
    {
        this.logger = logger ?? NullLogger<HistoryRetention>.Instance;
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

    /// <summary>
    /// Drops the history older than <paramref name="days"/> whole days (UTC) and makes the coming partitions. A day with events
    /// that wait to be handled is kept, with a warning; parked events go with their day.
    /// </summary>
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
        var results = await ForEachTableAsync<DroppedOrKept>(
            "SELECT name, unhandled_events AS UnhandledEvents FROM workflow.drop_partitions_of_before(@table::regclass, @day::date)",
            new { day }, ct).ConfigureAwait(false);
        var report = new HistoryRetentionReport(
            [.. results.Where(r => r.UnhandledEvents is null).Select(r => r.Name)],
            created,
            [.. results.Where(r => r.UnhandledEvents is not null).Select(r => new KeptPartition(r.Name, r.UnhandledEvents!.Value))]);
        foreach (var kept in report.Kept)
            Log.PartitionKept(logger, kept.Name, days, kept.UnhandledEvents);
        return report;
    }

    /// <summary>Only makes the coming partitions; for the start of a host that may have slept for weeks.</summary>
    /// <returns>The partitions made.</returns>
    public Task<IReadOnlyList<string>> EnsureAheadAsync(CancellationToken ct) =>
        ForEachTableAsync<string>("SELECT workflow.ensure_partitions_of(@table::regclass, @DaysAhead)", new { DaysAhead }, ct);

    private async Task<IReadOnlyList<T>> ForEachTableAsync<T>(string sql, object arguments, CancellationToken ct)
    {
        var results = new List<T>();
        foreach (var table in await TablesAsync(ct).ConfigureAwait(false))
            results.AddRange(await retries.ExecuteAsync(
                async token => await InTransactionAsync<T>(sql, arguments, table, token).ConfigureAwait(false), ct).ConfigureAwait(false));
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

    private async Task<IReadOnlyList<T>> InTransactionAsync<T>(string sql, object arguments, string table, CancellationToken ct)
    {
        var parameters = new DynamicParameters(arguments);
        parameters.Add("table", table);
        var connection = await dataSource.OpenConnectionAsync(ct).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(ct).ConfigureAwait(false);
        await using var __ = transaction.ConfigureAwait(false);
        await connection.ExecuteAsync(new CommandDefinition($"SET LOCAL lock_timeout = '5s'; SET LOCAL {SilenceLimit.Setting} = '30s'", cancellationToken: ct)).ConfigureAwait(false);
        var rows = await connection.QueryAsync<T>(new CommandDefinition(sql, parameters, commandTimeout: 0, cancellationToken: ct))
            .ConfigureAwait(false);
        await transaction.CommitAsync(ct).ConfigureAwait(false);
        return rows.AsList();
    }
}
