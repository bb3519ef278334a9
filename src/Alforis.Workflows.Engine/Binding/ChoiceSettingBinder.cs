using System.Text.Json.Nodes;
using Alforis.Workflows.Engine.Definitions;
using Alforis.Workflows.Engine.Diagnostics;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Binding;

/// <summary>Checks a value of a closed list; case and accents do not matter, and there may be further words for it.</summary>
internal static class ChoiceSettingBinder
{
    public static BoundConstant? Bind(SourceNode node, SettingSchema setting, SettingErrors errors)
    {
        if (node.Kind != SourceKind.String)
        {
            return errors.Add(
                node, DiagnosticCodes.WrongType, $"'{setting.Name}' must be a word, not {node}.", $"Write one of: {string.Join(", ", setting.Choices)}.");
        }

        if (setting.Choices.Contains(node.Text, StringComparer.Ordinal)) return SettingErrors.Constant(node);
        var folded = NearestName.Fold(node.Text);
        if ((setting.Choices.FirstOrDefault(c => NearestName.Fold(c) == folded) ?? setting.ChoiceAliases.GetValueOrDefault(folded)) is { } choice)
        {
            return errors.Read(node, JsonValue.Create(choice));
        }

        return errors.Add(
            node, DiagnosticCodes.UnknownChoice, $"{node} is not a value of '{setting.Name}'.",
            NearestName.Suggest(node.Text, setting.Choices) ?? $"Allowed are: {string.Join(", ", setting.Choices)}.",
            DiagnosticArguments.Unknown(node.Text, setting.Choices, setting.Name));
    }
}
