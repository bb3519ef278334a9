using System.Text.Json;
using Alforis.Workflows.Engine.Diagnostics;
using Alforis.Workflows.Engine.Execution;
using Alforis.Workflows.Engine.Matching;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Tests.Execution;

public sealed class WorkflowEngineTests
{
    private const string Say = """{"type":"say","config":{"message":"{{ customer }}"}}""";
    private const string Rich = """{"field":"total","operator":">","value":100}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ProcessAsync_SeveralWorkflows_RunsThoseThatFireByNumber()
    {
        var engine = Engine();
        engine.Load([new(3, 1, Shops.Definition(Say)), new(2, 1, Shops.Definition(Say, Rich)), new(1, 1, Shops.Definition(Say))]);

        Assert.Equal([1, 3], await FiredAsync(engine, new Purchase("A", 5)));
        Assert.Equal([1, 2, 3], await FiredAsync(engine, new Purchase("A", 500)));
    }

    [Fact]
    public async Task ProcessAsync_OneWorkflowFails_OthersRun()
    {
        var engine = Shops.Engine(e => e.AddAction<SaySettings>("say", (call, _) => call.WorkflowId == 1 ? throw new InvalidOperationException() : Done()));
        engine.Load([new(1, 1, Shops.Definition(Say)), new(2, 1, Shops.Definition(Say))]);

        var executions = await engine.ProcessAsync("bought", new Shop(Purchase.Small), cancellationToken: Cancellation);

        Assert.Equal([ExecutionStatus.Failed, ExecutionStatus.Succeeded], executions.Select(e => e.Status));
    }

    [Fact]
    public async Task ProcessAsync_ContextThrowsInAConditionOfOne_OthersRun()
    {
        var engine = Engine();
        engine.Load([new(1, 1, Shops.Definition(Say, """{"field":"moody","operator":"==","value":"fine"}""")), new(2, 1, Shops.Definition(Say))]);

        var executions = await engine.ProcessAsync("bought", new Shop(new Purchase("moody", 1)), cancellationToken: Cancellation);

        Assert.Equal(
            [(1L, ExecutionStatus.Failed, "The context could not be read: Not today."), (2L, ExecutionStatus.Succeeded, null)],
            executions.Select(e => (e.Entry.Id, e.Status, e.Error)));
        Assert.IsType<InvalidOperationException>(executions[0].ContextException);
    }

    [Theory]
    [InlineData("huge", "9000000000", true)]
    [InlineData("huge", "-9223372036854775808", true)]
    [InlineData("huge", "9223372036854775808", false)]
    [InlineData("rest", "2147483647", true)]
    [InlineData("rest", "2147483648", false)]
    public void Compile_WholeNumber_GoesAsFarAsItsType(string setting, string value, bool fits)
    {
        var engine = Shops.Engine(e => e.AddAction<CountSettings>("count", (_, _) => Done()));

        var result = engine.Compile(Shops.Definition($$$"""{"type":"count","config":{"{{{setting}}}":{{{value}}}}}"""));

        Assert.Equal(fits, result.Succeeded);
        Assert.All(result.Diagnostics, d => Assert.Equal((DiagnosticCodes.InvalidSetting, "/actions/0/config/" + setting), (d.Code, d.Pointer)));
    }

    [Fact]
    public async Task ProcessAsync_SameEventTwice_HasTheSameKeys()
    {
        var keys = new List<string>();
        var engine = Shops.Engine(e => e.AddAction<SaySettings>("say", (call, _) =>
        {
            keys.Add(call.IdempotencyKey);
            return Done();
        })).With(Say);

        await engine.RunAsync();
        await engine.RunAsync();
        await engine.ProcessAsync("bought", new Shop(Purchase.Small), cancellationToken: Cancellation);
        await engine.ProcessAsync("bought", new Shop(Purchase.Small), cancellationToken: Cancellation);

        Assert.Equal(["e1/1/v1/action_1", "e1/1/v1/action_1"], keys.Take(2));
        Assert.Equal(3, keys.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task ProcessAsync_ActionInsertedBeforeOthers_TakesNoKeyOfTheirs()
    {
        var keys = new List<string>();
        var engine = Shops.Engine(e => e.AddAction<SaySettings>("say", (call, _) =>
        {
            keys.Add($"{call.Settings.Message} {call.IdempotencyKey}");
            return Done();
        }));
        const string named = """{"type":"say","id":"named","config":{"message":"C"}}""";
        engine.Load([new WorkflowSource(1, 1, Shops.Definition("""{"type":"say","config":{"message":"A"}},""" + named))]);
        await engine.ProcessAsync("bought", new Shop(Purchase.Small), "e1", Cancellation);
        engine.Load([new WorkflowSource(1, 2, Shops.Definition("""{"type":"say","config":{"message":"B"}},{"type":"say","config":{"message":"A"}},""" + named))]);
        await engine.ProcessAsync("bought", new Shop(Purchase.Small), "e1", Cancellation);

        Assert.Equal(
            ["A e1/1/v1/action_1", "C e1/1/named", "B e1/1/v2/action_1", "A e1/1/v2/action_2", "C e1/1/named"], keys);
    }

    [Fact]
    public async Task ProcessAsync_TriggerInAnotherCase_IsTheSameTrigger() =>
        Assert.Single(await Engine().With(Say).ProcessAsync(["BOUGHT", "bought"], new Shop(Purchase.Small), cancellationToken: Cancellation));

    [Fact]
    public async Task ProcessAsync_UnknownTrigger_SaysWhatThereIs()
    {
        var exception = await Assert.ThrowsAsync<ArgumentException>(
            () => Engine().ProcessAsync("bougt", new Shop(Purchase.Small), cancellationToken: Cancellation));

        Assert.StartsWith("There is no trigger 'bougt'. Did you mean 'bought'?", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ProcessAsync_WorkflowsSwappedMeanwhile_EventKeepsThoseItBeganWith()
    {
        WorkflowEngine<Shop>? engine = null;
        engine = Shops.Engine(e => e.AddAction<SaySettings>("say", (_, _) =>
        {
            engine!.Workflows = WorkflowSet<Shop>.Empty;
            return Done();
        }));
        engine.Load([new(1, 1, Shops.Definition(Say)), new(2, 1, Shops.Definition(Say))]);

        Assert.Equal([1, 2], await FiredAsync(engine, Purchase.Small));
        Assert.Empty(await FiredAsync(engine, Purchase.Small));
    }

    [Fact]
    public void Load_OneIsBroken_ChangesNothingAndTellsAllMistakes()
    {
        var engine = Engine().With(Say);
        var before = engine.Workflows;

        var load = engine.Load([new(1, 2, Shops.Definition(Say)), new(7, 1, Shops.Definition("""{"type":"sya","config":{}}"""))]);

        Assert.False(load.Succeeded);
        Assert.Same(before, engine.Workflows);
        Assert.Equal(DiagnosticCodes.UnknownAction, Assert.Single(load.Workflows[1].Diagnostics).Code);
        Assert.Contains("workflow 7: ", load.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("active", "", 1)]
    [InlineData("draft", "", 0)]
    [InlineData("inactive", "", 0)]
    [InlineData("active", ",\"is_template\":true", 0)]
    public void Load_Status_SaysWhetherItIsInForce(string status, string more, int count)
    {
        var engine = Engine();
        var json = $$$"""{"name":"Essai","status":"{{{status}}}","trigger_type":"bought","actions":[{{{Say}}}]{{{more}}}}""";

        var load = engine.Load([new(1, 1, json)]);

        Assert.True(load.Succeeded, load.ToString());
        Assert.Equal((count == 1, count), (load.Workflows[0].IsActive, engine.Workflows.Entries.Length));
    }

    [Fact]
    public void Load_SameNumberTwice_Throws() =>
        Assert.Throws<ArgumentException>(() => Engine().Load([new(1, 1, Shops.Definition(Say)), new(1, 2, Shops.Definition(Say))]));

    [Fact]
    public void PutAndRemove_OneWorkflow_LeaveTheOthers()
    {
        var engine = Engine();
        engine.Load([new(1, 1, Shops.Definition(Say)), new(2, 1, Shops.Definition(Say))]);

        Assert.True(engine.Put(new(2, 2, Shops.Definition(Say))).IsActive);
        Assert.True(engine.Put(new(3, 1, Shops.Definition(Say))).IsActive);
        Assert.Equal([(1, 1), (2, 2), (3, 1)], engine.Workflows.Entries.Select(e => ((int)e.Id, e.Version)));

        Assert.False(engine.Put(new(3, 2, "{")).Succeeded);
        Assert.False(engine.Put(new(2, 3, Shops.Definition(Say, status: "inactive"))).IsActive);
        Assert.Equal([(1, 1), (3, 1)], engine.Workflows.Entries.Select(e => ((int)e.Id, e.Version)));

        Assert.Equal((true, false), (engine.Remove(1), engine.Remove(1)));
        Assert.Equal(3, Assert.Single(engine.Workflows.Entries).Id);
    }

    [Fact]
    public void Put_ByManyThreads_LosesNone()
    {
        var engine = Engine();

        Parallel.For(1, 41, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i => engine.Put(new(i, 1, Shops.Definition(Say))));

        Assert.Equal(Enumerable.Range(1, 40), engine.Workflows.Entries.Select(e => (int)e.Id));
    }

    [Fact]
    public async Task ProcessAsync_ContextsOfJson_RunLikeThoseOfTypes()
    {
        var said = new List<string>();
        var schema = WorkflowSchema.ForJson(
            """{"type": "object", "properties": {"order": {"type": "object", "properties": {"total": {"type": "number"}, "customer": {"type": "string"}}}}}""",
            s => s.Trigger("bought", t => t.ViewOf("order")).Action<SaySettings>("say"));
        var engine = WorkflowEngine<JsonElement>.Create(e => e.UseSchema(schema).AddHandler<SaySettings>("say", (call, _) =>
        {
            said.Add(call.Settings.Message);
            return Done();
        }));
        Assert.True(engine.Load([new(1, 1, Shops.Definition(Say, Rich))]).Succeeded);

        foreach (var total in new[] { 50, 500 })
        {
            var context = JsonElement.Parse($$$"""{"order": {"total": {{{total}}}, "customer": "n° {{{total}}}"}}""");
            await engine.ProcessAsync("bought", context, cancellationToken: Cancellation);
        }

        Assert.Equal(["n° 500"], said);
    }

    [Fact]
    public async Task Explain_FiringAndNot_SaysWhyOfEach()
    {
        var engine = Engine();
        engine.Load([new(1, 1, Shops.Definition(Say)), new(2, 1, Shops.Definition(Say, Rich))]);
        var shop = new Shop(Purchase.Small);

        var explanations = engine.Explain("bought", shop);
        var execution = Assert.Single(await engine.ProcessAsync("bought", shop, cancellationToken: Cancellation));

        Assert.Equal([(1L, true), (2L, false)], explanations.Select(e => (e.Entry.Id, e.Explanation.Fires)));
        Assert.Contains("purchase.total > 100 — is 10", explanations[1].Explanation.ToString(), StringComparison.Ordinal);
        Assert.True(execution.Explain().Fires);
        Assert.True(execution.ExplainWhen("action_1").Runs);
    }

    private static ValueTask<ActionResult> Done() => ValueTask.FromResult(ActionResult.Success());

    private static WorkflowEngine<Shop> Engine() => Shops.Engine(e => e.AddAction<SaySettings>("say", (_, _) => Done()));

    private static async Task<IEnumerable<int>> FiredAsync(WorkflowEngine<Shop> engine, Purchase purchase) =>
        (await engine.ProcessAsync("bought", new Shop(purchase), cancellationToken: Cancellation)).Select(e => (int)e.Entry.Id);
}
