using Alforis.Workflows.Engine.Binding;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Host.Endpoints.Schema;

/// <summary>All that an editor of workflows needs.</summary>
internal sealed record SchemaAnswer
{
    /// <summary>The time zone of workflows that name none.</summary>
    public required string DefaultTimeZone { get; init; }

    /// <summary>Whether workflows and actions may have a <c>delay</c>.</summary>
    public required bool AllowsDelays { get; init; }

    /// <summary>What workflows can wait for.</summary>
    public required IReadOnlyList<TriggerAnswer> Triggers { get; init; }

    /// <summary>What workflows can do.</summary>
    public required IReadOnlyList<ActionAnswer> Actions { get; init; }

    /// <summary>The objects that paths lead through, by name.</summary>
    public required IReadOnlyDictionary<string, EntityAnswer> Entities { get; init; }

    /// <summary>The operators that are defined for each type; for a list by the type of its elements.</summary>
    public required IReadOnlyList<OperatorsAnswer> Operators { get; init; }

    /// <summary>Operators that take no value.</summary>
    public required IReadOnlyList<string> OperatorsWithoutValue { get; init; }

    /// <summary>Operators that ask for changes, and are there only where a trigger sees <c>previous</c>.</summary>
    public required IReadOnlyList<string> OperatorsOfChanges { get; init; }

    public static SchemaAnswer Of(WorkflowSchema schema)
    {
        var entities = new EntityNaming();
        var triggers = schema.Triggers.Select(t => TriggerAnswer.Of(t, entities)).ToList();
        return new SchemaAnswer
        {
            DefaultTimeZone = schema.DefaultTimeZone,
            AllowsDelays = schema.AllowsDelays,
            Triggers = triggers,
            Actions = [.. schema.Actions.Select(ActionAnswer.Of)],
            Entities = entities.Describe(),
            Operators = [.. OperatorsAnswer.All()],
            OperatorsWithoutValue = Engine.Binding.Operators.WithoutValue,
            OperatorsOfChanges = Engine.Binding.Operators.OfChanges,
        };
    }
}

/// <summary>The operators of a type.</summary>
internal sealed record OperatorsAnswer
{
    /// <summary>The type.</summary>
    public required ValueKind Kind { get; init; }

    /// <summary>The type of the elements of a list.</summary>
    public ValueKind? ItemKind { get; init; }

    /// <summary>The operators.</summary>
    public required IReadOnlyList<string> Operators { get; init; }

    public static IEnumerable<OperatorsAnswer> All() => Enum.GetValues<ValueKind>().SelectMany(kind => kind == ValueKind.List
        ? Enum.GetValues<ValueKind>().Where(item => item != ValueKind.List).Select(item => Of(kind, item))
        : [Of(kind, null)]);

    private static OperatorsAnswer Of(ValueKind kind, ValueKind? item) => new() { Kind = kind, ItemKind = item, Operators = Engine.Binding.Operators.Of(kind, item) };
}

/// <summary>A kind of trigger.</summary>
internal sealed record TriggerAnswer
{
    /// <summary>Its name in <c>trigger_type</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What a workflow sees: one view, or several to be chosen from by the setting <c>entity_setting</c>.</summary>
    public required IReadOnlyList<ViewAnswer> Views { get; init; }

    /// <summary>The setting whose value chooses the view by its entity; <see langword="null"/> when there is only one.</summary>
    public string? EntitySetting { get; init; }

    /// <summary>Its settings in <c>trigger_config</c>.</summary>
    public required IReadOnlyList<SettingAnswer> Settings { get; init; }

    /// <summary>Its settings that filter: a value or a list of values, one of which the field must have.</summary>
    public required IReadOnlyList<FilterAnswer> Filters { get; init; }

    /// <summary>Whether any field of the triggering entity may stand in <c>trigger_config</c> as a filter.</summary>
    public required bool AllowsFieldFilters { get; init; }

    public static TriggerAnswer Of(TriggerSchema trigger, EntityNaming entities) => new()
    {
        Name = trigger.Name,
        Views = [.. trigger.Views.Select(v => new ViewAnswer { Entity = v.Entity?.Name, Roots = [.. v.Roots.Select(r => FieldAnswer.Of(r, entities))] })],
        EntitySetting = trigger.EntitySetting,
        Settings = [.. trigger.Settings.Select(SettingAnswer.Of)],
        Filters = [.. trigger.Filters.Select(f => new FilterAnswer { Setting = f.Setting, Paths = f.Paths, NamesFields = f.NamesFields })],
        AllowsFieldFilters = trigger.AllowsFieldFilters,
    };
}

/// <summary>What a workflow sees.</summary>
internal sealed record ViewAnswer
{
    /// <summary>The root that bare field names belong to; <see langword="null"/> when there is no triggering entity.</summary>
    public string? Entity { get; init; }

    /// <summary>What paths start from.</summary>
    public required IReadOnlyList<FieldAnswer> Roots { get; init; }
}

/// <summary>A setting that filters.</summary>
internal sealed record FilterAnswer
{
    /// <summary>Its name.</summary>
    public required string Setting { get; init; }

    /// <summary>The field that its values are compared with: the first of these paths that the view has.</summary>
    public required IReadOnlyList<string> Paths { get; init; }

    /// <summary>Whether its values are names of the triggering entity's fields.</summary>
    public required bool NamesFields { get; init; }
}

