using System.Globalization;
using System.Text.Json;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Schema;
using Alforis.Workflows.Engine.Tests.Model;
using FsCheck;
using FsCheck.Fluent;

namespace Alforis.Workflows.Engine.Tests.Compilation;

/// <summary>Contexts need not be classes, and values need not be harmless.</summary>
public sealed class ContextTypeTests
{
    [Theory]
    [InlineData(5, true)]
    [InlineData(4, false)]
    public void MeetsConditions_StructContext_Answers(int id, bool answer)
    {
        var workflow = Compile<StructContext>(s => s.Trigger("t", t => t.View(c => c.Owner)));

        Assert.Equal(answer, workflow.MeetsConditions(new StructContext(new Owner { Id = id }), TestSchema.Now));
        Assert.False(workflow.MeetsConditions(default, TestSchema.Now));
        Assert.Equal(id.ToString(CultureInfo.InvariantCulture), Title(workflow, new StructContext(new Owner { Id = id })));
    }

    [Theory]
    [InlineData(5, true)]
    [InlineData(4, false)]
    public void MeetsConditions_RecordContext_Answers(int id, bool answer)
    {
        var workflow = Compile<RecordContext>(s => s.Trigger("t", t => t.View(c => c.Owner)));

        Assert.Equal(answer, workflow.MeetsConditions(new RecordContext(new Owner { Id = id }), TestSchema.Now));
        Assert.Equal(id.ToString(CultureInfo.InvariantCulture), Title(workflow, new RecordContext(new Owner { Id = id })));
    }

    [Theory]
    [InlineData(false, "bleu_clair")]
    [InlineData(true, "bleuClair")]
    public void Render_EnumUnderTwoNamingPolicies_HasTheNamesOfItsSchema(bool isCamel, string name)
    {
        var schema = WorkflowSchema.For<EnumContext>(
            s => s.Trigger("t", t => t.View(c => c.Paint)).Action<TaskSettings>("create_task"), isCamel ? JsonNamingPolicy.CamelCase : null);
        var result = new WorkflowCompiler<EnumContext>(schema).Compile(Written.Definition(
            """{"field":"colour","operator":"==","value":{"field":"name"}}""", """{"type":"create_task","config":{"title":"{{ colour }}"}}""", trigger: "t"));
        Assert.True(result.Succeeded, string.Join('\n', result.Diagnostics));
        var context = new EnumContext(new Paint(Couleur.BleuClair, name));

        Assert.True(result.Workflow.MeetsConditions(context, TestSchema.Now));
        Assert.Equal(name, (string)result.Workflow.Plan(context, TestSchema.Now)[0].Settings["title"]!);
    }

    private sealed record EnumContext(Paint Paint);

    private sealed record Paint(Couleur Colour, string Name);

    [Fact]
    public void MeetsConditions_DoubleBesideItsOwnText_IsEqual() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var number = random.NextDouble() * Math.Pow(10, random.Next(-5, 12));
            var text = number.ToString("0.############################", CultureInfo.InvariantCulture);
            if (double.Parse(text, CultureInfo.InvariantCulture) != number) return;
            var workflow = Written.Compile(Written.Definition($$"""{"field":"ratio","operator":"==","value":{{text}}}"""));
            Assert.True(workflow.MeetsConditions(new Scope { Item = new Item { Ratio = number } }, TestSchema.Now), text);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void MeetsConditions_LocalTimesAtTheEdges_DoNotThrow()
    {
        var workflow = Written.Compile(Written.Definition("""{"field":"created","operator":"<","value":"2026-01-01"}"""));

        Assert.True(workflow.MeetsConditions(Created(DateTime.MinValue), TestSchema.Now));
        Assert.False(workflow.MeetsConditions(Created(DateTime.MaxValue), TestSchema.Now));

        static Scope Created(DateTime value) => new() { Item = new Item { Created = DateTime.SpecifyKind(value, DateTimeKind.Local) } };
    }

    [Fact]
    public void MeetsConditions_SimpleCondition_AllocatesNothing()
    {
        var workflow = Written.Compile(Written.Definition(
            """{"rules":[{"field":"price","operator":">","value":5.5},{"field":"stage","operator":"in","value":["signe","prospect"]},{"field":"due","operator":"<","value":{"field":"today"}}]}"""));
        var scope = Written.ScopeOf("""{"price":6,"stage":"signe","due":"2026-03-31"}""");
        Assert.True(workflow.MeetsConditions(scope, TestSchema.Now));

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++) workflow.MeetsConditions(scope, TestSchema.Now);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static CompiledWorkflow<T> Compile<T>(Action<WorkflowSchemaBuilder<T>> configure)
    {
        var schema = WorkflowSchema.For<T>(s =>
        {
            configure(s);
            s.Action<TaskSettings>("create_task");
        });
        var result = new WorkflowCompiler<T>(schema).Compile(
            """
            {"name":"a","trigger_type":"t","conditions":{"field":"owner.id","operator":"==","value":5},
             "actions":[{"type":"create_task","config":{"title":"{{ owner.id }}"}}]}
            """);
        Assert.True(result.Succeeded, string.Join('\n', result.Diagnostics));
        return result.Workflow;
    }

    private static string Title<T>(CompiledWorkflow<T> workflow, T context) => (string)workflow.Plan(context, TestSchema.Now)[0].Settings["title"]!;

    internal readonly record struct StructContext(Owner? Owner);

    internal sealed record RecordContext(Owner Owner);
}
