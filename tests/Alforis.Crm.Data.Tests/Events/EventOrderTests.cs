using Alforis.Crm.Data.Dispatching;
using Alforis.Crm.Data.Events;
using Npgsql;

namespace Alforis.Crm.Data.Tests.Events;

/// <summary>
/// Writers, dispatchers and time take turns at random; whatever they do, each entity's events are handled in the order of their
/// numbers, each once, and none is forgotten. A writer holds its entity until it commits, as a row's lock makes it.
/// </summary>
public sealed class EventOrderTests
{
    private const int Entities = 6;
    private const int Turns = 150;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(185)]
    public async Task ClaimAsync_AnyInterleaving_KeepsEachEntitysOrder(int seed)
    {
        await using var database = await Databases.CreateAsync();
        await using var world = new World(database, new Random(seed));
        for (var turn = 0; turn < Turns; turn++) await world.TakeTurnAsync();
        await world.FinishAsync();
    }

    private sealed class World(CrmDatabase database, Random random) : IAsyncDisposable
    {
        private readonly ManualClock clock = new();
        private readonly Dictionary<long, NpgsqlTransaction> writers = [];
        private readonly Dictionary<long, long> handled = [];
        private readonly List<string> story = [];
        private LaneWatermarks[]? dispatchers;
        private int count;

        public Task TakeTurnAsync() => random.Next(12) switch
        {
            0 or 1 or 2 => WriteAsync(bulk: false),
            3 or 4 => WriteAsync(bulk: true),
            5 => CommitAsync(),
            6 => WaitAsync(TimeSpan.FromSeconds(random.Next(1, 13))),
            7 => ComeDueAsync(),
            _ => DispatchAsync(),
        };

        public async Task FinishAsync()
        {
            while (writers.Count > 0) await CommitAsync();
            await ComeDueAsync();
            for (var pass = 0; pass < 200 && await QueuedAsync() > 0; pass++) await DispatchAsync(all: true);
            Assert.Equal(0, await QueuedAsync());
            Assert.Equal(await database.ScalarAsync<int>("SELECT count(*) FROM workflow.events"), count);
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var writer in writers.Values)
            {
                var connection = writer.Connection!;
                await writer.DisposeAsync();
                await connection.DisposeAsync();
            }
        }

        /// <summary>Some events of one entity, committed at once or later.</summary>
        private async Task WriteAsync(bool bulk)
        {
            long entity = random.Next(Entities);
            if (!writers.TryGetValue(entity, out var transaction))
            {
                var connection = await database.DataSource.OpenConnectionAsync(Token);
                transaction = writers[entity] = await connection.BeginTransactionAsync(Token);
            }

            await using var command = new NpgsqlCommand(
                """
                WITH e AS (
                  INSERT INTO workflow.events (types, entity_type, entity_id, after)
                  SELECT '{deal_updated}', 'deal', $1, '{}' FROM generate_series(1, $2) RETURNING event_id, occurred_at)
                INSERT INTO workflow.event_queue (event_id, occurred_at, lane, entity_type, entity_id, bulk)
                SELECT event_id, occurred_at, workflow.lane_of('deal', $1), 'deal', $1, $3 FROM e
                """,
                transaction.Connection,
                transaction);
            command.Parameters.AddWithValue(entity);
            command.Parameters.AddWithValue(bulk ? random.Next(1, 8) : 1);
            command.Parameters.AddWithValue(bulk);
            await command.ExecuteNonQueryAsync(Token);
            story.Add($"{(bulk ? "burst" : "single")} of {entity} by {await new NpgsqlCommand("SELECT pg_current_xact_id()::text || ' ' || (SELECT last_value FROM workflow.event_ids)", transaction.Connection, transaction).ExecuteScalarAsync(Token)}");
            if (random.Next(4) > 0) await CommitAsync(entity);
        }

        private Task CommitAsync() => writers.Count == 0 ? Task.CompletedTask : CommitAsync(writers.Keys.ElementAt(random.Next(writers.Count)));

        private async Task CommitAsync(long entity)
        {
            writers.Remove(entity, out var transaction);
            var connection = transaction!.Connection!;
            await transaction.CommitAsync(Token);
            await transaction.DisposeAsync();
            await connection.DisposeAsync();
            story.Add($"commit of {entity}");
        }

        private Task WaitAsync(TimeSpan time)
        {
            clock.Advance(time);
            story.Add($"{time.TotalSeconds} s");
            return Task.CompletedTask;
        }

        private async Task ComeDueAsync()
        {
            await database.ExecuteAsync("UPDATE workflow.event_queue SET not_before = now() - interval '1 second' WHERE not_before IS NOT NULL AND (event_id % 3 > 0 OR @all)", new { all = random.Next(2) == 0 || writers.Count == 0 });
            story.Add("due");
        }

        private Task<int> QueuedAsync() => database.ScalarAsync<int>("SELECT count(*) FROM workflow.event_queue");

        /// <summary>One pass of one of two hosts, in some of the lanes; some events must be put off, and what is behind them stays too.</summary>
        private async Task DispatchAsync(bool all = false)
        {
            dispatchers ??= [new LaneWatermarks(clock), new LaneWatermarks(clock)];
            var marks = dispatchers[random.Next(dispatchers.Length)];
            int[] lanes = [.. Enumerable.Range(0, LaneLocks.Count).Where(_ => all || random.Next(3) > 0)];
            await using var connection = await database.DataSource.OpenConnectionAsync(Token);
            await using var transaction = await connection.BeginTransactionAsync(Token);
            var claim = new Claim(marks.For(lanes), random.Next(2, 9)) { Awaited = marks.Awaited, MostAhead = random.Next(1, 4) };
            var claimed = await EventQueue.ClaimAsync(transaction, claim, Token);
            marks.Observe(claimed.Running!);
            if (claimed.Events.IsEmpty) return;
            Assert.True(claimed.Events.Length <= claim.Most, string.Join('\n', story));

            var held = all ? null : claimed.Events[random.Next(claimed.Events.Length)];
            if (random.Next(3) > 0) held = null;
            var left = claimed.Events.Where(e => held is not null && e.EntityId == held.EntityId && e.EventId >= held.EventId).Select(e => e.EventId).ToHashSet();
            long[] done = [.. claimed.Events.Select(e => e.EventId).Where(id => !left.Contains(id))];
            await using (var batch = new NpgsqlBatch(connection, transaction) { BatchCommands = { EventQueue.Remove(done) } })
            {
                if (held is not null) batch.BatchCommands.Add(EventQueue.Defer([(held.EventId, random.Next(2) == 0 ? TimeSpan.Zero : TimeSpan.FromHours(1))]));
                await batch.ExecuteNonQueryAsync(Token);
            }

            await transaction.CommitAsync(Token);
            marks.Note(claimed, left);
            story.Add($"{Array.IndexOf(dispatchers, marks)} by {claimed.Transaction}, {claim.Most} with {claim.MostAhead}: {string.Join(' ', claimed.Reached.Select(r => $"{r.Lane}/{r.Bulk}:{r.EventId}"))} from {string.Join(' ', claim.Lanes.Where(l => l.After > 0 || l.AfterBulk > 0))} awaiting {string.Join(' ', claim.Awaited)} handled {string.Join(' ', done)}, left {string.Join(' ', left)}");
            foreach (var e in claimed.Events.Where(e => !left.Contains(e.EventId))) await NoteAsync(e);
        }

        private async Task NoteAsync(CrmEvent made)
        {
            var entity = made.EntityId!.Value;
            Assert.True(made.EventId > handled.GetValueOrDefault(entity), $"{made.EventId} of {entity} after {handled.GetValueOrDefault(entity)}\n{string.Join('\n', story)}");
            handled[entity] = made.EventId;
            count++;
            var earlier = await database.QueryAsync<long>(
                "SELECT event_id FROM workflow.event_queue WHERE entity_id = @entity AND event_id < @EventId", new { entity, made.EventId });
            Assert.True(earlier.Count == 0, $"{made.EventId} of {entity} before {string.Join(' ', earlier)}\n{string.Join('\n', story)}");
        }
    }
}
