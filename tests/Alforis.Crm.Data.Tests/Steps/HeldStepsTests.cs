using Alforis.Crm.Data.Audit;
using Alforis.Crm.Data.Executions;
using Alforis.Crm.Data.Steps;

namespace Alforis.Crm.Data.Tests.Steps;

/// <summary>Calls that an hourly limit holds up: told, let go, given up.</summary>
public sealed class HeldStepsTests
{
    private const int Limit = 5;
    private const string Reason = "Enough.";

    private static readonly StepOptions Limited = new() { CallsPerHour = Limit };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static async Task<(StepHost Host, long Workflow)> WithStepsAsync(int deals, int calls = 1)
    {
        var host = await StepHost.CreateAsync();
        var actions = Enumerable.Range(1, calls).Select(n => $$$"""{"id": "call_{{{n}}}", "type": "call_webhook", "config": {"url": "https://hooks.example/x"}}""");
        var workflow = await host.Crm.AddWorkflowAsync("many", "deal_updated", $"[{string.Join(", ", actions)}]");
        for (var i = 1; i < deals; i++) await host.Crm.AddDealAsync($"deal {i}", 10);
        await ChangeDealsAsync(host);
        return (host, workflow);
    }

    private static async Task ChangeDealsAsync(StepHost host)
    {
        await host.Crm.Database.ExecuteAsync("UPDATE deals SET montant = montant + 7");
        await host.Crm.DrainAsync();
    }

    private static Task<IReadOnlyList<HeldSteps>> ReadAsync(StepHost host) => new HeldStepsQuery(host.Crm.Database.DataSource).ReadAsync(Limit, Cancellation);

    private static HeldStepsDecision Decision(StepHost host) => new(host.Crm.Database.DataSource, TimeProvider.System);

    private static async Task<DateTimeOffset> NowAsync(StepHost host) => new(await host.Crm.Database.ScalarAsync<DateTime>("SELECT statement_timestamp()"));

    private static Task<int> CountAsync(StepHost host, string condition) => host.Crm.Database.ScalarAsync<int>($"SELECT count(*)::int FROM workflow.steps s WHERE {condition}");

    [Fact]
    public async Task Read_MoreStepsThanTheHourHasRoomFor_TellsTheRest()
    {
        var (host, workflow) = await WithStepsAsync(12);
        await using var _ = host;
        Assert.Empty(await ReadAsync(host));
        Assert.Equal(Limit, (await host.ClaimAsync(100, Limited)).Count);

        var held = Assert.Single(await ReadAsync(host));

        Assert.Equal((workflow, "many", 7L), (held.WorkflowId, held.WorkflowName, held.Count));
        Assert.Equal(await host.Crm.Database.ScalarAsync<DateTime>("SELECT min(created_at) FROM workflow.steps WHERE status = 'pending'"), held.Since.UtcDateTime);
        Assert.Equal(1, await new HeldStepsQuery(host.Crm.Database.DataSource).CountAsync(Limit, Cancellation));
        // Two of them find room in this hour.
        Assert.Equal(5, Assert.Single(await new HeldStepsQuery(host.Crm.Database.DataSource).ReadAsync(Limit + 2, Cancellation)).Count);
        Assert.Empty(await new HeldStepsQuery(host.Crm.Database.DataSource).ReadAsync(12, Cancellation));
    }

    [Fact]
    public async Task Release_HeldSteps_AllAreLeasedAndTheLimitHoldsForLaterOnes()
    {
        var (host, workflow) = await WithStepsAsync(12);
        await using var _ = host;
        foreach (var step in await host.ClaimAsync(100, Limited)) await host.CompleteAsync(step, StepResult.Success());

        var report = await Decision(host).ReleaseAsync(workflow, null, Actor.CommandLine, Cancellation);

        Assert.Equal(new HeldStepsReport(7, 0, true), report);
        Assert.Empty(await ReadAsync(host));
        var released = await host.ClaimAsync(100, Limited);
        Assert.Equal(7, released.Count);
        foreach (var step in released) await host.CompleteAsync(step, StepResult.Success());
        await host.ContinueAsync();
        await ChangeDealsAsync(host);
        Assert.Empty(await host.ClaimAsync(100, Limited));
        Assert.Equal(12, Assert.Single(await ReadAsync(host)).Count);
        // When the hour of the first five is over there is room for as many; what was let go took none of it.
        await host.Crm.Database.ExecuteAsync("UPDATE workflow.step_rates SET minute = minute - interval '62 minutes' WHERE released < begun");
        Assert.Equal(Limit, (await host.ClaimAsync(100, Limited)).Count);
        Assert.Equal(("attention.release", 7), await AuditAsync(host, workflow));
    }

