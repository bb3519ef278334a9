using System.Text;
using Alforis.Workflows.Engine.Definitions;
using Alforis.Workflows.Engine.Diagnostics;

namespace Alforis.Workflows.Engine.Parsing;

/// <summary>Makes a node of a template that stands in no definition, within the bounds of those that do.</summary>
internal static class TemplateSource
{
    public static SourceNode? Read(string text, DiagnosticBag diagnostics)
    {
        if (text.Length > ParseLimits.MaxBytes)
        {
            diagnostics.ErrorAt(DiagnosticCodes.TooLarge, "", 1, 1, $"The template is larger than {ParseLimits.MaxBytes / 1024} KiB.");
            return null;
        }

        if (text.AsSpan().Count("{{") > ParseLimits.MaxPlaceholders)
        {
            diagnostics.ErrorAt(DiagnosticCodes.TooLarge, "", 1, 1, $"A template has at most {ParseLimits.MaxPlaceholders} placeholders.");
            return null;
        }

        var source = new SourceText(Encoding.UTF8.GetBytes(text), isPlain: true);
        return new SourceNode(source, null, null, 0, 0, SourceKind.String) { Text = text };
    }
}
