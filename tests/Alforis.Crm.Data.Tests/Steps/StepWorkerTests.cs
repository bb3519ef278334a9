using Alforis.Crm.Data.Steps;
using Alforis.Crm.Data.Vocabulary;

namespace Alforis.Crm.Data.Tests.Steps;

public sealed class StepWorkerTests
{
    private const string Call = """{"id": "call", "type": "call_webhook", "config": {"url": "https://hooks.example/x"}, "retry": {"attempts": 3, "wait": "1 second"}}""";
    private const string Mail = """{"id": "mail", "type": "send_email", "config": {"to": "a@example.com", "subject": "s", "body": "b"}}""";

    private static readonly StepOptions Quick = new() { PollInterval = TimeSpan.FromMilliseconds(10), Lease = TimeSpan.FromSeconds(2), SweepInterval = TimeSpan.FromMilliseconds(200) };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A worker that runs until disposed.</summary>
    private sealed class Running : IAsyncDisposable
    {
        private readonly CancellationTokenSource stopping = new();
        private readonly CancellationTokenSource aborting = new();
        private readonly Task run;

        private Running(StepWorker worker) => run = worker.RunAsync(stopping.Token, aborting.Token);

        public static Running Begin(StepWorker worker) => new(worker);

        public async Task StopAsync(bool atOnce)
        {
            await stopping.CancelAsync();
            if (atOnce) await aborting.CancelAsync();
            await run;
        }

        public async ValueTask DisposeAsync()
        {
            await StopAsync(atOnce: true);
            stopping.Dispose();
            aborting.Dispose();
        }
    }

    private static async Task<StepHost> WithStepsAsync(int deals, string actions = $"[{Call}]")
    {
        var host = await StepHost.CreateAsync();
        await host.Crm.AddWorkflowAsync("w", "deal_updated", actions);
        for (var i = 1; i < deals; i++) await host.Crm.AddDealAsync($"deal {i}", 10);
        await host.Crm.Database.ExecuteAsync("UPDATE deals SET montant = 7");
        await host.Crm.DrainAsync();
        return host;
    }

    private static Task<bool> AllAreAsync(StepHost host, string status, int count) => host.Crm.Database.ScalarAsync<bool>(
        "SELECT count(*) FILTER (WHERE status = @status) = @count FROM workflow.steps", new { status, count });

    [Fact]
    public async Task Run_ManySteps_DoesEachOnceAndNoMoreAtATimeThanAllowed()
    {
        await using var host = await WithStepsAsync(40);
        var (under, most) = (0, 0);
        var allPlacesTaken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var receiver = new Receiver(ActionNames.CallWebhook)
        {
            Concurrency = 3,
            Answer = async (_, ct) =>
            {
                var now = Interlocked.Increment(ref under);
                InterlockedMax(ref most, now);
                if (now == 3) allPlacesTaken.TrySetResult();
                await allPlacesTaken.Task.WaitAsync(TimeSpan.FromSeconds(30), ct);
                Interlocked.Decrement(ref under);
                return StepResult.Success();
            },
        };

        await using (Running.Begin(host.NewWorker(Quick, receiver))) await Poll.UntilAsync(() => AllAreAsync(host, "success", 40));

        Assert.Equal(40, receiver.Arrived.Count);
        Assert.Equal(40, receiver.Arrived.Select(c => c.IdempotencyKey).Distinct().Count());
        Assert.Equal(3, most);
        Assert.Equal(40, await host.Crm.Database.ScalarAsync<int>("SELECT count(*)::int FROM workflow.step_attempts WHERE outcome = 'success' AND completed_at >= started_at"));
    }

    [Fact]
    public async Task Run_ActionThrows_IsTriedAgain()
    {
        await using var host = await WithStepsAsync(1);
        var receiver = new Receiver(ActionNames.CallWebhook)
        {
            Answer = (call, _) => call.Attempt < 3 ? throw new IOException("The line is dead.") : ValueTask.FromResult(StepResult.Success()),
        };

        await using (Running.Begin(host.NewWorker(Quick, receiver))) await Poll.UntilAsync(() => AllAreAsync(host, "success", 1));

        Assert.Equal([1, 2, 3], receiver.Arrived.Select(c => c.Attempt));
        Assert.Single(receiver.Arrived.Select(c => c.IdempotencyKey).Distinct());
        Assert.Equal(
            ["The line is dead.", "The line is dead.", null],
            await host.Crm.Database.QueryAsync<string?>("SELECT error FROM workflow.step_attempts ORDER BY attempt"));
    }

