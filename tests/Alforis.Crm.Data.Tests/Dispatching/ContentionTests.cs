using System.Diagnostics;
using Alforis.Crm.Data.Dispatching;
using Npgsql;

namespace Alforis.Crm.Data.Tests.Dispatching;

/// <summary>Many clients on few rows, some of which somebody holds.</summary>
public sealed class ContentionTests
{
    private const int Clients = 50;
    private const int Deals = 10;

    /// <summary>What each change of a deal does: one action refers to the row, the other writes it.</summary>
    private const string Actions = """
        [{"type": "create_task", "config": {"title": "{{ deal.montant }}"}},
         {"type": "update_field", "config": {"field": "description", "value": "{{ deal.montant }}"}}]
        """;

    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Held = TimeSpan.FromSeconds(4);

    /// <summary>Fifty clients make about 200 changes a second: busy, not more than a dispatcher can do.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Category", "Slow")]
    public async Task RunAsync_FiftyClientsOnTenDealsAndOneIsHeld_TheOthersGoOnInOrderAndItFollowsSoon()
    {
        await using var host = await DispatchHost.CreateAsync();
        await host.AddWorkflowAsync("Suivi", "deal_updated", Actions, config: """{"fields": ["montant"]}""");
        var deals = await host.Database.QueryAsync<long>(
            "INSERT INTO deals (organisation_id, nom, montant) SELECT @Organisation, 'Deal ' || n, 0 FROM generate_series(1, @Deals) n RETURNING id",
            new { host.Organisation, Deals });
        await host.DrainAsync();

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Task[] dispatchers = [DispatchAsync(host, stop.Token), DispatchAsync(host, stop.Token)];
        var clients = Enumerable.Range(0, Clients).Select(c => ChangeAsync(host, deals[c % Deals])).ToArray();
        await Poll.UntilAsync(async () => await host.CountAsync("workflow_executions") > Clients);
        DateTime heldFrom, freedAt;
        await using (await host.HoldAsync($"SELECT id FROM deals WHERE id = {deals[0]} FOR UPDATE"))
        {
            heldFrom = await host.Database.ScalarAsync<DateTime>("SELECT clock_timestamp()");
            await Poll.UntilAsync(async () => await host.Database.ScalarAsync<bool>("SELECT clock_timestamp() > @heldFrom + @Held", new { heldFrom, Held }));
            freedAt = await host.Database.ScalarAsync<DateTime>("SELECT clock_timestamp()");
        }

        var sent = (await Task.WhenAll(clients)).Sum();
        await Poll.UntilAsync(async () => await host.CountAsync("workflow.event_queue") == 0);
        await stop.CancelAsync();
        await Task.WhenAll(dispatchers);

        Assert.Equal(
            (sent, sent, sent),
            Assert.Single(await host.Database.QueryAsync<(int, int, int)>(
                """
                SELECT count(*)::int, count(DISTINCT event_id)::int, (SELECT count(DISTINCT (deal_id, title))::int FROM tasks)
                FROM workflow_executions WHERE status = 'success'
                """)));
        Assert.Equal(0, await host.CountAsync("(SELECT event_id < lag(event_id) OVER (PARTITION BY entity_id ORDER BY id) AS late FROM workflow_executions) x WHERE late"));
        Assert.All(
            await host.Database.QueryAsync<(decimal Sent, string Last)>("SELECT montant, description FROM deals WHERE montant > 0 AND nom LIKE 'Deal %'"),
            deal => Assert.Equal(deal.Sent.ToString("0", System.Globalization.CultureInfo.InvariantCulture), deal.Last));
        const string latency = "extract(epoch FROM x.created_at - e.occurred_at)";
        var others = await host.Database.ScalarAsync<double>(
            $"""
            SELECT percentile_cont(0.95) WITHIN GROUP (ORDER BY {latency})
            FROM workflow_executions x JOIN workflow.events e USING (event_id)
            WHERE x.entity_id <> @held AND e.occurred_at BETWEEN @heldFrom AND @freedAt
            """,
            new { held = deals[0], heldFrom, freedAt });
        // Whoever waited for the held row, as a batch would that it stops, waited for most of the time that it was held.
        Assert.InRange(others, 0, Held.TotalSeconds * 0.75);
        var first = await host.Database.ScalarAsync<DateTime>(
            "SELECT min(created_at) FROM workflow_executions WHERE entity_id = @held AND created_at > @heldFrom", new { held = deals[0], heldFrom });
        Assert.InRange(first - freedAt, -TimeSpan.FromSeconds(0.1), new DispatchOptions().LongestDeferral + TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task RunAsync_RowIsFreeOnlyForWhoeverWaits_ItIsWrittenAllTheSame()
    {
        await using var host = await DispatchHost.CreateAsync();
        await host.AddWorkflowAsync("Suivi", "deal_stage_changed", Actions);
        await host.SignAsync();

        // As with clients that write a row without a pause: who only looks whether it is free never finds it so.
        await Poll.UntilAsync(async () =>
        {
            await using var holder = await host.HoldAsync($"SELECT id FROM deals WHERE id = {host.Deal} FOR UPDATE");
            var pass = host.Pass.RunAsync(Token);
            while (!pass.IsCompleted && await host.CountAsync("pg_locks WHERE NOT granted AND locktype = 'transactionid'") == 0)
            {
            }

            await holder.CommitAsync(Token);
            return (await pass).Executions == 1;
        });

        Assert.Equal(1, await host.CountAsync("tasks"));
        Assert.Equal("75000", await host.Database.ScalarAsync<string>("SELECT description FROM deals WHERE id = @Deal", new { host.Deal }));
    }

    private static async Task DispatchAsync(DispatchHost host, CancellationToken stop)
    {
        var options = new DispatchOptions();
        var pass = host.NewPass(options);
        while (!stop.IsCancellationRequested)
        {
            var report = await pass.RunAsync(CancellationToken.None);
            if (report.Events == 0) await Task.Delay(options.PollInterval, CancellationToken.None);
        }
    }

    /// <summary>Counts a deal up, again and again.</summary>
    private static async Task<int> ChangeAsync(DispatchHost host, long deal)
    {
        var sent = 0;
        await using var connection = await host.Database.DataSource.OpenConnectionAsync(Token);
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < Duration; await Task.Delay(Pause, Token))
        {
            await using var change = new NpgsqlCommand("UPDATE deals SET montant = montant + 1 WHERE id = $1", connection)
            {
                Parameters = { new NpgsqlParameter<long> { TypedValue = deal } },
            };
            sent += await change.ExecuteNonQueryAsync(Token);
        }

        return sent;
    }
}
