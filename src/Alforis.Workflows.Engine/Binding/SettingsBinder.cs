using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Alforis.Workflows.Engine.Definitions;
using Alforis.Workflows.Engine.Diagnostics;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Binding;

/// <summary>Checks a whole <c>config</c> object: unknown and missing settings, each value, and how they go together.</summary>
internal sealed class SettingsBinder(BindingScope scope, DiagnosticBag diagnostics, string invalidCode = DiagnosticCodes.InvalidSetting)
{
    private readonly SettingBinder binder = new(scope, diagnostics, invalidCode);
    private readonly SettingExample examples = new(scope);

    /// <summary>The settings under their names, in the schema's order.</summary>
    /// <param name="owner">The node to blame for what is missing: the config, or what should have had one.</param>
    /// <param name="config">The config, if there is one.</param>
    /// <param name="settings">What is expected.</param>
    /// <param name="target">What field names and values refer to.</param>
    public BoundObject Bind(SourceNode owner, SourceNode? config, ImmutableArray<SettingSchema> settings, FieldTarget target)
    {
        // The parser has refused a config that is no object; whatever it lacks is no news.
        if (config is { Kind: not SourceKind.Object }) return new BoundObject([]);
        var bound = ImmutableArray.CreateBuilder<KeyValuePair<string, BoundValue>>();
        foreach (var setting in settings)
        {
            var node = config?[setting.Name];
            if (node is null || (node.Kind == SourceKind.Null && setting.Kind != SettingKind.FieldValue))
            {
                if (!setting.IsRequired) continue;
                diagnostics.Error(
                    config ?? owner, DiagnosticCodes.MissingMember, $"The setting '{setting.Name}' is missing.", examples.Add(setting), arguments: new() { Name = setting.Name });
                continue;
            }

            if (binder.Bind(node, setting, target) is not { } value) continue;
            bound.Add(KeyValuePair.Create(setting.Name, value));
            if (setting.Kind == SettingKind.FieldName && value is BoundConstant { Value: JsonValue name })
            {
                target = target with { Field = target.Entity?.Find(name.GetValue<string>()) };
            }
        }

        return new BoundObject(bound.ToImmutable());
    }

    /// <summary>Reports members that are no settings.</summary>
    /// <param name="config">The config, if there is one.</param>
    /// <param name="what">Whose settings they would be.</param>
    /// <param name="known">The names of its settings.</param>
    /// <param name="refused">Names that have a cure of their own.</param>
    /// <param name="misplaced">Says of a name that it belongs elsewhere, and where; <see langword="null"/> when it does not.</param>
    public void RefuseOthers(
        SourceNode? config, string what, IReadOnlyCollection<string> known, ImmutableArray<RefusedSetting> refused,
        Func<string, (string Problem, string Cure)?> misplaced)
    {
        if (config is not { Kind: SourceKind.Object }) return;
        foreach (var member in config.Items)
        {
            if (diagnostics.IsFull) break;
            if (known.Contains(member.Name!, StringComparer.Ordinal)) continue;
            if (refused.FirstOrDefault(r => r.Name == member.Name) is { } expected)
            {
                diagnostics.Error(member, DiagnosticCodes.UnknownMember, expected.Problem, expected.Cure);
                continue;
            }

            if (misplaced(member.Name!) is var (problem, cure))
            {
                diagnostics.Error(member, DiagnosticCodes.UnknownMember, problem, cure);
                continue;
            }

            diagnostics.Error(
                member, DiagnosticCodes.UnknownMember, $"{what} has no setting '{member.Name}'.",
                NearestName.Suggest(member.Name!, known)
                ?? (known.Count == 0 ? "It has none." : $"Its settings are: {string.Join(", ", known)}."),
                arguments: DiagnosticArguments.Unknown(member.Name!, known));
        }
    }

    /// <summary>Reports settings that exclude or require one another.</summary>
    public void CheckGroups(SourceNode owner, SourceNode? config, ImmutableArray<SettingGroup> groups, ImmutableArray<SettingSchema> settings)
    {
        if (config is { Kind: not SourceKind.Object }) return;
        foreach (var group in groups)
        {
            if (group.Beside is { } beside && config?[beside] is null or { Kind: SourceKind.Null }) continue;
            var given = Given(config, group);
            if (given.Count >= group.Least && given.Count <= group.Most) continue;
            var names = string.Join("' or '", group.Settings);
            var arguments = new DiagnosticArguments { Allowed = string.Join(", ", group.Settings) };
            if (given.Count < group.Least)
            {
                var first = settings.FirstOrDefault(s => s.Name == group.Settings[0]);
                diagnostics.Error(config ?? owner, DiagnosticCodes.SettingsConflict, $"'{names}' is needed{(group.Beside is null ? "" : $" beside '{group.Beside}'")}.", first is null ? null : examples.Add(first), arguments: arguments);
            }
            else
            {
                diagnostics.Error(
                    config!, DiagnosticCodes.SettingsConflict, $"Only one of '{names}' may be given.",
                    $"Remove '{given[^1].Name}' to keep \"{given[0].Name}\": {given[0]}, or remove '{given[0].Name}' to keep \"{given[^1].Name}\": {given[^1]}.",
                    arguments: arguments);
            }
        }
    }

    /// <summary>The settings of a group that are given, in the group's order.</summary>
    public static List<SourceNode> Given(SourceNode? config, SettingGroup group)
    {
        var given = new List<SourceNode>();
        foreach (var name in group.Settings)
        {
            if (config?[name] is { Kind: not SourceKind.Null } node) given.Add(node);
        }

        return given;
    }
}
