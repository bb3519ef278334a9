using System.Collections.Immutable;
using Alforis.Workflows.Engine.Definitions;
using Alforis.Workflows.Engine.Diagnostics;
using Alforis.Workflows.Engine.Parsing;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Binding;

/// <summary>Resolves a trigger: the view its workflow gets, its settings, and its filters as a condition.</summary>
internal sealed class TriggerBinder(WorkflowSchema schema, DiagnosticBag diagnostics)
{
    public TriggerSchema? FindTrigger(TriggerDefinition trigger)
    {
        if (schema.FindTrigger(trigger.Type.Text) is { } found)
        {
            if (found.Name != trigger.Type.Text) diagnostics.ReadValue(trigger.Type, $"\"{found.Name}\"");
            return found;
        }

        var names = schema.Triggers.Select(t => t.Name).ToList();
        diagnostics.Error(
            trigger.Type, DiagnosticCodes.UnknownTrigger, $"There is no trigger {trigger.Type}.",
            NearestName.Suggest(trigger.Type.Text, names) ?? $"The triggers are: {string.Join(", ", names)}.",
            arguments: DiagnosticArguments.Unknown(trigger.Type.Text, names));
        return null;
    }

    public TriggerView ChooseView(TriggerSchema trigger, SourceNode? config)
    {
        if (trigger.EntitySetting is not { } setting || config?[setting] is not { Kind: not SourceKind.Null } node) return trigger.Views[0];
        if (node.Kind == SourceKind.String
            && trigger.Views.FirstOrDefault(v => string.Equals(v.Entity?.Name, node.Text, StringComparison.OrdinalIgnoreCase)) is { } view)
        {
            if (view.Entity!.Name != node.Text) diagnostics.ReadValue(node, $"\"{view.Entity.Name}\"");
            return view;
        }

        var names = trigger.Views.Select(v => v.Entity?.Name).OfType<string>().ToList();
        diagnostics.Error(
            node, DiagnosticCodes.InvalidTriggerSetting, $"{node} is no entity of this trigger.",
            NearestName.Suggest(node.Text, names) ?? $"Allowed are: {string.Join(", ", names)}.");
        return trigger.Views[0];
    }

    public (BoundCondition Filter, BoundObject Settings) Bind(TriggerDefinition definition, TriggerSchema trigger, BindingScope scope)
    {
        var config = definition.Config;
        var settings = new SettingsBinder(scope, diagnostics, DiagnosticCodes.InvalidTriggerSetting);
        var filters = trigger.Filters.Select(f => f.Setting);
        var fields = trigger.AllowsFieldFilters ? FilterFields(scope.View) : [];
        List<string> known = [.. trigger.Settings.Select(s => s.Name), .. filters, .. trigger.EntitySetting is { } entity ? [entity] : Array.Empty<string>(), .. trigger.RootSchema is { } root ? [root.Setting] : Array.Empty<string>()];
        settings.RefuseOthers(
            config, $"'{trigger.Name}'", [.. known, .. fields.Select(f => f.Name), .. schema.AllowsDelays ? WaitNames.OfTrigger : []],
            schema.RefusedTriggerSettings, n => WaitNames.RefusalInTrigger(n, schema));

        var before = diagnostics.HasErrors;
        var bound = settings.Bind(config ?? definition.Type, config, trigger.Settings, default);
        if (!before && !diagnostics.HasErrors) CheckCombination(definition, trigger, bound);

        var conditions = ImmutableArray.CreateBuilder<BoundCondition>();
        foreach (var filter in trigger.Filters)
        {
            if (config?[filter.Setting] is { Kind: not SourceKind.Null } node && BindFilter(node, filter, scope) is { } condition) conditions.Add(condition);
        }

        foreach (var field in fields)
        {
            if (known.Contains(field.Name, StringComparer.Ordinal) || config?[field.Name] is not { } node) continue;
            var path = new BoundPath($"{scope.View.Entity!.Name}.{field.Name}", PathRoot.Context, [scope.View.Entity, field], []);
            scope.Paths?.Add(path.Text);
            if (Literals(node, ValueType.Of(field), scope) is { } values) conditions.Add(AnyOf(path, values));
        }

        return (new BoundAnd(conditions.ToImmutable()), bound);
    }

    /// <summary>How long the workflow waits before it acts, and whether it asks its conditions again then.</summary>
    public (TimeAmount? Delay, bool Rechecks) BindWait(WorkflowDefinition definition, TriggerSchema trigger, TriggerView view)
    {
        if (!schema.AllowsDelays || definition.Trigger.Config is not { Kind: SourceKind.Object } config) return default;
        var isWaiting = false;
        foreach (var member in config.Items) isWaiting |= WaitNames.OfTrigger.Contains(member.Name!, StringComparer.Ordinal);
        if (!isWaiting) return default;

        // The trigger's own names go first.
        var filters = trigger.AllowsFieldFilters ? FilterFields(view).Select(f => f.Name) : [];
        List<string> own = [.. trigger.Settings.Select(s => s.Name), .. trigger.Filters.Select(f => f.Setting), .. filters];
        return WaitBinder.Bind(definition, config, own, diagnostics);
    }

