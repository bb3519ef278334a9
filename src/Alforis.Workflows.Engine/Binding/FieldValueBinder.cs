using System.Globalization;
using System.Text.Json.Nodes;
using Alforis.Workflows.Engine.Definitions;
using Alforis.Workflows.Engine.Schema;
using Alforis.Workflows.Engine.Templates;

namespace Alforis.Workflows.Engine.Binding;

/// <summary>Checks a fixed value, or a list, that an action writes to a field.</summary>
internal sealed class FieldValueBinder(BindingScope scope, DiagnosticBag diagnostics, SettingErrors errors)
{
    public BoundValue? Bind(SourceNode node, SettingSchema setting, FieldTarget target)
    {
        if (target.Field is not { } field) return SettingErrors.Constant(node);
        if (field.Kind == ValueKind.List) return BindList(node, field);
        if (node.Kind == SourceKind.Null && !field.IsNullable) return errors.Refuse(node, $"'{field.Name}' cannot be empty.");
        if (node.Kind == SourceKind.String && setting.ValueFormat?.Accepts(field, node.Text) == true) return SettingErrors.Constant(node);
        var literal = LiteralBinder.Bind(node, ValueType.Of(field), scope.TimeZone, diagnostics, setting.ValueFormat?.Describe(field));
        if (literal is null) return null;
        return field.Limits.Check(literal.Value) is { } problem
            ? errors.Refuse(node, $"'{field.Name}' {problem}")
            : new BoundConstant(ToJson(literal.Value));
    }

    private BoundValue? BindList(SourceNode node, FieldSchema field)
    {
        if (node.Kind != SourceKind.Array) return errors.Refuse(node, $"'{field.Name}' is a list: write [{node}].");
        var fixedTexts = node.Items.Where(i => i.Kind == SourceKind.String && !TemplateParser.IsTemplate(i.Text)).Select(i => i.Text).ToList();
        return field.Limits.Check(fixedTexts) is { } problem
            ? errors.Refuse(node, $"'{field.Name}' {problem}")
            : new ListValueBinder(scope, diagnostics).Bind(node, field);
    }

    private static JsonValue? ToJson(object? value) => value switch
    {
        null => null,
        string s => JsonValue.Create(s),
        decimal d => JsonValue.Create(d),
        bool b => JsonValue.Create(b),
        DateOnly d => JsonValue.Create(d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        DateTimeOffset d => JsonValue.Create(d.ToString("O", CultureInfo.InvariantCulture)),
        _ => throw new NotSupportedException($"A literal of type {value.GetType().Name} has no JSON form."),
    };
}
