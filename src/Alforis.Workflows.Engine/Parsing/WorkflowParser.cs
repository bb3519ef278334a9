using System.Collections.Immutable;
using System.Globalization;
using Alforis.Workflows.Engine.Definitions;
using Alforis.Workflows.Engine.Diagnostics;

namespace Alforis.Workflows.Engine.Parsing;

/// <summary>
/// The first stage: JSON text becomes a <see cref="WorkflowDefinition"/>, or diagnostics. Checks structure, resolves no names.
/// Thread-safe; never throws on content.
/// </summary>
public static class WorkflowParser
{
    private static readonly Dictionary<string, WorkflowStatus> Statuses = new(StringComparer.Ordinal)
    {
        ["draft"] = WorkflowStatus.Draft,
        ["active"] = WorkflowStatus.Active,
        ["inactive"] = WorkflowStatus.Inactive,
    };

    private static readonly string[] Members =
    [
        "name", "description", "category", "status", "is_template", "time_zone", "locale", "trigger_type", "trigger_config", "conditions", "actions", "$schema",
    ];

    private static readonly string[] IgnoredMembers =
    [
        "id", "created_at", "updated_at", "created_by", "updated_by", "last_executed_at", "last_execution_at",
        "execution_count", "success_count", "failure_count", "failed_count", "error_count", "skipped_count", "cancelled_count", "success_rate", "version",
        "activated_at", "activated_by", "activated_by_email", "suspended_at", "suspended_reason", "is_subscription", "recent_days",
    ];

    /// <summary>Members that describe a stored workflow, not its definition: a definition may carry them, and they mean nothing.</summary>
    public static IReadOnlyList<string> StoredMembers { get; } = IgnoredMembers;

    /// <summary>Reads a definition from text.</summary>
    /// <param name="json">The JSON text.</param>
    /// <returns>The definition and everything found, errors and notices.</returns>
    public static ParseResult Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        var diagnostics = new DiagnosticBag();
        return Result(Parse(JsonSourceReader.Read(json, diagnostics), diagnostics), diagnostics);
    }

    /// <summary>Reads a definition from UTF-8 text, with or without a byte order mark.</summary>
    /// <param name="utf8Json">The JSON text.</param>
    /// <returns>The definition and everything found, errors and notices.</returns>
    public static ParseResult Parse(ReadOnlyMemory<byte> utf8Json)
    {
        var diagnostics = new DiagnosticBag();
        return Result(Parse(JsonSourceReader.Read(utf8Json, diagnostics), diagnostics), diagnostics);
    }

    private static ParseResult Result(WorkflowDefinition? definition, DiagnosticBag diagnostics) =>
        new(diagnostics.HasErrors ? null : definition, diagnostics.ToImmutable());

    /// <summary>
    /// Reads as much as can be read, so that later stages find their mistakes too: <see langword="null"/> only when there is no
    /// trigger to bind against.
    /// </summary>
    internal static WorkflowDefinition? Parse(SourceNode? root, DiagnosticBag diagnostics)
    {
        if (root is null) return null;
        if (root.Kind != SourceKind.Object)
        {
            diagnostics.Error(root, DiagnosticCodes.WrongType, $"A definition is an object, not {MemberReader.Describe(root.Kind)}.");
            return null;
        }

        var members = new MemberReader(root, diagnostics);
        CheckMembers(root, members, diagnostics);
        var name = ReadName(members, diagnostics);
        var description = members.Optional("description", SourceKind.String)?.Text;
        var category = ReadCategory(members, diagnostics);
        var status = OlderStatus.Read(members, members.Choice("status", WorkflowStatus.Draft, Statuses), diagnostics);
        var isTemplate = members.Flag("is_template") is true;
        var timeZone = members.Optional("time_zone", SourceKind.String);
        var locale = members.Optional("locale", SourceKind.String);
        var triggerType = members.Required("trigger_type", SourceKind.String);
        var triggerConfig = members.OptionalOrWrong("trigger_config", SourceKind.Object);
        var conditions = ConditionParser.ParseRoot(members.Condition("conditions"), diagnostics);
        var actions = ReadActions(members, diagnostics);
        if (triggerType is null) return null;
        return new WorkflowDefinition
        {
            Name = name,
            Description = description,
            Category = category,
            Status = status,
            IsTemplate = isTemplate,
            TimeZone = timeZone,
            Locale = locale,
            Trigger = new TriggerDefinition(triggerType, triggerConfig),
            Conditions = conditions,
            Actions = actions,
        };
    }

    private static void CheckMembers(SourceNode root, MemberReader members, DiagnosticBag diagnostics)
    {
        members.RefuseOthers([.. Members, .. OlderStatus.Members, .. IgnoredMembers]);
        foreach (var member in root.Items)
        {
            if (!IgnoredMembers.Contains(member.Name, StringComparer.Ordinal)) continue;
            diagnostics.Notice(member, DiagnosticCodes.IgnoredMember, $"'{member.Name}' belongs to a stored workflow and is ignored.");
        }
    }

    private static string ReadName(MemberReader members, DiagnosticBag diagnostics)
    {
        if (members.Required("name", SourceKind.String) is not { } node) return "";
        var name = node.Text.Trim();
        if (name.Length is 0 or > ParseLimits.MaxNameLength)
        {
            diagnostics.Error(node, DiagnosticCodes.InvalidSetting, $"A name has 1 to {ParseLimits.MaxNameLength} characters.");
        }

        if (name.FirstOrDefault(IsUnprintable) is var c and not '\0')
        {
            diagnostics.Error(
                node, DiagnosticCodes.InvalidSetting,
                string.Create(CultureInfo.InvariantCulture, $"The invisible character U+{(int)c:X4} cannot stand in a name: it is shown on one line."), "Remove it.");
        }

        return name;
    }

    private static string? ReadCategory(MemberReader members, DiagnosticBag diagnostics)
    {
        if (members.Optional("category", SourceKind.String) is not { } node) return null;
        var category = node.Text.Trim();
        if (category.Length > ParseLimits.MaxCategoryLength || category.Any(IsUnprintable))
            diagnostics.Error(node, DiagnosticCodes.InvalidSetting, $"A category has at most {ParseLimits.MaxCategoryLength} characters, all of them visible.");
        return category.Length == 0 ? null : category;
    }

    /// <summary>
    /// Control characters, line ends and what changes the direction of writing: names stand in subjects and logs, where these could
    /// make other lines, or other words, of them. NUL is refused before.
    /// </summary>
    private static bool IsUnprintable(char c) =>
        char.IsControl(c) || c is '\u2028' or '\u2029' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    private static ImmutableArray<ActionDefinition> ReadActions(MemberReader members, DiagnosticBag diagnostics)
    {
        if (members.Required("actions", SourceKind.Array) is not { } list) return [];
        if (!list.Items.IsEmpty) return ActionParser.Parse(list, diagnostics);
        diagnostics.Error(list, DiagnosticCodes.EmptyList, "A workflow without actions does nothing.", "Add an action.");
        return [];
    }
}