    private BoundCondition? BindFilter(SourceNode node, TriggerFilter filter, BindingScope scope)
    {
        var path = filter.Paths.Select(p => PathBinder.Bind(p, scope).Path).OfType<BoundPath>().FirstOrDefault();
        if (path is null)
        {
            diagnostics.Error(node, DiagnosticCodes.InvalidTriggerSetting, $"'{filter.Setting}' means nothing here: this trigger has no such field.");
            return null;
        }

        var type = filter.NamesFields
            ? TrackedNames(scope.View.Entity!.Entity!)
            : path.Kind == ValueKind.List ? ValueType.ItemOf(path) : ValueType.Of(path);
        return (filter.NamesFields ? FieldNames(node, type, scope) : Literals(node, type, scope, path.Kind == ValueKind.List)) is { } values ? AnyOf(path, values) : null;
    }

    /// <summary>One literal or a list of them.</summary>
    private List<BoundLiteral>? Literals(SourceNode node, ValueType type, BindingScope scope, bool areElements = false)
    {
        if (node.Kind == SourceKind.Array && node.Items.IsEmpty)
        {
            diagnostics.Error(node, DiagnosticCodes.EmptyList, "This list is empty: nothing would pass.", "Add a value or remove the filter.");
            return null;
        }

        // Each element that a list of the context is asked for is a comparison of its own.
        if (!LiteralBinder.HasBoundedLength(node, areElements ? ParseLimits.MaxRules : ParseLimits.MaxListItems, diagnostics)) return null;
        var nodes = node.Kind == SourceKind.Array ? node.Items : [node];
        var values = nodes.Select(n => areElements
            ? LiteralBinder.BindElement(n, type, scope.TimeZone, diagnostics)
            : LiteralBinder.Bind(n, type, scope.TimeZone, diagnostics)).ToList();
        return values.Contains(null) ? null : [.. values.OfType<BoundLiteral>()];
    }

    private List<BoundLiteral>? FieldNames(SourceNode node, ValueType type, BindingScope scope)
    {
        var nodes = node.Kind == SourceKind.Array ? node.Items : [node];
        if (nodes.IsEmpty)
        {
            diagnostics.Error(node, DiagnosticCodes.EmptyList, "This list is empty: nothing would pass.", "Add a field or remove the filter.");
            return null;
        }

        if (!LiteralBinder.HasBoundedLength(node, ParseLimits.MaxRules, diagnostics)) return null;
        var fields = scope.View.Entity!.Entity!;
        var names = new List<BoundLiteral>();
        foreach (var name in nodes)
        {
            if (name.Kind == SourceKind.String && fields.Find(name.Text)?.Name is { } known && type.EnumValues.Contains(known, StringComparer.Ordinal))
            {
                if (known != name.Text) diagnostics.ReadName(name, name.Text, known);
                names.Add(new BoundLiteral(known));
                continue;
            }

            diagnostics.Error(
                name, name.Kind == SourceKind.String ? DiagnosticCodes.UnknownField : DiagnosticCodes.WrongType,
                IsUntracked(name, scope) ? $"No event reports a change of {name}: this workflow would never fire." : $"There is no field {name} here.",
                NearestName.Suggest(name.Text, type.EnumValues),
                arguments: name.Kind != SourceKind.String || IsUntracked(name, scope) ? null : DiagnosticArguments.Unknown(name.Text, type.EnumValues));
        }

        return names.Count < nodes.Length ? null : names;
    }

    private static ValueType TrackedNames(EntitySchema entity) => new(ValueKind.Enum, [.. entity.Fields.Where(f => f.IsTracked).Select(f => f.Name)]);

    private static bool IsUntracked(SourceNode name, BindingScope scope) =>
        name.Kind == SourceKind.String && scope.View.Entity!.Entity!.Find(name.Text) is { IsTracked: false };

    private static BoundCondition AnyOf(BoundPath path, List<BoundLiteral> values)
    {
        if (path.Kind == ValueKind.List)
        {
            return new BoundOr([.. values.Select(v => new BoundComparison(path, ComparisonOperator.Contains, v))]);
        }

        return values is [var single]
            ? new BoundComparison(path, ComparisonOperator.Equal, single)
            : new BoundComparison(path, ComparisonOperator.In, new BoundLiteralList([.. values]));
    }

    private static ImmutableArray<FieldSchema> FilterFields(TriggerView view) =>
        [.. (view.Entity?.Entity?.Fields ?? []).Where(f => f.Kind is not (ValueKind.Entity or ValueKind.List or ValueKind.Json))];

    private static string AsText(SourceNode setting) => setting.Kind switch
    {
        SourceKind.Array => string.Join(',', setting.Items.Select(e => e.Text)),
        SourceKind.Object => setting.ToJsonNode()!.ToJsonString(),
        _ => setting.Text,
    };

    /// <summary>Checks the settings as they were read, the filters and the entity as they are written.</summary>
    private void CheckCombination(TriggerDefinition definition, TriggerSchema trigger, BoundObject settings)
    {
        if (trigger.Check is null) return;
        var given = (definition.Config?.Items ?? [])
            .Where(i => i.Kind != SourceKind.Null)
            .ToDictionary(i => i.Name!, AsText, StringComparer.Ordinal);
        foreach (var (name, value) in settings.Members)
        {
            if (value is BoundConstant { Value: { } constant }) given[name] = constant.ToString();
        }

        foreach (var (setting, problem) in trigger.Check.Check(given))
        {
            diagnostics.Error(definition.Config?[setting] ?? definition.Config ?? definition.Type, DiagnosticCodes.InvalidTriggerSetting, problem);
        }
    }
}
