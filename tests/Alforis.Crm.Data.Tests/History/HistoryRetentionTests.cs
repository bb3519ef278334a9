using System.Globalization;
using Alforis.Crm.Data.History;
using Microsoft.Extensions.Logging;

namespace Alforis.Crm.Data.Tests.History;

public sealed class HistoryRetentionTests
{
    [Fact]
    public async Task RunAsync_NinetyDays_KeepsThemAndDropsWhatIsOlder()
    {
        await using var database = await Databases.CreateAsync();
        // 2026-04-10 minus 90 days is 2026-01-10: the first day kept.
        await database.ExecuteAsync(
            """
            CREATE TABLE public.workflow_executions_p20260109 PARTITION OF public.workflow_executions FOR VALUES FROM ('2026-01-09Z') TO ('2026-01-10Z');
            CREATE TABLE public.workflow_executions_p20260110 PARTITION OF public.workflow_executions FOR VALUES FROM ('2026-01-10Z') TO ('2026-01-11Z');
            """);

        var report = await new HistoryRetention(database.DataSource, new FixedClock("2026-04-10T03:00:00Z"))
            .RunAsync(90, TestContext.Current.CancellationToken);

        Assert.Equal(["public.workflow_executions_p20260109"], report.Dropped);
        Assert.Empty(report.Created);
        Assert.Empty(report.Kept);
        Assert.True(await database.ScalarAsync<bool>("SELECT to_regclass('public.workflow_executions_p20260110') IS NOT NULL"));
    }

    [Fact]
    public async Task RunAsync_EventsNobodyHandled_KeepsTheirDayAndWarns()
    {
        await using var database = await Databases.CreateAsync();
        await database.ExecuteAsync(
            """
            CREATE TABLE workflow.events_p20260109 PARTITION OF workflow.events FOR VALUES FROM ('2026-01-09Z') TO ('2026-01-10Z');
            INSERT INTO workflow.events (event_id, occurred_at, types) VALUES (1, '2026-01-09T08:00Z', '{x}'), (2, '2026-01-09T09:00Z', '{x}');
            INSERT INTO workflow.event_queue (event_id, occurred_at, lane) SELECT event_id, occurred_at, 0 FROM workflow.events;
            """);
        var log = new Warnings();

        var report = await new HistoryRetention(database.DataSource, new FixedClock("2026-04-10T03:00:00Z"), log)
            .RunAsync(90, TestContext.Current.CancellationToken);

        Assert.Empty(report.Dropped);
        Assert.Equal([new KeptPartition("workflow.events_p20260109", 2)], report.Kept);
        Assert.Equal(["workflow.events_p20260109 is older than 90 days and kept: 2 of its events wait to be handled"], log.Messages);
    }

    [Fact]
    public async Task RunAsync_DaysMissing_MakesThemAhead()
    {
        await using var database = await Databases.CreateAsync();
        await database.ExecuteAsync(
            "DO $$ BEGIN EXECUTE 'DROP TABLE workflow.skips_p' || to_char(now() AT TIME ZONE 'UTC', 'YYYYMMDD'); END $$");

        var report = await new HistoryRetention(database.DataSource, TimeProvider.System).RunAsync(90, TestContext.Current.CancellationToken);

        Assert.StartsWith("workflow.skips_p", Assert.Single(report.Created), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_NoDays_Throws()
    {
        await using var database = await Databases.CreateAsync();

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() =>
            new HistoryRetention(database.DataSource, TimeProvider.System).RunAsync(0, TestContext.Current.CancellationToken));
    }

    private sealed class Warnings : ILogger<HistoryRetention>
    {
        public List<string> Messages { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Messages.Add(formatter(state, exception));
    }

    private sealed class FixedClock(string now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.Parse(now, CultureInfo.InvariantCulture);
    }
}