    [Fact]
    public async Task Release_ExecutionsWithTwoCalls_TheSecondIsNotHeldEither()
    {
        var (host, workflow) = await WithStepsAsync(8, calls: 2);
        await using var _ = host;
        Assert.Equal(Limit, (await host.ClaimAsync(100, Limited)).Count);
        await Decision(host).ReleaseAsync(workflow, null, Actor.CommandLine, Cancellation);

        var first = await host.ClaimAsync(100, Limited);
        // One of them fails, and waits for its next attempt: it is free then, too.
        foreach (var step in first) await host.CompleteAsync(step, step == first[0] ? StepResult.Transient(FailureCode.WebhookRefused, "Away.") : StepResult.Success());
        await host.HurryAsync();
        await host.ContinueAsync();
        var second = await host.ClaimAsync(100, Limited);

        Assert.Equal(["call_1", "call_1", "call_1"], first.Select(s => s.Call.ActionId));
        Assert.Equal(["call_1", "call_2", "call_2"], second.Select(s => s.Call.ActionId).Order());
    }

    [Fact]
    public async Task Release_RoomForFew_AnotherWorkflowStillHasItsTurn()
    {
        var (host, workflow) = await WithStepsAsync(20);
        await using var _ = host;
        Assert.Equal(Limit, (await host.ClaimAsync(100, Limited)).Count);
        await Decision(host).ReleaseAsync(workflow, null, Actor.CommandLine, Cancellation);
        var other = await host.Crm.AddWorkflowAsync("one", "deal_stage_changed", """[{"type": "call_webhook", "config": {"url": "https://hooks.example/y"}}]""");
        await host.Crm.SignAsync();
        await host.Crm.DrainAsync();

        Assert.Equal(other, Assert.Single(await host.ClaimAsync(1, Limited)).Call.WorkflowId);
    }

    [Fact]
    public async Task Discard_HeldSteps_CancelsTheirExecutionsAndNoOthers()
    {
        var (host, workflow) = await WithStepsAsync(12);
        await using var _ = host;
        var taken = await host.ClaimAsync(100, Limited);
        await host.CompleteAsync(taken[0], StepResult.Transient(FailureCode.WebhookRefused, "Away."));
        // Behind those, for the same deals.
        await ChangeDealsAsync(host);
        await host.ClaimAsync(100, new StepOptions { CallsPerHour = Limit + 1 });
        var before = await NowAsync(host);
        await host.Crm.AddDealAsync("later", 10);
        await host.Crm.Database.ExecuteAsync("UPDATE deals SET montant = 1 WHERE nom = 'later'");
        await host.Crm.DrainAsync();
        var doomed = await CountAsync(host, HeldSteps.Condition) - 1;

        var report = await Decision(host).DiscardAsync(workflow, before, Reason, Actor.CommandLine, Cancellation);

        Assert.InRange(doomed, 15, 18);
        Assert.Equal(new HeldStepsReport(doomed, 0, true), report);
        var ended = await host.Crm.ExecutionsAsync();
        Assert.Equal(doomed, ended.Count);
        Assert.All(ended, e => Assert.Equal(("cancelled", Reason), (e.Status, e.Error)));
        // One under way for each call, one that waits for its next attempt, and the one that nobody had seen.
        Assert.Equal((1, 1), (await CountAsync(host, "s.status = 'pending' AND s.attempts > 0"), await CountAsync(host, HeldSteps.Condition)));
        Assert.Equal(("attention.discard", doomed), await AuditAsync(host, workflow));
        Assert.Equal(new HeldStepsReport(0, 0, true), await Decision(host).DiscardAsync(workflow, before, Reason, Actor.CommandLine, Cancellation));
    }

