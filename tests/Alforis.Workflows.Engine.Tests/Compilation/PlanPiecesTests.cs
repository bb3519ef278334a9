using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Tests.Compilation.Naive;
using Alforis.Workflows.Engine.Tests.Model;
using FsCheck;
using FsCheck.Fluent;

namespace Alforis.Workflows.Engine.Tests.Compilation;

/// <summary>An execution that waits is planned piece by piece: together the pieces are the plan.</summary>
public sealed class PlanPiecesTests
{
    private const int Cases = 500;

    private static readonly string[] Pool =
    [
        Written.Task,
        """{"type":"create_task","config":{"title":"{{ name }} {{ now }}","extra":{"a":["{{ webhook }}","{{ tags }}"]}}}""",
        """{"type":"create_task","when":{"field":"amount","operator":">","value":5},"on_error":"continue","config":{"title":"{{ for t in tags }}{{ t }}{{ end }}"}}""",
        """{"type":"send_mail","delay":"2 hours","retry":{"attempts":2},"config":{"to":["{{ item.owner.email }}"],"subject":"abcdefghijklmnopqrs{{ name }}","headers":{"x":"{{ id }}"}}}""",
        """{"type":"send_mail","when":{"operator":"NOT","rules":[{"field":"stage","operator":"==","value":"signe"}]},"config":{"team":"a","subject":"{{ today }}"}}""",
        """{"type":"update_field","delay":"1 day","config":{"field":"name","value":"{{ item.owner.email }}"}}""",
    ];

    [Fact]
    public void PlanAction_OfEachPosition_IsThePlan() => Check((workflow, scope, plan, _) =>
        plan.Select((_, i) => Text(workflow.PlanAction(i, scope, TestSchema.Now))).SequenceEqual(plan.Select(Text), StringComparer.Ordinal));

    [Fact]
    public void Plan_OfRangesThatFollowOneAnother_IsThePlan() => Check((workflow, scope, plan, random) =>
    {
        var pieces = new List<PlannedAction>();
        for (var from = 0; from < plan.Count;)
        {
            var to = random.Next(from, plan.Count + 1);
            pieces.AddRange(workflow.Plan(from, to, scope, TestSchema.Now));
            from = to;
        }

        return pieces.Select(Text).SequenceEqual(plan.Select(Text), StringComparer.Ordinal);
    });

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(0, 3)]
    [InlineData(2, 1)]
    [InlineData(3, 3)]
    public void Plan_RangeThatIsNone_Throws(int from, int to)
    {
        var workflow = Written.Compile(Written.Definition(actions: $"{Written.Task},{Written.Task}"));

        Assert.Throws<ArgumentOutOfRangeException>(() => workflow.Plan(from, to, new Scope(), TestSchema.Now));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void PlanAction_PositionThatIsNone_Throws(int position)
    {
        var workflow = Written.Compile(Written.Definition());

        Assert.Throws<ArgumentOutOfRangeException>(() => workflow.PlanAction(position, new Scope(), TestSchema.Now));
    }

    [Fact]
    public void Plan_EmptyRange_IsEmpty() => Assert.Empty(Written.Compile(Written.Definition()).Plan(1, 1, new Scope(), TestSchema.Now));

    [Fact]
    public void Actions_OfAWorkflow_SayWhatIsFixedInOrder()
    {
        var actions = Written.Compile(Written.Definition(actions: Pool[3] + "," + Written.Task.Replace("create_task\"", "CREATE_TASK\",\"id\":\"b\",\"on_error\":\"continue\"", StringComparison.Ordinal))).Actions;

        Assert.Equal([("action_1", "send_mail", "Stop", "2 hours", 2), ("b", "create_task", "Continue", null, null)],
            actions.Select(a => (a.Id, a.Type, a.OnError.ToString(), a.Delay?.ToString(), a.Retry?.Attempts)));
    }

    private static void Check(Func<CompiledWorkflow<Scope>, Scope, IReadOnlyList<PlannedAction>, Random, bool> agrees)
    {
        var (skipped, failed) = (0, 0);
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            var actions = Enumerable.Range(0, random.Next(1, 8)).Select(_ => Pool[random.Next(Pool.Length)]);
            var workflow = Written.Compile(Written.Definition(actions: string.Join(',', actions)));
            var scope = new RandomScope(random).Next();
            var plan = workflow.Plan(scope, TestSchema.Now);
            skipped += plan.Count(a => a.IsSkipped);
            failed += plan.Count(a => a.Problem is not null);
            return agrees(workflow, scope, plan, random);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Cases));

        // Otherwise only actions that always come out would have been compared.
        Assert.True(skipped > Cases / 10, $"Only {skipped} actions were skipped.");
        Assert.True(failed > Cases / 50, $"Only {failed} actions had a problem.");
    }

    private static string Text(PlannedAction action) =>
        $"{action.Id} {action.Type} {action.OnError} {action.Target} {action.Settings.ToJsonString()} {action.Problem} {action.IsSkipped}";
}
