using System.Text.Json;
using System.Text.Json.Nodes;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Definitions;
using Alforis.Workflows.Engine.Explaining;
using Alforis.Workflows.Engine.Tests.Compilation.Naive;
using Alforis.Workflows.Engine.Tests.Model;
using FsCheck;
using FsCheck.Fluent;

namespace Alforis.Workflows.Engine.Tests.Explaining;

/// <summary>Explanations agree with compiled evaluation, as a whole and rule by rule.</summary>
public sealed class AgreementTests
{
    private const int Cases = 400;
    private const int ContextsPerCase = 6;
    private static readonly JsonDocumentOptions Duplicates = new() { AllowDuplicateProperties = true };

    [Fact]
    public void Explain_RandomDefinitionsAndContexts_AnswersAsCompiled()
    {
        var rules = 0;
        ForAll((conditions, workflow, scopes) =>
        {
            // Each rule once more, alone in a workflow of its own.
            var alone = Rules.Of(conditions).Select(r => Written.Compile(Written.Definition(r.ToJsonString()))).ToList();
            foreach (var scope in scopes)
            {
                var explanation = WorkflowExplainer.Explain(workflow, scope, TestSchema.Now);
                Assert.Equal(workflow.MeetsConditions(scope, TestSchema.Now), explanation.Fires);
                Assert.Equal(alone.Select(w => w.MeetsConditions(scope, TestSchema.Now)), Rules.Of(explanation.Conditions).Select(r => r.Holds));
                Assert.All(Rules.Of(explanation.Conditions).OfType<ExplainedQuantifier>(), AssertCounts);
                rules += alone.Count;
            }
        });
        Assert.True(rules > Cases, $"Only {rules} rules were compared.");
    }

    [Fact]
    public void Explain_RandomDefinitionsAndContexts_ReachesWhatShortCircuitReachesAndReasonsDecide()
    {
        var unreached = 0;
        ForAll((_, workflow, scopes) =>
        {
            foreach (var scope in scopes)
            {
                var root = WorkflowExplainer.Explain(workflow, scope, TestSchema.Now).Conditions;
                var reached = new List<ExplainedCondition>();
                Assert.Equal(root.Holds, Evaluate(root, reached));
                Assert.Equal(reached.Select(Rules.Name), Rules.Of(root).Where(r => r.Reached).Select(Rules.Name));
                // Whatever the rules that do not decide may answer, the whole answers the same.
                Assert.Equal(root.Holds, Answer(root, others: true));
                Assert.Equal(root.Holds, Answer(root, others: false));
                unreached += Rules.Of(root).Count(r => !r.Reached);
            }
        });
        Assert.True(unreached > Cases / 10, $"Only {unreached} rules were not reached.");
    }

    [Fact]
    public void RulesToJson_RandomDefinitionsAndContexts_SaysWhatTheExplanationSays()
    {
        var compared = 0;
        ForAll((_, workflow, scopes) =>
        {
            foreach (var scope in scopes)
            {
                var explanation = JsonNode.Parse(WorkflowExplainer.Explain(workflow, scope, TestSchema.Now).ToJson(), documentOptions: Duplicates)!;
                var recorded = JsonNode.Parse(WorkflowExplainer.RulesToJson(workflow, scope, TestSchema.Now), documentOptions: Duplicates)!;
                foreach (var (explained, record) in RulesIn(explanation["conditions"]!).Zip(recorded.AsArray(), (e, r) => (Essence(e), Essence(r))))
                {
                    // Escaped surrogates: the record keeps free JSON with them as text. What is long is cut in it.
                    if (explained.Contains(@"\uD", StringComparison.OrdinalIgnoreCase) || explained.Length > 200) continue;
                    Assert.Equal(explained, record);
                    compared++;
                }

                Assert.Equal(Rules.Of(WorkflowExplainer.Explain(workflow, scope, TestSchema.Now).Conditions).Count(), recorded.AsArray().Count);
            }
        });
        Assert.True(compared > Cases * ContextsPerCase / 2, $"Only {compared} rules were compared.");
    }

    private static IEnumerable<JsonNode> RulesIn(JsonNode node) => node["rules"] is JsonArray rules ? rules.SelectMany(r => RulesIn(r!)) : [node];

    private static string Essence(JsonNode? rule) => string.Join(
        " | ", new[] { "path", "operator", "ignore_case", "expected_path", "expected_term", "expected", "previous", "actual", "holds" }.Select(member => rule![member]?.ToJsonString()));

    private static void AssertCounts(ExplainedQuantifier quantifier)
    {
        Assert.Equal(quantifier.Holds, quantifier.Operator == "any" ? quantifier.Held > 0 : quantifier.Held == (quantifier.Elements ?? 0));
        Assert.Equal(quantifier.Holds == (quantifier.Operator == "any"), quantifier.Deciding is not null);
        if (quantifier.Deciding is not { } deciding) return;
        Assert.Equal(quantifier.Operator == "any", deciding.Holds);
        Assert.All(Rules.Of(deciding).OfType<ExplainedQuantifier>(), AssertCounts);
    }

    /// <summary>Evaluates from left to right and stops as soon as the answer is known.</summary>
    private static bool Evaluate(ExplainedCondition condition, List<ExplainedCondition> reached)
    {
        switch (condition)
        {
            case ExplainedGroup { Operator: GroupOperator.Or } or:
                foreach (var inner in or.Conditions)
                {
                    if (Evaluate(inner, reached)) return true;
                }

                return false;
            case ExplainedGroup and:
                foreach (var inner in and.Conditions)
                {
                    if (!Evaluate(inner, reached)) return false;
                }

                return true;
            case ExplainedNegation negation:
                return !Evaluate(negation.Condition, reached);
            default:
                reached.Add(condition);
                return condition.Holds;
        }
    }

    private static bool Answer(ExplainedCondition condition, bool others) => condition switch
    {
        ExplainedGroup { Operator: GroupOperator.Or } or => or.Conditions.Any(c => Answer(c, others)),
        ExplainedGroup and => and.Conditions.All(c => Answer(c, others)),
        ExplainedNegation negation => !Answer(negation.Condition, others),
        _ => condition.Decisive ? condition.Holds : others,
    };

    private static void ForAll(Action<JsonNode, CompiledWorkflow<Scope>, IReadOnlyList<Scope>> property)
    {
        var compiled = 0;
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var conditions = new RandomConditions(random).Next();
            if (TestSchema.Compiler.Compile(Written.Definition(conditions.ToJsonString())).Workflow is not { } workflow) return;
            compiled++;
            var scopes = new RandomScope(random);
            property(conditions, workflow, [.. Enumerable.Range(0, ContextsPerCase).Select(_ => scopes.Next())]);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Cases).WithEndSize(Cases));
        Assert.True(compiled > Cases / 2, $"Only {compiled} of {Cases} definitions compiled.");
    }
}
