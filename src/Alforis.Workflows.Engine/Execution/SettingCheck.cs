using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Execution;

/// <summary>
/// Holds what placeholders brought against a setting's schema, as fixed values are when the definition is compiled. A number or a truth
/// value that free JSON writes as text is taken for what it says.
/// </summary>
internal static class SettingCheck
{
    private const int LongestShown = 40;

    /// <summary>A node of its own, or what is wrong, as a sentence. No node and no problem: the setting is not given.</summary>
    public static (JsonNode? Value, string? Problem) Check(SettingSchema setting, JsonNode? rendered) => rendered switch
    {
        null => (null, setting.IsRequired && setting.Kind is not (SettingKind.Json or SettingKind.FieldValue) ? Empty(setting) : null),
        JsonArray list when setting.IsList => CheckList(setting, list),
        _ => CheckOne(setting, rendered),
    };

    /// <summary>The value for a message: it may be long.</summary>
    public static string Show(JsonNode value)
    {
        var text = value.ToJsonString(Readable);
        if (text.Length <= LongestShown) return text;
        return string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[LongestShown - 1]) ? LongestShown - 1 : LongestShown), "…");
    }

    private static readonly JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static (JsonNode? Value, string? Problem) CheckList(SettingSchema setting, JsonArray list)
    {
        var items = new JsonArray();
        foreach (var item in list)
        {
            // An element that comes out null stands for nobody and nothing.
            if (item is null) continue;
            var (value, problem) = CheckOne(setting, item);
            if (problem is not null) return (null, problem);
            items.Add(value);
        }

        return setting.IsRequired && items.Count == 0 ? (null, Empty(setting)) : (items, null);
    }

    private static (JsonNode? Value, string? Problem) CheckOne(SettingSchema setting, JsonNode value) => setting.Kind switch
    {
        SettingKind.Text => CheckText(setting, value),
        SettingKind.Integer or SettingKind.Number => CheckNumber(setting, value),
        SettingKind.Boolean => CheckTruth(setting, value),
        SettingKind.Map => CheckMap(setting, value),
        _ => (value.DeepClone(), null),
    };

    private static (JsonNode? Value, string? Problem) CheckText(SettingSchema setting, JsonNode value)
    {
        var text = value.GetValueKind() switch
        {
            JsonValueKind.String => value.GetValue<string>(),
            JsonValueKind.Number => value.ToJsonString(),
            _ => null,
        };
        if (text is null) return (null, Wrong(setting, value, "must be text"));
        if (setting.IsRequired && string.IsNullOrWhiteSpace(text)) return (null, Empty(setting));
        if (text.Length > setting.MaxLength) return (null, Invariant($"'{setting.Name}' comes out with more than {setting.MaxLength} characters."));
        // Text that is not required may come out empty, as if it were not given.
        var problem = text.Length == 0 ? null : setting.Format?.Check(text);
        return problem is null ? (JsonValue.Create(text), null) : (null, $"'{setting.Name}' came out as {Show(value)}. {problem}");
    }

    private static (JsonNode? Value, string? Problem) CheckNumber(SettingSchema setting, JsonNode value)
    {
        var whole = setting.Kind == SettingKind.Integer;
        var text = value.GetValueKind() switch
        {
            JsonValueKind.Number => value.ToJsonString(),
            JsonValueKind.String => value.GetValue<string>(),
            _ => "",
        };
        if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            || (whole && (decimal.Truncate(number) != number || number is < long.MinValue or > long.MaxValue)))
        {
            return (null, Wrong(setting, value, whole ? "must be a whole number" : "must be a number"));
        }

        if (number < setting.Minimum) return (null, Wrong(setting, value, Invariant($"must be at least {setting.Minimum}")));
        if (number > setting.Maximum) return (null, Wrong(setting, value, Invariant($"must be at most {setting.Maximum}")));
        return (whole ? JsonValue.Create((long)number) : JsonValue.Create(number), null);
    }

    private static (JsonNode? Value, string? Problem) CheckTruth(SettingSchema setting, JsonNode value) => value.GetValueKind() switch
    {
        JsonValueKind.True or JsonValueKind.False => (value.DeepClone(), null),
        JsonValueKind.String when bool.TryParse(value.GetValue<string>(), out var truth) => (JsonValue.Create(truth), null),
        _ => (null, Wrong(setting, value, "must be true or false")),
    };

    private static (JsonNode? Value, string? Problem) CheckMap(SettingSchema setting, JsonNode value)
    {
        var text = setting with { Kind = SettingKind.Text, IsRequired = false };
        var members = new JsonObject();
        foreach (var (name, member) in value.AsObject())
        {
            var (checkedMember, problem) = member is null ? (JsonValue.Create(""), null) : CheckText(text with { Name = $"{setting.Name}.{name}" }, member);
            if (problem is not null) return (null, problem);
            members.Add(name, checkedMember);
        }

        return (members, null);
    }

    private static string Empty(SettingSchema setting) => $"'{setting.Name}' is required and came out empty.";

    private static string Wrong(SettingSchema setting, JsonNode value, string expected) => $"'{setting.Name}' came out as {Show(value)}, and {expected}.";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
