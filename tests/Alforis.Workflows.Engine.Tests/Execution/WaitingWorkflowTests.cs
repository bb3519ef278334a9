using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Diagnostics;
using Alforis.Workflows.Engine.Execution;
using Alforis.Workflows.Engine.Matching;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Tests.Execution;

/// <summary>An embedded engine does everything at once: nothing that should wait is done too soon.</summary>
public sealed class WaitingWorkflowTests
{
    [Theory]
    [InlineData("\"trigger_config\":{\"delay\":\"7 days\"},", "", "/trigger_config/delay")]
    [InlineData("\"trigger_config\":{\"delay_days\":7},", "", "/trigger_config/delay_days")]
    [InlineData("\"trigger_config\":{\"recheck\":true},", "", "/trigger_config/recheck")]
    [InlineData("\"trigger_config\":{\"retry\":{}},", "", "/trigger_config/retry")]
    [InlineData("", "\"delay\":\"2 hours\",", "/actions/0/delay")]
    [InlineData("", "\"delay_minutes\":5,", "/actions/0/delay_minutes")]
    [InlineData("", "\"retry\":{\"attempts\":5},", "/actions/0/retry")]
    public void Load_DefinitionThatWaits_IsRefusedWithACure(string members, string ofAction, string pointer)
    {
        var engine = Engine();

        var load = engine.Load([new WorkflowSource(1, 1, Definition(members, ofAction))]);

        var error = Assert.Single(Assert.Single(load.Workflows).Diagnostics);
        Assert.Equal((DiagnosticCodes.UnknownMember, pointer), (error.Code, error.Pointer));
        Assert.Equal("All actions are performed at once here, when the event is handled.", error.Message);
        Assert.StartsWith("Remove it; ", error.Suggestion, StringComparison.Ordinal);
        Assert.Empty(engine.Workflows.Entries);
    }

    [Theory]
    [InlineData("\"trigger_config\":{\"delay\":\"7 days\"},", "")]
    [InlineData("", "\"delay\":\"2 hours\",")]
    [InlineData("", "\"retry\":{\"attempts\":5},")]
    public async Task RunAsync_WorkflowOfASchemaThatWaits_IsRefusedBeforeAnythingIsDone(string members, string ofAction)
    {
        var compiler = new WorkflowCompiler<Shop>(WorkflowSchema.For<Shop>(s => s
            .AllowDelays().Trigger("bought", t => t.View(c => c.Purchase)).Action<SaySettings>("say", isOutside: true)));
        var waiting = compiler.Compile(Definition(members, ofAction)).Workflow!;
        var said = 0;
        var engine = Engine(() => said++);

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => engine.Runner.RunAsync(
            new WorkflowEntry<Shop>(1, 1, waiting), new Shop(Purchase.Small), "e1/1", cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal("'Essai' waits, and everything is done at once here: the workflow was compiled for another schema.", exception.Message);
        Assert.Equal(0, said);
    }

    [Fact]
    public void Load_NamesThatAreTheTriggersOwn_AreItsFilters()
    {
        var schema = WorkflowSchema.For<Box>(s => s
            .AllowDelays()
            .Trigger("own", t => t.View(c => c.Parcel).FieldFilters())
            .Trigger("named", t => t.View(c => c.Parcel).Filter("recheck", ["parcel.recheck"]))
            .Action<NothingToSet>("rest"));
        var compiler = new WorkflowCompiler<Box>(schema);

        var own = compiler.Compile(Json("own", """{"delay":5,"recheck":true}""")).Workflow!;
        var named = compiler.Compile(Json("named", """{"delay":"5 days","recheck":true}""")).Workflow!;

        Assert.Equal((null, false), (own.Delay, own.Recheck));
        Assert.True(own.PassesFilter(new Box(new Parcel(5, true)), Shops.Noon));
        Assert.False(own.PassesFilter(new Box(new Parcel(6, true)), Shops.Noon));
        Assert.Equal(("5 days", false), (named.Delay?.ToString(), named.Recheck));
        Assert.False(named.PassesFilter(new Box(new Parcel(5, false)), Shops.Noon));
    }

    private static string Json(string trigger, string config) =>
        $$"""{"name":"Essai","trigger_type":"{{trigger}}","trigger_config":{{config}},"actions":[{"type":"rest"}]}""";

    private static string Definition(string members, string ofAction) =>
        $$$"""{"name":"Essai","status":"active","trigger_type":"bought",{{{members}}}"actions":[{"type":"say",{{{ofAction}}}"config":{"message":"a"}}]}""";

    private static WorkflowEngine<Shop> Engine(Action? say = null) => Shops.Engine(e => e.AddAction<SaySettings>("say", (_, _) =>
    {
        say?.Invoke();
        return ValueTask.FromResult(ActionResult.Success());
    }));

    private sealed record Box(Parcel Parcel);

    private sealed record Parcel(int Delay, bool Recheck);
}
