using Npgsql;

namespace Alforis.Crm.Data.Tests.History;

public sealed class PartitionTests(SharedCrmDatabase shared) : IClassFixture<SharedCrmDatabase>
{
    [Fact]
    public async Task Migrations_Applied_HaveMadeTwoWeeksForEveryTable()
    {
        await using var database = await Databases.CreateAsync();

        // Yesterday, today, and 14 days ahead.
        Assert.Equal([16, 16, 16, 16], await database.QueryAsync<int>(
            """
            SELECT count(*)::int FROM workflow.history_tables() h JOIN pg_inherits i ON i.inhparent = h.parent
            JOIN pg_class c ON c.oid = i.inhrelid WHERE c.relname LIKE '%\_p2%' GROUP BY h.parent
            """));
    }

    [Fact]
    public async Task EnsurePartitions_AllThere_MakesNothing()
    {
        await using var database = await Databases.CreateAsync();

        Assert.Empty(await database.QueryAsync<string>("SELECT workflow.ensure_partitions(14)"));
    }

    [Fact]
    public async Task EnsurePartitions_RowsInTheDefault_MoveToTheirDay()
    {
        await using var database = await Databases.CreateAsync();
        await database.ExecuteAsync(
            """
            INSERT INTO workflow.events (occurred_at, types)
            SELECT ((now() AT TIME ZONE 'UTC')::date + d)::timestamp AT TIME ZONE 'UTC' + interval '23:59:59.999999', '{x}'
            FROM unnest('{15,16,99}'::int[]) d
            """);
        Assert.Equal(3, await database.ScalarAsync<int>("SELECT count(*) FROM ONLY workflow.events_default"));

        var made = await database.QueryAsync<string>("SELECT workflow.ensure_partitions(16)");

        Assert.Equal(8, made.Count);
        Assert.Equal(1, await database.ScalarAsync<int>("SELECT count(*) FROM ONLY workflow.events_default"));
        Assert.Equal(2, await database.ScalarAsync<int>(
            "SELECT count(*) FROM workflow.events WHERE tableoid::regclass::text = 'workflow.events_p' || to_char(occurred_at AT TIME ZONE 'UTC', 'YYYYMMDD')"));
    }

