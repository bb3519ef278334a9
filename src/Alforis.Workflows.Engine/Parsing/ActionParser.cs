using System.Collections.Immutable;
using System.Globalization;
using Alforis.Workflows.Engine.Definitions;
using Alforis.Workflows.Engine.Diagnostics;

namespace Alforis.Workflows.Engine.Parsing;

/// <summary>Reads the <c>actions</c> list.</summary>
internal static class ActionParser
{
    private static readonly Dictionary<string, ErrorPolicy> ErrorPolicies = new(StringComparer.Ordinal)
    {
        ["stop"] = ErrorPolicy.Stop,
        ["continue"] = ErrorPolicy.Continue,
    };

    public static ImmutableArray<ActionDefinition> Parse(SourceNode list, DiagnosticBag diagnostics)
    {
        if (list.Items.Length > ParseLimits.MaxActions)
        {
            diagnostics.Error(list, DiagnosticCodes.TooLarge, $"A workflow has at most {ParseLimits.MaxActions} actions.");
            return [];
        }

        if (Placeholders(list) > ParseLimits.MaxPlaceholders)
        {
            diagnostics.Error(
                list, DiagnosticCodes.TooLarge, $"The actions of a workflow have at most {ParseLimits.MaxPlaceholders} placeholders, all together.");
            return [];
        }

        if (list.Items.Sum(i => i["when"] is { } when ? 1 + ConditionParser.Count(when) : 0) > ParseLimits.MaxWhenRules)
        {
            diagnostics.Error(
                list, DiagnosticCodes.TooLarge,
                $"The 'when' of a workflow's actions have at most {ParseLimits.MaxWhenRules} rules, all together, the groups inside counted too.",
                "Move what several actions ask into 'conditions', or divide the workflow.");
            return [];
        }

        var actions = ImmutableArray.CreateBuilder<ActionDefinition>(list.Items.Length);
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in list.Items)
        {
            if (ParseOne(item, actions.Count, diagnostics) is not { } action) continue;
            actions.Add(action);
            if (ids.Add(action.Id)) continue;
            diagnostics.Error(
                item["id"] ?? item, DiagnosticCodes.DuplicateActionId, $"Another action has the id '{action.Id}' already.", "Choose another id.");
        }

        return actions.ToImmutable();
    }

    private static ActionDefinition? ParseOne(SourceNode node, int index, DiagnosticBag diagnostics)
    {
        if (node.Kind != SourceKind.Object)
        {
            diagnostics.Error(node, DiagnosticCodes.WrongType, $"An action must be an object, not {MemberReader.Describe(node.Kind)}.");
            return null;
        }

        node = OlderNames.Replace(node, OlderMembers.OfAction, diagnostics);
        var members = new MemberReader(node, diagnostics);
        members.RefuseOthers("type", "config", "id", "on_error", "when", "delay", "delay_days", "delay_hours", "delay_minutes", "retry");
        var type = members.Required("type", SourceKind.String);
        var config = members.OptionalOrWrong("config", SourceKind.Object);
        var id = members.Optional("id", SourceKind.String);
        if (id is not null && !IsIdentifier(id.Text))
        {
            diagnostics.Error(
                id, DiagnosticCodes.InvalidSetting, "An action's id is 1 to 50 letters, digits and underscores and starts with a letter.");
        }

        var when = ConditionParser.ParseRoot(members.Condition("when"), diagnostics);
        var onError = members.Choice("on_error", ErrorPolicy.Stop, ErrorPolicies);
        var name = id?.Text ?? "action_" + (index + 1).ToString(CultureInfo.InvariantCulture);
        return type is null ? null : new ActionDefinition(type, name, onError, when, config, node);
    }

    /// <summary>The opening braces in all strings: as many placeholders at most.</summary>
    private static int Placeholders(SourceNode node) =>
        node.Items.Sum(Placeholders) + (node.Kind == SourceKind.String ? node.Text.AsSpan().Count("{{") : 0);

    private static bool IsIdentifier(string text) =>
        text.Length is > 0 and <= 50 && char.IsAsciiLetter(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
}
