using Alforis.Workflows.Engine.Compilation;

namespace Alforis.Workflows.Engine.Conditions;

/// <summary>What a workflow asks, to be read by whoever translates it into the language of a store. Immutable, thread-safe.</summary>
/// <param name="Filter">What the trigger's settings ask of an event, as <c>PassesFilter</c> answers.</param>
/// <param name="Conditions">What its conditions ask, as <c>MeetsConditions</c> answers.</param>
public sealed record WorkflowConditions(Condition Filter, Condition Conditions)
{
    /// <summary>Reads a workflow; some microseconds.</summary>
    /// <typeparam name="TContext">The type that conditions are evaluated over.</typeparam>
    /// <param name="workflow">The workflow.</param>
    /// <returns>What it asks.</returns>
    public static WorkflowConditions Of<TContext>(CompiledWorkflow<TContext> workflow)
    {
        ArgumentNullException.ThrowIfNull(workflow);
        var reader = new ConditionReader(workflow.TimeZone);
        return new WorkflowConditions(reader.Read(workflow.Source.Filter), reader.Read(workflow.Source.Condition));
    }
}
