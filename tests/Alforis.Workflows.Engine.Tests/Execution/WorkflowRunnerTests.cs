using System.Text.Json;
using Alforis.Workflows.Engine.Execution;

namespace Alforis.Workflows.Engine.Tests.Execution;

public sealed class WorkflowRunnerTests
{
    private const string Say = """{"type":"say","config":{"message":"{{ customer }}"}}""";
    private const string Fail = """{"type":"fail","config":{}}""";
    private const string FailAndContinue = """{"type":"fail","on_error":"continue","config":{}}""";
    private const string SayWhenRich = """{"type":"say","when":{"field":"total","operator":">","value":100},"config":{"message":"riche"}}""";

    private static readonly TimeSpan Instant = TimeSpan.FromMilliseconds(20);

    private readonly List<string> said = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("S,S", "Succeeded", "Succeeded,Succeeded")]
    [InlineData("S,F,S", "Failed", "Succeeded,Failed,EarlierFailure")]
    [InlineData("S,C,S", "Succeeded", "Succeeded,Failed,Succeeded")]
    [InlineData("C,F,S", "Failed", "Failed,Failed,EarlierFailure")]
    [InlineData("W,S", "Succeeded", "When,Succeeded")]
    [InlineData("F,W,S", "Failed", "Failed,When,EarlierFailure")]
    [InlineData("W", "Succeeded", "When")]
    public async Task RunAsync_Actions_EndAsTheirFailuresAndConditionsSay(string actions, string status, string outcomes)
    {
        var written = actions.Split(',').Select(a => a switch { "S" => Say, "F" => Fail, "C" => FailAndContinue, _ => SayWhenRich });

        var execution = await Engine().With(string.Join(',', written)).RunAsync();

        Assert.Equal(status, execution.Status.ToString());
        Assert.Equal(outcomes, string.Join(',', execution.Actions.Select(a => a.SkipReason?.ToString() ?? a.Status.ToString())));
        Assert.Equal(execution.Actions.Count(a => a.Status == ActionStatus.Succeeded), said.Count);
    }

    [Fact]
    public async Task RunAsync_FailedResult_IsToldWithoutAnException()
    {
        var execution = await Engine().With(Fail).RunAsync();

        Assert.Equal("action_1 (fail): It is closed.", execution.Error);
        Assert.Equal(("It is closed.", null), (execution.Actions[0].Error, execution.Actions[0].Exception));
    }

    [Fact]
    public async Task RunAsync_HandlerThrows_ActionFailsWithTheException()
    {
        var thrown = new InvalidOperationException("Broken.");
        var engine = Shops.Engine(e => e.AddAction<NothingToSet>("break", (_, _) => throw thrown)).With("""{"type":"break","config":{}}""");

        var execution = await engine.RunAsync();

        Assert.Equal((ExecutionStatus.Failed, "Broken."), (execution.Status, execution.Actions[0].Error));
        Assert.Same(thrown, execution.Actions[0].Exception);
    }

    [Fact]
    public async Task RunAsync_HandlerReturnsNull_ActionFails()
    {
        var engine = Shops.Engine(e => e.AddAction<NothingToSet>("nothing", (_, _) => ValueTask.FromResult<ActionResult>(null!)));

        Assert.Equal("Its handler returned no result.", (await engine.With("""{"type":"nothing","config":{}}""").RunAsync()).Actions[0].Error);
    }

    [Fact]
    public async Task RunAsync_HandlersOwnCancellation_IsAFailure()
    {
        var engine = Shops.Engine(e => e.AddAction<NothingToSet>("break", (_, _) => throw new TaskCanceledException("The request timed out.")));

        var execution = await engine.With("""{"type":"break","config":{}}""").RunAsync();

        Assert.Equal("The request timed out.", execution.Actions[0].Error);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task RunAsync_TimeIsUp_ActionFailsAndTheNextRuns(bool ownTimeout)
    {
        var engine = Shops.Engine(e =>
        {
            e.ActionTimeout = ownTimeout ? TimeSpan.FromMinutes(5) : Instant;
            e.AddAction<NothingToSet>("wait", WaitAsync, ownTimeout ? Instant : null).AddAction<SaySettings>("say", SayAsync);
        }).With("""{"type":"wait","on_error":"continue","config":{}},""" + Say);

        var execution = await engine.RunAsync();

        Assert.Equal(("It was not done within 0.02 s.", typeof(TimeoutException)), (execution.Actions[0].Error, execution.Actions[0].Exception?.GetType()));
        Assert.Equal(["ACME"], said);
    }

    [Fact]
    public async Task RunAsync_HandlerSucceedsAfterItsTime_HasSucceeded()
    {
        var engine = Shops.Engine(e => e.AddAction<NothingToSet>("stubborn", async (_, ct) =>
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.Delay(Timeout.Infinite, ct));
            return ActionResult.Success("done after all");
        }, Instant)).With("""{"type":"stubborn","config":{}}""");

        Assert.Equal("done after all", (await engine.RunAsync()).Actions[0].Value);
    }

    [Fact]
    public async Task RunAsync_CancelledDuringAnAction_ThrowsAndTriesNoOther()
    {
        using var source = new CancellationTokenSource();
        var engine = Shops.Engine(e => e.AddAction<NothingToSet>("wait", WaitAsync).AddAction<SaySettings>("say", async (call, ct) =>
        {
            await source.CancelAsync();
            return await SayAsync(call, ct);
        })).With(Say + """,{"type":"wait","config":{}},""" + Say);

        var exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => engine.ProcessAsync("bought", new Shop(Purchase.Small), "e1", source.Token));

        Assert.Equal(source.Token, exception.CancellationToken);
        Assert.Single(said);
    }

    [Fact]
    public async Task RunAsync_CancelledBefore_RunsNothing()
    {
        var engine = Engine().With(Say);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => engine.ProcessAsync("bought", new Shop(Purchase.Small), "e1", new CancellationToken(canceled: true)));

        Assert.Empty(said);
    }

    [Fact]
    public async Task RunAsync_TokenCancelledWhenAllIsDone_ReturnsWhatWasDone()
    {
        using var source = new CancellationTokenSource();
        var engine = Shops.Engine(e => e.AddAction<SaySettings>("say", async (call, ct) =>
        {
            await source.CancelAsync();
            return await SayAsync(call, ct);
        })).With(Say);

        var executions = await engine.ProcessAsync("bought", new Shop(Purchase.Small), "e1", source.Token);

        Assert.Equal(ExecutionStatus.Succeeded, Assert.Single(executions).Status);
    }

    [Fact]
    public async Task RunAsync_RenderedTooLong_ActionFailsAtItsTurn()
    {
        var execution = await Engine().With(Say + "," + Say).RunAsync(new Purchase(new string('x', 31), 1));

        Assert.Equal([ActionStatus.Failed, ActionStatus.Skipped], execution.Actions.Select(a => a.Status));
        Assert.Equal("'message' comes out with more than 30 characters.", execution.Actions[0].Error);
    }

    [Fact]
    public async Task RunAsync_PropertyOfTheContextThrows_ExecutionFails()
    {
        var execution = await Engine().With("""{"type":"say","config":{"message":"{{ moody }}"}}""").RunAsync(new Purchase("moody", 1));

        Assert.Equal((ExecutionStatus.Failed, "The context could not be read: Not today."), (execution.Status, execution.Error));
        Assert.IsType<InvalidOperationException>(execution.ContextException);
        Assert.Empty(execution.Actions);
    }

    [Fact]
    public async Task RunAsync_Invocation_TellsWhatItBelongsTo()
    {
        ActionInvocation<Shop, SaySettings>? seen = null;
        var engine = Shops.Engine(e => e.AddAction<SaySettings>("say", (call, _) =>
        {
            seen = call;
            return ValueTask.FromResult(ActionResult.Success(new { Ticket = 7 }));
        }));
        engine.Load([new WorkflowSource(12, 3, Shops.Definition("""{"type":"SAY","id":"tell","config":{"message":"Bonjour {{ customer }}"}}"""))]);
        var shop = new Shop(Purchase.Small);

        var execution = Assert.Single(await engine.ProcessAsync("bought", shop, "order-5", Cancellation));

        Assert.NotNull(seen);
        Assert.Equal(("Bonjour ACME", "say", "tell"), (seen.Settings.Message, seen.ActionType, seen.ActionId));
        Assert.Equal((12L, 3, "Essai"), (seen.WorkflowId, seen.WorkflowVersion, seen.WorkflowName));
        Assert.Equal(("order-5/12", "order-5/12/tell"), (seen.ExecutionId, seen.IdempotencyKey));
        Assert.Same(shop, seen.Context);
        Assert.Equal("say 'tell' of execution order-5/12", seen.ToString());
        Assert.Equal(new { Ticket = 7 }, execution.Actions[0].Value);
        Assert.Equal(("order-5/12", seen.Now), (execution.Id, execution.Now));
    }

    [Fact]
    public async Task RunAsync_Durations_AreMeasuredByTheClock()
    {
        var clock = new ManualClock();
        var engine = Shops.Engine(e => e.AddAction<SaySettings>("say", (_, _) =>
        {
            clock.Advance(TimeSpan.FromSeconds(3));
            return ValueTask.FromResult(ActionResult.Success());
        }), clock).With(Say + "," + SayWhenRich + "," + Say);

        var execution = await engine.RunAsync();

        Assert.Equal([3, 0, 3], execution.Actions.Select(a => a.Duration.TotalSeconds));
        Assert.Equal((6, Shops.Noon), (execution.Duration.TotalSeconds, execution.Now));
    }

    [Fact]
    public async Task RunAsync_WorkflowOfAnotherSchema_IsRefusedBeforeAnythingIsDone()
    {
        var other = Engine().With(Say + "," + Fail).Workflows.Entries[0];
        var engine = Shops.Engine(e => e.AddAction<SaySettings>("say", SayAsync));

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(
            () => engine.Runner.RunAsync(other, new Shop(Purchase.Small), "x", cancellationToken: Cancellation));

        Assert.StartsWith("No handler does the action 'fail'", exception.Message, StringComparison.Ordinal);
        Assert.Empty(said);
    }

    [Fact]
    public async Task RunAsync_HandlerChangesWhatItCanReach_LaterActionsSeeTheEventAsItWas()
    {
        var basket = new Basket { Items = 1 };
        var engine = WorkflowEngine<BasketContext>.Create(e => e
            .Trigger("filled", t => t.View(c => c.Basket))
            .AddAction<CountSettings>("add", (call, _) =>
            {
                call.Context.Basket.Items += call.Settings.Times ?? 0;
                return ValueTask.FromResult(ActionResult.Success());
            }));
        engine.Load([new WorkflowSource(1, 1, """
            {"name": "Deux", "status": "active", "trigger_type": "filled", "actions": [
              {"type": "add", "config": {"times": "{{ items }}"}},
              {"type": "add", "when": {"field": "items", "operator": "==", "value": 1}, "config": {"times": "{{ items }}"}}]}
            """)]);

        await engine.ProcessAsync("filled", new BasketContext(basket), cancellationToken: Cancellation);

        Assert.Equal(3, basket.Items);
    }

    private WorkflowEngine<Shop> Engine() => Shops.Engine(e => e
        .AddAction<SaySettings>("say", SayAsync)
        .AddAction<NothingToSet>("fail", (_, _) => ValueTask.FromResult(ActionResult.Failure("It is closed."))));

    private ValueTask<ActionResult> SayAsync(ActionInvocation<Shop, SaySettings> call, CancellationToken ct)
    {
        said.Add(call.Settings.Message);
        return ValueTask.FromResult(ActionResult.Success());
    }

    private static async ValueTask<ActionResult> WaitAsync(ActionInvocation<Shop, NothingToSet> call, CancellationToken ct)
    {
        await Task.Delay(Timeout.Infinite, ct);
        return ActionResult.Success();
    }

    public sealed class Basket
    {
        public int Items { get; set; }
    }

    public sealed record BasketContext(Basket Basket);

    private sealed class ManualClock : TimeProvider
    {
        private TimeSpan elapsed;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Advance(TimeSpan time) => elapsed += time;

        public override long GetTimestamp() => elapsed.Ticks;

        public override DateTimeOffset GetUtcNow() => Shops.Noon + elapsed;
    }
}