    [Fact]
    public async Task EnsurePartitions_EightAtOnceWhileOthersWrite_MakesEachOnce()
    {
        await using var database = await Databases.CreateAsync();
        // As after three weeks of sleep: today has no partition, and everybody writes.
        await database.ExecuteAsync(
            """
            DO $$ DECLARE part regclass; BEGIN
              FOR part IN SELECT inhrelid FROM pg_inherits WHERE inhparent = 'workflow.events'::regclass AND inhrelid::regclass::text LIKE '%\_p2%'
              LOOP EXECUTE 'DROP TABLE ' || part; END LOOP;
            END $$
            """);

        var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            for (var round = 0; round < 20; round++)
                await database.ExecuteAsync("INSERT INTO workflow.events (types) SELECT '{x}' FROM generate_series(1, 10)");
            return await database.QueryAsync<string>("SELECT workflow.ensure_partitions_of('workflow.events', 3)");
        }));

        Assert.Equal(5, made.Sum(names => names.Count));
        Assert.Equal(1600, await database.ScalarAsync<int>("SELECT count(*) FROM workflow.events"));
        Assert.Equal(0, await database.ScalarAsync<int>("SELECT count(*) FROM ONLY workflow.events_default"));
    }

    [Fact]
    public async Task Partition_MadeAhead_HasTheParentsIndexes()
    {
        await using var database = await Databases.CreateAsync();

        Assert.Equal(0, await database.ScalarAsync<int>(
            """
            SELECT count(*) FROM pg_index i JOIN workflow.history_tables() h ON h.parent = i.indrelid
            JOIN pg_inherits part ON part.inhparent = h.parent
            WHERE NOT EXISTS (SELECT FROM pg_inherits x JOIN pg_index y ON y.indexrelid = x.inhrelid
              WHERE x.inhparent = i.indexrelid AND y.indrelid = part.inhrelid)
            """));
    }

    [Fact]
    public async Task DropPartitionsBefore_OldDays_AreDroppedWithWhatPointsAtThem()
    {
        await using var database = await Databases.CreateAsync();
        await database.ExecuteAsync(
            """
            CREATE TABLE workflow.events_p20200101 PARTITION OF workflow.events FOR VALUES FROM ('2020-01-01Z') TO ('2020-01-02Z');
            CREATE TABLE workflow.events_p20200102 PARTITION OF workflow.events FOR VALUES FROM ('2020-01-02Z') TO ('2020-01-03Z');
            INSERT INTO workflow.events (event_id, occurred_at, types) VALUES
              (1, '2020-01-01T12:00Z', '{x}'), (2, '2020-01-02T00:00Z', '{x}'), (3, '2019-12-01Z', '{x}');
            INSERT INTO workflow.event_queue (event_id, occurred_at, lane, parked_at) VALUES
              (1, '2020-01-01T12:00Z', 0, now()), (2, '2020-01-02Z', 0, now());
            """);

        var dropped = await database.QueryAsync<(string, long?)>("SELECT name, unhandled_events FROM workflow.drop_partitions_before('2020-01-02')");

        Assert.Equal(
            [("workflow.events_p20200101", null), ("1 rows of workflow.events_default", null), ("1 rows of workflow.event_queue", null)], dropped);
        Assert.Equal([2L], await database.QueryAsync<long>("SELECT event_id FROM workflow.events"));
        Assert.Equal([2L], await database.QueryAsync<long>("SELECT event_id FROM workflow.event_queue"));
    }

    [Fact]
    public async Task DropPartitionsBefore_UnhandledEvents_KeepTheirDayAndAreKept()
    {
        await using var database = await Databases.CreateAsync();
        // Of the kept day also the parked event stays, because it can still be replayed; 5 is not in a day of its own.
        await database.ExecuteAsync(
            """
            CREATE TABLE workflow.events_p20200101 PARTITION OF workflow.events FOR VALUES FROM ('2020-01-01Z') TO ('2020-01-02Z');
            CREATE TABLE workflow.events_p20200102 PARTITION OF workflow.events FOR VALUES FROM ('2020-01-02Z') TO ('2020-01-03Z');
            INSERT INTO workflow.events (event_id, occurred_at, types) VALUES
              (1, '2020-01-01T00:00Z', '{x}'), (2, '2020-01-01T23:59:59Z', '{x}'), (3, '2020-01-02T00:00Z', '{x}'),
              (4, '2019-12-01Z', '{x}'), (5, '2019-12-01Z', '{x}');
            INSERT INTO workflow.event_queue (event_id, occurred_at, lane, parked_at) VALUES
              (1, '2020-01-01T00:00Z', 0, NULL), (2, '2020-01-01T23:59:59Z', 0, now()), (3, '2020-01-02T00:00Z', 0, now()), (5, '2019-12-01Z', 0, NULL);
            """);

        var dropped = await database.QueryAsync<(string, long?)>("SELECT name, unhandled_events FROM workflow.drop_partitions_before('2020-01-03')");

        Assert.Equal(
            [
                ("workflow.events_p20200101", 1), ("workflow.events_p20200102", null), ("1 rows of workflow.events_default", null),
                ("workflow.events_default", 1), ("1 rows of workflow.event_queue", null),
            ],
            dropped);
        Assert.Equal([1L, 2L, 5L], await database.QueryAsync<long>("SELECT event_id FROM workflow.events ORDER BY event_id"));
        Assert.Equal([1L, 2L, 5L], await database.QueryAsync<long>("SELECT event_id FROM workflow.event_queue ORDER BY event_id"));
    }

    [Fact]
    public async Task Events_OfOneEntity_AreFoundByTheIndexOfEachDay()
    {
        await using var database = await Databases.CreateAsync();

        // With empty tables reading them through is cheapest; forbidden, it shows whether there is another way.
        var plan = await database.QueryAsync<string>(
            "SET enable_seqscan = off; EXPLAIN (COSTS OFF) SELECT event_id FROM workflow.events WHERE entity_type = 'deal' AND entity_id = 1; RESET enable_seqscan;");

        Assert.DoesNotContain(plan, line => line.Contains("Seq Scan", StringComparison.Ordinal));
        Assert.Equal(17, plan.Count(line => line.Contains("Index Cond: (entity_id = 1)", StringComparison.Ordinal) && !line.Contains("Recheck", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("SELECT workflow.ensure_partitions(-1)")]
    [InlineData("SELECT workflow.ensure_partitions(NULL)")]
    [InlineData("SELECT workflow.ensure_partitions(100000)")]
    [InlineData("SELECT workflow.ensure_partitions_of('public.users', 1)")]
    [InlineData("SELECT workflow.drop_partitions_before(NULL)")]
    [InlineData("SELECT workflow.drop_partitions_before('9999-01-01')")]
    [InlineData("SELECT workflow.drop_partitions_of_before('public.users', '2020-01-01')")]
    public async Task Partitions_SenselessArgument_IsRefused(string call)
    {
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => shared.Database.ExecuteAsync(call));

        Assert.Equal(PostgresErrorCodes.InvalidParameterValue, refusal.SqlState);
    }
}
