using Alforis.Workflows.Engine.DependencyInjection;
using Alforis.Workflows.Engine.Execution;
using Alforis.Workflows.Engine.Tests.Execution;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Alforis.Workflows.Engine.Tests.DependencyInjection;

public sealed class WorkflowEngineServicesTests
{
    private const string Say = """{"type":"say","config":{"message":"{{ customer }}"}}""";

    private static readonly ServiceProviderOptions Strict = new() { ValidateOnBuild = true, ValidateScopes = true };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AddWorkflowEngine_ScopedHandler_LivesAsLongAsOneExecution()
    {
        await using var provider = Services(e => e.AddAction<SaySettings, SayHandler>("say")).BuildServiceProvider(Strict);
        var engine = provider.GetRequiredService<WorkflowEngine<Shop>>();
        engine.Load([new(1, 1, Shops.Definition(Say + "," + Say)), new(2, 1, Shops.Definition(Say))]);

        await engine.ProcessAsync("bought", new Shop(Purchase.Small), cancellationToken: Cancellation);

        Assert.Equal(["1: ACME", "1: ACME", "1: closed", "2: ACME", "2: closed"], provider.GetRequiredService<Diary>().Lines);
    }

    [Fact]
    public async Task AddWorkflowEngine_ContextHandler_GetsTheContext()
    {
        await using var provider = Services(e => e.AddContextAction<NothingToSet, TotalHandler>("total")).BuildServiceProvider(Strict);
        var engine = provider.GetRequiredService<WorkflowEngine<Shop>>().With("""{"type":"total","config":{}}""");

        Assert.Equal(10m, (await engine.RunAsync()).Actions[0].Value);
    }

    [Fact]
    public async Task AddWorkflowEngine_HandlerRegisteredOtherwise_KeepsItsLifetime()
    {
        await using var provider = new ServiceCollection().AddSingleton<Diary>().AddSingleton<SayHandler>()
            .AddWorkflowEngine<Shop>(e => Bought(e).AddAction<SaySettings, SayHandler>("say")).BuildServiceProvider(Strict);
        var engine = provider.GetRequiredService<WorkflowEngine<Shop>>().With(Say);

        await engine.RunAsync();
        await engine.RunAsync();

        Assert.Equal(["1: ACME", "1: ACME"], provider.GetRequiredService<Diary>().Lines);
    }

    [Fact]
    public async Task AddWorkflowEngine_HandlerThatCannotBeMade_FailsItsAction()
    {
        await using var provider = Services(e => e.AddAction<SaySettings, BrokenHandler>("say")).BuildServiceProvider(Strict);

        var execution = await provider.GetRequiredService<WorkflowEngine<Shop>>().With(Say).RunAsync();

        Assert.Equal("action_1 (say): No paper.", execution.Error);
    }

    [Fact]
    public async Task AddWorkflowEngine_ServiceThatCannotBeDisposedOf_DoesNotHideWhatWasDone()
    {
        var log = new Diary();
        await using var provider = Services(e => e.AddAction<SaySettings, ClingingHandler>("say"))
            .AddLogging(b => b.AddProvider(new DiaryLoggerProvider(log))).BuildServiceProvider(Strict);

        var execution = await provider.GetRequiredService<WorkflowEngine<Shop>>().With(Say).RunAsync();

        Assert.Equal(ExecutionStatus.Succeeded, execution.Status);
        Assert.Contains("Alforis.Workflows.Engine 1008: Execution e1/1: its services could not be disposed of", log.Lines);
    }

