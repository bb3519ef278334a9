using Alforis.Crm.Data.History;
using Alforis.Crm.Data.Tests.Dispatching;

namespace Alforis.Crm.Data.Tests.History;

public sealed class StatisticsRepairTests
{
    private const string Statistics = """
        SELECT s.success_count::int, s.failed_count::int, s.skipped_count::int, s.average_duration_us, s.p95_duration_us
        FROM v_workflow_stats s WHERE s.workflow_id = @id
        """;

    private static readonly DateOnly Today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Run_WhatBatchesCounted_IsRightAndStaysAsItIs(bool folded)
    {
        await using var host = await DispatchHost.CreateAsync();
        var id = await WorkAsync(host);
        if (folded) await new StatisticsFold(host.Database.DataSource).RunAsync(Cancellation);
        var before = await StatisticsAsync(host, id);
        Assert.Equal((3, 0, 2), (before.Success, before.Failed, before.Skipped));

        var report = await RunAsync(host);

        Assert.Empty(report.Changed);
        Assert.Equal(before, await StatisticsAsync(host, id));
        Assert.Equal(0, await host.CountAsync("workflow.statistics_deltas"));
    }

    [Theory]
    [InlineData("DELETE FROM workflow.statistics_days; DELETE FROM workflow.statistics_histograms")]
    [InlineData("UPDATE workflow.statistics_days SET success = 70, failed = 4, duration_us_sum = 9; UPDATE workflow.statistics_histograms SET executions = 9, bucket = bucket + 200")]
    [InlineData("INSERT INTO workflow.statistics_deltas (workflow_id, day, success, cancelled, buckets, bucket_counts) SELECT workflow_id, day, 3, 1, '{5}', '{3}' FROM workflow.statistics_days")]
    [InlineData("UPDATE workflow.statistics_days SET skipped = 1")]
    [InlineData("DELETE FROM workflow.statistics_histograms")]
    public async Task Run_WrongStatistics_AreWhatHistoryKnowsAndIsSaidOnce(string mischief)
    {
        await using var host = await DispatchHost.CreateAsync();
        var id = await WorkAsync(host);
        await new StatisticsFold(host.Database.DataSource).RunAsync(Cancellation);
        var right = await StatisticsAsync(host, id);
        await host.Database.ExecuteAsync(mischief);
        Assert.NotEqual(right, await StatisticsAsync(host, id));

        var report = await RunAsync(host);

        Assert.Equal(right, await StatisticsAsync(host, id));
        var day = Assert.Single(report.Changed);
        Assert.Equal((id, Today, new DayCounts(3, 0, 2, 0)), (day.WorkflowId, day.Day, day.After));
        Assert.Empty((await RunAsync(host)).Changed);
    }

    [Fact]
    public async Task Run_SkipsThatLeftNoRow_AreKept()
    {
        await using var host = await DispatchHost.CreateAsync();
        var id = await WorkAsync(host);
        await host.Database.ExecuteAsync("INSERT INTO workflow.statistics_deltas (workflow_id, day, skipped) SELECT workflow_id, day, 40 FROM workflow.statistics_deltas LIMIT 1");

        Assert.Empty((await RunAsync(host)).Changed);

        Assert.Equal(42, (await StatisticsAsync(host, id)).Skipped);
    }

    [Fact]
    public async Task Run_SkipHandledOnTheNextDay_IsNotCountedTwice()
    {
        await using var database = await Databases.CreateAsync();
        await AddWorkflowAsync(database);
        await database.ExecuteAsync(
            """
            INSERT INTO workflow.skips (event_id, occurred_at, workflow_ids) VALUES (1, date_trunc('day', now() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC' - interval '1 second', '{1}');
            INSERT INTO workflow.statistics_days (workflow_id, day, skipped) VALUES (1, (now() AT TIME ZONE 'UTC')::date, 1);
            """);

        Assert.Empty((await new StatisticsRepair(database.DataSource).RunAsync(90, Cancellation)).Changed);
        Assert.Equal(1, await database.ScalarAsync<int>("SELECT sum(skipped)::int FROM workflow.statistics_days"));
    }

    [Fact]
    public async Task Run_DaysThatHistoryHasNotAnyMore_AreKept()
    {
        await using var database = await Databases.CreateAsync();
        await AddWorkflowAsync(database);
        await database.ExecuteAsync("INSERT INTO workflow.statistics_days (workflow_id, day, success) VALUES (1, '2020-02-02', 5)");

        var report = await new StatisticsRepair(database.DataSource).RunAsync(3000, Cancellation);

        Assert.Empty(report.Changed);
        Assert.Equal(5, await database.ScalarAsync<int>("SELECT success::int FROM workflow.statistics_days"));
    }

