namespace Alforis.Crm.Data.Tests.Ticks;

public sealed class TickPassTests
{
    private const string Tag = """[{"type": "add_tag", "config": {"tag": "revue"}}]""";
    private const string Notify = """[{"type": "send_notification", "config": {"user_id": "seller@example.com", "message": "Point du {{ trigger.scheduled_at | date.to_string '%d/%m/%Y %H:%M' }}"}}]""";
    private const string Prospects = """{"rules": [{"field": "pipeline_stage", "operator": "==", "value": "prospect"}, {"field": "nom", "operator": "starts_with", "value": "Client"}]}""";

    [Fact]
    public async Task RunAsync_NoEntity_RunsOnceAsSystem()
    {
        await using var host = await TickHost.CreateAsync();
        var workflow = await host.Host.AddWorkflowAsync("Point", "scheduled", Notify, config: """{"schedule": "daily"}""");
        // Another one of the same trigger is none of this tick's business.
        await host.Host.AddWorkflowAsync("Autre", "scheduled", Notify, config: """{"schedule": "daily"}""");

        Assert.True(await host.RecordAsync(workflow));
        Assert.False(await host.RecordAsync(workflow));
        await host.DrainAsync();

        var execution = Assert.Single(await host.Host.ExecutionsAsync());
        Assert.Equal((workflow, "success"), (execution.WorkflowId, execution.Status));
        Assert.Equal("Point du 29/03/2026 09:00", await host.Database.ScalarAsync<string>("SELECT message FROM notifications"));
        Assert.Equal([("scheduled", "system")], await host.Database.QueryAsync<(string, string)>("SELECT types[1], actor FROM workflow.events WHERE workflow_id = @workflow", new { workflow }));
        Assert.Equal([(1L, true, null)], await host.TicksAsync());
    }

    [Fact]
    public async Task RunAsync_EntityType_RunsOncePerEntityThatMeetsTheConditions()
    {
        await using var host = await TickHost.CreateAsync();
        await host.AddOrganisationsAsync(250);
        var workflow = await host.Host.AddWorkflowAsync("Revue", "scheduled", Tag, Prospects, """{"schedule": "daily", "entity_type": "organisation"}""");

        await host.RecordAsync(workflow);
        await host.DrainAsync();

        Assert.Equal(125, await host.Database.ScalarAsync<long>("SELECT count(DISTINCT entity_id) FROM workflow_executions WHERE status = 'success'"));
        Assert.Equal(125, await host.Host.CountAsync("workflow_executions"));
        Assert.Equal(0, await host.Database.ScalarAsync<long>("SELECT count(*) FROM organisations WHERE ('revue' = ANY (tags)) <> (pipeline_stage = 'prospect' AND nom LIKE 'Client %')"));
        Assert.Equal([(125L, true, null)], await host.TicksAsync());
    }

    [Fact]
    public async Task RunAsync_ManyEntities_AllButTheFirstHundredLetOthersGoFirst()
    {
        await using var host = await TickHost.CreateAsync();
        await host.AddOrganisationsAsync(300);
        var workflow = await host.Host.AddWorkflowAsync("Revue", "scheduled", Tag, Prospects, """{"schedule": "daily", "entity_type": "organisation"}""");

        await host.RecordAsync(workflow);
        await host.PassAsync();

        Assert.Equal([(false, 100L), (true, 50L)], await host.Database.QueryAsync<(bool, long)>("SELECT bulk, count(*) FROM workflow.event_queue GROUP BY bulk ORDER BY bulk"));
        Assert.Equal(0, await host.Database.ScalarAsync<long>("SELECT count(*) FROM workflow.event_queue q JOIN workflow.events e USING (event_id) WHERE q.occurred_at <> e.occurred_at OR q.lane <> workflow.lane_of(e.entity_type, e.entity_id)"));
    }

