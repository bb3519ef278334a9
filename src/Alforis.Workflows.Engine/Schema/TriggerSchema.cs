using System.Collections.Immutable;

namespace Alforis.Workflows.Engine.Schema;

/// <summary>A kind of trigger: what its workflows see and which settings it has. Immutable, thread-safe.</summary>
public sealed record TriggerSchema
{
    /// <summary>The name in <c>trigger_type</c>, for example <c>deal_created</c>.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// What paths may start from, and the triggering entity: one view, or several to be chosen from by the setting
    /// <see cref="EntitySetting"/>. The first is taken when nothing is chosen.
    /// </summary>
    public required ImmutableArray<TriggerView> Views { get; init; }

    /// <summary>The setting whose value chooses the view by its entity's name; <see langword="null"/> when there is only one view.</summary>
    public string? EntitySetting { get; init; }

    /// <summary>The settings.</summary>
    public ImmutableArray<SettingSchema> Settings { get; init; } = [];

    /// <summary>Settings that filter: each is a comparison that must hold before the conditions are asked.</summary>
    public ImmutableArray<TriggerFilter> Filters { get; init; } = [];

    /// <summary>Whether any field of the triggering entity may stand in <c>trigger_config</c> as an equality filter.</summary>
    public bool AllowsFieldFilters { get; init; }

    /// <summary>A setting whose value, a JSON Schema, says what a root of free JSON holds; <see langword="null"/> when there is none.</summary>
    public RootSchemaSetting? RootSchema { get; init; }

    /// <summary>Checks what single settings cannot: combinations of them. <see langword="null"/> when there is nothing to check.</summary>
    public ITriggerSettingsCheck? Check { get; init; }
}

/// <summary>What a workflow sees.</summary>
/// <param name="Entity">The root that bare field names belong to; <see langword="null"/> when there is no triggering entity.</param>
/// <param name="Roots">The roots that paths start from.</param>
public sealed record TriggerView(FieldSchema? Entity, ImmutableArray<FieldSchema> Roots)
{
    /// <summary>The whole context as free JSON, where any name may start a path; <see langword="null"/> where only <see cref="Roots"/> may.</summary>
    internal FieldSchema? Whole { get; init; }

    /// <summary>The root of that name, or <see langword="null"/>.</summary>
    /// <param name="name">Compared ordinally.</param>
    public FieldSchema? Find(string name) => Roots.FirstOrDefault(r => string.Equals(r.Name, name, StringComparison.Ordinal));
}

/// <summary>
/// A trigger setting with a JSON Schema of free JSON: paths into a root of a workflow that gives one are checked against it and typed, as if the root were an
/// entity. That the JSON is as it says, whoever makes contexts must see to: what is not, is null.
/// </summary>
/// <param name="Setting">Its name.</param>
/// <param name="Root">The root of the views, of kind <see cref="ValueKind.Json"/>.</param>
public sealed record RootSchemaSetting(string Setting, string Root);

/// <summary>A trigger setting that filters.</summary>
/// <param name="Setting">Its name.</param>
/// <param name="Paths">The field that its values are compared with: the first of these paths that the chosen view has.</param>
/// <param name="NamesFields">Whether the values are names of the triggering entity's fields.</param>
/// <param name="Aliases">Other names that older definitions use.</param>
public sealed record TriggerFilter(string Setting, ImmutableArray<string> Paths, bool NamesFields, ImmutableArray<string> Aliases);

/// <summary>Checks combinations of a trigger's settings. Implementations are stateless and thread-safe.</summary>
public interface ITriggerSettingsCheck
{
    /// <summary>Checks the settings of one definition.</summary>
    /// <param name="settings">The settings by name; text, numbers as text, lists joined by commas, objects as JSON.</param>
    /// <returns>Setting name and what is wrong with it, as a sentence; empty when all is well.</returns>
    IEnumerable<(string Setting, string Problem)> Check(IReadOnlyDictionary<string, string> settings);
}
