using System.Text.Json;
using System.Text.Json.Nodes;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Execution;

/// <summary>Turns rendered settings into their record. What placeholders bring is known only now, so it is checked now. Thread-safe.</summary>
internal sealed class SettingsReader<TSettings>(ActionSchema schema)
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>The settings, or what is wrong with them, as a sentence.</summary>
    public (TSettings? Settings, string? Problem) Read(JsonObject rendered)
    {
        var given = new JsonObject();
        foreach (var setting in schema.Settings)
        {
            var (value, problem) = SettingCheck.Check(setting, rendered[setting.Name]);
            if (problem is not null) return (default, problem);
            if (value is not null || KeepsNull(setting, rendered)) given.Add(setting.Name, value);
        }

        try
        {
            return (given.Deserialize<TSettings>(Options), null);
        }
        catch (JsonException e)
        {
            var name = e.Path?.TrimStart('$', '.') is { Length: > 0 } path ? path.Split('.', '[')[0] : null;
            return (default, name is not null && given[name] is { } value
                ? $"'{name}' came out as {SettingCheck.Show(value)}, which is beyond what it can hold."
                : $"The settings cannot be used: {e.Message}");
        }
    }

    /// <summary>Elsewhere null means that a setting is not given, and its default stays.</summary>
    private static bool KeepsNull(SettingSchema setting, JsonObject rendered) =>
        setting.Kind is SettingKind.Json or SettingKind.FieldValue && rendered.ContainsKey(setting.Name);
}