    [Fact]
    public async Task RunAsync_MoreThanOnePart_MakesEachEventOnceAlthoughHostsShareIt()
    {
        await using var host = await TickHost.CreateAsync();
        await host.AddOrganisationsAsync(25_000);
        var workflow = await host.Host.AddWorkflowAsync("Revue", "scheduled", Tag, """{"field": "nom", "operator": "starts_with", "value": "Client"}""", """{"schedule": "daily", "entity_type": "organisation"}""");
        await host.RecordAsync(workflow);
        await host.RecordAsync(workflow, TickHost.Due.AddDays(1));

        await Task.WhenAll(Enumerable.Range(0, 3).Select(async _ =>
        {
            var pass = host.NewPass();
            for (var i = 0; i < 100 && await host.Database.ScalarAsync<bool>("SELECT EXISTS (SELECT FROM workflow.ticks WHERE completed_at IS NULL)"); i++)
            {
                await pass.RunAsync(TestContext.Current.CancellationToken);
                // As if the dispatcher had handled them: a tick waits while too much waits.
                await host.Database.ExecuteAsync("DELETE FROM workflow.event_queue");
                // What another one holds it goes on with itself.
                await host.Database.ExecuteAsync(
                    """
                    UPDATE workflow.ticks t SET not_before = NULL
                    FROM (SELECT x.workflow_id, x.fire_time FROM workflow.ticks x WHERE x.not_before IS NOT NULL FOR UPDATE SKIP LOCKED) AS w
                    WHERE t.workflow_id = w.workflow_id AND t.fire_time = w.fire_time
                    """);
            }
        }));

        Assert.Equal([(25_000L, true, null), (25_000L, true, null)], await host.TicksAsync());
        Assert.Equal(
            [(50_000L, 25_000L, 25_000L)],
            await host.Database.QueryAsync<(long, long, long)>(
                "SELECT count(*), count(DISTINCT entity_id), count(DISTINCT entity_id) FILTER (WHERE payload ->> 'scheduled_at' = '2026-03-29T07:00:00+00:00') FROM workflow.events WHERE workflow_id = @workflow",
                new { workflow }));
    }

    [Fact]
    public async Task RunAsync_TooMuchWaits_GoesOnLater()
    {
        await using var host = await TickHost.CreateAsync();
        await host.AddOrganisationsAsync(21_000);
        var large = await host.Host.AddWorkflowAsync("Revue", "scheduled", Tag, config: """{"schedule": "daily", "entity_type": "organisation"}""");
        var small = await host.Host.AddWorkflowAsync("Point", "scheduled", Notify, config: """{"schedule": "daily"}""");
        await host.RecordAsync(large);
        await host.RecordAsync(small);

        Assert.True(await host.PassAsync());
        Assert.True(await host.PassAsync());
        // A small one is not behind a large one.
        Assert.True((await host.TicksAsync())[1].IsDone);
        await host.Database.ExecuteAsync("INSERT INTO workflow.event_queue (event_id, lane, bulk) SELECT nextval('workflow.event_ids'), 1, true FROM generate_series(1, 20000)");
        Assert.False(await host.PassAsync());
        Assert.Equal((10_000L, false, null), (await host.TicksAsync())[0]);

        await host.Database.ExecuteAsync("DELETE FROM workflow.event_queue; UPDATE workflow.ticks SET not_before = NULL");
        Assert.True(await host.PassAsync());
        Assert.Equal(20_000L, (await host.TicksAsync())[0].Events);
    }

