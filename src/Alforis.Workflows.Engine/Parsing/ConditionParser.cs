using System.Collections.Immutable;
using Alforis.Workflows.Engine.Definitions;
using Alforis.Workflows.Engine.Diagnostics;

namespace Alforis.Workflows.Engine.Parsing;

/// <summary>Reads groups and rules.</summary>
internal static class ConditionParser
{
    private static readonly Dictionary<string, GroupOperator> GroupOperators = new(StringComparer.OrdinalIgnoreCase)
    {
        ["AND"] = GroupOperator.And,
        ["OR"] = GroupOperator.Or,
        ["NOT"] = GroupOperator.Not,
    };

    private static readonly Dictionary<string, string> GroupCures = new(StringComparer.OrdinalIgnoreCase)
    {
        ["XOR"] = "Allowed are: AND, OR, NOT. Write an OR of two ANDs: the first rule and NOT the second; the second and NOT the first.",
        ["NOR"] = "Write a NOT around an OR.",
        ["NAND"] = "Write a NOT around an AND.",
        ["ET"] = "Did you mean 'AND'?",
        ["OU"] = "Did you mean 'OR'?",
        ["NON"] = "Did you mean 'NOT'?",
    };

    /// <summary>What other systems name a group's list of rules after.</summary>
    private static readonly Dictionary<string, string> GroupsNamedByOperator = new(StringComparer.OrdinalIgnoreCase)
    {
        ["and"] = "AND",
        ["all"] = "AND",
        ["or"] = "OR",
        ["any"] = "OR",
        ["not"] = "NOT",
    };

    /// <summary>The <c>conditions</c> of a workflow or the <c>when</c> of an action. No member, <c>{}</c>, and an AND without rules all mean that nothing must hold.</summary>
    public static ConditionDefinition? ParseRoot(SourceNode? node, DiagnosticBag diagnostics)
    {
        if (node is null || node.Items.IsEmpty) return null;
        if (node.Kind == SourceKind.Object) node = WithTodaysNames(node, diagnostics);
        var saysNothing = node["rules"] is { Kind: SourceKind.Array, Items.IsEmpty: true }
            && (node["operator"] is null || string.Equals(node["operator"]!.Text, "AND", StringComparison.OrdinalIgnoreCase));
        if (saysNothing)
        {
            new MemberReader(node, diagnostics).RefuseOthers("operator", "rules");
            return null;
        }

        if (Count(node) <= ParseLimits.MaxRules) return node.Kind == SourceKind.Array ? ParseRules(GroupOperator.And, node, node, diagnostics) : Parse(node, diagnostics);
        diagnostics.Error(
            node, DiagnosticCodes.TooLarge, $"The conditions of a workflow have at most {ParseLimits.MaxRules} rules, the groups inside counted too.",
            "Write values that are compared with one field as a list for 'in', or divide the workflow.");
        return null;
    }

    /// <summary>The rules and groups inside, those about elements too.</summary>
    public static int Count(SourceNode node)
    {
        if (node.Kind == SourceKind.Array) return node.Items.Sum(i => 1 + Count(i));
        if ((node["rules"] ?? (node["field"] is null ? node["conditions"] : null)) is { Kind: SourceKind.Array } rules) return rules.Items.Sum(i => 1 + Count(i));
        return IsQuantifier(node["operator"]) && node["value"] is { } each ? 1 + Count(each) : 0;
    }

    private static ConditionDefinition? Parse(SourceNode node, DiagnosticBag diagnostics)
    {
        if (node.Kind != SourceKind.Object)
        {
            diagnostics.Error(node, DiagnosticCodes.WrongType, $"A condition must be an object, not {MemberReader.Describe(node.Kind)}.");
            return null;
        }

        node = WithTodaysNames(node, diagnostics);
        var isGroup = node["rules"] is not null || (node["field"] is null && GroupOperators.ContainsKey(node["operator"]?.Text ?? ""));
        if (isGroup) return ParseGroup(node, diagnostics);
        return NamedByOperator(node) is { } member ? RefuseGroup(member, diagnostics) : ParseRule(node, diagnostics);
    }

    /// <summary>The list of <c>{"and": […]}</c> when that is what stands here.</summary>
    private static SourceNode? NamedByOperator(SourceNode node) => node["field"] is not null || node["operator"] is not null
        ? null
        : node.Items.FirstOrDefault(i => i.Kind is SourceKind.Array or SourceKind.Object && GroupsNamedByOperator.ContainsKey(i.Name!.TrimStart('$')));

    private static RuleDefinition? RefuseGroup(SourceNode member, DiagnosticBag diagnostics)
    {
        diagnostics.Error(
            member, DiagnosticCodes.UnknownMember, $"There is no member '{member.Name}' here.",
            $"Write {{\"operator\": \"{GroupsNamedByOperator[member.Name!.TrimStart('$')]}\", \"rules\": […]}}.");
        return null;
    }

    private static GroupDefinition? ParseGroup(SourceNode node, DiagnosticBag diagnostics)
    {
        var members = new MemberReader(node, diagnostics);
        members.RefuseOthers("operator", "rules");
        var @operator = members.Choice("operator", GroupOperator.And, GroupOperators, GroupCures);
        if (members.Required("rules", SourceKind.Array) is not { } rules) return null;
        if (!rules.Items.IsEmpty) return ParseRules(@operator, rules, node, diagnostics);
        diagnostics.Error(node, DiagnosticCodes.EmptyGroup, "This group has no rules.", "Add a rule or remove the group.");
        return null;
    }

    private static GroupDefinition ParseRules(GroupOperator @operator, SourceNode rules, SourceNode group, DiagnosticBag diagnostics)
    {
        var parsed = ImmutableArray.CreateBuilder<ConditionDefinition>(rules.Items.Length);
        foreach (var item in rules.Items)
        {
            if (Parse(item, diagnostics) is { } rule) parsed.Add(rule);
        }

        return new GroupDefinition(@operator, parsed.ToImmutable(), group);
    }

    /// <summary>A rule has no names but its own: only what names no field is a group.</summary>
    private static SourceNode WithTodaysNames(SourceNode node, DiagnosticBag diagnostics) =>
        node["field"] is null ? OlderNames.Replace(node, OlderMembers.OfGroup, diagnostics) : node;

    private static RuleDefinition? ParseRule(SourceNode node, DiagnosticBag diagnostics)
    {
        var members = new MemberReader(node, diagnostics);
        members.RefuseOthers("field", "operator", "value", "ignore_case");
        var field = members.Required("field", SourceKind.String);
        var @operator = members.Required("operator", SourceKind.String);
        var ignoresCase = members.Flag("ignore_case") is true;
        var each = IsQuantifier(@operator) && node["value"] is { Kind: not SourceKind.Null } value ? Parse(value, diagnostics) : null;
        return field is null || @operator is null
            ? null
            : new RuleDefinition(field, @operator, node["value"], node) { IgnoresCase = ignoresCase, Each = each };
    }

    private static bool IsQuantifier(SourceNode? @operator) =>
        @operator is { Kind: SourceKind.String } && @operator.Text.Trim() is { Length: 3 } word
        && (word.Equals("any", StringComparison.OrdinalIgnoreCase) || word.Equals("all", StringComparison.OrdinalIgnoreCase));
}
