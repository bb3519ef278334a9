using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Alforis.Workflows.Engine.Definitions;
using Alforis.Workflows.Engine.Diagnostics;
using Alforis.Workflows.Engine.Schema;
using Alforis.Workflows.Engine.Templates;

namespace Alforis.Workflows.Engine.Binding;

/// <summary>Checks one setting's value against its schema and resolves its placeholders.</summary>
/// <param name="scope">What names are resolved against.</param>
/// <param name="diagnostics">Where errors go.</param>
/// <param name="invalidCode">The code for values that are malformed or out of range.</param>
internal sealed class SettingBinder(BindingScope scope, DiagnosticBag diagnostics, string invalidCode)
{
    private readonly TemplateBinder templates = new(scope, diagnostics);

    /// <summary>The bound value, or <see langword="null"/> and diagnostics.</summary>
    /// <param name="node">The value.</param>
    /// <param name="setting">What is expected.</param>
    /// <param name="field">For field names and values: the field's entity, and the field once it is known.</param>
    public BoundValue? Bind(SourceNode node, SettingSchema setting, FieldTarget field)
    {
        if (setting.IsList && node.Kind == SourceKind.Array)
        {
            var items = node.Items.Select(i => BindElement(i, setting, field)).ToList();
            if (items.Count == 0) diagnostics.Error(node, DiagnosticCodes.EmptyList, $"'{setting.Name}' is an empty list.");
            return items.Contains(null) ? null : new BoundList([.. items!]);
        }

        if (!setting.IsList) return BindOne(node, setting, field);
        return BindElement(node, setting, field) is { } value ? new BoundList([value]) : null;
    }

    private BoundValue? BindElement(SourceNode node, SettingSchema setting, FieldTarget field) =>
        BindOne(node, setting, field) is { } value ? BoundElements.In(value) : null;

    private BoundValue? BindOne(SourceNode node, SettingSchema setting, FieldTarget field)
    {
        if (setting.Kind == SettingKind.Json) return BindJson(node);
        if (setting.Kind == SettingKind.Map) return BindMap(node, setting);
        if (node.Kind == SourceKind.String && TemplateParser.ContainsPlaceholder(node.Text)) return BindTemplate(node, setting, field);
        return setting.Kind switch
        {
            SettingKind.Text => BindText(node, setting),
            SettingKind.Choice => BindChoice(node, setting),
            SettingKind.Boolean => node.Kind == SourceKind.Boolean ? Constant(node) : WrongType(node, setting, "true or false"),
            SettingKind.FieldName => BindFieldName(node, setting, field),
            SettingKind.FieldValue => BindFieldValue(node, setting, field),
            _ => BindNumber(node, setting),
        };
    }

    private BoundConstant? BindText(SourceNode node, SettingSchema setting)
    {
        if (node.Kind == SourceKind.Number && setting.AllowsNumber)
        {
            return setting.Format?.Check(node.Text) is { } wrong ? Refuse(node, wrong) : Constant(node);
        }

        if (node.Kind != SourceKind.String) return WrongType(node, setting, setting.AllowsNumber ? "text or a number" : "text");
        if (setting.IsRequired && string.IsNullOrWhiteSpace(node.Text)) return Refuse(node, $"'{setting.Name}' must not be empty.");
        if (node.Text.Length > setting.MaxLength) return Refuse(node, $"'{setting.Name}' has at most {setting.MaxLength} characters.");
        return setting.Format?.Check(node.Text) is { } problem ? Refuse(node, problem) : Constant(node);
    }

    private BoundConstant? BindChoice(SourceNode node, SettingSchema setting)
    {
        if (node.Kind != SourceKind.String) return WrongType(node, setting, "text");
        var folded = NearestName.Fold(node.Text);
        if (setting.Choices.FirstOrDefault(c => NearestName.Fold(c) == folded) is { } choice)
        {
            return new BoundConstant(JsonValue.Create(choice));
        }

        diagnostics.Error(
            node, DiagnosticCodes.UnknownChoice, $"{node} is not a value of '{setting.Name}'.",
            NearestName.Suggest(node.Text, setting.Choices) ?? $"Allowed are: {string.Join(", ", setting.Choices)}.");
        return null;
    }

