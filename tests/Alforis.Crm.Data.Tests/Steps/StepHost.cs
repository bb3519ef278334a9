using System.Text.Json.Nodes;
using Alforis.Crm.Data.Actions;
using Alforis.Crm.Data.Dispatching;
using Alforis.Crm.Data.Steps;
using Alforis.Crm.Data.Tests.Dispatching;
using Alforis.Crm.Data.Vocabulary;
using Microsoft.Extensions.Logging.Abstractions;

namespace Alforis.Crm.Data.Tests.Steps;

/// <summary>A dispatcher, what lets executions go on, and a queue of steps that a test completes by hand.</summary>
internal sealed class StepHost : IAsyncDisposable
{
    public const string Webhook = """{"type": "call_webhook", "config": {"url": "https://hooks.example/x", "body": {"deal": "{{ deal.nom }}"}}}""";

    private StepHost(DispatchHost crm)
    {
        Crm = crm;
        Queue = new StepQueue(crm.Database.DataSource);
        Pass = NewPass(TimeProvider.System);
    }

    public DispatchHost Crm { get; }

    public StepQueue Queue { get; }

    public ContinuePass Pass { get; private set; }

    public StepOptions Options { get; init; } = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<StepHost> CreateAsync() => new(await DispatchHost.CreateAsync());

    public ContinuePass NewPass(TimeProvider clock) => new(Crm.Database.DataSource, DatabaseActions.All, new DispatchOptions(), clock, NullLogger<ContinuePass>.Instance);

    public StepWorker NewWorker(StepOptions options, params IOutsideAction[] actions) =>
        new(Queue, actions, options, TimeProvider.System, new Random(1), NullLogger<StepWorker>.Instance);

    public Task<IReadOnlyList<LeasedStep>> ClaimAsync(int most = 100, StepOptions? options = null) => Queue.ClaimAsync(
        "test", [KeyValuePair.Create(ActionNames.CallWebhook, most), KeyValuePair.Create(ActionNames.SendEmail, most)], options ?? Options, Cancellation);

    public Task<string> CompleteAsync(LeasedStep step, StepResult result) =>
        Queue.CompleteAsync(step, "test", StepOutcome.Of(step, result, TimeSpan.FromMilliseconds(5), 0.5), Cancellation);

    /// <summary>Lets executions go on until none is due.</summary>
    public async Task ContinueAsync()
    {
        for (var pass = 0; pass < 1000; pass++)
        {
            if (await Pass.RunAsync(Cancellation) == 0) return;
        }

        throw new InvalidOperationException("Executions go on for ever.");
    }

    /// <summary>Time passes for everything that waits for a time.</summary>
    public Task HurryAsync() => Crm.Database.ExecuteAsync(
        "UPDATE workflow.live_executions SET wake_at = now() WHERE wake_at IS NOT NULL; UPDATE workflow.steps SET run_after = now() WHERE status = 'pending'");

    /// <summary>Does every step until nothing is due, by a rule.</summary>
    public async Task FinishAsync(Func<StepCall, StepResult> rule)
    {
        for (var round = 0; round < 1000; round++)
        {
            await HurryAsync();
            await ContinueAsync();
            var steps = await ClaimAsync();
            foreach (var step in steps) await CompleteAsync(step, rule(step.Call));
            if (steps.Count == 0 && await Crm.CountAsync("workflow.live_executions") == 0) return;
        }

        throw new InvalidOperationException("Executions do not end.");
    }

    /// <summary>What the history has of an execution's actions: the name and status of each.</summary>
    public async Task<string> StatusesAsync(long executionId) =>
        string.Join(' ', (await Crm.ActionsOfAsync(executionId)).Select(a => $"{a!["id"]}:{a["status"]}"));

    public async Task<JsonObject> ActionAsync(long executionId, int position) => (await Crm.ActionsOfAsync(executionId))[position]!.AsObject();

    public ValueTask DisposeAsync() => Crm.DisposeAsync();
}
