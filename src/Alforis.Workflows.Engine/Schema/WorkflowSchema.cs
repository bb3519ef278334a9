using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Alforis.Workflows.Engine.Schema;

/// <summary>
/// Everything a definition may refer to: triggers with what they see, actions with their settings. The one list from which binding,
/// diagnostics, editors and SQL are derived. Immutable, thread-safe; build it once and keep it.
/// </summary>
public sealed class WorkflowSchema
{
    private readonly FrozenDictionary<string, TriggerSchema> triggers;
    private readonly FrozenDictionary<string, ActionSchema> actions;

    internal WorkflowSchema(
        Type contextType, ImmutableArray<TriggerSchema> triggers, ImmutableArray<ActionSchema> actions,
        IEnumerable<KeyValuePair<string, string>> pathAliases, string defaultTimeZone)
    {
        ContextType = contextType;
        Triggers = triggers;
        Actions = actions;
        PathAliases = pathAliases.ToFrozenDictionary(StringComparer.Ordinal);
        DefaultTimeZone = defaultTimeZone;
        // Older definitions write the names in capitals.
        this.triggers = triggers.ToFrozenDictionary(t => t.Name, StringComparer.OrdinalIgnoreCase);
        this.actions = actions.ToFrozenDictionary(a => a.Name, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The type that conditions and templates are evaluated over.</summary>
    public Type ContextType { get; }

    /// <summary>The triggers, in the order they were added.</summary>
    public ImmutableArray<TriggerSchema> Triggers { get; }

    /// <summary>The actions, in the order they were added.</summary>
    public ImmutableArray<ActionSchema> Actions { get; }

    /// <summary>Paths that stand for other paths.</summary>
    public IReadOnlyDictionary<string, string> PathAliases { get; }

    /// <summary>IANA name of the time zone for workflows that name none.</summary>
    public string DefaultTimeZone { get; }

    /// <summary>Describes a context type.</summary>
    /// <typeparam name="TContext">The type that conditions and templates are evaluated over; its public properties are the roots of paths.</typeparam>
    /// <param name="configure">Adds triggers and actions.</param>
    /// <returns>The schema.</returns>
    /// <exception cref="ArgumentException">Two triggers or actions have one name, or a path does not lead from the context.</exception>
    /// <exception cref="NotSupportedException">A settings record has a property of a type that cannot be a setting.</exception>
    public static WorkflowSchema For<TContext>(Action<WorkflowSchemaBuilder<TContext>> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var builder = new WorkflowSchemaBuilder<TContext>();
        configure(builder);
        return builder.Build();
    }

    /// <summary>The trigger of that name in any case, or <see langword="null"/>.</summary>
    /// <param name="name">For example <c>deal_created</c>.</param>
    public TriggerSchema? FindTrigger(string name) => triggers.GetValueOrDefault(name);

    /// <summary>The action of that name in any case, or <see langword="null"/>.</summary>
    /// <param name="name">For example <c>create_task</c>.</param>
    public ActionSchema? FindAction(string name) => actions.GetValueOrDefault(name);
}
