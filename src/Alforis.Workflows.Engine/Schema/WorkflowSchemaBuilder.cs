using System.Collections.Frozen;
using System.Linq.Expressions;
using System.Text.Json;

namespace Alforis.Workflows.Engine.Schema;

/// <summary>Collects the triggers and actions of a <see cref="WorkflowSchema"/>. Not thread-safe.</summary>
/// <typeparam name="TContext">The type that conditions and templates are evaluated over.</typeparam>
public sealed class WorkflowSchemaBuilder<TContext>
{
    private readonly ContextModel model;
    private readonly List<TriggerSchema> triggers = [];
    private readonly List<ActionSchema> actions = [];
    private readonly Dictionary<string, string> aliases = new(StringComparer.Ordinal);
    private readonly List<RefusedSetting> refused = [];
    private string defaultTimeZone = "UTC";
    private ActionResults? results;
    private bool allowsDelays;

    internal WorkflowSchemaBuilder(ContextModel model) => this.model = model;

    /// <summary>Sets the time zone for workflows that name none; UTC when this is never called.</summary>
    /// <param name="ianaName">For example <c>Europe/Paris</c>.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException">This system does not know the time zone.</exception>
    public WorkflowSchemaBuilder<TContext> DefaultTimeZone(string ianaName)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(ianaName, out _))
        {
            throw new ArgumentException($"This system knows no time zone '{ianaName}'.", nameof(ianaName));
        }

        defaultTimeZone = ianaName;
        return this;
    }

    /// <summary>
    /// Lets definitions say <c>delay</c>, <c>recheck</c> and <c>retry</c>, which are refused otherwise: for who runs workflows in such a way that an
    /// execution can wait for days. A trigger's own setting or field filter of the same name goes first.
    /// </summary>
    /// <returns>This builder.</returns>
    public WorkflowSchemaBuilder<TContext> AllowDelays()
    {
        allowsDelays = true;
        return this;
    }

    /// <summary>Adds a path that stands for another, such as one of an older vocabulary.</summary>
    /// <param name="path">What definitions may write.</param>
    /// <param name="target">What it means.</param>
    /// <returns>This builder.</returns>
    public WorkflowSchemaBuilder<TContext> Alias(string path, string target)
    {
        aliases[path] = target;
        return this;
    }

    /// <summary>Adds a trigger setting that people expect and that there is not: where no trigger's own setting has the name, it is refused with this cure.</summary>
    /// <param name="name">Its name in <c>trigger_config</c>.</param>
    /// <param name="problem">Why it is refused, as a sentence.</param>
    /// <param name="cure">What to write instead, as a sentence.</param>
    /// <returns>This builder.</returns>
    public WorkflowSchemaBuilder<TContext> RefuseTriggerSetting(string name, string problem, string cure)
    {
        refused.Add(new RefusedSetting(name, problem, cure));
        return this;
    }

    /// <summary>Adds a trigger.</summary>
    /// <param name="name">Its name in <c>trigger_type</c>.</param>
    /// <param name="configure">Says what its workflows see and which settings it has.</param>
    /// <returns>This builder.</returns>
    public WorkflowSchemaBuilder<TContext> Trigger(string name, Action<TriggerSchemaBuilder<TContext>> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var trigger = new TriggerSchemaBuilder<TContext>(name, model);
        configure(trigger);
        triggers.Add(trigger.Build());
        return this;
    }

    /// <summary>Adds an action whose settings are the properties of a record.</summary>
    /// <typeparam name="TSettings">The record; <see langword="required"/> properties are required settings.</typeparam>
    /// <param name="name">Its name in <c>type</c>.</param>
    /// <param name="hasTarget">Whether <c>entity_type</c> and <c>entity_id</c> may name a target.</param>
    /// <param name="requiresTarget">
    /// Whether it is refused where a workflow sees no entity to act on; implied when it has a target and a setting that names a field of it.
    /// </param>
    /// <param name="isOutside">Whether it reaches outside and may be tried again, so that <c>retry</c> has a meaning; with <see cref="AllowDelays"/>.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException">It requires a target and has none.</exception>
    public WorkflowSchemaBuilder<TContext> Action<TSettings>(string name, bool hasTarget = false, bool requiresTarget = false, bool isOutside = false)
    {
        if (requiresTarget && !hasTarget) throw new ArgumentException($"'{name}' requires a target and has none.", nameof(requiresTarget));
        var settings = SettingSchemaFactory.Settings(typeof(TSettings));
        actions.Add(new ActionSchema
        {
            Name = name,
            Settings = settings,
            Groups = SettingSchemaFactory.Groups(typeof(TSettings)),
            Refused = SettingSchemaFactory.Refused(typeof(TSettings)),
            HasTarget = hasTarget,
            IsOutside = isOutside,
            RequiresTarget = requiresTarget || (hasTarget && settings.Any(s => s.Kind == SettingKind.FieldName)),
        });
        return this;
    }

    /// <summary>
    /// Lets actions see what earlier actions of their workflow brought: <c>ROOT.ID.FIELD</c>, with the id of the earlier one. Whoever runs the workflows puts it
    /// into the context of the later ones; what is not there, or not as the schema says, is null.
    /// </summary>
    /// <param name="root">The first name of such paths.</param>
    /// <param name="property">A property of the context of type <see cref="JsonElement"/>, an object by ids.</param>
    /// <param name="schemas">What kinds of actions bring: an action's name, and a JSON Schema of an object.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="JsonException">A schema is no JSON.</exception>
    public WorkflowSchemaBuilder<TContext> Results(
        string root, Expression<Func<TContext, object?>> property, params (string Action, string JsonSchema)[] schemas)
    {
        ArgumentNullException.ThrowIfNull(schemas);
        results = new ActionResults(model.Find(property).As(root), schemas.ToFrozenDictionary(s => s.Action, s => JsonElement.Parse(s.JsonSchema), StringComparer.Ordinal));
        return this;
    }

    internal WorkflowSchema Build() => new(typeof(TContext), [.. triggers], [.. actions], aliases, [.. refused], defaultTimeZone, allowsDelays) { Results = results };
}
