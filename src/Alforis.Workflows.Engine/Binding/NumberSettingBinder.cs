using System.Globalization;
using System.Text.Json.Nodes;
using Alforis.Workflows.Engine.Definitions;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Binding;

/// <summary>Checks numbers and their ranges.</summary>
internal static class NumberSettingBinder
{
    public static BoundConstant? Bind(SourceNode node, SettingSchema setting, SettingErrors errors)
    {
        var isInteger = setting.Kind == SettingKind.Integer;
        var isText = node.Kind == SourceKind.String && decimal.TryParse(node.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
        if (node.Kind != SourceKind.Number && !isText) return errors.WrongType(node, setting, isInteger ? "a whole number" : "a number");
        if (!decimal.TryParse(node.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            || (isInteger && number is < long.MinValue or > long.MaxValue))
        {
            return errors.Refuse(node, $"{node} is beyond what can be stored.");
        }

        if (isInteger && decimal.Truncate(number) != number) return errors.Refuse(node, $"'{setting.Name}' must be a whole number.");
        if (number < setting.Minimum || number > setting.Maximum) return errors.Refuse(node, OutOfRange(setting));
        var value = isInteger ? JsonValue.Create((long)number) : JsonValue.Create(number);
        return isText ? errors.Read(node, value) : new BoundConstant(value);
    }

    private static string OutOfRange(SettingSchema setting) => (setting.Minimum, setting.Maximum) switch
    {
        ({ } least, { } most) => string.Create(CultureInfo.InvariantCulture, $"'{setting.Name}' must be from {least} to {most}."),
        ({ } least, null) => string.Create(CultureInfo.InvariantCulture, $"'{setting.Name}' must be at least {least}."),
        _ => string.Create(CultureInfo.InvariantCulture, $"'{setting.Name}' must be at most {setting.Maximum}."),
    };
}