/// <summary>A kind of action.</summary>
internal sealed record ActionAnswer
{
    /// <summary>Its name in <c>type</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Its settings in <c>config</c>.</summary>
    public required IReadOnlyList<SettingAnswer> Settings { get; init; }

    /// <summary>Which settings exclude or require one another.</summary>
    public required IReadOnlyList<SettingGroupAnswer> Groups { get; init; }

    /// <summary>Whether <c>entity_type</c> and <c>entity_id</c> may name what it acts on.</summary>
    public required bool HasTarget { get; init; }

    /// <summary>Whether it needs an entity to act on.</summary>
    public required bool RequiresTarget { get; init; }

    /// <summary>Whether it reaches outside, so that <c>retry</c> may say how often it is tried.</summary>
    public required bool IsOutside { get; init; }

    public static ActionAnswer Of(ActionSchema action) => new()
    {
        Name = action.Name,
        Settings = [.. action.Settings.Select(SettingAnswer.Of)],
        Groups = [.. action.Groups.Select(g => new SettingGroupAnswer { Settings = g.Settings, Least = g.Least, Most = g.Most, Beside = g.Beside })],
        HasTarget = action.HasTarget,
        RequiresTarget = action.RequiresTarget,
        IsOutside = action.IsOutside,
    };
}

/// <summary>Of these settings so many must be given.</summary>
internal sealed record SettingGroupAnswer
{
    /// <summary>The settings.</summary>
    public required IReadOnlyList<string> Settings { get; init; }

    /// <summary>At least so many.</summary>
    public required int Least { get; init; }

    /// <summary>At most so many.</summary>
    public required int Most { get; init; }

    /// <summary>Only beside this setting; <see langword="null"/> for always.</summary>
    public string? Beside { get; init; }
}

/// <summary>A setting.</summary>
internal sealed record SettingAnswer
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its type; of each element when <c>is_list</c>.</summary>
    public required SettingKind Kind { get; init; }

    /// <summary>Whether a list may be given.</summary>
    public required bool IsList { get; init; }

    /// <summary>Whether it must be given.</summary>
    public required bool IsRequired { get; init; }

    /// <summary>Whether text may have placeholders.</summary>
    public required bool AllowsTemplate { get; init; }

    /// <summary>Whether a number may stand where text is expected.</summary>
    public required bool AllowsNumber { get; init; }

    /// <summary>The values of a choice.</summary>
    public required IReadOnlyList<string> Choices { get; init; }

    /// <summary>Values to propose.</summary>
    public required IReadOnlyList<string> Examples { get; init; }

    /// <summary>The smallest number.</summary>
    public decimal? Minimum { get; init; }

    /// <summary>The largest number.</summary>
    public decimal? Maximum { get; init; }

    /// <summary>The longest text, in UTF-16 code units.</summary>
    public required int MaxLength { get; init; }

    /// <summary>Where its text goes, which decides how placeholders are escaped.</summary>
    public required SettingDestination Destination { get; init; }

    /// <summary>Of a value for a field: the setting that names the field.</summary>
    public string? FieldSetting { get; init; }

    public static SettingAnswer Of(SettingSchema s) => new()
    {
        Name = s.Name, Kind = s.Kind, IsList = s.IsList, IsRequired = s.IsRequired, AllowsTemplate = s.AllowsTemplate, AllowsNumber = s.AllowsNumber, Choices = s.Choices,
        Examples = s.Examples, Minimum = s.Minimum, Maximum = s.Maximum, MaxLength = s.MaxLength, Destination = s.Destination, FieldSetting = s.FieldSetting,
    };
}

/// <summary>An object that paths lead through.</summary>
internal sealed record EntityAnswer
{
    /// <summary>Its fields.</summary>
    public required IReadOnlyList<FieldAnswer> Fields { get; init; }
}

/// <summary>A field.</summary>
internal sealed record FieldAnswer
{
    /// <summary>Its name in paths.</summary>
    public required string Name { get; init; }

    /// <summary>Its name as words, for people.</summary>
    public required string Label { get; init; }

    /// <summary>Its type.</summary>
    public required ValueKind Kind { get; init; }

    /// <summary>The type of the elements of a list.</summary>
    public ValueKind? ItemKind { get; init; }

    /// <summary>The object behind it, or behind each element: a name in <c>entities</c>.</summary>
    public string? Entity { get; init; }

    /// <summary>The values of an enumeration.</summary>
    public required IReadOnlyList<string> EnumValues { get; init; }

    /// <summary>Whether it can be null.</summary>
    public required bool IsNullable { get; init; }

    /// <summary>Whether actions may write it.</summary>
    public required bool IsWritable { get; init; }

    /// <summary>Whether events report that it changed.</summary>
    public required bool IsTracked { get; init; }

    public static FieldAnswer Of(FieldSchema field, EntityNaming entities) => new()
    {
        Name = field.Name,
        Label = FieldLabel.Of(field.Name),
        Kind = field.Kind,
        ItemKind = field.ItemKind,
        Entity = (field.Entity ?? field.ItemEntity) is { } entity ? entities.Name(entity) : null,
        EnumValues = field.EnumValues,
        IsNullable = field.IsNullable,
        IsWritable = field.IsWritable,
        IsTracked = field.IsTracked,
    };
}