    [Fact]
    public async Task Run_StepLongerThanItsLease_KeepsIt()
    {
        await using var host = await WithStepsAsync(1);
        var receiver = new Receiver(ActionNames.CallWebhook)
        {
            Answer = async (_, ct) =>
            {
                await Task.Delay(TimeSpan.FromSeconds(4), ct);
                return StepResult.Success();
            },
        };

        await using (Running.Begin(host.NewWorker(Quick, receiver)))
        await using (Running.Begin(host.NewWorker(Quick, receiver)))
        {
            await Poll.UntilAsync(() => AllAreAsync(host, "success", 1));
        }

        Assert.Single(receiver.Arrived);
    }

    [Fact]
    public async Task Run_SlowKind_DoesNotHoldUpAnother()
    {
        await using var host = await WithStepsAsync(20, $"[{Mail}]");
        await host.Crm.AddWorkflowAsync("quick", "deal_stage_changed", $"[{Call}]");
        var slow = new Receiver(ActionNames.SendEmail)
        {
            Answer = async (_, ct) =>
            {
                await Task.Delay(Timeout.Infinite, ct);
                return StepResult.Success();
            },
        };
        var quick = new Receiver(ActionNames.CallWebhook);

        await using (Running.Begin(host.NewWorker(Quick, slow, quick)))
        {
            await Poll.UntilAsync(() => Task.FromResult(slow.Arrived.Count == slow.Concurrency));
            await host.Crm.SignAsync();
            await host.Crm.DrainAsync();
            await Poll.UntilAsync(() => AllAreAsync(host, "success", 1));
        }

        Assert.Single(quick.Arrived);
    }

    [Fact]
    public async Task Stop_StepUnderWay_LetsItEnd()
    {
        await using var host = await WithStepsAsync(1);
        var begun = new TaskCompletionSource();
        var end = new TaskCompletionSource();
        var receiver = new Receiver(ActionNames.CallWebhook)
        {
            Answer = async (_, _) =>
            {
                begun.SetResult();
                await end.Task;
                return StepResult.Success();
            },
        };
        await using var running = Running.Begin(host.NewWorker(Quick, receiver));
        await begun.Task.WaitAsync(Cancellation);

        var stopped = running.StopAsync(atOnce: false);
        Assert.False(stopped.IsCompleted);
        end.SetResult();
        await stopped;

        Assert.True(await AllAreAsync(host, "success", 1));
    }

    [Fact]
    public async Task Stop_AtOnce_GivesTheStepBackForSomebodyElse()
    {
        await using var host = await WithStepsAsync(1);
        var hanging = new Receiver(ActionNames.CallWebhook)
        {
            Answer = async (_, ct) =>
            {
                await Task.Delay(Timeout.Infinite, ct);
                return StepResult.Success();
            },
        };
        await using (Running.Begin(host.NewWorker(Quick, hanging))) await Poll.UntilAsync(() => Task.FromResult(!hanging.Arrived.IsEmpty));

        var step = Assert.Single(await host.ClaimAsync());
        Assert.Equal((2, 0), (step.Call.Attempt, step.Failures));
        Assert.Equal("lease_lost", await host.Crm.Database.ScalarAsync<string>("SELECT outcome FROM workflow.step_attempts"));
    }

    [Fact]
    public async Task Run_StepCancelledMeanwhile_IsGivenUpAndChangesNothing()
    {
        await using var host = await WithStepsAsync(1);
        var receiver = new Receiver(ActionNames.CallWebhook)
        {
            Answer = async (_, ct) =>
            {
                await Task.Delay(Timeout.Infinite, ct);
                return StepResult.Success();
            },
        };
        await using var running = Running.Begin(host.NewWorker(Quick, receiver));
        await Poll.UntilAsync(() => Task.FromResult(!receiver.Arrived.IsEmpty));

        await host.Crm.Database.ExecuteAsync("SELECT workflow.cancel_executions(ARRAY(SELECT id FROM workflow.live_executions), 'Enough.', 'cancelled')");

        await Poll.UntilAsync(async () => await host.Crm.CountAsync("workflow.step_attempts") == 1);
        Assert.Equal("lease_lost", await host.Crm.Database.ScalarAsync<string>("SELECT outcome FROM workflow.step_attempts"));
        Assert.Equal(("cancelled", "Enough."), Assert.Single((await host.Crm.ExecutionsAsync()).Select(e => (e.Status, e.Error))));
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = most; value > seen; seen = most) Interlocked.CompareExchange(ref most, value, seen);
    }
}
