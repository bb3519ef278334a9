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
                NearestName.Suggest(member.Name!, known.ToArray()) ?? $"Allowed are: {string.Join(", ", known.ToArray())}.");
        }
    }

    public SourceNode? Optional(string name, SourceKind kind)
    {
        var member = node[name];
        if (member is null || member.Kind == SourceKind.Null) return null;
        if (member.Kind == kind) return member;
        diagnostics.Error(member, DiagnosticCodes.WrongType, $"'{name}' must be {Describe(kind)}, not {Describe(member.Kind)}.");
        return null;
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
        diagnostics.Error(node, DiagnosticCodes.MissingMember, $"The member '{name}' is missing.", $"Add \"{name}\": {Example(kind)}.");
        return null;
    }

    public T Choice<T>(string name, T fallback, IReadOnlyDictionary<string, T> choices)
    {
        if (Optional(name, SourceKind.String) is not { } member) return fallback;
        if (choices.TryGetValue(member.Text, out var chosen)) return chosen;
        diagnostics.Error(
            member, DiagnosticCodes.UnknownChoice, $"'{member.Text}' is not a value of '{name}'.",
            NearestName.Suggest(member.Text, choices.Keys) ?? $"Allowed are: {string.Join(", ", choices.Keys)}.");
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
