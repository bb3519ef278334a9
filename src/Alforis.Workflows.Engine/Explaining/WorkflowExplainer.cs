using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Alforis.Workflows.Engine.Binding;
using Alforis.Workflows.Engine.Compilation;

namespace Alforis.Workflows.Engine.Explaining;

/// <summary>
/// Says why workflows fire. A workflow that is never asked costs nothing; the first question prepares its rules, in some
/// microseconds; the next ones take about a microsecond. Code of rules and readers of paths are compiled at first use and shared with
/// all workflows of a compiler. Thread-safe.
/// </summary>
public static class WorkflowExplainer
{
    /// <summary>Explains a workflow's answer. Agrees with <c>PassesFilter</c> and <c>MeetsConditions</c>; runs nothing.</summary>
    /// <typeparam name="TContext">The type that conditions are evaluated over.</typeparam>
    /// <param name="workflow">The workflow.</param>
    /// <param name="context">The event's context.</param>
    /// <param name="now">The moment of evaluation.</param>
    /// <returns>The answer with every rule, its actual and its expected value.</returns>
    public static Explanation Explain<TContext>(CompiledWorkflow<TContext> workflow, TContext context, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(workflow);
        var probes = Probes<TContext>.Of(workflow);
        var time = new EvaluationTime(now, workflow.TimeZone);
        var filter = new ConditionExplainer<TContext>(probes.Filter, context, time).Explain(reached: true, decisive: true);
        var conditions = new ConditionExplainer<TContext>(probes.Conditions, context, time);
        return new Explanation(workflow.Entity, filter, conditions.Explain(reached: filter.Holds, decisive: filter.Holds))
        {
            Delay = workflow.Delay,
            Recheck = workflow.Recheck,
        };
    }

    /// <summary>Explains whether an action of a workflow runs. Agrees with <c>Plan</c>; runs nothing.</summary>
    /// <typeparam name="TContext">The type that conditions are evaluated over.</typeparam>
    /// <param name="workflow">The workflow.</param>
    /// <param name="actionId">The action's id in the definition, for example <c>action_1</c>.</param>
    /// <param name="context">The event's context.</param>
    /// <param name="now">The moment of evaluation.</param>
    /// <returns>The answer of its <c>when</c> with every rule; an empty group that holds when it has none.</returns>
    /// <exception cref="ArgumentException">The workflow has no such action.</exception>
    public static ActionExplanation ExplainWhen<TContext>(CompiledWorkflow<TContext> workflow, string actionId, TContext context, DateTimeOffset now)
    {
        var probe = Probes<TContext>.WhenOf(workflow, actionId);
        var when = new ConditionExplainer<TContext>(probe, context, new EvaluationTime(now, workflow.TimeZone)).Explain(reached: true, decisive: true);
        var action = workflow.Actions.First(a => a.Id == actionId);
        return new ActionExplanation(actionId, workflow.Entity, when) { Delay = action.Delay, Retry = action.Retry };
    }

    /// <summary>The rules of an action's <c>when</c>, as <see cref="RulesToJson"/> writes those of the conditions.</summary>
    /// <typeparam name="TContext">The type that conditions are evaluated over.</typeparam>
    /// <param name="workflow">The workflow.</param>
    /// <param name="actionId">The action's id in the definition, for example <c>action_1</c>.</param>
    /// <param name="context">The event's context.</param>
    /// <param name="now">The moment of evaluation.</param>
    /// <returns>JSON text; <c>[]</c> when it has no condition of its own.</returns>
    /// <exception cref="ArgumentException">The workflow has no such action.</exception>
    public static string WhenToJson<TContext>(CompiledWorkflow<TContext> workflow, string actionId, TContext context, DateTimeOffset now)
    {
        var probe = Probes<TContext>.WhenOf(workflow, actionId);
        return new RuleRecord<TContext>(probe, workflow.TimeZone).Write(context, new EvaluationTime(now, workflow.TimeZone), hold: false);
    }

    /// <summary>
    /// The rules of the conditions as a JSON list in the order of the definition, each with path, operator, expected and actual value
    /// and whether it holds: what a history keeps. Takes about 100 ns per rule. Texts of more than 200 characters and lists of
    /// more than 20 elements are cut and end in <c>…</c>.
    /// </summary>
    /// <typeparam name="TContext">The type that conditions are evaluated over.</typeparam>
    /// <param name="workflow">The workflow.</param>
    /// <param name="context">The event's context.</param>
    /// <param name="now">The moment of evaluation.</param>
    /// <returns>JSON text; <c>[]</c> when there are no conditions.</returns>
    public static string RulesToJson<TContext>(CompiledWorkflow<TContext> workflow, TContext context, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(workflow);
        var time = new EvaluationTime(now, workflow.TimeZone);
        return Probes<TContext>.Of(workflow).Record.Write(context, time, workflow.MeetsConditions(context, now));
    }

    /// <summary>What is compiled for explaining a workflow; each part when it is first needed.</summary>
    private sealed class Probes<TContext>(ConditionSource<TContext> source, TimeZoneInfo zone)
    {
        private static readonly ConditionalWeakTable<CompiledWorkflow<TContext>, Probes<TContext>> ByWorkflow = [];

        private readonly Lazy<ConditionProbe<TContext>> filter = new(() => new ConditionProbe<TContext>(source.Filter, source.Readers, source.Predicates));
        private readonly Lazy<ConditionProbe<TContext>> conditions = new(() => new ConditionProbe<TContext>(source.Condition, source.Readers, source.Predicates));
        private readonly ConcurrentDictionary<string, ConditionProbe<TContext>> whens = new(StringComparer.Ordinal);
        private RuleRecord<TContext>? record;

        public ConditionProbe<TContext> Filter => filter.Value;

        public ConditionProbe<TContext> Conditions => conditions.Value;

        /// <summary>Two threads may make it at once; they make the same.</summary>
        public RuleRecord<TContext> Record => record ??= new RuleRecord<TContext>(Conditions, zone);

        public static ConditionProbe<TContext> WhenOf(CompiledWorkflow<TContext> workflow, string actionId)
        {
            ArgumentNullException.ThrowIfNull(workflow);
            ArgumentNullException.ThrowIfNull(actionId);
            if (workflow.Definition.Actions.All(a => a.Id != actionId))
            {
                throw new ArgumentException($"The workflow '{workflow.Definition.Name}' has no action '{actionId}'.", nameof(actionId));
            }

            return Of(workflow).When(actionId);
        }

        public static Probes<TContext> Of(CompiledWorkflow<TContext> workflow) =>
            ByWorkflow.GetValue(workflow, static w => new Probes<TContext>(w.Source, w.TimeZone));

        private ConditionProbe<TContext> When(string actionId) => whens.GetOrAdd(
            actionId, id => new ConditionProbe<TContext>(source.Whens.GetValueOrDefault(id) ?? ConditionBinder.Always, source.Readers, source.Predicates));
    }
}
