using System.Text;
using System.Text.Json;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Diagnostics;
using Alforis.Workflows.Engine.Explaining;
using Alforis.Workflows.Engine.Parsing;
using Alforis.Workflows.Engine.Schema;
using Alforis.Workflows.Engine.Tests.Compilation.Contexts;
using Alforis.Workflows.Engine.Tests.Compilation.Naive;
using Alforis.Workflows.Engine.Tests.Model;

namespace Alforis.Workflows.Engine.Tests.Fuzzing;

/// <summary>
/// Damaged definitions over hostile contexts. Compiling never throws, and refuses with an error that has a place; what it accepts is evaluated, planned
/// and explained without an exception, the same whether its code is shared or its own.
/// </summary>
[Trait("Category", "Slow")]
public sealed class DefinitionFuzzTests
{
    private const int Cases = 300;

    private static readonly JsonDocumentOptions Lenient = new() { AllowDuplicateProperties = true, MaxDepth = 10_000 };

    private static readonly DateTimeOffset[] Moments = [TestSchema.Now, DateTimeOffset.MinValue, DateTimeOffset.MaxValue, new(2026, 3, 29, 1, 30, 0, TimeSpan.Zero)];

    [Fact]
    public void CompileAndUse_OverCSharpTypes_KeepsItsPromises() => Run(
        TestSchema.Schema, (random, hostile) =>
        {
            var scope = new RandomScope(random).Next();
            return random.Next(2) == 0 ? scope : new Scope { Item = scope.Item, Previous = scope.Previous, Team = scope.Team, Change = scope.Change, Payload = hostile.Json() };
        });

    [Fact]
    public void CompileAndUse_OverJson_KeepsItsPromises() => Run(ContextSchema.OverJson(), (_, hostile) => hostile.JsonContext());

    [Fact]
    public void CompileAndUse_OverDictionaries_KeepsItsPromises() =>
        Run<IReadOnlyDictionary<string, object?>>(ContextSchema.OverDictionaries(), (_, hostile) => hostile.Dictionary());

    [Fact]
    public void CompileAndUse_OverJsonWithoutSchema_KeepsItsPromises() => Run(WorkflowSchema.ForJson(null, Open), (_, hostile) => hostile.JsonContext());

    [Fact]
    public void CompileAndUse_OverDictionariesWithoutSchema_KeepsItsPromises() =>
        Run<IReadOnlyDictionary<string, object?>>(WorkflowSchema.ForDictionary(null, Open), (_, hostile) => hostile.Dictionary());

    private static void Run<T>(WorkflowSchema schema, Func<Random, HostileValues, T> context)
    {
        var shared = new WorkflowCompiler<T>(schema, new WorkflowCompilerOptions { MaxHot = 0 });
        var own = new WorkflowCompiler<T>(schema, new WorkflowCompilerOptions { HotAfter = 0, MaxHot = int.MaxValue });

        // Most of what is damaged should be sound before, or little but binding would be tested.
        var sound = Corpus.Definitions.Where(d => shared.Compile(d.ToJsonString()).Succeeded).ToList();
        var (compiled, refused) = (0, 0);
        FuzzRun.ForEach(Cases, random =>
        {
            var seeds = random.Next(4) == 0 ? Corpus.Definitions : sound;
            var json = new Mutation(random).Damage(seeds[random.Next(seeds.Count)]);
            var isText = random.Next(2) == 0;
            var result = FuzzRun.Bounded("Compiling", () => isText ? shared.Compile(json) : shared.Compile(Encoding.UTF8.GetBytes(json)));
            Check(result.Succeeded, result.Diagnostics, json);
            Check(WorkflowParser.Parse(json) is { Definition: not null }, WorkflowParser.Parse(json).Diagnostics, json);
            if (result.Workflow is not { } workflow)
            {
                if (result.Diagnostics.Any(d => d.Code != DiagnosticCodes.JsonSyntax)) refused++;
                return;
            }

            compiled++;
            var ownWorkflow = random.Next(4) == 0 ? (isText ? own.Compile(json) : own.Compile(Encoding.UTF8.GetBytes(json))).Workflow! : null;
            for (var i = 0; i < 3; i++) Use(workflow, ownWorkflow, context(random, new HostileValues(random)), Moments[random.Next(Moments.Length)], json);
        });
        Assert.True(compiled > 10, $"Only {compiled} damaged definitions still compiled.");
        Assert.True(refused > 10, $"Only {refused} damaged definitions were refused for what they say.");
    }

