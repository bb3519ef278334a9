using Alforis.Workflows.Engine.Definitions;
using Alforis.Workflows.Engine.Diagnostics;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Binding;

/// <summary>Checks a value of a closed list; case and accents do not matter.</summary>
internal static class ChoiceSettingBinder
{
    public static BoundConstant? Bind(SourceNode node, SettingSchema setting, SettingErrors errors)
    {
        if (node.Kind != SourceKind.String) return errors.WrongType(node, setting, "text");
        var folded = NearestName.Fold(node.Text);
        if (setting.Choices.FirstOrDefault(c => NearestName.Fold(c) == folded) is { } choice) return SettingErrors.Constant(choice);
        return errors.Add(
            node, DiagnosticCodes.UnknownChoice, $"{node} is not a value of '{setting.Name}'.",
            NearestName.Suggest(node.Text, setting.Choices) ?? $"Allowed are: {string.Join(", ", setting.Choices)}.");
    }
}
