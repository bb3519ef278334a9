using System.Text.Json.Nodes;
using Alforis.Workflows.Engine.Definitions;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Binding;

/// <summary>Checks fixed text.</summary>
internal static class TextSettingBinder
{
    public static BoundConstant? Bind(SourceNode node, SettingSchema setting, SettingErrors errors)
    {
        if (node.Kind == SourceKind.Number && setting.AllowsNumber)
        {
            return setting.Format?.Check(node.Text) is { } wrong ? errors.Refuse(node, wrong) : SettingErrors.Constant(node);
        }

        if (node.Kind != SourceKind.String) return errors.WrongType(node, setting, setting.AllowsNumber ? "text or a number" : "text");
        if (setting.Format is { } format && format.Check(node.Text) is not null && format.Read(node.Text) is { } meant) return errors.Read(node, JsonValue.Create(meant));
        return Check(node, node.Text, setting, errors) ? SettingErrors.Constant(node) : null;
    }

    /// <summary>Whether the setting takes the text; if not, there is a diagnostic.</summary>
    public static bool Check(SourceNode node, string text, SettingSchema setting, SettingErrors errors)
    {
        var problem = setting.IsRequired && string.IsNullOrWhiteSpace(text) ? $"'{setting.Name}' must not be empty."
            : text.Length > setting.MaxLength ? $"'{setting.Name}' has at most {setting.MaxLength} characters."
            : IsSeveralLines(text, setting) ? $"'{setting.Name}' is one line: it has no line ends and no control characters."
            : setting.Format?.Check(text);
        if (problem is not null) errors.Refuse(node, problem);
        return problem is null;
    }

    private static bool IsSeveralLines(string text, SettingSchema setting) =>
        setting.Format is null && setting.Destination == SettingDestination.Header && text.AsSpan().ContainsAnyInRange('\0', '\u001F');
}
