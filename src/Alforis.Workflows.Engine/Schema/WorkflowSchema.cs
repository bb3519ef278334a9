using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Alforis.Workflows.Engine.Diagnostics;

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
        IEnumerable<KeyValuePair<string, string>> pathAliases, ImmutableArray<RefusedSetting> refusedTriggerSettings, string defaultTimeZone,
        bool allowsDelays)
    {
        ContextType = contextType;
        Triggers = triggers;
        Actions = actions;
        PathAliases = pathAliases.ToFrozenDictionary(StringComparer.Ordinal);
        RefusedTriggerSettings = refusedTriggerSettings;
        DefaultTimeZone = defaultTimeZone;
        AllowsDelays = allowsDelays;
        DefaultZone = TimeZoneInfo.FindSystemTimeZoneById(defaultTimeZone);
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

    /// <summary>Trigger settings that people expect and that there are not.</summary>
    public ImmutableArray<RefusedSetting> RefusedTriggerSettings { get; }

    /// <summary>
    /// Whether executions can wait: <c>delay</c> and <c>recheck</c> in <c>trigger_config</c>, <c>delay</c> and <c>retry</c> of actions. Who runs the
    /// workflows must honour them; a <c>WorkflowEngine</c> does everything at once, and does not take such a schema.
    /// </summary>
    public bool AllowsDelays { get; }

    /// <summary>IANA name of the time zone for workflows that name none.</summary>
    public string DefaultTimeZone { get; }

    /// <summary>What actions see of earlier ones; <see langword="null"/> for nothing.</summary>
    internal ActionResults? Results { get; init; }

    /// <summary>The zone that <see cref="DefaultTimeZone"/> names.</summary>
    internal TimeZoneInfo DefaultZone { get; }

    /// <summary>Describes a context type.</summary>
    /// <typeparam name="TContext">The type that conditions and templates are evaluated over; its public properties are the roots of paths.</typeparam>
    /// <param name="configure">Adds triggers and actions.</param>
    /// <param name="naming">How properties are called in paths unless they have a <c>JsonPropertyName</c>; snake case (<c>DueDate</c> is <c>due_date</c>) by default.</param>
    /// <returns>The schema.</returns>
    /// <exception cref="ArgumentException">Two triggers or actions have one name, or a path does not lead from the context.</exception>
    /// <exception cref="InvalidOperationException">The context is JSON or a dictionary.</exception>
    /// <exception cref="NotSupportedException">A settings record has a property of a type that cannot be a setting.</exception>
    [RequiresUnreferencedCode(RuntimeNeeds.Reflection)]
    [RequiresDynamicCode(RuntimeNeeds.Generation)]
    public static WorkflowSchema For<TContext>(Action<WorkflowSchemaBuilder<TContext>> configure, JsonNamingPolicy? naming = null)
    {
        if (typeof(TContext) == typeof(JsonElement)) throw new InvalidOperationException($"Describe JSON by {nameof(ForJson)}.");
        if (EntitySchemaFactory.IsFreeDictionary(typeof(TContext))) throw new InvalidOperationException($"Describe dictionaries by {nameof(ForDictionary)}.");
        return Build(new TypeModel(typeof(TContext), naming ?? JsonNamingPolicy.SnakeCaseLower), configure);
    }

    /// <summary>
    /// Describes contexts that are JSON objects. With a JSON Schema their fields have types, and a value that has not the declared one
    /// counts as null; without one any path may be written, and types show at evaluation.
    /// </summary>
    /// <remarks>
    /// Read are: <c>type</c>, <c>properties</c>, <c>required</c>, <c>items</c>, <c>enum</c>, <c>const</c>, <c>format</c> (<c>date</c>,
    /// <c>date-time</c>), <c>$ref</c> inside the document, <c>anyOf</c> or <c>oneOf</c> with null, <c>allOf</c> of one schema, the bounds
    /// of values that actions write, and two of our own: <c>x-writable</c> (actions may write the field) and <c>x-untracked</c> (no event
    /// reports a change of it). Other keywords restrict values without changing their type, and are ignored.
    /// </remarks>
    /// <param name="jsonSchema">A JSON Schema of the context as JSON text; <see langword="null"/> for none.</param>
    /// <param name="configure">Adds triggers, which name their roots by <see cref="TriggerSchemaBuilder{TContext}.ViewOf"/>, and actions.</param>
    /// <returns>The schema, for a <c>WorkflowCompiler&lt;JsonElement&gt;</c>.</returns>
    /// <exception cref="ArgumentException">Two triggers or actions have one name, or the context has no such root.</exception>
    /// <exception cref="JsonSchemaException">The JSON Schema cannot be used; the message says where and why.</exception>
    /// <exception cref="NotSupportedException">A settings record has a property of a type that cannot be a setting.</exception>
    [RequiresUnreferencedCode(RuntimeNeeds.Reflection)]
    [RequiresDynamicCode(RuntimeNeeds.Generation)]
    public static WorkflowSchema ForJson(string? jsonSchema, Action<WorkflowSchemaBuilder<JsonElement>> configure) =>
        Build(Model(jsonSchema, static m => new JsonAccessor(m), typeof(JsonElement)), configure);

    /// <summary>
    /// Describes contexts that are dictionaries, with dictionaries, lists and values inside; else as <see cref="ForJson"/>. Values are
    /// text, truth values, numbers of any type, <see cref="DateOnly"/>, <see cref="DateTime"/>, <see cref="DateTimeOffset"/> (or these
    /// as text), enums, <see cref="Guid"/> and <see cref="char"/> (as text), <see cref="JsonElement"/>; any other object counts as null.
    /// </summary>
    /// <param name="jsonSchema">A JSON Schema of the context as JSON text; <see langword="null"/> for none.</param>
    /// <param name="configure">Adds triggers, which name their roots by <see cref="TriggerSchemaBuilder{TContext}.ViewOf"/>, and actions.</param>
    /// <returns>The schema, for a <c>WorkflowCompiler&lt;IReadOnlyDictionary&lt;string, object?&gt;&gt;</c>.</returns>
    /// <exception cref="ArgumentException">Two triggers or actions have one name, or the context has no such root.</exception>
    /// <exception cref="JsonSchemaException">The JSON Schema cannot be used; the message says where and why.</exception>
    /// <exception cref="NotSupportedException">A settings record has a property of a type that cannot be a setting.</exception>
    [RequiresUnreferencedCode(RuntimeNeeds.Reflection)]
    [RequiresDynamicCode(RuntimeNeeds.Generation)]
    public static WorkflowSchema ForDictionary(string? jsonSchema, Action<WorkflowSchemaBuilder<IReadOnlyDictionary<string, object?>>> configure) =>
        Build(Model(jsonSchema, static m => new EntryAccessor(m), typeof(IReadOnlyDictionary<string, object?>)), configure);

    private static ContextModel Model(string? jsonSchema, Func<MemberName, FieldAccessor> accessor, Type type) =>
        jsonSchema is null ? new OpenModel(accessor) : new DescribedModel(new JsonSchemaReader(accessor, type).Read(jsonSchema));

    private static WorkflowSchema Build<TContext>(ContextModel model, Action<WorkflowSchemaBuilder<TContext>> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var builder = new WorkflowSchemaBuilder<TContext>(model);
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
