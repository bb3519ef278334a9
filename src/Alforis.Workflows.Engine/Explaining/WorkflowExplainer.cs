using System.Runtime.CompilerServices;
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
        return filter.Holds
            ? new Explanation(workflow.Entity, filter, conditions.Explain(reached: true, decisive: true))
            : new Explanation(workflow.Entity, filter, conditions.Explain(reached: false, decisive: false));
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
        private RuleRecord<TContext>? record;

        public ConditionProbe<TContext> Filter => filter.Value;

        public ConditionProbe<TContext> Conditions => conditions.Value;

        /// <summary>Two threads may make it at once; they make the same.</summary>
        public RuleRecord<TContext> Record => record ??= new RuleRecord<TContext>(Conditions, zone);

        public static Probes<TContext> Of(CompiledWorkflow<TContext> workflow) =>
            ByWorkflow.GetValue(workflow, static w => new Probes<TContext>(w.Source, w.TimeZone));
    }
}