    /// <summary>
    /// History begins 95 days ago, so days before were dropped. A workflow with a delay may have ended 20 days ago what began before then;
    /// one without cannot.
    /// </summary>
    [Theory]
    [InlineData("{}", 20, true)]
    [InlineData("{}", 94, false)]
    [InlineData("""{"trigger_config": {"delay": "60 days"}}""", 20, false)]
    [InlineData("""{"trigger_config": {"delay": "60 days"}}""", 10, true)]
    public async Task Run_DaysWereDropped_TouchesWhatIsSurelyWhole(string definition, int daysAgo, bool repaired)
    {
        await using var database = await Databases.CreateAsync();
        await AddWorkflowAsync(database, definition);
        await database.ExecuteAsync(
            """
            DO $$ DECLARE day date := (now() AT TIME ZONE 'UTC')::date - 95; BEGIN
              EXECUTE format('CREATE TABLE public.workflow_executions_p%s PARTITION OF public.workflow_executions FOR VALUES FROM (%L) TO (%L)',
                to_char(day, 'YYYYMMDD'), day || ' 00:00+00', day + 1 || ' 00:00+00');
            END $$
            """);
        await database.ExecuteAsync(
            "INSERT INTO workflow.statistics_days (workflow_id, day, success) VALUES (1, (now() AT TIME ZONE 'UTC')::date - @daysAgo, 5)", new { daysAgo });

        var report = await new StatisticsRepair(database.DataSource).RunAsync(90, Cancellation);

        Assert.Equal(repaired ? 0 : 5, await database.ScalarAsync<int>("SELECT success::int FROM workflow.statistics_days"));
        Assert.Equal(repaired ? [new RepairedDay(1, Today.AddDays(-daysAgo), new DayCounts(5, 0, 0, 0), new DayCounts(0, 0, 0, 0), false)] : [], report.Changed);
    }

    [Fact]
    public async Task Run_ExecutionFiledUnderAnEarlierDay_CountsWhenItBegan()
    {
        await using var database = await Databases.CreateAsync();
        await AddWorkflowAsync(database, """{"trigger_config": {"delay": "30 days"}}""");
        await database.ExecuteAsync(
            """
            INSERT INTO public.workflow_executions (created_at, workflow_id, workflow_version, trigger_type, status, started_at, completed_at, duration_us)
            VALUES (now() - interval '30 days', 1, 1, 'deal_created', 'failed', now(), now(), 1000),
              (now(), 1, 1, 'deal_created', 'cancelled', NULL, now(), 0)
            """);

        var report = await new StatisticsRepair(database.DataSource).RunAsync(0, Cancellation);

        var day = Assert.Single(report.Changed);
        Assert.Equal((Today, new DayCounts(0, 1, 0, 1)), (day.Day, day.After));
    }

    /// <summary>Batches, folds and repairs at once: whatever happens in which order, nothing is counted twice or lost.</summary>
    [Fact]
    public async Task Run_BesideBatchesAndFolds_EndsWithTheRightCounts()
    {
        const int rounds = 40;
        await using var host = await DispatchHost.CreateAsync();
        var id = await host.AddWorkflowAsync("Essai", "deal_updated", """[{"type": "create_activity", "config": {"type": "note", "title": "vu"}}]""");
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var repairs = Task.Run(async () =>
        {
            while (!end.IsCancellationRequested)
            {
                await RunAsync(host);
                await new StatisticsFold(host.Database.DataSource).RunAsync(Cancellation);
            }
        }, Cancellation);

        for (var i = 0; i < rounds; i++)
        {
            await host.Database.ExecuteAsync("UPDATE deals SET nom = nom || 'x' WHERE id = @Deal", new { host.Deal });
            await host.DrainAsync();
        }

        await end.CancelAsync();
        await repairs;
        Assert.Equal((rounds, 0, 0), (await StatisticsAsync(host, id)) is var s ? (s.Success, s.Failed, s.Skipped) : default);
        Assert.Empty((await RunAsync(host)).Changed);
    }

    /// <summary>Three executions and two skips of one workflow.</summary>
    private static async Task<long> WorkAsync(DispatchHost host)
    {
        var id = await host.AddWorkflowAsync(
            "Essai", "deal_updated", """[{"type": "create_activity", "config": {"type": "note", "title": "vu"}}]""",
            """{"operator": "AND", "rules": [{"field": "deal.montant", "operator": ">", "value": 1000}]}""");
        foreach (var amount in new[] { 2000, 10, 3000, 20, 4000 })
        {
            await host.Database.ExecuteAsync("UPDATE deals SET montant = @amount WHERE id = @Deal", new { amount, host.Deal });
            await host.DrainAsync();
        }

        return id;
    }

    private static Task AddWorkflowAsync(CrmDatabase database, string definition = "{}") => database.ExecuteAsync(
        """
        INSERT INTO workflows (name, trigger_type) VALUES ('Essai', 'deal_created');
        INSERT INTO workflow_versions (workflow_id, version, definition) VALUES (1, 1, @definition::json);
        """,
        new { definition });

    private static Task<StatisticsRepairReport> RunAsync(DispatchHost host) => new StatisticsRepair(host.Database.DataSource).RunAsync(90, Cancellation);

    private static async Task<(int Success, int Failed, int Skipped, long? Average, long? P95)> StatisticsAsync(DispatchHost host, long id) =>
        Assert.Single(await host.Database.QueryAsync<(int, int, int, long?, long?)>(Statistics, new { id }));
}
