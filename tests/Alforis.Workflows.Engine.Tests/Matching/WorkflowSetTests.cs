using Alforis.Workflows.Engine.Matching;
using Alforis.Workflows.Engine.Tests.Compilation.Naive;
using Alforis.Workflows.Engine.Tests.Model;

namespace Alforis.Workflows.Engine.Tests.Matching;

public sealed class WorkflowSetTests
{
    private static readonly string[] Updated = ["item_updated"];

    [Fact]
    public void Match_SeveralWorkflows_AnswersByTriggerThenByNumber()
    {
        var set = WorkflowSet<Scope>.Create([
            Entry(9, trigger: "item_created"), Entry(5), Entry(2, """{"field":"id","operator":"==","value":1}"""), Entry(7, trigger: "hook"), Entry(3)]);

        var matches = Match(set, ["item_updated", "item_created"], """{"id":5}""");

        Assert.Equal([2, 3, 5, 7, 9], set.Entries.Select(e => e.Id));
        Assert.Equal([(2L, false), (3L, true), (5L, true), (9L, true)], matches.Select(m => (m.Entry.Id, m.Fires)));
    }

    [Fact]
    public void Match_FilterAndConditions_OnlyTheFilterHides()
    {
        var set = WorkflowSet<Scope>.Create([
            Entry(1, """{"field":"id","operator":"==","value":1}""", config: """{"to_stage":"SIGNÉ"}"""),
            Entry(2, """{"field":"id","operator":"==","value":5}""", config: """{"to_stage":["signe","En cours"]}""")]);

        Assert.Equal([(1L, false), (2L, true)], Match(set, Updated, """{"id":5,"stage":"signe"}""").Select(m => (m.Entry.Id, m.Fires)));
        Assert.Equal([(2L, false)], Match(set, Updated, """{"id":1,"stage":"en_cours"}""").Select(m => (m.Entry.Id, m.Fires)));
        Assert.Empty(Match(set, Updated, """{"id":5,"stage":"prospect"}"""));
    }

    [Theory]
    [InlineData("hook")]
    [InlineData("inconnu")]
    public void Match_TriggerWithoutWorkflows_AnswersNothing(string trigger) =>
        Assert.Empty(Match(WorkflowSet<Scope>.Create([Entry(1)]), [trigger], "{}"));

    [Fact]
    public void Match_ListInUse_IsNotCleared()
    {
        var set = WorkflowSet<Scope>.Create([Entry(1)]);
        var matches = new List<WorkflowMatch<Scope>>();

        set.Match(Updated, Written.ScopeOf("{}"), TestSchema.Now, matches);
        set.Match(Updated, Written.ScopeOf("{}"), TestSchema.Now, matches);

        Assert.Equal(2, matches.Count);
        Assert.Same(set.Entries[0], matches[1].Entry);
    }

    [Fact]
    public void Create_TwoEntriesOfOneNumber_Throws()
    {
        var thrown = Assert.Throws<ArgumentException>(() => WorkflowSet<Scope>.Create([Entry(1), Entry(2), Entry(1)]));

        Assert.Contains("Workflow 1 ", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Empty_Set_AnswersNothing()
    {
        Assert.Empty(WorkflowSet<Scope>.Empty.Entries);
        Assert.Empty(Match(WorkflowSet<Scope>.Empty, Updated, "{}"));
    }

    [Fact]
    public void Match_FromManyThreadsAtOnce_GivesTheSameAnswers()
    {
        var random = new Random(20260331);
        var conditions = new RandomConditions(random);
        var entries = new List<WorkflowEntry<Scope>>();
        while (entries.Count < 50)
        {
            if (TestSchema.Compiler.Compile(Written.Definition(conditions.Next().ToJsonString())).Workflow is { } workflow)
            {
                entries.Add(new WorkflowEntry<Scope>(entries.Count, 1, workflow));
            }
        }

        var set = WorkflowSet<Scope>.Create(entries);
        var made = new RandomScope(random);
        Scope[] scopes = [.. Enumerable.Range(0, 100).Select(_ => made.Next())];
        bool[][] alone = [.. scopes.Select(s => Answers(set, s))];

        Parallel.For(0, 4_000, new ParallelOptions { CancellationToken = TestContext.Current.CancellationToken }, i =>
            Assert.Equal(alone[i % scopes.Length], Answers(set, scopes[i % scopes.Length])));

        Assert.Contains(alone, a => a.Contains(true) && a.Contains(false));
    }

    [Fact]
    public void Compile_FromManyThreadsAtOnce_GivesWorkflowsThatAgree()
    {
        var definition = Written.Definition(
            """{"field":"price","operator":">","value":5}""", """{"type":"create_task","config":{"title":"{{ name }} {{ colour }} {{ webhook.a }}"}}""");
        var scope = Written.ScopeOf("""{"name":"n","price":6,"colour":"vert"}""", """{"a":1}""");
        var compiler = new Engine.Compilation.WorkflowCompiler<Scope>(TestSchema.Schema);

        Parallel.For(0, 50, new ParallelOptions { CancellationToken = TestContext.Current.CancellationToken }, _ =>
        {
            var workflow = compiler.Compile(definition).Workflow!;
            Assert.True(workflow.MeetsConditions(scope, TestSchema.Now));
            Assert.Equal("n vert 1", (string)workflow.Plan(scope, TestSchema.Now)[0].Settings["title"]!);
        });
    }

    private static bool[] Answers(WorkflowSet<Scope> set, Scope scope)
    {
        var matches = new List<WorkflowMatch<Scope>>();
        set.Match(Updated, scope, TestSchema.Now, matches);
        return [.. matches.Select(m => m.Fires)];
    }

    private static List<WorkflowMatch<Scope>> Match(WorkflowSet<Scope> set, string[] triggers, string item)
    {
        var matches = new List<WorkflowMatch<Scope>>();
        set.Match(triggers, Written.ScopeOf(item), TestSchema.Now, matches);
        return matches;
    }

    private static WorkflowEntry<Scope> Entry(long id, string conditions = "{}", string trigger = "item_updated", string config = "{}") =>
        new(id, 1, Written.Compile(Written.Definition(conditions, trigger: trigger, config: config)));
}
