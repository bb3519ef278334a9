using Alforis.Crm.Data.Dispatching;
using Alforis.Crm.Data.Executions;
using Alforis.Crm.Data.Steps;
using Alforis.Crm.Data.Tests.Dispatching;
using Alforis.Crm.Data.Vocabulary;
using Npgsql;

namespace Alforis.Crm.Data.Tests.Steps;

/// <summary>Sessions that hold rows, and what others do meanwhile: nobody waits for them who need not, and nobody for each other.</summary>
public sealed class StepContentionTests
{
    private const string Call = """{"id": "call", "type": "call_webhook", "config": {"url": "https://hooks.example/x"}}""";
    private const string Task = """{"id": "task", "type": "create_task", "config": {"title": "x", "assigned_to": "{{ deal.assigned_to }}"}}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Longer than anything here takes, shorter than for ever.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    private static async Task<StepHost> WithStepsAsync(int deals, string actions = $"[{Call}]")
    {
        var host = await StepHost.CreateAsync();
        await host.Crm.AddWorkflowAsync("w", "deal_updated", actions);
        for (var i = 1; i < deals; i++) await host.Crm.AddDealAsync($"deal {i}", 10);
        await host.Crm.Database.ExecuteAsync("UPDATE deals SET montant = 7");
        await host.Crm.DrainAsync();
        return host;
    }

    private static Task<Holder> HoldFirstAsync(StepHost host) => host.Crm.HoldAsync("SELECT 1 FROM workflow.steps ORDER BY run_after, id LIMIT 1 FOR UPDATE");

    private static Task UntilSomebodyWaitsAsync(StepHost host) => Poll.UntilAsync(() => host.Crm.Database.ScalarAsync<bool>(
        "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock')"));

    [Fact]
    public async Task Claim_StepHeldBySomebody_TakesTheNextAndDoesNotWait()
    {
        await using var host = await WithStepsAsync(3);
        await using var holder = await HoldFirstAsync(host);

        Assert.Single(await host.ClaimAsync(1).WaitAsync(Deadline, Cancellation));
        Assert.Single(await host.ClaimAsync().WaitAsync(Deadline, Cancellation));
        Assert.Empty(await host.ClaimAsync().WaitAsync(Deadline, Cancellation));
    }

    [Fact]
    public async Task Claim_StepInLineHeldBySomebody_DoesNotWait()
    {
        await using var host = await WithStepsAsync(1);
        await host.Crm.Database.ExecuteAsync("UPDATE deals SET montant = 8");
        await host.Crm.DrainAsync();
        await using var holder = await host.Crm.HoldAsync("SELECT 1 FROM workflow.steps ORDER BY id DESC LIMIT 1 FOR UPDATE");

        Assert.Single(await host.ClaimAsync().WaitAsync(Deadline, Cancellation));
    }

    [Fact]
    public async Task Prolong_OneStepHeldBySomebody_ProlongsTheOthersAndGivesUpNone()
    {
        await using var host = await WithStepsAsync(3);
        var mine = await host.ClaimAsync();
        await using var holder = await HoldFirstAsync(host);

        var held = await host.Queue.ProlongAsync(mine, TimeSpan.FromHours(1), Cancellation).WaitAsync(Deadline, Cancellation);

        Assert.Equal(mine.Select(s => s.Token).Order(), held.Order());
        Assert.Equal(2, await host.Crm.Database.ScalarAsync<int>("SELECT count(*)::int FROM workflow.steps WHERE leased_until > now() + interval '59 minutes'"));
    }

    [Theory]
    [InlineData("workflow.steps")]
    [InlineData("workflow.live_executions")]
    public async Task Sweep_RowHeldBySomebody_TakesTheOthersAndDoesNotWait(string table)
    {
        await using var host = await WithStepsAsync(3);
        await host.ClaimAsync();
        await host.Crm.Database.ExecuteAsync("UPDATE workflow.steps SET leased_until = now() - interval '1 second'");
        await using (await host.Crm.HoldAsync($"SELECT 1 FROM {table} ORDER BY id LIMIT 1 FOR UPDATE"))
            Assert.Equal(2, await host.Queue.SweepAsync(1, Cancellation).WaitAsync(Deadline, Cancellation));

        Assert.Equal(1, await host.Queue.SweepAsync(1, Cancellation));
    }

    /// <summary>Each of them locks an execution and its step: in one order.</summary>
    [Fact]
    public async Task Complete_WhileItsExecutionIsBeingCancelled_ComesTooLateAndStopsNobody()
    {
        await using var host = await WithStepsAsync(1, $"[{Call}, {Task}]");
        var step = Assert.Single(await host.ClaimAsync());
        await using var cancelling = await host.Crm.Database.DataSource.OpenConnectionAsync(Cancellation);
        await using var transaction = await cancelling.BeginTransactionAsync(Cancellation);
        await RunAsync("SELECT 1 FROM workflow.live_executions FOR UPDATE");
        var completing = host.CompleteAsync(step, StepResult.Success());
        await UntilSomebodyWaitsAsync(host);

        await RunAsync($"SELECT workflow.cancel_executions(ARRAY[{step.Call.ExecutionId}::bigint], 'Enough.', 'cancelled')");
        await transaction.CommitAsync(Cancellation);

        Assert.Equal("lease_lost", await completing.WaitAsync(Deadline, Cancellation));
        Assert.Equal(("cancelled", "Enough."), Assert.Single((await host.Crm.ExecutionsAsync()).Select(e => (e.Status, e.Error))));
        Assert.Equal("lease_lost", await host.Crm.Database.ScalarAsync<string>("SELECT outcome FROM workflow.step_attempts"));

        async Task RunAsync(string sql)
        {
            await using var command = new NpgsqlCommand(sql, cancelling, transaction);
            await command.ExecuteNonQueryAsync(Cancellation);
        }
    }

    [Fact]
    public async Task Continue_TableLockedBySomebody_PutsOffWhatNeedsItAndLosesNothing()
    {
        await using var host = await WithStepsAsync(1, $"[{Call}, {Task}]");
        await host.CompleteAsync(Assert.Single(await host.ClaimAsync()), StepResult.Success());
        await using (await host.Crm.HoldAsync("LOCK TABLE tasks IN SHARE MODE"))
        {
            Assert.Equal(1, await host.Pass.RunAsync(Cancellation).WaitAsync(Deadline, Cancellation));
            Assert.Equal(1, await host.Crm.CountAsync("workflow.live_executions"));
        }

        await host.FinishAsync(_ => throw new InvalidOperationException("It is done already."));
        Assert.Equal("success", Assert.Single(await host.Crm.ExecutionsAsync()).Status);
        Assert.Equal(1, await host.Crm.CountAsync("tasks"));
    }

    [Fact]
    public async Task Continue_TimeWrittenByHandWhileAStepIsUnderWay_WaitsForTheStep()
    {
        await using var host = await WithStepsAsync(1);
        var step = Assert.Single(await host.ClaimAsync());
        await host.Crm.Database.ExecuteAsync("UPDATE workflow.live_executions SET wake_at = now()");

        Assert.Equal(0, await host.Pass.RunAsync(Cancellation));
        await host.CompleteAsync(step, StepResult.Success());
        await host.ContinueAsync();

        Assert.Equal("success", Assert.Single(await host.Crm.ExecutionsAsync()).Status);
    }

    [Fact]
    public async Task Fail_ExecutionThatHasGoneOnElsewhere_ChangesNothing()
    {
        await using var host = await WithStepsAsync(1, $"[{Call}, {Call.Replace("\"call\"", "\"again\"", StringComparison.Ordinal)}]");
        await host.CompleteAsync(Assert.Single(await host.ClaimAsync()), StepResult.Success());
        LiveExecution seen;
        await using (var connection = await host.Crm.Database.DataSource.OpenConnectionAsync(Cancellation))
        await using (var transaction = await connection.BeginTransactionAsync(Cancellation))
        {
            seen = Assert.Single(await LiveExecutions.ClaimAsync(transaction, 10, null, new DispatchOptions(), Cancellation));
        }

        await host.ContinueAsync();
        Assert.Null(await FailAsync(seen));
        Assert.Equal(
            (true, 0),
            Assert.Single(await host.Crm.Database.QueryAsync<(bool, int)>("SELECT wake_at IS NULL, attempts::int FROM workflow.live_executions")));
        await host.FinishAsync(_ => StepResult.Success());
        Assert.Equal("success", Assert.Single(await host.Crm.ExecutionsAsync()).Status);

        async Task<int?> FailAsync(LiveExecution execution)
        {
            await using var connection = await host.Crm.Database.DataSource.OpenConnectionAsync(Cancellation);
            await using var transaction = await connection.BeginTransactionAsync(Cancellation);
            var attempts = await LiveExecutions.FailAsync(transaction, execution, "No.", TimeSpan.FromSeconds(10), Cancellation);
            await transaction.CommitAsync(Cancellation);
            return attempts;
        }
    }

    [Fact]
    public async Task Run_StepComesBackWhileItsLostAttemptIsUnderWay_KeepsTheLeaseOfTheNewOne()
    {
        await using var host = await WithStepsAsync(1);
        var quick = new StepOptions { PollInterval = TimeSpan.FromMilliseconds(10), Lease = TimeSpan.FromSeconds(2), SweepInterval = TimeSpan.FromMilliseconds(200) };
        var ends = new[] { new TaskCompletionSource(), new TaskCompletionSource(), new TaskCompletionSource() };
        var receiver = new Receiver(ActionNames.CallWebhook)
        {
            Answer = async (call, _) =>
            {
                await ends[call.Attempt - 1].Task;
                return StepResult.Success();
            },
        };
        using var stopping = new CancellationTokenSource();
        var run = host.NewWorker(quick, receiver).RunAsync(stopping.Token, CancellationToken.None);
        await Poll.UntilAsync(() => System.Threading.Tasks.Task.FromResult(receiver.Arrived.Count == 1));
        await host.Crm.Database.ExecuteAsync("UPDATE workflow.steps SET leased_until = now() - interval '1 second'; SELECT workflow.sweep_steps(100)");
        await Poll.UntilAsync(() => System.Threading.Tasks.Task.FromResult(receiver.Arrived.Count == 2));
        ends[0].SetResult();

        // The late result is journaled; then the new lease is prolonged beyond its first end.
        await Poll.UntilAsync(() => host.Crm.Database.ScalarAsync<bool>("SELECT EXISTS (SELECT FROM workflow.step_attempts WHERE completed_at IS NOT NULL)"));
        await Poll.UntilAsync(() => host.Crm.Database.ScalarAsync<bool>("SELECT leased_until > started_at + interval '3 seconds' FROM workflow.steps"));
        ends[1].SetResult();
        await Poll.UntilAsync(() => host.Crm.Database.ScalarAsync<bool>("SELECT status = 'success' FROM workflow.steps"));
        await stopping.CancelAsync();
        await run;

        Assert.Equal([1, 2], receiver.Arrived.Select(c => c.Attempt));
    }
}
