using System.Collections.Immutable;
using System.Globalization;
using Alforis.Workflows.Engine.Definitions;
using Alforis.Workflows.Engine.Diagnostics;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Binding;

/// <summary>The second stage: resolves every name of a definition against a schema.</summary>
internal static class WorkflowBinder
{
    /// <summary>The bound workflow; <see langword="null"/> only when its trigger is not known. Errors are in the bag.</summary>
    public static BoundWorkflow? Bind(WorkflowDefinition definition, WorkflowSchema schema, DiagnosticBag diagnostics)
    {
        var triggers = new TriggerBinder(schema, diagnostics);
        if (triggers.FindTrigger(definition.Trigger) is not { } trigger) return null;
        var view = triggers.ChooseView(trigger, definition.Trigger.Config);
        definition = OlderSettings.Replace(definition, trigger, view, schema, diagnostics);
        var timeZone = FindTimeZone(definition, schema, diagnostics);
        var paths = new SortedSet<string>(StringComparer.Ordinal);
        var scope = new BindingScope(schema, view, timeZone) { Paths = paths, Culture = FindCulture(definition, diagnostics) };

        // Filters ask what the trigger offers to all; what a definition says of a root is for its conditions and actions.
        var (filter, settings) = triggers.Bind(definition.Trigger, trigger, scope);
        view = RootDescriber.Describe(trigger, view, definition.Trigger.Config, diagnostics);
        scope = scope with { View = view };
        var (delay, rechecks) = triggers.BindWait(definition, trigger, view);
        var condition = new ConditionBinder(scope, diagnostics).Bind(definition.Conditions);
        var actions = BindActions(definition, scope, trigger, diagnostics);
        return new BoundWorkflow(definition, trigger, view, timeZone, filter, condition, actions, settings, [.. paths])
        {
            Delay = delay,
            Rechecks = rechecks,
        };
    }

    /// <summary>Each sees what those before it bring.</summary>
    private static ImmutableArray<BoundAction> BindActions(WorkflowDefinition definition, BindingScope scope, TriggerSchema trigger, DiagnosticBag diagnostics)
    {
        var earlier = new EarlierResults(scope.Schema.Results);
        var bound = ImmutableArray.CreateBuilder<BoundAction>(definition.Actions.Length);
        foreach (var action in definition.Actions)
        {
            var own = scope with { View = earlier.Extend(scope.View) };
            if (new ActionBinder(own, diagnostics, trigger.EntitySetting).Bind(action) is not { } made) continue;
            bound.Add(made);
            earlier.Add(made);
        }

        return bound.ToImmutable();
    }

    private static CultureInfo FindCulture(WorkflowDefinition definition, DiagnosticBag diagnostics)
    {
        if (definition.Locale is not { } node) return CultureInfo.InvariantCulture;
        if (Cultures.Find(node.Text) is { } wanted) return wanted;
        diagnostics.Error(node, DiagnosticCodes.UnknownLocale, $"This system knows no locale {node}.", Cultures.Cure);
        return CultureInfo.InvariantCulture;
    }

    private static TimeZoneInfo FindTimeZone(WorkflowDefinition definition, WorkflowSchema schema, DiagnosticBag diagnostics)
    {
        if (definition.TimeZone is { } node)
        {
            if (TimeZoneInfo.TryFindSystemTimeZoneById(node.Text, out var wanted)) return wanted;
            diagnostics.Error(
                node, DiagnosticCodes.UnknownTimeZone, $"This system knows no time zone {node}.", "Write an IANA name such as \"Europe/Paris\".");
        }

        return schema.DefaultZone;
    }
}
