using System.Globalization;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Conditions;
using Alforis.Workflows.Engine.DependencyInjection;
using Alforis.Workflows.Engine.Execution;
using Alforis.Workflows.Engine.Matching;
using Alforis.Workflows.Engine.Schema;
using Microsoft.Extensions.DependencyInjection;

namespace Alforis.Workflows.Engine.Tests.Documentation;

/// <summary>The examples of embedding, in the README and on their page: they compile here, and do what they say.</summary>
public sealed class EmbeddingExampleTests
{
    private readonly List<(string?, string)> sent = [];

    [Fact]
    public async Task ProcessAsync_Example_NotifiesOfTheBigOrder()
    {
#pragma warning disable xUnit1051 // An example of the shortest call.
        var engine = WorkflowEngine<OrderContext>.Create(e => e
            .Trigger("order_placed", t => t.View(c => c.Order).FieldFilters())
            .AddAction<NotifySettings>("notify", (call, _) =>
            {
                Send(call.Settings.Team, call.Settings.Message);
                return ValueTask.FromResult(ActionResult.Success());
            }));

        var load = engine.Load([new WorkflowSource(Id: 1, Version: 1, """
            {
              "name": "Big order",
              "status": "active",
              "trigger_type": "order_placed",
              "conditions": { "rules": [{ "field": "total", "operator": ">", "value": 1000 }] },
              "actions": [{ "type": "notify", "config": { "team": "sales", "message": "{{ customer }} ordered for {{ total }}" } }]
            }
            """)]);
        if (!load.Succeeded) throw new InvalidOperationException(load.ToString());

        // When an order is placed:
        var context = new OrderContext(new Order("ACME", 1250.50m, null));
        var executions = await engine.ProcessAsync("order_placed", context, eventId: "order-7");
#pragma warning restore xUnit1051

        Assert.Equal(ExecutionStatus.Succeeded, Assert.Single(executions).Status);
        Assert.Equal([("sales", "ACME ordered for 1250.5")], sent);
        sent.Clear();
        PlanOnly(engine, context, TimeProvider.System.GetUtcNow());
        Assert.Equal([("notify", "ACME ordered for 1250.5")], sent);
    }

    [Fact]
    public async Task AddWorkflowEngine_Example_CallsTheHandler()
    {
        var services = new ServiceCollection().AddSingleton<Mailbox>();
        services.AddWorkflowEngine<OrderContext>(e => e
            .Trigger("order_placed", t => t.View(c => c.Order))
            .AddAction<NotifySettings, NotifyHandler>("notify", timeout: TimeSpan.FromSeconds(10)));

        await using var provider = services.BuildServiceProvider();
        var engine = provider.GetRequiredService<WorkflowEngine<OrderContext>>();
        engine.Load([new(1, 1, """{"name":"x","status":"active","trigger_type":"order_placed","actions":[{"type":"notify","config":{"message":"{{ customer }}"}}]}""")]);
        var executions = await engine.ProcessAsync("order_placed", new OrderContext(new Order("ACME", 1, null)), "order-7", TestContext.Current.CancellationToken);

        Assert.Equal("ticket of order-7/1/v1/action_1: ACME", Assert.Single(executions).Actions[0].Value);
    }

    [Theory]
    [InlineData(2, "README.md")]
    [InlineData(6, "docs", "embedding.md")]
    public void Examples_EveryCSharpBlock_StandsInTheTestedSources(int count, params string[] page)
    {
        var examples = EmbeddingPage.Examples(EmbeddingPage.Read(page));

        Assert.Equal(count, examples.Count);
        var tested = EmbeddingPage.TestedSources();
        foreach (var example in examples) Assert.Contains(EmbeddingPage.Lines(example), tested, StringComparison.Ordinal);
    }

    [Fact]
    public void WorkflowConditions_Example_TranslatesWhatItCan()
    {
        var compiler = new WorkflowCompiler<OrderContext>(WorkflowSchema.For<OrderContext>(s => s
            .Trigger("order_placed", t => t.View(c => c.Order))
            .Action<NotifySettings>("notify")));
        var definition = """
            {
              "name": "Big order", "trigger_type": "order_placed",
              "conditions": { "rules": [{ "field": "total", "operator": ">", "value": 1000 }, { "field": "customer", "operator": "matches", "value": "^A" }] },
              "actions": [{ "type": "notify", "config": { "message": "x" } }]
            }
            """;

        var asked = WorkflowConditions.Of(compiler.Compile(definition).Workflow!);
        var translated = asked.Conditions is Conjunction all ? string.Join(" AND ", all.Conditions.Select(Translate)) : Translate(asked.Conditions);

        static string Translate(Condition condition) => condition switch
        {
            Comparison { Left: FieldOperand { Path: { Kind: ValueKind.Number } path }, Operator: ConditionOperator.Greater, Right: LiteralOperand { Value: decimal number } } =>
                string.Create(CultureInfo.InvariantCulture, $"{path.Steps[^1].Name} > {number}"),
            _ => "TRUE",
        };

        Assert.Equal("total > 1000 AND TRUE", translated);
    }

    private void PlanOnly(WorkflowEngine<OrderContext> engine, OrderContext context, DateTimeOffset now)
    {
        var definition = """
            {
              "name": "Big order", "trigger_type": "order_placed",
              "actions": [{ "type": "notify", "config": { "message": "{{ customer }} ordered for {{ total }}" } }]
            }
            """;

        var compiler = new WorkflowCompiler<OrderContext>(engine.Schema);
        var active = WorkflowSet<OrderContext>.Create([new(1, 1, compiler.Compile(definition).Workflow!)]);
        var matches = new List<WorkflowMatch<OrderContext>>();
        active.Match(["order_placed"], context, now, matches);
        foreach (var match in matches.Where(m => m.Fires))
        {
            foreach (var action in match.Entry.Workflow.Plan(context, now).Where(a => !a.IsSkipped)) Send(action.Type, action.Settings["message"]!.GetValue<string>());
        }
    }

    private void Send(string? to, string message) => sent.Add((to, message));
}
