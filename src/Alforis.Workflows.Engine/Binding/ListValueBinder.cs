using System.Text.Json.Nodes;
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
        var item = TemplateType.Of(field).Item!;
        if (node.Kind != SourceKind.String || !TemplateParser.IsTemplate(node.Text))
        {
            var literal = LiteralBinder.BindElement(node, ValueType.ItemOf(field), scope.TimeZone, diagnostics);
            return literal is null ? null : new BoundConstant(field.EnumValues.IsEmpty ? node.ToJsonNode() : JsonValue.Create((string)literal.Value!));
        }

        if (templates.Bind(node, SettingDestination.Text) is not { } template) return null;
        var isText = item.Kind == TypeKind.Text;
        if (template.Single is not { } single)
        {
            if (isText) return new BoundText(template);
            diagnostics.Error(node, DiagnosticCodes.TemplateType, $"'{field.Name}' is no list of texts: only one placeholder alone can stand here.");
            return null;
        }

        // A list of numbers is no list of texts: its elements would be written as people never see them.
        var fits = single.Type.Kind == TypeKind.List
            ? single.Type.Item!.Kind is TypeKind.Json or TypeKind.Null || single.Type.Item.Kind == item.Kind
            : FieldFit.FitsItem(single.Type, item);
        if (fits) return BoundElements.In(isText ? new BoundText(template) : new BoundPlaceholder(single));
        var name = single is BoundPathValue path ? $"'{path.Path}'" : "This placeholder";
        diagnostics.Error(node, DiagnosticCodes.TemplateType, $"{name} does not fit the elements of '{field.Name}'.");
        return null;
    }
}