    [Fact]
    public void AddWorkflowEngine_DependencyIsMissing_TheContainerSaysSo()
    {
        var services = new ServiceCollection().AddWorkflowEngine<Shop>(e => Bought(e).AddAction<SaySettings, SayHandler>("say"));

        var exception = Assert.Throws<AggregateException>(() => services.BuildServiceProvider(Strict));

        Assert.Contains(nameof(Diary), exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AddWorkflowEngine_Incomplete_ThrowsAtOnce()
    {
        var exception = Assert.Throws<InvalidOperationException>(() => Services(e => e.Schema(s => s.Action<SaySettings>("say"))));

        Assert.Equal("The workflow engine of Shop is not complete: The action 'say' has no handler: name one by AddHandler.", exception.Message);
    }

    [Fact]
    public void AddWorkflowEngine_TwiceForOneContext_IsRefused()
    {
        var services = Services(e => e.AddAction<SaySettings, SayHandler>("say"));

        Assert.Throws<InvalidOperationException>(() => services.AddWorkflowEngine<Shop>(e => Bought(e).AddAction<SaySettings, SayHandler>("say")));
        services.AddWorkflowEngine<Purchase>(e => e.Trigger("x", _ => { }));
    }

    [Fact]
    public async Task AddWorkflowEngine_Failures_AreLoggedWithTheirReason()
    {
        var log = new Diary();
        await using var provider = Services(e => e.AddAction<SaySettings, BrokenHandler>("say"))
            .AddLogging(b => b.AddProvider(new DiaryLoggerProvider(log))).BuildServiceProvider(Strict);
        var engine = provider.GetRequiredService<WorkflowEngine<Shop>>().With(Say);

        await engine.RunAsync();
        engine.Put(new(9, 1, "{}"));

        Assert.Contains("Alforis.Workflows.Engine 1001: 1 active workflows are in force", log.Lines);
        Assert.Contains("Alforis.Workflows.Engine 1007: Execution e1/1: action action_1 (say) failed: No paper.", log.Lines);
        Assert.Contains("Alforis.Workflows.Engine 1005: Execution e1/1 of workflow 1 failed: action_1 (say): No paper.", log.Lines);
        Assert.Contains(log.Lines, l => l.StartsWith("Alforis.Workflows.Engine 1002: The definition of workflow 9, version 1, is refused: 3 errors", StringComparison.Ordinal));
    }

    private static IServiceCollection Services(Action<WorkflowEngineBuilder<Shop>> configure) =>
        new ServiceCollection().AddSingleton<Diary>().AddWorkflowEngine<Shop>(e => configure(Bought(e)));

    private static WorkflowEngineBuilder<Shop> Bought(WorkflowEngineBuilder<Shop> builder) => builder.Trigger("bought", t => t.View(c => c.Purchase));

    internal sealed class Diary
    {
        public List<string> Lines { get; } = [];
    }

    internal sealed class SayHandler(Diary diary) : IActionHandler<SaySettings>, IDisposable
    {
        private long workflow;

        public ValueTask<ActionResult> ExecuteAsync(ActionInvocation<SaySettings> invocation, CancellationToken cancellationToken)
        {
            workflow = invocation.WorkflowId;
            diary.Lines.Add($"{workflow}: {invocation.Settings.Message}");
            return ValueTask.FromResult(ActionResult.Success());
        }

        public void Dispose() => diary.Lines.Add($"{workflow}: closed");
    }

    internal sealed class TotalHandler : IActionHandler<Shop, NothingToSet>
    {
        public ValueTask<ActionResult> ExecuteAsync(ActionInvocation<Shop, NothingToSet> invocation, CancellationToken cancellationToken) =>
            ValueTask.FromResult(ActionResult.Success(invocation.Context.Purchase.Total));
    }

    internal sealed class BrokenHandler : IActionHandler<SaySettings>
    {
        public BrokenHandler() => throw new InvalidOperationException("No paper.");

        public ValueTask<ActionResult> ExecuteAsync(ActionInvocation<SaySettings> invocation, CancellationToken cancellationToken) => default;
    }

    internal sealed class ClingingHandler : IActionHandler<SaySettings>, IDisposable
    {
        public ValueTask<ActionResult> ExecuteAsync(ActionInvocation<SaySettings> invocation, CancellationToken cancellationToken) =>
            ValueTask.FromResult(ActionResult.Success());

        public void Dispose() => throw new InvalidOperationException("No.");
    }

    private sealed class DiaryLoggerProvider(Diary diary) : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => new DiaryLogger(categoryName, diary);

        public void Dispose()
        {
        }

        private sealed class DiaryLogger(string category, Diary diary) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
                diary.Lines.Add($"{category} {eventId.Id}: {formatter(state, exception)}");
        }
    }
}
