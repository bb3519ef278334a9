using Alforis.Crm.Data.Events;
using Npgsql;

namespace Alforis.Crm.Data.Tests.Events;

public sealed class EventQueueTests
{
    private static readonly TimeSpan Long = TimeSpan.FromHours(1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ClaimAsync_EmptyQueue_StillTellsTheRevision()
    {
        await using var database = await Databases.CreateAsync();

        var claimed = await PeekAsync(database);

        Assert.Empty(claimed.Events);
        Assert.Equal(await database.ScalarAsync<long>("SELECT revision FROM workflow.set_revision"), claimed.Revision);
    }

    [Fact]
    public async Task ClaimAsync_CapturedUpdate_BringsTheWholeEvent()
    {
        await using var database = await WithOrganisationsAsync(1);
        await database.ExecuteAsync("SET alforis.actor = 'anne'; UPDATE organisations SET ville = 'Lyon'");

        var made = (await PeekAsync(database)).Events[^1];

        Assert.Equal(["organisation_updated"], made.Types);
        Assert.Equal(("organisation", await database.ScalarAsync<long?>("SELECT id FROM organisations")), (made.EntityType, made.EntityId));
        Assert.Contains("\"ville\": \"Lyon\"", made.After, StringComparison.Ordinal);
        Assert.Equal("{\"ville\": null}", made.Before);
        Assert.Equal(["ville"], made.ChangedFields);
        Assert.Equal(("anne", "[]", (short)0, (short)0), (made.Actor, made.Cause, made.Depth, made.Attempts));
        Assert.Equal(await database.ScalarAsync<DateTime>("SELECT updated_at FROM organisations"), made.OccurredAt.UtcDateTime);
    }

    [Fact]
    public async Task ClaimAsync_EventOfNoEntity_HasNoImages()
    {
        await using var database = await Databases.CreateAsync();
        await database.ExecuteAsync(
            """
            INSERT INTO workflow.events (types) VALUES ('{scheduled}');
            INSERT INTO workflow.event_queue (event_id, occurred_at, lane) SELECT event_id, occurred_at, 0 FROM workflow.events;
            """);

        var made = Assert.Single((await PeekAsync(database)).Events);

        Assert.Equal((null, null, null, null, null), (made.EntityType, made.EntityId, made.After, made.Before, made.Actor));
        Assert.Empty(made.ChangedFields);
    }

    [Fact]
    public async Task ClaimAsync_MoreThanWanted_BringsTheOldestInOrder()
    {
        await using var database = await WithOrganisationsAsync(5);
        var ids = await QueuedAsync(database);
        // The heap order says nothing: the first row moves behind the others.
        await database.ExecuteAsync($"UPDATE workflow.event_queue SET attempts = 1 WHERE event_id = {ids[0]}");

        Assert.Equal(ids[..3], Ids(await PeekAsync(database, most: 3)));
    }

    [Fact]
    public async Task ClaimAsync_Among_BringsNoOthers()
    {
        await using var database = await WithOrganisationsAsync(4);
        var ids = await QueuedAsync(database);

        Assert.Equal([ids[1], ids[3]], Ids(await PeekAsync(database, among: [ids[3], ids[1], long.MaxValue])));
        Assert.Empty((await PeekAsync(database, among: [])).Events);
    }

    [Fact]
    public async Task ClaimAsync_OnlySomeLanes_BringsTheirEventsAfterTheMarks()
    {
        await using var database = await WithOrganisationsAsync(40);
        var rows = await database.QueryAsync<(long Id, short Lane)>("SELECT event_id, lane FROM workflow.event_queue ORDER BY event_id");
        var lane = rows.GroupBy(r => r.Lane).OrderByDescending(g => g.Count()).First().ToList();
        Assert.True(lane.Count > 1);

        Assert.Equal(lane.Select(r => r.Id), Ids(await PeekAsync(database, new Claim([new LanePosition(lane[0].Lane, 0, 0)], 1000))));
        Assert.Equal(lane.Skip(1).Select(r => r.Id), Ids(await PeekAsync(database, new Claim([new LanePosition(lane[0].Lane, lane[0].Id, 0)], 1000))));
    }

    [Fact]
    public async Task ClaimAsync_EventNotInTheLog_IsReportedAsLost()
    {
        await using var database = await WithOrganisationsAsync(2);
        var ids = await QueuedAsync(database);
        await database.ExecuteAsync("DELETE FROM workflow.events WHERE event_id = @id", new { id = ids[0] });

        var claimed = await PeekAsync(database);

        Assert.Equal([ids[0]], claimed.Lost);
        Assert.Equal([ids[1]], Ids(claimed));
        await RunAsync(database, EventQueue.ParkLost([.. claimed.Lost]));
        Assert.Empty((await PeekAsync(database)).Lost);
    }

    [Fact]
    public async Task Remove_ThenCommitted_IsGoneAndRolledBack_IsBack()
    {
        await using var database = await WithOrganisationsAsync(3);
        var ids = await QueuedAsync(database);

        await RunAsync(database, EventQueue.Remove(ids[..2]), commit: false);
        Assert.Equal(ids, await QueuedAsync(database));
        await RunAsync(database, EventQueue.Remove(ids[..2]));

        Assert.Equal(ids[2..], await QueuedAsync(database));
    }

    [Fact]
    public async Task Defer_FirstEventOfAnEntity_MakesItsLaterOnesWaitAndNoOthers()
    {
        await using var database = await WithOrganisationsAsync(2);
        await database.ExecuteAsync("UPDATE organisations SET ville = 'Lyon'");
        var ids = await QueuedAsync(database);
        var entities = await database.QueryAsync<long>("SELECT entity_id FROM workflow.event_queue ORDER BY event_id");

        await RunAsync(database, EventQueue.Defer([(ids[0], Long)]));

        Assert.Equal(ids.Where((_, i) => entities[i] != entities[0]), Ids(await PeekAsync(database)));
        await MakeDueAsync(database);
        Assert.Equal(ids, Ids(await PeekAsync(database)));
        Assert.Equal(0, await database.ScalarAsync<int>("SELECT sum(attempts) FROM workflow.event_queue"));
    }

    [Fact]
    public async Task Defer_LaterEventOfAnEntity_HoldsUpNothingBeforeIt()
    {
        await using var database = await WithOrganisationsAsync(1);
        await database.ExecuteAsync("UPDATE organisations SET ville = 'Lyon'");
        var ids = await QueuedAsync(database);

        await RunAsync(database, EventQueue.Defer([(ids[1], Long)]));

        Assert.Equal(ids[..1], Ids(await PeekAsync(database)));
    }

    [Fact]
    public async Task Defer_EntityOfTheSameNumberButAnotherType_IsNotHeldUp()
    {
        await using var database = await WithOrganisationsAsync(1);
        await database.ExecuteAsync("INSERT INTO deals (organisation_id, nom) SELECT id, 'd' FROM organisations");
        var ids = await QueuedAsync(database);
        Assert.Equal(1, await database.ScalarAsync<int>("SELECT count(DISTINCT entity_id) FROM workflow.event_queue"));

        await RunAsync(database, EventQueue.Defer([(ids[0], Long)]));

        Assert.Equal([ids[1]], Ids(await PeekAsync(database)));
    }

    [Fact]
    public async Task ClaimAsync_TimePassesWhileItLooks_NoEventOvertakes()
    {
        await using var database = await WithOrganisationsAsync(40);
        for (var i = 0; i < 25; i++) await database.ExecuteAsync("UPDATE organisations SET notes = coalesce(notes, '') || 'x'");
        var firsts = await database.QueryAsync<long>("SELECT min(event_id) FROM workflow.event_queue GROUP BY entity_id");

        for (var round = 0; round < 30; round++)
        {
            // Each first event comes due at a moment of its own, some of them while the claim looks through the queue.
            await database.ExecuteAsync(
                "UPDATE workflow.event_queue SET not_before = clock_timestamp() + (row_number % 40) * interval '200 microseconds' FROM (SELECT event_id AS id, row_number() OVER () FROM workflow.event_queue WHERE event_id = ANY (@firsts)) f WHERE id = event_id",
                new { firsts });
            var seen = new HashSet<long?>();
            foreach (var claimed in (await PeekAsync(database, most: 2000)).Events)
            {
                if (seen.Add(claimed.EntityId)) Assert.Contains(claimed.EventId, firsts);
            }
        }
    }

    [Fact]
    public async Task FailAsync_FirstFailure_BacksOffAndItsEntityWaits()
    {
        await using var database = await WithOrganisationsAsync(1);
        await database.ExecuteAsync("UPDATE organisations SET ville = 'Lyon'");
        var ids = await QueuedAsync(database);

        Assert.Equal((1, false), await FailAsync(database, ids[0], mostAttempts: 3));

        Assert.Empty((await PeekAsync(database)).Events);
        Assert.Equal("why", await database.ScalarAsync<string>($"SELECT last_error FROM workflow.event_queue WHERE event_id = {ids[0]}"));
        await MakeDueAsync(database);
        Assert.Equal([(short)1, (short)0], (await PeekAsync(database)).Events.Select(e => e.Attempts));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(5, 32)]
    [InlineData(6, 60)]
    [InlineData(30, 60)]
    public async Task FailAsync_NthFailure_WaitsTwiceAsLongUpToAMinute(int failures, int seconds)
    {
        await using var database = await WithOrganisationsAsync(1);
        var ids = await QueuedAsync(database);
        await database.ExecuteAsync($"UPDATE workflow.event_queue SET attempts = {failures}");
        var before = await database.ScalarAsync<DateTime>("SELECT clock_timestamp()");

        await FailAsync(database, ids[0], mostAttempts: 100);

        var after = await database.ScalarAsync<DateTime>("SELECT clock_timestamp()");
        Assert.InRange(
            await database.ScalarAsync<DateTime>("SELECT not_before FROM workflow.event_queue"), before.AddSeconds(seconds), after.AddSeconds(seconds));
    }

    [Fact]
    public async Task FailAsync_TooManyFailures_ParksAndHoldsUpNothing()
    {
        await using var database = await WithOrganisationsAsync(1);
        await database.ExecuteAsync("UPDATE organisations SET ville = 'Lyon'");
        var ids = await QueuedAsync(database);
        Assert.Equal((1, false), await FailAsync(database, ids[0], mostAttempts: 2));

        Assert.Equal((2, true), await FailAsync(database, ids[0], mostAttempts: 2));

        Assert.Equal(ids[1..], Ids(await PeekAsync(database)));
        await MakeDueAsync(database);
        Assert.Equal(ids[1..], Ids(await PeekAsync(database)));
    }

    [Fact]
    public async Task FailAsync_EventThatIsGone_ChangesNothing()
    {
        await using var database = await Databases.CreateAsync();

        Assert.Equal((0, false), await FailAsync(database, 1, mostAttempts: 2));
    }

    [Fact]
    public async Task ClaimAsync_WhileOthersChangeTheSet_NeverBringsAnEventNewerThanTheRevision()
    {
        await using var database = await Databases.CreateAsync();
        await database.ExecuteAsync("INSERT INTO workflows (name, trigger_type) VALUES ('w', 'deal_created')");
        // Every event names the revision that its own transaction made.
        var writing = Task.Run(async () =>
        {
            for (var i = 0; i < 300; i++)
            {
                await database.ExecuteAsync(
                    """
                    UPDATE workflows SET description = description || 'x';
                    INSERT INTO organisations (nom) SELECT revision::text FROM workflow.set_revision;
                    """);
            }
        }, Token);

        var handled = 0;
        while (handled < 300)
        {
            await using var connection = await database.DataSource.OpenConnectionAsync(Token);
            await using var transaction = await connection.BeginTransactionAsync(Token);
            var claimed = await EventQueue.ClaimAsync(transaction, Claims.InAllLanes(1000), Token);
            foreach (var made in claimed.Events)
            {
                using var after = System.Text.Json.JsonDocument.Parse(made.After!);
                Assert.InRange(long.Parse(after.RootElement.GetProperty("nom").GetString()!, System.Globalization.CultureInfo.InvariantCulture), 1, claimed.Revision!.Value);
            }

            handled += claimed.Events.Length;
            await using (var batch = new NpgsqlBatch(connection, transaction) { BatchCommands = { EventQueue.Remove([.. Ids(claimed)]) } })
                await batch.ExecuteNonQueryAsync(Token);
            await transaction.CommitAsync(Token);
            if (claimed.Events.IsEmpty && writing.IsFaulted) await writing;
        }

        await writing;
    }

    private static async Task<CrmDatabase> WithOrganisationsAsync(int count)
    {
        var database = await Databases.CreateAsync();
        await database.ExecuteAsync("INSERT INTO organisations (nom) SELECT 'o' || n FROM generate_series(1, @count) n", new { count });
        return database;
    }

    /// <summary>Claims and lets go again.</summary>
    private static Task<ClaimedEvents> PeekAsync(CrmDatabase database, int most = 1000, long[]? among = null) =>
        PeekAsync(database, Claims.InAllLanes(most) with { Among = among });

    private static async Task<ClaimedEvents> PeekAsync(CrmDatabase database, Claim claim)
    {
        await using var connection = await database.DataSource.OpenConnectionAsync(Token);
        await using var transaction = await connection.BeginTransactionAsync(Token);
        return await EventQueue.ClaimAsync(transaction, claim, Token);
    }

    private static async Task RunAsync(CrmDatabase database, NpgsqlBatchCommand command, bool commit = true)
    {
        await using var connection = await database.DataSource.OpenConnectionAsync(Token);
        await using var transaction = await connection.BeginTransactionAsync(Token);
        await using (var batch = new NpgsqlBatch(connection, transaction) { BatchCommands = { command } })
            await batch.ExecuteNonQueryAsync(Token);
        if (commit) await transaction.CommitAsync(Token);
    }

    private static async Task<(int Attempts, bool Parked)> FailAsync(CrmDatabase database, long eventId, int mostAttempts)
    {
        await using var connection = await database.DataSource.OpenConnectionAsync(Token);
        await using var transaction = await connection.BeginTransactionAsync(Token);
        var result = await EventQueue.FailAsync(transaction, eventId, "why", mostAttempts, Token);
        await transaction.CommitAsync(Token);
        return result;
    }

    private static Task MakeDueAsync(CrmDatabase database) =>
        database.ExecuteAsync("UPDATE workflow.event_queue SET not_before = now() - interval '1 second' WHERE not_before IS NOT NULL");

    private static async Task<long[]> QueuedAsync(CrmDatabase database) =>
        [.. await database.QueryAsync<long>("SELECT event_id FROM workflow.event_queue ORDER BY event_id")];

    private static IEnumerable<long> Ids(ClaimedEvents claimed) => claimed.Events.Select(e => e.EventId);
}
