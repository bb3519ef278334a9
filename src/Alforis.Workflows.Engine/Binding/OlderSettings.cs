using System.Collections.Immutable;
using Alforis.Workflows.Engine.Definitions;
using Alforis.Workflows.Engine.Diagnostics;
using Alforis.Workflows.Engine.Schema;
using Alforis.Workflows.Engine.Templates;

namespace Alforis.Workflows.Engine.Binding;

/// <summary>
/// Brings the settings of older definitions under their names of today and takes one of what is said twice, before anything is bound.
/// Parts that need no change stay the same instances.
/// </summary>
internal static class OlderSettings
{
    public static WorkflowDefinition Replace(
        WorkflowDefinition definition, TriggerSchema trigger, TriggerView view, WorkflowSchema schema, DiagnosticBag diagnostics)
    {
        var config = definition.Trigger.Config is { } given ? OlderNames.Replace(given, n => MeaningIn(trigger, view, n), diagnostics) : null;
        var actions = definition.Actions;
        for (var i = 0; i < actions.Length; i++)
        {
            if (actions[i].Config is not { } settings || schema.FindAction(actions[i].Type.Text) is not { } action) continue;
            var replaced = OlderNames.Replace(settings, n => MeaningIn(action.Settings, n), diagnostics);
            foreach (var group in action.Groups) replaced = WithoutRepetition(replaced, group, diagnostics);
            if (replaced != settings) actions = actions.SetItem(i, actions[i] with { Config = replaced });
        }

        return config == definition.Trigger.Config && actions == definition.Actions
            ? definition
            : definition with { Trigger = definition.Trigger with { Config = config }, Actions = actions };
    }

    private static string? MeaningIn(TriggerSchema trigger, TriggerView view, string name)
    {
        if (MeaningIn(trigger.Settings, name) is { } setting) return setting;
        foreach (var filter in trigger.Filters)
        {
            if (filter.Aliases.Contains(name, StringComparer.Ordinal)) return filter.Setting;
        }

        return trigger.AllowsFieldFilters && view.Entity?.Entity?.Find(name) is { } field && field.Name != name ? field.Name : null;
    }

    private static string? MeaningIn(ImmutableArray<SettingSchema> settings, string name)
    {
        foreach (var setting in settings)
        {
            if (setting.Aliases.Contains(name, StringComparer.Ordinal)) return setting.Name;
        }

        return null;
    }

    /// <summary>The config with the first alone of settings that exclude one another and mean the same.</summary>
    private static SourceNode WithoutRepetition(SourceNode config, SettingGroup group, DiagnosticBag diagnostics)
    {
        if (group.Agreement is not { } agreement || config.Kind != SourceKind.Object) return config;
        var given = group.Settings.Select(s => config[s]).OfType<SourceNode>().Where(n => n.Kind != SourceKind.Null).ToList();
        if (given.Count <= group.Most || !given.TrueForAll(IsFixed)) return config;
        if (!agreement.Agree(given.ToDictionary(n => n.Name!, n => n.Text, StringComparer.Ordinal))) return config;
        var repeated = given.Skip(group.Most).ToList();
        foreach (var node in repeated)
        {
            diagnostics.Notice(
                node, DiagnosticCodes.SaidTwice, $"'{node.Name}' says the same as '{given[0].Name}', which is taken: one of them is enough.");
        }

        return config.With([.. config.Items.Where(i => !repeated.Contains(i))]);
    }

    private static bool IsFixed(SourceNode node) =>
        node.Kind == SourceKind.Number || (node.Kind == SourceKind.String && !TemplateParser.IsTemplate(node.Text));
}
