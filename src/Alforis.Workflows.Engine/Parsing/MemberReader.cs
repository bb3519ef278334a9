using Alforis.Workflows.Engine.Definitions;
using Alforis.Workflows.Engine.Diagnostics;

namespace Alforis.Workflows.Engine.Parsing;

/// <summary>Takes typed members out of an object node, reporting what is missing, of a wrong type or unknown.</summary>
internal readonly struct MemberReader(SourceNode node, DiagnosticBag diagnostics)
{
    public SourceNode Node => node;

    /// <summary>Reports every member that is not one of the known names.</summary>
    public void RefuseOthers(params ReadOnlySpan<string> known)
    {
        foreach (var member in node.Items)
        {
            if (diagnostics.IsFull) break;
            if (known.Contains(member.Name!)) continue;
            diagnostics.Error(
                member, DiagnosticCodes.UnknownMember, $"There is no member '{member.Name}' here.",
                RefusedMembers.Find(member.Name!) ?? NearestName.Suggest(member.Name!, known.ToArray()) ?? $"Allowed are: {string.Join(", ", known.ToArray())}.",
                arguments: DiagnosticArguments.Unknown(member.Name!, known.ToArray()));
        }
    }

    public SourceNode? Optional(string name, SourceKind kind)
    {
        var member = node[name];
        if (member is null || member.Kind == SourceKind.Null) return null;
        if (member.Kind == kind) return member;
        if (kind == SourceKind.Boolean && member is { Kind: SourceKind.String, Text: "true" or "false" })
        {
            diagnostics.ReadValue(member, member.Text);
            return member;
        }

        diagnostics.Error(member, DiagnosticCodes.WrongType, $"'{name}' must be {Describe(kind)}, not {Describe(member.Kind)}.", arguments: new() { Name = name, Kind = kind.ToString().ToLowerInvariant() });
        return null;
    }

    /// <summary>Whether the member says true or false; <see langword="null"/> when it is left out or wrong.</summary>
    public bool? Flag(string name) => Optional(name, SourceKind.Boolean) is { } member ? member.Text is "true" : null;

    /// <summary>A condition: an object, or a list, which older definitions write for an AND.</summary>
    public SourceNode? Condition(string name)
    {
        if (node[name] is not { Kind: SourceKind.Array } list) return Optional(name, SourceKind.Object);
        diagnostics.Notice(list, DiagnosticCodes.OlderValue, $"The list is read as {{\"operator\": \"AND\", \"rules\": […]}}.");
        return list;
    }

    /// <summary>
    /// Like <see cref="Optional"/>, but hands out what is of a wrong type as well, so that a later stage can tell it from nothing.
    /// </summary>
    public SourceNode? OptionalOrWrong(string name, SourceKind kind)
    {
        Optional(name, kind);
        return node[name] is { Kind: not SourceKind.Null } given ? given : null;
    }

    public SourceNode? Required(string name, SourceKind kind)
    {
        if (node[name] is { Kind: not SourceKind.Null }) return Optional(name, kind);
        diagnostics.Error(node, DiagnosticCodes.MissingMember, $"The member '{name}' is missing.", $"Add \"{name}\": {Example(kind)}.", arguments: new() { Name = name });
        return null;
    }

    /// <param name="name">The member.</param>
    /// <param name="fallback">What it is when it is left out or wrong.</param>
    /// <param name="choices">Its values.</param>
    /// <param name="cures">What to write instead of words that are near to a value and mean something else.</param>
    public T Choice<T>(string name, T fallback, IReadOnlyDictionary<string, T> choices, IReadOnlyDictionary<string, string>? cures = null)
    {
        if (Optional(name, SourceKind.String) is not { } member) return fallback;
        if (choices.TryGetValue(member.Text, out var chosen)) return chosen;
        if (choices.Keys.FirstOrDefault(k => string.Equals(k, member.Text.Trim(), StringComparison.OrdinalIgnoreCase)) is { } meant)
        {
            diagnostics.ReadValue(member, $"\"{meant}\"");
            return choices[meant];
        }

        diagnostics.Error(
            member, DiagnosticCodes.UnknownChoice, $"'{member.Text}' is not a value of '{name}'.",
            cures?.GetValueOrDefault(member.Text.Trim()) ?? NearestName.Suggest(member.Text, choices.Keys) ?? $"Allowed are: {string.Join(", ", choices.Keys)}.",
            arguments: DiagnosticArguments.Unknown(member.Text, choices.Keys, name));
        return fallback;
    }

    public static string Describe(SourceKind kind) => kind switch
    {
        SourceKind.Object => "an object",
        SourceKind.Array => "a list",
        SourceKind.String => "a string",
        SourceKind.Number => "a number",
        SourceKind.Boolean => "true or false",
        _ => "null",
    };

    private static string Example(SourceKind kind) => kind switch
    {
        SourceKind.Object => "{…}",
        SourceKind.Array => "[…]",
        _ => "\"…\"",
    };
}
