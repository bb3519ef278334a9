using System.Linq.Expressions;
using Alforis.Workflows.Engine.Diagnostics;

namespace Alforis.Workflows.Engine.Schema;

/// <summary>Describes one trigger of a <see cref="WorkflowSchema"/>. Not thread-safe.</summary>
/// <typeparam name="TContext">The type that conditions and templates are evaluated over.</typeparam>
public sealed class TriggerSchemaBuilder<TContext>
{
    private readonly string name;
    private readonly ContextModel model;
    private readonly List<TriggerView> views = [];
    private readonly List<TriggerFilter> filters = [];
    private IEnumerable<SettingSchema> settings = [];
    private string? entitySetting;
    private bool allowsFieldFilters;
    private ITriggerSettingsCheck? check;
    private RootSchemaSetting? rootSchema;

    internal TriggerSchemaBuilder(string name, ContextModel model)
    {
        this.name = name;
        this.model = model;
    }

    /// <summary>Adds what workflows of this trigger see. With several views, call <see cref="ChooseEntityBy"/> too.</summary>
    /// <param name="entity">The triggering entity, a property of the context; <see langword="null"/> for none.</param>
    /// <param name="roots">Further roots: a name and a property of the context.</param>
    /// <returns>This builder.</returns>
    public TriggerSchemaBuilder<TContext> View(
        Expression<Func<TContext, object?>>? entity, params (string Name, Expression<Func<TContext, object?>> Property)[] roots)
    {
        ArgumentNullException.ThrowIfNull(roots);
        var entityRoot = entity is null ? null : model.Find(entity);
        var others = roots.Select(r => model.Find(r.Property).As(r.Name));
        views.Add(new TriggerView(entityRoot, [.. entityRoot is null ? [] : new[] { entityRoot }, .. others]));
        return this;
    }

    /// <summary>
    /// Adds what workflows of this trigger see, by names: of the members of a JSON or dictionary context, or of a C# type's
    /// properties as definitions write them. With several views, call <see cref="ChooseEntityBy"/> too.
    /// </summary>
    /// <param name="entity">The triggering entity; <see langword="null"/> for none.</param>
    /// <param name="roots">Further roots.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException">The context has no such member.</exception>
    public TriggerSchemaBuilder<TContext> ViewOf(string? entity, params string[] roots)
    {
        ArgumentNullException.ThrowIfNull(roots);
        var entityRoot = entity is null ? null : RootOf(entity, nameof(entity));
        var others = roots.Select(r => RootOf(r, nameof(roots)));
        views.Add(new TriggerView(entityRoot, [.. entityRoot is null ? [] : new[] { entityRoot }, .. others]));
        return this;
    }

    private FieldSchema RootOf(string root, string parameter) => model.Find(root)
        ?? throw new ArgumentException(
            $"The context has no '{root}'. {NearestName.Suggest(root, model.Names) ?? $"It has: {string.Join(", ", model.Names)}."}", parameter);

    /// <summary>Names the setting whose value, an entity's name, chooses the view.</summary>
    /// <param name="setting">For example <c>entity_type</c>.</param>
    /// <returns>This builder.</returns>
    public TriggerSchemaBuilder<TContext> ChooseEntityBy(string setting)
    {
        entitySetting = setting;
        return this;
    }

    /// <summary>Adds the properties of a record as settings.</summary>
    /// <typeparam name="TSettings">The record.</typeparam>
    /// <param name="settingsCheck">Checks combinations of settings; <see langword="null"/> for none.</param>
    /// <returns>This builder.</returns>
    public TriggerSchemaBuilder<TContext> Settings<TSettings>(ITriggerSettingsCheck? settingsCheck = null)
    {
        settings = SettingSchemaFactory.Settings(typeof(TSettings)).Select(s => s with { AllowsTemplate = false });
        check = settingsCheck;
        return this;
    }

    /// <summary>Lets definitions say what a root of free JSON holds, with a JSON Schema: see <see cref="RootSchemaSetting"/>.</summary>
    /// <param name="setting">The setting's name.</param>
    /// <param name="root">The root's name in the views: a property of type <see cref="System.Text.Json.JsonElement"/>.</param>
    /// <returns>This builder.</returns>
    public TriggerSchemaBuilder<TContext> DescribeRootBy(string setting, string root)
    {
        rootSchema = new RootSchemaSetting(setting, root);
        return this;
    }

    /// <summary>Adds a setting with one value or a list of them; the event passes when the field is (or, a list, contains) one of them.</summary>
    /// <param name="setting">The setting's name.</param>
    /// <param name="paths">The field: the first of these paths that the chosen view has.</param>
    /// <param name="namesFields">Whether the values are names of the triggering entity's fields.</param>
    /// <param name="aliases">Other names that older definitions use.</param>
    /// <returns>This builder.</returns>
    public TriggerSchemaBuilder<TContext> Filter(string setting, IEnumerable<string> paths, bool namesFields = false, params string[] aliases)
    {
        filters.Add(new TriggerFilter(setting, [.. paths], namesFields, [.. aliases]));
        return this;
    }

    /// <summary>Lets any field of the triggering entity stand in <c>trigger_config</c> as an equality filter.</summary>
    /// <returns>This builder.</returns>
    public TriggerSchemaBuilder<TContext> FieldFilters()
    {
        allowsFieldFilters = true;
        return this;
    }

    internal TriggerSchema Build()
    {
        if (views.Count == 0) views.Add(new TriggerView(null, []) { Whole = model.Whole });
        return new TriggerSchema
        {
            Name = name,
            Views = [.. views],
            EntitySetting = entitySetting,
            Settings = [.. settings],
            Filters = [.. filters],
            AllowsFieldFilters = allowsFieldFilters,
            RootSchema = rootSchema,
            Check = check,
        };
    }
}