    [Fact]
    public async Task Discard_WhileWorkersTakeStepsAndAnotherDiscards_EachExecutionIsCalledOrCancelledNeverBoth()
    {
        const int many = 60;
        var (host, workflow) = await WithStepsAsync(many);
        await using var _ = host;
        var called = new System.Collections.Concurrent.ConcurrentBag<long>();
        var underWay = new TaskCompletionSource();
        async Task WorkAsync()
        {
            for (var i = 0; i < 10; i++)
            {
                foreach (var step in await host.ClaimAsync(3))
                {
                    // A call is made: its execution must not be one that was given up before.
                    called.Add(step.Call.ExecutionId);
                    if (called.Count > 5) underWay.TrySetResult();
                    Assert.Equal("success", await host.CompleteAsync(step, StepResult.Success()));
                }
            }
        }

        async Task<int> DiscardAsync() => (await Decision(host).DiscardAsync(workflow, null, Reason, Actor.CommandLine, Cancellation)).Done;

        var working = new[] { WorkAsync(), WorkAsync() };
        await underWay.Task.WaitAsync(TimeSpan.FromSeconds(60), Cancellation);
        var cancelled = (await Task.WhenAll(DiscardAsync(), DiscardAsync())).Sum();
        await Task.WhenAll(working);
        await host.ContinueAsync();

        Assert.Equal((many, many), (called.Count + cancelled, (await host.Crm.ExecutionsAsync()).Count));
        var ends = (await host.Crm.ExecutionsAsync()).CountBy(e => e.Status).ToDictionary();
        Assert.Equal((called.Count, cancelled), (ends.GetValueOrDefault("success"), ends.GetValueOrDefault("cancelled")));
    }

    [Fact]
    public async Task ReadAndDiscard_MoreThanAreCountedOrDecidedAtOnce_CountsUpToTheLimitAndDecidesAll()
    {
        const int many = HeldStepsQuery.MostCounted + 2_000;
        var (host, workflow) = await WithStepsAsync(6);
        await using var _ = host;
        Assert.Equal(Limit, (await host.ClaimAsync(100, Limited)).Count);
        await host.Crm.Database.ExecuteAsync(
            """
            WITH more AS (
              INSERT INTO workflow.live_executions (workflow_id, workflow_version, event_id, trigger_type, entity_type, entity_id, status, event, next_action)
              SELECT e.workflow_id, e.workflow_version, e.event_id, e.trigger_type, 'deal', 1000 + n, 'running', e.event, e.next_action
              FROM generate_series(1, @many) n, (SELECT * FROM workflow.live_executions LIMIT 1) e
              RETURNING id, workflow_id, entity_id
            )
            INSERT INTO workflow.steps (execution_id, workflow_id, entity_type, entity_id, position, action_id, action_type, settings)
            SELECT m.id, m.workflow_id, 'deal', m.entity_id, 0, 'call_1', 'call_webhook', '{}' FROM more m
            """,
            new { many });

        var held = Assert.Single(await ReadAsync(host));
        var report = await Decision(host).DiscardAsync(workflow, null, Reason, Actor.CommandLine, Cancellation);

        Assert.Equal(HeldStepsQuery.MostCounted + 1, held.Count);
        Assert.Equal((many + 1, true), (report.Done, report.IsOver));
        Assert.Equal(0, await CountAsync(host, HeldSteps.Condition));
    }

    private static async Task<(string Action, int Count)> AuditAsync(StepHost host, long workflow)
    {
        var entry = Assert.Single(await host.Crm.Database.QueryAsync<string>(
            "SELECT action || ' ' || (detail ->> 'count') FROM audit_log WHERE subject_type = 'workflow' AND subject_id = @workflow AND action LIKE 'attention.%'", new { workflow }));
        return (entry.Split(' ')[0], int.Parse(entry.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture));
    }
}