    private BoundConstant? BindNumber(SourceNode node, SettingSchema setting)
    {
        var isInteger = setting.Kind == SettingKind.Integer;
        if (node.Kind != SourceKind.Number) return WrongType(node, setting, isInteger ? "a whole number" : "a number");
        if (!decimal.TryParse(node.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            || (isInteger && Math.Abs(number) > int.MaxValue))
        {
            return Refuse(node, $"{node} is beyond what can be stored.");
        }

        if (isInteger && decimal.Truncate(number) != number) return Refuse(node, $"'{setting.Name}' must be a whole number.");

        if (number < setting.Minimum || number > setting.Maximum)
        {
            return Refuse(node, OutOfRange(setting));
        }

        return new BoundConstant(isInteger ? JsonValue.Create((long)number) : JsonValue.Create(number));
    }

    private static string OutOfRange(SettingSchema setting) => (setting.Minimum, setting.Maximum) switch
    {
        ({ } least, { } most) => string.Create(CultureInfo.InvariantCulture, $"'{setting.Name}' must be from {least} to {most}."),
        ({ } least, null) => string.Create(CultureInfo.InvariantCulture, $"'{setting.Name}' must be at least {least}."),
        _ => string.Create(CultureInfo.InvariantCulture, $"'{setting.Name}' must be at most {setting.Maximum}."),
    };

    private BoundConstant? BindFieldName(SourceNode node, SettingSchema setting, FieldTarget field)
    {
        if (node.Kind != SourceKind.String) return WrongType(node, setting, "the name of a field");
        if (field.Entity is null) return Constant(node);
        var name = node.Text;
        var dot = name.LastIndexOf('.');
        if (dot >= 0 && string.Equals(name[..dot], field.EntityName, StringComparison.Ordinal)) name = name[(dot + 1)..];
        if (field.Entity.Find(name) is { IsWritable: true }) return new BoundConstant(JsonValue.Create(name));
        var writable = field.Entity.Fields.Where(f => f.IsWritable).Select(f => f.Name).ToList();
        var known = field.Entity.Find(name) is not null;
        diagnostics.Error(
            node, known ? invalidCode : DiagnosticCodes.UnknownField,
            known ? $"'{name}' cannot be written by an action." : $"'{field.EntityName}' has no field {node}.",
            NearestName.Suggest(name, writable) ?? $"Fields that can be written: {string.Join(", ", writable)}.");
        return null;
    }

    private BoundValue? BindFieldValue(SourceNode node, SettingSchema setting, FieldTarget target)
    {
        if (target.Field is not { } field) return Constant(node);
        if (field.Kind == ValueKind.List) return BindFieldList(node, field);
        if (node.Kind == SourceKind.Null && !field.IsNullable) return Refuse(node, $"'{field.Name}' cannot be empty.");
        if (node.Kind == SourceKind.String && setting.ValueFormat?.Accepts(field, node.Text) == true) return Constant(node);
        var literal = LiteralBinder.Bind(node, ValueType.Of(field), scope.TimeZone, diagnostics, setting.ValueFormat?.Describe(field));
        if (literal is null) return null;
        return field.Limits.Check(literal.Value) is { } problem
            ? Refuse(node, $"'{field.Name}' {problem}")
            : new BoundConstant(ToJson(literal.Value));
    }

    private BoundValue? BindFieldList(SourceNode node, FieldSchema field)
    {
        if (node.Kind != SourceKind.Array) return Refuse(node, $"'{field.Name}' is a list: write [{node}].");
        var fixedTexts = node.Items.Where(i => i.Kind == SourceKind.String && !TemplateParser.ContainsPlaceholder(i.Text)).Select(i => i.Text).ToList();
        return field.Limits.Check(fixedTexts) is { } problem
            ? Refuse(node, $"'{field.Name}' {problem}")
            : new ListValueBinder(scope, diagnostics).Bind(node, field);
    }

    private BoundValue? BindTemplate(SourceNode node, SettingSchema setting, FieldTarget field)
    {
        if (!setting.AllowsTemplate)
        {
            diagnostics.Error(node, DiagnosticCodes.TemplateNotAllowed, $"'{setting.Name}' is fixed: it cannot contain a placeholder.");
            return null;
        }

        if (templates.Bind(node) is not { } parts) return null;
        if (parts is [{ Path: { } single }]) return BindSingle(node, setting, single, field);
        if (setting.Kind == SettingKind.Text || (setting.Kind == SettingKind.FieldValue && field.Field is null or { Kind: ValueKind.Text }))
        {
            return new BoundText(parts, LongestText(setting));
        }

        diagnostics.Error(node, DiagnosticCodes.TemplateType, $"'{setting.Name}' is not text: only one placeholder alone can stand here.");
        return null;
    }

    private BoundPlaceholder? BindSingle(SourceNode node, SettingSchema setting, BoundPath path, FieldTarget field)
    {
        var fits = setting.Kind switch
        {
            SettingKind.Integer or SettingKind.Number => path.Kind is ValueKind.Number or ValueKind.Json,
            SettingKind.Boolean => path.Kind is ValueKind.Boolean or ValueKind.Json,
            SettingKind.FieldValue when field.Field is not null => Fits(path, field.Field),
            SettingKind.Text when setting.AllowsNumber => 
                path.Kind is ValueKind.Text or ValueKind.Enum or ValueKind.Number or ValueKind.Json
                || (setting.IsList && path.ItemKind is ValueKind.Text or ValueKind.Number),
            _ => true,
        };
        if (fits) return new BoundPlaceholder(path, AsText: setting.Kind == SettingKind.Text && !setting.AllowsNumber, LongestText(setting));
        diagnostics.Error(
            node, DiagnosticCodes.TemplateType,
            $"'{path}' is {Describe(path.Kind)} and does not fit '{setting.Name}', which is {Describe(setting, field)}.");
        return null;
    }

    /// <summary>A field's value has the limits of the field, not of the setting.</summary>
    private static int LongestText(SettingSchema setting) => setting.Kind == SettingKind.FieldValue ? int.MaxValue : setting.MaxLength;

    private static bool Fits(BoundPath path, FieldSchema field) =>
        (path.Kind == field.Kind && (field.Kind != ValueKind.Enum || path.EnumValues.Any(v => field.EnumValues.Contains(v, StringComparer.Ordinal)))) || path.Kind == ValueKind.Json
        || (field.Kind == ValueKind.Text && path.Kind is not (ValueKind.List or ValueKind.Entity))
        || (field.Kind == ValueKind.Date && path.Kind == ValueKind.DateTime);

    private BoundValue? BindMap(SourceNode node, SettingSchema setting)
    {
        if (node.Kind != SourceKind.Object) return WrongType(node, setting, "an object of texts");
        var text = new SettingSchema { Name = setting.Name, Kind = SettingKind.Text, AllowsTemplate = setting.AllowsTemplate, Format = setting.Format };
        foreach (var member in node.Items)
        {
            if (setting.NameFormat?.Check(member.Name!) is { } problem) Refuse(member, problem);
        }

        var members = node.Items.Select(m => KeyValuePair.Create(m.Name!, BindOne(m, text, default))).ToList();
        return members.Any(m => m.Value is null) ? null : new BoundObject([.. members!]);
    }

    private BoundValue? BindJson(SourceNode node)
    {
        switch (node.Kind)
        {
            case SourceKind.Object:
                var members = node.Items.Select(m => KeyValuePair.Create(m.Name!, BindJson(m))).ToList();
                return members.Any(m => m.Value is null) ? null : new BoundObject([.. members!]);
            case SourceKind.Array:
                var items = node.Items.Select(BindJson).ToList();
                return items.Contains(null) ? null : new BoundList([.. items!]);
            case SourceKind.String when TemplateParser.ContainsPlaceholder(node.Text):
                if (templates.Bind(node) is not { } parts) return null;
                return parts is [{ Path: { } single }] ? new BoundPlaceholder(single, AsText: false) : new BoundText(parts);
            default:
                return Constant(node);
        }
    }

    private static BoundConstant Constant(SourceNode node) => new(node.ToJsonNode());

    private BoundConstant? WrongType(SourceNode node, SettingSchema setting, string expected)
    {
        diagnostics.Error(node, DiagnosticCodes.WrongType, $"'{setting.Name}' must be {expected}, not {node}.");
        return null;
    }

    private BoundConstant? Refuse(SourceNode node, string message)
    {
        diagnostics.Error(node, invalidCode, message);
        return null;
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

    private static string Describe(SettingSchema setting, FieldTarget field) => setting.Kind switch
    {
        SettingKind.Integer => "a whole number",
        SettingKind.Number => "a number",
        SettingKind.Boolean => "true or false",
        SettingKind.Text when setting.AllowsNumber => "text or a number",
        _ => field.Field is null ? "text" : Describe(field.Field.Kind),
    };

    private static string Describe(ValueKind kind) => kind switch
    {
        ValueKind.Number => "a number",
        ValueKind.Boolean => "true or false",
        ValueKind.Date => "a date",
        ValueKind.DateTime => "a moment",
        ValueKind.List => "a list",
        ValueKind.Enum => "an enumeration",
        _ => "text",
    };
}
