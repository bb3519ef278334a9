using Alforis.Crm.Data.Dispatching;

namespace Alforis.Crm.Data.Tests.Dispatching;

public sealed class FairnessTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Category", "Slow")]
    public async Task RunAsync_SingleEventBehindABurst_IsHandledLongBeforeTheBurst()
    {
        await using var host = await DispatchHost.CreateAsync();
        await host.AddWorkflowAsync("Tous", "organisation_created", """[{"type": "create_task", "config": {"title": "{{ organisation.nom }}"}}]""");
        await host.AddWorkflowAsync("Seul", "deal_stage_changed", """[{"type": "create_task", "config": {"title": "Seul"}}]""");
        await host.Database.ExecuteAsync("INSERT INTO organisations (nom) SELECT 'o' || n FROM generate_series(1, 20000) n");
        await host.Pass.RunAsync(Token);
        await host.SignAsync();

        // A pass under a backlog takes a quarter of the lanes, in turn.
        for (var pass = 0; pass < 5; pass++) await host.Pass.RunAsync(Token);

        Assert.Equal(1, await host.Database.ScalarAsync<int>("SELECT count(*) FROM tasks WHERE title = 'Seul'"));
        Assert.InRange(await host.CountAsync("workflow.event_queue"), 14_000, 20_000);
        await host.DrainAsync();
        Assert.Equal(20_001, await host.CountAsync("workflow_executions"));
    }

    [Fact]
    public async Task RunAsync_EntityOfABurstIsChanged_ItsEventsComeAtOnceAndInOrder()
    {
        await using var host = await DispatchHost.CreateAsync();
        await host.AddWorkflowAsync("Créée", "organisation_created", """[{"type": "create_task", "config": {"title": "créée {{ organisation.nom }}"}}]""");
        await host.AddWorkflowAsync("Modifiée", "organisation_updated", """[{"type": "create_task", "config": {"title": "modifiée {{ organisation.nom }}"}}]""");
        await host.Database.ExecuteAsync("INSERT INTO organisations (nom) SELECT 'o' || n FROM generate_series(1, 3000) n");
        await host.Database.ExecuteAsync("UPDATE organisations SET ville = 'Lyon' WHERE nom = 'o2900'");

        for (var pass = 0; pass < 5; pass++) await host.NewPass(new DispatchOptions { MostEvents = 50 }).RunAsync(Token);

        Assert.Equal(["créée o2900", "modifiée o2900"], await host.Database.QueryAsync<string>("SELECT title FROM tasks WHERE title LIKE '% o2900' ORDER BY id"));
        Assert.InRange(await host.CountAsync("workflow.event_queue"), 2700, 2800);
    }

    [Fact]
    public async Task RunAsync_SingleEventsWithoutEnd_DoNotKeepABurstWaiting()
    {
        await using var host = await DispatchHost.CreateAsync();
        await host.Database.ExecuteAsync("INSERT INTO organisations (nom) SELECT 'o' || n FROM generate_series(1, 400) n");
        var bursts = new List<int>();
        for (var pass = 0; pass < 12; pass++)
        {
            // A hundred in one transaction are no burst yet.
            for (var i = 0; i < 2; i++) await host.Database.ExecuteAsync("INSERT INTO organisations (nom) SELECT 'seule' || n FROM generate_series(1, 100) n");
            await host.NewPass(new DispatchOptions { MostEvents = 100 }).RunAsync(Token);
            bursts.Add(await host.Database.ScalarAsync<int>("SELECT count(*) FROM workflow.event_queue WHERE bulk"));
        }

        Assert.Equal(0, bursts[^1]);
        Assert.True(await host.Database.ScalarAsync<int>("SELECT count(*) FROM workflow.event_queue WHERE NOT bulk") > 1000);
    }

    [Fact]
    public async Task RunAsync_WorkflowActsOnABurst_WhatItWritesIsOfTheBurstTooAndWhatASingleEventCausesIsNot()
    {
        await using var host = await DispatchHost.CreateAsync();
        await host.AddWorkflowAsync("Tag", "organisation_created", """[{"type": "add_tag", "config": {"tag": "nouveau"}}]""");
        await host.Database.ExecuteAsync("INSERT INTO organisations (nom) SELECT 'o' || n FROM generate_series(1, 50) n");
        await host.Database.ExecuteAsync("UPDATE workflow.event_queue SET bulk = entity_id % 5 = 0");

        Assert.Equal(50, (await host.Pass.RunAsync(Token)).Events);

        Assert.Equal(
            [(false, 40), (true, 10)],
            await host.Database.QueryAsync<(bool, int)>(
                "SELECT bulk, count(*)::int FROM workflow.event_queue WHERE bulk = (entity_id % 5 = 0) GROUP BY bulk ORDER BY bulk"));
    }

    [Fact]
    public async Task RunAsync_TransactionCommitsAfterLong_ItsEventComesBeforeTheNextOfItsEntity()
    {
        await using var host = await DispatchHost.CreateAsync();
        await host.AddWorkflowAsync("Étape", "deal_updated", """[{"type": "create_task", "config": {"title": "{{ deal.stage }}"}}]""");
        var clock = new ManualClock();
        var pass = host.NewPass(new DispatchOptions(), clock);
        await pass.RunAsync(Token);
        await using (var writer = await host.HoldAsync($"UPDATE deals SET stage = 'negociation' WHERE id = {host.Deal}"))
        {
            // Others go on in the same lane, and the marks rise.
            for (var i = 0; i < 4; i++)
            {
                await host.Database.ExecuteAsync("INSERT INTO organisations (nom) SELECT 'o' || n FROM generate_series(1, 300) n");
                while ((await pass.RunAsync(Token)).Events > 0) clock.Advance(TimeSpan.FromSeconds(2));
            }

            await writer.CommitAsync(Token);
        }

        await host.SignAsync();
        while (await host.CountAsync("tasks") < 2) await pass.RunAsync(Token);

        Assert.Equal(["negociation", "signe"], await host.Database.QueryAsync<string>("SELECT title FROM tasks ORDER BY id"));
    }
}