    [Fact]
    public async Task RunAsync_TooMuchWaitsBeforeItBegins_MakesNoMoreThanItsSingleEvents()
    {
        await using var host = await TickHost.CreateAsync();
        await host.AddOrganisationsAsync(300);
        var workflow = await host.Host.AddWorkflowAsync("Revue", "scheduled", Tag, config: """{"schedule": "daily", "entity_type": "organisation"}""");
        var other = await host.Host.AddWorkflowAsync("Silence", "inactivity_delay", Tag, config: """{"entity_type": "organisation", "inactivity_days": 30}""");
        await host.Database.ExecuteAsync(
            """
            UPDATE organisations SET created_at = now() - interval '40 days';
            DELETE FROM workflow.event_queue;
            INSERT INTO workflow.event_queue (event_id, lane, bulk) SELECT nextval('workflow.event_ids'), 1, true FROM generate_series(1, 20000)
            """);
        await host.RecordAsync(workflow);
        await host.RecordAsync(other);

        Assert.True(await host.PassAsync());
        Assert.True(await host.PassAsync());
        Assert.False(await host.PassAsync());
        Assert.Equal([(100L, false, null), (100L, false, null)], await host.TicksAsync());

        await host.Database.ExecuteAsync("DELETE FROM workflow.event_queue; UPDATE workflow.ticks SET not_before = NULL");
        await host.DrainAsync();
        Assert.Equal([(301L, true, null), (301L, true, null)], await host.TicksAsync());
    }

    [Theory]
    [InlineData("UPDATE workflows SET status = 'inactive'", "The workflow is not active.")]
    [InlineData("UPDATE workflows SET deleted_at = now()", "The workflow is not active.")]
    [InlineData("UPDATE workflows SET suspended_at = now()", "The workflow is not active.")]
    public async Task RunAsync_WorkflowIsNotActiveAnyMore_ClosesTheTickAndSaysWhy(string change, string reason)
    {
        await using var host = await TickHost.CreateAsync();
        var workflow = await host.Host.AddWorkflowAsync("Point", "scheduled", Notify, config: """{"schedule": "daily"}""");
        await host.RecordAsync(workflow);
        await host.Database.ExecuteAsync(change);

        await host.DrainAsync();

        Assert.Equal([(0L, true, reason)], await host.TicksAsync());
        Assert.Empty(await host.Host.ExecutionsAsync());
    }

    [Fact]
    public async Task RunAsync_SwitchedOffAfterItsEventsWereMade_RunsNothingAndSaysWhy()
    {
        await using var host = await TickHost.CreateAsync();
        await host.AddOrganisationsAsync(4);
        var workflow = await host.Host.AddWorkflowAsync("Revue", "scheduled", Tag, Prospects, """{"schedule": "daily", "entity_type": "organisation"}""");
        await host.RecordAsync(workflow);
        await host.PassAsync();

        await host.Database.ExecuteAsync("UPDATE workflows SET status = 'inactive'");
        await host.DrainAsync();

        Assert.Empty(await host.Host.ExecutionsAsync());
        Assert.Equal(2, await host.Database.ScalarAsync<long>("SELECT count(*) FROM workflow.skips WHERE reasons ->> @workflow = 'inactive'", new { workflow = workflow.ToString(System.Globalization.CultureInfo.InvariantCulture) }));
        Assert.Equal(0, await host.Host.CountAsync("workflow.event_queue"));
    }

    [Fact]
    public async Task RunAsync_ConditionStopsHoldingMeanwhile_SkipsWithoutAnExecution()
    {
        await using var host = await TickHost.CreateAsync();
        await host.Host.AddWorkflowAsync("Sans rapport", "organisation_updated", Tag);
        var workflow = await host.Host.AddWorkflowAsync(
            "Revue", "scheduled", Tag, """{"field": "deal.organisation.nom", "operator": "==", "value": "ACME"}""", """{"schedule": "daily", "entity_type": "deal"}""");
        await host.RecordAsync(workflow);
        await host.PassAsync();
        await host.Database.ExecuteAsync("BEGIN; SET LOCAL alforis.capture = 'off'; UPDATE organisations SET nom = 'Autre'; COMMIT;");

        await host.DrainAsync();

        Assert.Empty(await host.Host.ExecutionsAsync());
        Assert.Equal([workflow], await host.Database.ScalarAsync<long[]>("SELECT workflow_ids FROM workflow.skips"));
    }

