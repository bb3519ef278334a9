using Alforis.Workflows.Engine.Definitions;
using Alforis.Workflows.Engine.Diagnostics;
using Alforis.Workflows.Engine.Schema;
using Alforis.Workflows.Engine.Templates;

namespace Alforis.Workflows.Engine.Binding;

/// <summary>Checks the elements of a list that an action writes to a field, and resolves their placeholders.</summary>
internal sealed class ListValueBinder(BindingScope scope, DiagnosticBag diagnostics)
{
    private readonly TemplateBinder templates = new(scope, diagnostics);

    /// <summary>The bound list, or <see langword="null"/> and diagnostics.</summary>
    public BoundList? Bind(SourceNode list, FieldSchema field)
    {
        var items = list.Items.Select(i => BindItem(i, field)).ToList();
        return items.Contains(null) ? null : new BoundList([.. items!]);
    }

    private BoundValue? BindItem(SourceNode node, FieldSchema field)
    {
        var kind = field.ItemKind!.Value;
        if (node.Kind != SourceKind.String || !TemplateParser.ContainsPlaceholder(node.Text))
        {
            var literal = LiteralBinder.BindElement(node, new ValueType(kind, []), scope.TimeZone, diagnostics);
            return literal is null ? null : new BoundConstant(node.ToJsonNode());
        }

        if (templates.Bind(node) is not { } parts) return null;
        var isText = kind == ValueKind.Text;
        if (parts is not [{ Path: { } path }])
        {
            if (isText) return new BoundText(parts);
            diagnostics.Error(node, DiagnosticCodes.TemplateType, $"'{field.Name}' is no list of texts: only one placeholder alone can stand here.");
            return null;
        }

        var fits = path.Kind == ValueKind.List ? path.ItemKind == kind : isText || path.Kind == kind || path.Kind == ValueKind.Json;
        if (fits) return BoundElements.In(new BoundPlaceholder(path, AsText: isText));
        diagnostics.Error(node, DiagnosticCodes.TemplateType, $"'{path}' does not fit the elements of '{field.Name}'.");
        return null;
    }
}