    private static void Use<T>(CompiledWorkflow<T> workflow, CompiledWorkflow<T>? own, T context, DateTimeOffset now, string json)
    {
        var passes = FuzzRun.Bounded("Filtering", () => workflow.PassesFilter(context, now));
        var meets = FuzzRun.Bounded("Evaluating", () => workflow.MeetsConditions(context, now));
        var plan = FuzzRun.Bounded("Planning", () => workflow.Plan(context, now));
        var explanation = FuzzRun.Bounded("Explaining", () => WorkflowExplainer.Explain(workflow, context, now));
        Same(passes && meets, explanation.Fires, "the explanation", json);
        IsJson(FuzzRun.Bounded("Writing the explanation", () => explanation.ToJson()));
        IsJson(FuzzRun.Bounded("Recording", () => WorkflowExplainer.RulesToJson(workflow, context, now)));
        _ = FuzzRun.Bounded("Wording", () => explanation.ToString());
        foreach (var action in plan)
        {
            IsJson(action.Settings.ToJsonString());
            var when = WorkflowExplainer.ExplainWhen(workflow, action.Id, context, now);
            Same(action.IsSkipped, !when.Runs, "the explanation of an action", json);
            IsJson(when.ToJson());
            IsJson(WorkflowExplainer.WhenToJson(workflow, action.Id, context, now));
        }

        if (own is null) return;
        Same(passes, own.PassesFilter(context, now), "the filter's own code", json);
        Same(meets, own.MeetsConditions(context, now), "the conditions' own code", json);
        Same(
            string.Join('\n', plan.Select(p => p.Problem + p.Settings.ToJsonString())), string.Join('\n', own.Plan(context, now).Select(p => p.Problem + p.Settings.ToJsonString())),
            "the actions' own code", json);
    }

    private static void Check(bool succeeded, IReadOnlyCollection<Diagnostic> diagnostics, string json)
    {
        if (succeeded == diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error)) Assert.Fail($"{succeeded} with {diagnostics.Count} diagnostics: {json}");
        var lines = json.Count(c => c == '\n') + 1;
        foreach (var diagnostic in diagnostics)
        {
            if (diagnostic.Line < 1 || diagnostic.Line > lines || diagnostic.Column < 1) Assert.Fail($"{diagnostic} has no place in {json}");
            if (!IsUnicode(diagnostic.Message + diagnostic.Suggestion + diagnostic.Pointer)) Assert.Fail($"{diagnostic} is cut within a character.");
        }
    }

    private static void Same<TValue>(TValue expected, TValue actual, string what, string json)
    {
        if (!EqualityComparer<TValue>.Default.Equals(expected, actual)) Assert.Fail($"{expected}, but {what} says {actual}: {json}");
    }

    private static void IsJson(string json)
    {
        using var _ = JsonDocument.Parse(json, Lenient);
    }

    private static bool IsUnicode(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) == text;

    /// <summary>Triggers and actions as the samples name them, over whatever context.</summary>
    private static void Open<T>(WorkflowSchemaBuilder<T> schema)
    {
        foreach (var trigger in (string[])["organisation_created", "organisation_updated", "deal_created", "deal_updated", "deal_stage_changed", "scheduled", "item_created", "item_updated", "hook"])
        {
            schema.Trigger(trigger, _ => { });
        }

        schema.Action<MailSettings>("send_mail").Action<TaskSettings>("create_task", hasTarget: true).Action<NoticeSettings>("send_notification").Action<NoticeSettings>("add_tag", hasTarget: true);
    }

    private sealed record NoticeSettings
    {
        public string? Title { get; init; }

        public string? Message { get; init; }

        public JsonElement? Recipients { get; init; }

        public string? Severity { get; init; }

        public JsonElement? Tag { get; init; }
    }
}
