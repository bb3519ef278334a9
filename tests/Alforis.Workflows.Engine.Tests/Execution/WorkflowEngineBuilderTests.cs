using Alforis.Workflows.Engine.Execution;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Tests.Execution;

/// <summary>A configuration that is not complete is refused at once, with all that is wrong.</summary>
public sealed class WorkflowEngineBuilderTests
{
    private static readonly WorkflowSchema Given = WorkflowSchema.For<Shop>(s => s
        .Trigger("bought", t => t.View(c => c.Purchase)).Action<SaySettings>("say").Action<NothingToSet>("rest"));

    public static TheoryData<Action<WorkflowEngineBuilder<Shop>>, string> Incomplete => new()
    {
        { e => e.AddAction<SaySettings>("say", Do), "It has no trigger, so no workflow could fire: add one by Trigger." },
        { e => Bought(e).Schema(s => s.Action<SaySettings>("say")), "The action 'say' has no handler: name one by AddHandler." },
        { e => Bought(e).AddHandler<SaySettings>("say", Do), "The handler of 'say' has no action: add one to the schema." },
        { e => Bought(e).AddAction<SaySettings>("say", Do).AddHandler<SaySettings>("SAY", Do), "The action 'say' has 2 handlers." },
        {
            e => Bought(e).Schema(s => s.Action<SaySettings>("say")).AddHandler<NothingToSet>("say", Do),
            "The handler of 'say' takes NothingToSet, which does not have the action's settings."
        },
        {
            e => Bought(e).AddAction<SaySettings, SayHandler>("say"),
            "The handler SayHandler is a service, and there is no container: use AddWorkflowEngine, or give a function."
        },
        {
            e => e.UseSchema(Given).Trigger("sold", _ => { }).AddHandler<SaySettings>("say", Do).AddHandler<NothingToSet>("rest", Do),
            "Trigger(\"sold\") adds to a schema that UseSchema replaces."
        },
        {
            e => e.UseSchema(WorkflowSchema.For<Purchase>(s => s.Trigger("bought", _ => { }))),
            "The schema describes Purchase."
        },
        {
            e => Bought(e).Schema(s => s.AllowDelays()).AddAction<SaySettings>("say", Do),
            "The schema allows delays, and this engine performs all actions at once: leave out AllowDelays."
        },
        {
            e => e.UseSchema(Given),
            "The action 'say' has no handler: name one by AddHandler. The action 'rest' has no handler: name one by AddHandler."
        },
    };

    [Theory]
    [MemberData(nameof(Incomplete), DisableDiscoveryEnumeration = true)]
    public void Create_Incomplete_SaysAllThatIsWrong(Action<WorkflowEngineBuilder<Shop>> configure, string problem)
    {
        var exception = Assert.Throws<InvalidOperationException>(() => WorkflowEngine<Shop>.Create(configure));

        Assert.Equal("The workflow engine of Shop is not complete: " + problem, exception.Message);
    }

    [Fact]
    public void Create_GivenSchemaWithHandlers_IsComplete()
    {
        var engine = WorkflowEngine<Shop>.Create(e => e.UseSchema(Given).AddHandler<SaySettings>("say", Do).AddHandler<NothingToSet>("rest", Do));

        Assert.Same(Given, engine.Schema);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(5_000_000)]
    public void Timeouts_OutOfRange_AreRefused(int seconds)
    {
        var timeout = TimeSpan.FromSeconds(seconds);

        Assert.Throws<ArgumentOutOfRangeException>(() => Shops.Engine(e => e.ActionTimeout = timeout));
        Assert.Throws<ArgumentOutOfRangeException>(() => Shops.Engine(e => e.AddAction<SaySettings>("say", Do, timeout)));
    }

    private static WorkflowEngineBuilder<Shop> Bought(WorkflowEngineBuilder<Shop> builder) => builder.Trigger("bought", t => t.View(c => c.Purchase));

    private static ValueTask<ActionResult> Do<T>(ActionInvocation<Shop, T> invocation, CancellationToken cancellationToken) =>
        ValueTask.FromResult(ActionResult.Success());

    private sealed class SayHandler : IActionHandler<SaySettings>
    {
        public ValueTask<ActionResult> ExecuteAsync(ActionInvocation<SaySettings> invocation, CancellationToken cancellationToken) =>
            ValueTask.FromResult(ActionResult.Success());
    }
}
