using System.Collections.Immutable;
using Alforis.Workflows.Engine.Definitions;
using Alforis.Workflows.Engine.Diagnostics;
using Alforis.Workflows.Engine.Schema;
using Alforis.Workflows.Engine.Templates;

namespace Alforis.Workflows.Engine.Binding;

/// <summary>Resolves the placeholders of a template.</summary>
internal sealed class TemplateBinder(BindingScope scope, DiagnosticBag diagnostics)
{
    /// <summary>The template's segments with their paths, or <see langword="null"/> and diagnostics.</summary>
    public ImmutableArray<BoundTextPart>? Bind(SourceNode node)
    {
        var (segments, errors) = TemplateParser.Parse(node.Text);
        foreach (var error in errors)
        {
            diagnostics.Error(node, DiagnosticCodes.TemplateSyntax, error.Message, error.Suggestion, error.Position);
        }

        var sound = errors.IsEmpty;
        var parts = ImmutableArray.CreateBuilder<BoundTextPart>(segments.Length);
        foreach (var segment in segments)
        {
            if (segment is TextSegment text) parts.Add(new BoundTextPart(text.Text, null));
            else if (BindPlaceholder((PlaceholderSegment)segment, node) is { } path) parts.Add(new BoundTextPart(null, path));
            else sound = false;
        }

        return sound ? parts.ToImmutable() : null;
    }

    private BoundPath? BindPlaceholder(PlaceholderSegment segment, SourceNode node)
    {
        var (path, message, suggestion) = PathBinder.Bind(segment.Path, scope);
        if (path is null)
        {
            diagnostics.Error(node, DiagnosticCodes.UnknownVariable, message!, suggestion, segment.Position);
            return null;
        }

        if (path.ItemKind == ValueKind.Entity)
        {
            diagnostics.Error(
                node, DiagnosticCodes.TemplateType, $"'{path}' is a list of objects and cannot be written as text.", null, segment.Position);
            return null;
        }

        if (path.Kind != ValueKind.Entity) return path;
        diagnostics.Error(
            node, DiagnosticCodes.TemplateType, $"'{path}' is an object and cannot be written as text.",
            $"Name one of its fields, for example '{path}.{path.Field!.Entity!.Fields[0].Name}'.", segment.Position);
        return null;
    }
}
