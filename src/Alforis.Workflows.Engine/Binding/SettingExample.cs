using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Alforis.Workflows.Engine.Definitions;
using Alforis.Workflows.Engine.Parsing;
using Alforis.Workflows.Engine.Schema;
using Alforis.Workflows.Engine.Templates;

namespace Alforis.Workflows.Engine.Binding;

/// <summary>Proposes a value for a setting that is missing, one that this very workflow could have.</summary>
internal sealed class SettingExample(BindingScope scope)
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The proposal, as a sentence.</summary>
    public string Add(SettingSchema setting) => $"Add \"{setting.Name}\": {Value(setting)}.";

    private string Value(SettingSchema setting) => setting.Kind switch
    {
        SettingKind.Integer or SettingKind.Number =>
            setting.Examples.FirstOrDefault() ?? (setting.Minimum ?? 1).ToString(CultureInfo.InvariantCulture),
        SettingKind.Boolean => "true",
        SettingKind.Map => "{…}",
        SettingKind.Json => "…",
        _ => JsonSerializer.Serialize(setting.Examples.FirstOrDefault(Fits) ?? setting.Choices.FirstOrDefault() ?? "…", Readable),
    };

    /// <summary>Whether the workflow sees every field that the placeholders name.</summary>
    private bool Fits(string example)
    {
        if (!TemplateParser.IsTemplate(example)) return true;
        var ignored = new DiagnosticBag();
        return TemplateSource.Read(example, ignored) is { } node && new TemplateBinder(scope, ignored).Bind(node, SettingDestination.Text) is not null;
    }
}
