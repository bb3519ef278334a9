using Alforis.Crm.Data.Executions;
using Alforis.Crm.Data.Steps;
using Alforis.Crm.Data.Tests.Steps;

namespace Alforis.Crm.Data.Tests.Stores;

/// <summary>The product's store of steps. A workflow runs when its own field of a deal changes.</summary>
internal sealed class PostgresStepStore : IStepStore
{
    private readonly StepHost host;
    private readonly List<long> workflows = [];
    private readonly Dictionary<int, long> deals = [];

    private PostgresStepStore(StepHost host) => this.host = host;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<IStepStore> CreateAsync(int workflows)
    {
        var store = new PostgresStepStore(await StepHost.CreateAsync());
        for (var i = 0; i < workflows; i++)
        {
            var condition = $$"""{"operator": "AND", "rules": [{"field": "probabilite", "operator": "==", "value": {{i}}}]}""";
            store.workflows.Add(await store.host.Crm.AddWorkflowAsync($"w{i}", "deal_updated", ModelWorkflow.Json("c"), condition));
        }

        return store;
    }

    public async Task AddAsync(int workflow, int entity)
    {
        if (!deals.TryGetValue(entity, out var deal)) deals[entity] = deal = await host.Crm.AddDealAsync($"deal {entity}", 0);
        await host.Crm.Database.ExecuteAsync("UPDATE deals SET probabilite = @workflow, montant = montant + 1 WHERE id = @deal", new { workflow, deal });
        await host.Crm.DrainAsync();
    }

    public async Task<IReadOnlyList<HeldStep>> ClaimAsync(int room, int callsPerHour = 1000)
    {
        var steps = await host.ClaimAsync(room, new StepOptions { CallsPerHour = callsPerHour });
        var held = new List<HeldStep>();
        foreach (var step in steps)
        {
            var deal = await host.Crm.Database.ScalarAsync<long>("SELECT entity_id FROM workflow.steps WHERE id = @StepId", new { step.Call.StepId });
            held.Add(new HeldStep(
                step, step.Call.IdempotencyKey, workflows.IndexOf(step.Call.WorkflowId), deals.Single(d => d.Value == deal).Key, step.Call.ExecutionId, step.Call.Attempt));
        }

        return held;
    }

    public Task<string> CompleteAsync(HeldStep step, string result) => host.CompleteAsync((LeasedStep)step.Lease, result switch
    {
        "success" => StepResult.Success(),
        "transient" => StepResult.Transient(FailureCode.WebhookRefused, "Away."),
        _ => StepResult.Permanent(FailureCode.WebhookRefused, "No."),
    });

    public async Task<bool> ProlongAsync(HeldStep step) =>
        (await host.Queue.ProlongAsync([(LeasedStep)step.Lease], host.Options.Lease, Cancellation)).Count == 1;

    public Task<long> SweepAsync() => host.Queue.SweepAsync(3, Cancellation);

    public Task ContinueAsync() => host.ContinueAsync();

    public async Task CancelAsync(int workflow, int entity)
    {
        var ids = await host.Crm.Database.QueryAsync<long>(
            "SELECT id FROM workflow.live_executions WHERE workflow_id = @Workflow AND entity_id = @Deal", new { Workflow = workflows[workflow], Deal = deals[entity] });
        foreach (var id in ids) Assert.True(await new ExecutionCancellation(host.Crm.Database.DataSource).CancelAsync(id, "Enough.", Alforis.Crm.Data.Audit.Actor.CommandLine, Cancellation));
    }

    public Task PassAsync(TimeSpan time) => host.Crm.Database.ExecuteAsync(
        """
        UPDATE workflow.steps SET run_after = run_after - @time, leased_until = leased_until - @time, started_at = started_at - @time;
        UPDATE workflow.step_rates SET minute = minute - @time;
        UPDATE workflow.live_executions SET wake_at = wake_at - @time
        """,
        new { time });

    public async Task<IReadOnlyList<string>> EndsAsync() => [.. (await host.Crm.ExecutionsAsync()).Select(e => e.Status)];

    public ValueTask DisposeAsync() => host.DisposeAsync();
}
