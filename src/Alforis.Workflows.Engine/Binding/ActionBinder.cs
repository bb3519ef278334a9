using Alforis.Workflows.Engine.Definitions;
using Alforis.Workflows.Engine.Diagnostics;
using Alforis.Workflows.Engine.Schema;
using Alforis.Workflows.Engine.Templates;

namespace Alforis.Workflows.Engine.Binding;

/// <summary>Resolves an action's type, condition, target and settings.</summary>
/// <param name="scope">What names are resolved against.</param>
/// <param name="diagnostics">Where errors go.</param>
/// <param name="chooses">The trigger's setting that chooses the entity, if there is one.</param>
internal sealed class ActionBinder(BindingScope scope, DiagnosticBag diagnostics, string? chooses)
{
    private const string EntityType = "entity_type";
    private const string EntityId = "entity_id";

    private readonly SettingsBinder settings = new(scope, diagnostics);
    private readonly ConditionBinder conditions = new(scope, diagnostics);

    /// <summary>The bound action, or <see langword="null"/> when its type is not known.</summary>
    public BoundAction? Bind(ActionDefinition action)
    {
        var when = action.When is null ? null : conditions.Bind(action.When);
        if (scope.Schema.FindAction(action.Type.Text) is not { } schema)
        {
            var names = scope.Schema.Actions.Select(a => a.Name).ToList();
            diagnostics.Error(
                action.Type, DiagnosticCodes.UnknownAction, $"There is no action {action.Type}.",
                NearestName.Suggest(action.Type.Text, names) ?? $"The actions are: {string.Join(", ", names)}.",
                arguments: DiagnosticArguments.Unknown(action.Type.Text, names));
            return null;
        }

        if (schema.Name != action.Type.Text) diagnostics.ReadValue(action.Type, $"\"{schema.Name}\"");
        var known = schema.Settings.Select(s => s.Name).Concat(schema.HasTarget ? [EntityType, EntityId] : []).ToList();
        settings.RefuseOthers(action.Config, $"'{schema.Name}'", known, schema.Refused, n => WaitNames.RefusalInConfig(n, scope.Schema));
        RefuseWaits(action, schema);
        var target = schema.HasTarget ? BindTarget(action.Config) : null;
        if (schema.RequiresTarget && target is null && action.Config?[EntityId] is null && (action.Config?[EntityType] is not { } type || NamesTriggeringEntity(type)))
        {
            RefuseWithoutTarget(action.Type, schema);
        }

        var bound = settings.Bind(action.Source, action.Config, schema.Settings, new FieldTarget(target?.Name, target?.Entity, null));
        settings.CheckGroups(action.Source, action.Config, schema.Groups, schema.Settings);
        return new BoundAction(schema, action.Id, action.OnError, when, target, bound)
        {
            Delay = scope.Schema.AllowsDelays ? DelayBinder.Bind(action.Source, diagnostics) : null,
            Retry = scope.Schema.AllowsDelays && schema.IsOutside && action.Source[WaitNames.Retry] is { } retry ? RetryBinder.Bind(retry, diagnostics) : null,
        };
    }

    private void RefuseWaits(ActionDefinition action, ActionSchema schema)
    {
        foreach (var member in action.Source.Items)
        {
            if (member.Kind == SourceKind.Null || !WaitNames.OfAction.Contains(member.Name!, StringComparer.Ordinal)) continue;
            if (WaitNames.RefusalInAction(member.Name!, schema, scope.Schema) is var (problem, cure))
            {
                diagnostics.Error(member, DiagnosticCodes.UnknownMember, problem, cure);
            }
        }
    }

    private void RefuseWithoutTarget(SourceNode type, ActionSchema schema)
    {
        var entities = Entities();
        diagnostics.Error(
            type, DiagnosticCodes.UnknownTarget, $"'{schema.Name}' needs something to act on, and this trigger has no entity.",
            entities.Count > 0 ? $"Name one by 'entity_type': {string.Join(", ", entities.Select(e => e.Name))}."
            : chooses is { } setting ? $"Choose one by '{setting}' in 'trigger_config', or take another action."
            : "Take another trigger or another action.");
    }

    /// <summary>The entity that the action acts on: the one named, else the triggering one.</summary>
    private FieldSchema? BindTarget(SourceNode? config)
    {
        var type = config?[EntityType];
        var id = config?[EntityId];
        var target = scope.View.Entity;
        SayHowRead(type, "trigger_entity_type");
        SayHowRead(id, "trigger_entity_id");
        if (type is not null && !NamesTriggeringEntity(type))
        {
            var entities = Entities();
            target = type.Kind == SourceKind.String ? entities.Find(e => string.Equals(e.Name, type.Text, StringComparison.OrdinalIgnoreCase)) : null;
            if (target is null)
            {
                diagnostics.Error(
                    type, DiagnosticCodes.UnknownTarget, $"{type} is no entity that this workflow sees.",
                    NearestName.Suggest(type.Text, entities.Select(e => e.Name)) ?? $"It sees: {string.Join(", ", entities.Select(e => e.Name))}.");
                return scope.View.Entity;
            }

            if (target.Name != type.Text) diagnostics.ReadValue(type, $"\"{target.Name}\"");
        }

        if (id is null) return target;
        var named = EntityOfId(id);
        if (named is not null && (type is null || string.Equals(named.Name, target?.Name, StringComparison.Ordinal))) return named;
        diagnostics.Error(
            id, DiagnosticCodes.UnknownTarget, $"{id} is not the id of an entity that this workflow sees.",
            target is null ? "Leave it out." : $"Write \"{{{{ {target.Name}.id }}}}\" or leave it out.");
        return target;
    }

    /// <summary>Both names stand for the triggering entity, whatever else the schema makes of them.</summary>
    private void SayHowRead(SourceNode? node, string older)
    {
        if (node is null || scope.View.Entity is not { } entity || TemplateParser.SinglePath(node.Text) != older) return;
        diagnostics.Notice(node, DiagnosticCodes.OlderName, $"'{older}' is read as the triggering entity, '{entity.Name}'.");
    }

    private static bool NamesTriggeringEntity(SourceNode type) =>
        TemplateParser.SinglePath(type.Text) is "trigger_entity_type" or "trigger.entity_type";

    private FieldSchema? EntityOfId(SourceNode id)
    {
        if (TemplateParser.SinglePath(id.Text) is not { } text) return null;
        if (text is "trigger_entity_id" or "trigger.entity_id") return scope.View.Entity;
        var (path, _, _, _) = PathBinder.Bind(text, scope);
        return path is { Steps: [var entity, { Name: "id" }] } && Entities().Contains(entity) ? entity : null;
    }

    /// <summary>Roots that have an id can be acted upon; the row before the change cannot.</summary>
    private List<FieldSchema> Entities() =>
        [.. scope.View.Roots.Where(r => r.Entity?.Find("id") is not null && !RootDescriber.IsDescribed(r) && r.Name is not "previous")];
}
