using Alforis.Workflows.Engine.Definitions;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Binding;

/// <summary>The members by which definitions wait, and where they stand.</summary>
internal static class WaitNames
{
    public const string Delay = "delay";
    public const string Recheck = "recheck";
    public const string Retry = "retry";

    private const string AtOnce = "All actions are performed at once here, when the event is handled.";

    private const string AtOnceCure = "Remove it; what is to happen later can be the work of a workflow of its own, on a later event.";

    /// <summary>How older definitions say a delay, by the unit.</summary>
    public static readonly IReadOnlyList<(string Name, TimeUnit Unit)> OlderDelays =
        [("delay_days", TimeUnit.Days), ("delay_hours", TimeUnit.Hours), ("delay_minutes", TimeUnit.Minutes)];

    /// <summary>All ways to say a delay.</summary>
    public static readonly IReadOnlyList<string> OfDelay = [Delay, .. OlderDelays.Select(o => o.Name)];

    /// <summary>What <c>trigger_config</c> takes beside a trigger's settings.</summary>
    public static readonly IReadOnlyList<string> OfTrigger = [.. OfDelay, Recheck];

    /// <summary>What an action takes beside its <c>config</c>.</summary>
    public static readonly IReadOnlyList<string> OfAction = [.. OfDelay, Retry];

    /// <summary>Why one of these is refused in <c>trigger_config</c>; <see langword="null"/> for other names.</summary>
    /// <param name="name">The member.</param>
    /// <param name="schema">What the definition is bound against.</param>
    public static (string Problem, string Cure)? RefusalInTrigger(string name, WorkflowSchema schema) => name switch
    {
        Retry when schema.AllowsDelays => ("'retry' belongs to an action.", "Write it in an action, beside 'config'."),
        _ when !schema.AllowsDelays && (name == Retry || OfTrigger.Contains(name, StringComparer.Ordinal)) => (AtOnce, AtOnceCure),
        _ => null,
    };

    /// <summary>Why one of these is refused as a member of an action; <see langword="null"/> when it is not.</summary>
    public static (string Problem, string Cure)? RefusalInAction(string name, ActionSchema action, WorkflowSchema schema)
    {
        if (!schema.AllowsDelays) return (AtOnce, AtOnceCure);
        return name == Retry && !action.IsOutside
            ? ($"'{action.Name}' is performed with what comes before and after it or not at all: it is not tried again by itself.", "Remove 'retry'.")
            : null;
    }

    /// <summary>Why one of these is refused inside of an action's <c>config</c>; <see langword="null"/> for other names.</summary>
    public static (string Problem, string Cure)? RefusalInConfig(string name, WorkflowSchema schema)
    {
        if (!OfAction.Contains(name, StringComparer.Ordinal)) return null;
        return schema.AllowsDelays ? ($"'{name}' is no setting of an action.", "Write it beside 'config', not in it.") : (AtOnce, AtOnceCure);
    }
}