    [Fact]
    public async Task RunAsync_RowChangedBetweenSelectionAndEvent_FilterIsAskedAgain()
    {
        await using var host = await TickHost.CreateAsync();
        var workflow = await host.Host.AddWorkflowAsync("Relance", "inactivity_delay", Tag, config: """{"entity_type": "deal", "inactivity_days": 1, "stages": ["negociation"]}""");
        await host.Database.ExecuteAsync(
            """
            WITH made AS (
              INSERT INTO workflow.events (types, entity_type, entity_id, after, workflow_id, workflow_version)
              SELECT ARRAY['inactivity_delay'], 'deal', d.id, to_jsonb(d), @workflow, 1 FROM deals d RETURNING event_id, entity_id)
            INSERT INTO workflow.event_queue (event_id, lane, entity_type, entity_id) SELECT event_id, workflow.lane_of('deal', entity_id), 'deal', entity_id FROM made
            """,
            new { workflow });

        await host.DrainAsync();

        Assert.Empty(await host.Host.ExecutionsAsync());
        Assert.Equal([workflow], await host.Database.ScalarAsync<long[]>("SELECT workflow_ids FROM workflow.skips"));
    }

    [Fact]
    public async Task RunAsync_DatabaseRefusesItsEvents_IsTriedAgainThenGivenUp()
    {
        await using var host = await TickHost.CreateAsync();
        var workflow = await host.Host.AddWorkflowAsync("Point", "scheduled", Notify, config: """{"schedule": "daily"}""");
        await host.Database.ExecuteAsync("ALTER TABLE workflow.events ADD CONSTRAINT never CHECK (types <> ARRAY['scheduled'])");
        await host.RecordAsync(workflow);

        for (var attempt = 1; attempt <= 5; attempt++)
        {
            Assert.False((await host.TicksAsync())[0].IsDone);
            Assert.True(await host.PassAsync());
            await host.Database.ExecuteAsync("UPDATE workflow.ticks SET not_before = NULL");
        }

        var (events, isDone, error) = Assert.Single(await host.TicksAsync());
        Assert.Equal((0L, true), (events, isDone));
        Assert.Contains("never", error, StringComparison.Ordinal);
        Assert.False(await host.PassAsync());
    }

    /// <summary>A statement that takes too long is nobody's fault and tried for ever; but not before all others.</summary>
    [Fact]
    public async Task RunAsync_OneCannotGetOn_OthersDo()
    {
        await using var host = await TickHost.CreateAsync();
        var stuck = await host.Host.AddWorkflowAsync("Lent", "scheduled", Notify, config: """{"schedule": "daily"}""");
        var other = await host.Host.AddWorkflowAsync("Point", "scheduled", Notify, config: """{"schedule": "daily"}""");
        await host.Database.ExecuteAsync(
            $"""
            CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN IF NEW.workflow_id = {stuck} THEN RAISE EXCEPTION 'too slow' USING ERRCODE = '57014'; END IF; RETURN NEW; END $$;
            CREATE TRIGGER slow BEFORE INSERT ON workflow.events FOR EACH ROW EXECUTE FUNCTION slow()
            """);
        await host.RecordAsync(stuck);
        await host.RecordAsync(other);

        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => host.PassAsync());
        Assert.True(await host.PassAsync());
        Assert.False(await host.PassAsync());
        Assert.Equal([(0L, false, null), (1L, true, null)], await host.TicksAsync());

        // Its time has come again; what has waited longer still goes first.
        await host.RecordAsync(other, TickHost.Due.AddDays(1));
        await host.Database.ExecuteAsync("UPDATE workflow.ticks SET not_before = now() - interval '1 second' WHERE not_before IS NOT NULL; DROP TRIGGER slow ON workflow.events");
        Assert.True(await host.PassAsync());
        Assert.Equal([(0L, false, null), (1L, true, null), (1L, true, null)], await host.TicksAsync());
        Assert.True(await host.PassAsync());
        Assert.Equal((1L, true, null), (await host.TicksAsync())[0]);
    }
}
