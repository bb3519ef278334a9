using Alforis.Crm.Data.Events;

namespace Alforis.Crm.Data.Tests.Events;

public sealed class QueueStatusTests
{
    [Fact]
    public async Task ReadAsync_EmptyQueue_HasNoAge()
    {
        await using var database = await Databases.CreateAsync();

        Assert.Equal(new QueueStatus(0, 0, 0, null), await ReadAsync(database));
    }

    [Fact]
    public async Task ReadAsync_NothingDue_HasNoAge()
    {
        await using var database = await WithAsync(
            "(0, 1, now() - interval '1 day', now() + interval '1 hour', NULL), (0, 2, now() - interval '1 day', now(), now())");

        Assert.Equal(new QueueStatus(1, 1, 1, null), await ReadAsync(database));
    }

    [Fact]
    public async Task ReadAsync_EventsOfAllKinds_AreCountedAndTheOldestDueTold()
    {
        // The second is older, but due since five minutes only; so what counts is the first.
        await using var database = await WithAsync(
            """
            (0, 1, now() - interval '10 minutes', NULL, NULL),
            (0, 2, now() - interval '3 days', now() - interval '5 minutes', NULL),
            (0, 3, now() - interval '2 days', now() + interval '1 hour', NULL),
            (0, 4, now() - interval '2 days', NULL, now()),
            (0, 5, now() - interval '2 days', now() + interval '1 hour', now())
            """);

        var status = await ReadAsync(database);

        Assert.Equal((3L, 1L, 2L), (status.Queued, status.Deferred, status.Parked));
        Assert.InRange(status.OldestDueAge!.Value, TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(11));
    }

    [Fact]
    public async Task ReadAsync_EventOfAClockAhead_IsNoAgeBelowZero()
    {
        await using var database = await WithAsync("(0, 1, now() + interval '1 hour', NULL, NULL)");

        Assert.Equal(new QueueStatus(1, 0, 0, TimeSpan.Zero), await ReadAsync(database));
    }

    private static async Task<CrmDatabase> WithAsync(string rows)
    {
        var database = await Databases.CreateAsync();
        await database.ExecuteAsync(
            $"INSERT INTO workflow.event_queue (lane, event_id, occurred_at, not_before, parked_at) VALUES {rows}");
        return database;
    }

    private static Task<QueueStatus> ReadAsync(CrmDatabase database) =>
        new QueueStatusQuery(database.DataSource).ReadAsync(TestContext.Current.CancellationToken);
}
