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
        var config = definition.Trigger.Config;
        if (config is not null && HasOlder(config, trigger, view)) config = WithTodaysNames(config, trigger, view, diagnostics);
        var actions = definition.Actions;
        for (var i = 0; i < actions.Length; i++)
        {
            if (actions[i].Config is not { } settings || schema.FindAction(actions[i].Type.Text) is not { } action) continue;
            var replaced = HasOlder(settings, action.Settings) ? WithTodaysNames(settings, action, diagnostics) : settings;
            foreach (var group in action.Groups) replaced = WithoutRepetition(replaced, group, diagnostics);
            if (replaced != settings) actions = actions.SetItem(i, actions[i] with { Config = replaced });
        }

        return config == definition.Trigger.Config && actions == definition.Actions
            ? definition
            : definition with { Trigger = definition.Trigger with { Config = config }, Actions = actions };
    }

    private static SourceNode WithTodaysNames(SourceNode config, TriggerSchema trigger, TriggerView view, DiagnosticBag diagnostics) =>
        OlderNames.Replace(config, n => MeaningIn(trigger, view, n), diagnostics);

    private static SourceNode WithTodaysNames(SourceNode config, ActionSchema action, DiagnosticBag diagnostics) =>
        OlderNames.Replace(config, n => MeaningIn(action.Settings, n), diagnostics);

    /// <summary>Asked of every definition, and nearly always answered with no: allocates nothing.</summary>
    private static bool HasOlder(SourceNode config, TriggerSchema trigger, TriggerView view)
    {
        foreach (var item in config.Items)
        {
            if (item.Name is { } name && MeaningIn(trigger, view, name) is not null) return true;
        }

        return false;
    }

    private static bool HasOlder(SourceNode config, ImmutableArray<SettingSchema> settings)
    {
        foreach (var item in config.Items)
        {
            if (item.Name is { } name && MeaningIn(settings, name) is not null) return true;
        }

        return false;
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
        if (group.Agreement is not { } agreement) return config;
        var given = SettingsBinder.Given(config, group);
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
