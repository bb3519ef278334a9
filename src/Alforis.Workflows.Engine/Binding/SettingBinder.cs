using System.Text.Json.Nodes;
using Alforis.Workflows.Engine.Definitions;
using Alforis.Workflows.Engine.Diagnostics;
using Alforis.Workflows.Engine.Schema;
using Alforis.Workflows.Engine.Templates;

namespace Alforis.Workflows.Engine.Binding;

/// <summary>Checks one setting's value against its schema and resolves its placeholders.</summary>
internal sealed class SettingBinder
{
    private readonly DiagnosticBag diagnostics;
    private readonly SettingErrors errors;
    private readonly TemplateSettingBinder templates;
    private readonly JsonSettingBinder json;
    private readonly FieldValueBinder fieldValues;

    /// <param name="scope">What names are resolved against.</param>
    /// <param name="diagnostics">Where errors go.</param>
    /// <param name="invalidCode">The code for values that are malformed or out of range.</param>
    public SettingBinder(BindingScope scope, DiagnosticBag diagnostics, string invalidCode)
    {
        this.diagnostics = diagnostics;
        errors = new SettingErrors(diagnostics, invalidCode);
        var binder = new TemplateBinder(scope, diagnostics);
        templates = new TemplateSettingBinder(binder, errors);
        json = new JsonSettingBinder(binder);
        fieldValues = new FieldValueBinder(scope, diagnostics, errors);
    }

    /// <summary>The bound value, or <see langword="null"/> and diagnostics.</summary>
    /// <param name="node">The value.</param>
    /// <param name="setting">What is expected.</param>
    /// <param name="field">For field names and values: the field's entity, and the field once it is known.</param>
    public BoundValue? Bind(SourceNode node, SettingSchema setting, FieldTarget field)
    {
        if (!setting.IsList) return BindOne(node, setting, field);
        if (node.Kind == SourceKind.Array && node.Items.IsEmpty)
        {
            diagnostics.Error(node, DiagnosticCodes.EmptyList, $"'{setting.Name}' is an empty list.");
        }

        var nodes = node.Kind == SourceKind.Array ? node.Items : [node];
        var items = nodes.Select(i => BindOne(i, setting, field) is { } value ? BoundElements.In(value) : null).ToList();
        if (items.Contains(null)) return null;
        var isAddresses = setting.Destination == SettingDestination.Address;
        return new BoundList([.. items!], LeavesOutEmpty: isAddresses, NeedsOne: isAddresses && setting.IsRequired);
    }

    private BoundValue? BindOne(SourceNode node, SettingSchema setting, FieldTarget field)
    {
        if (setting.Kind == SettingKind.Json) return json.Bind(node);
        if (setting.Kind == SettingKind.Map) return BindMap(node, setting);
        if (node.Kind == SourceKind.String && TemplateParser.IsTemplate(node.Text)) return templates.Bind(node, setting, field);
        return setting.Kind switch
        {
            SettingKind.Text => TextSettingBinder.Bind(node, setting, errors),
            SettingKind.Choice => ChoiceSettingBinder.Bind(node, setting, errors),
            SettingKind.Boolean => BindTruth(node, setting),
            SettingKind.FieldName => FieldNameBinder.Bind(node, setting, field, errors),
            SettingKind.FieldValue => fieldValues.Bind(node, setting, field),
            _ => NumberSettingBinder.Bind(node, setting, errors),
        };
    }

    private BoundConstant? BindTruth(SourceNode node, SettingSchema setting)
    {
        if (node.Kind == SourceKind.Boolean) return SettingErrors.Constant(node);
        return node is { Kind: SourceKind.String, Text: "true" or "false" }
            ? errors.Read(node, JsonValue.Create(node.Text is "true"))
            : errors.WrongType(node, setting, "true or false");
    }

    private BoundValue? BindMap(SourceNode node, SettingSchema setting)
    {
        if (node.Kind != SourceKind.Object) return errors.WrongType(node, setting, "an object of texts");
        var text = new SettingSchema
        {
            Name = setting.Name, Kind = SettingKind.Text, AllowsTemplate = setting.AllowsTemplate, Format = setting.Format, Destination = setting.Destination,
        };
        foreach (var member in node.Items)
        {
            if (setting.NameFormat?.Check(member.Name!) is { } problem) errors.Refuse(member, problem);
        }

        var members = node.Items.Select(m => KeyValuePair.Create(m.Name!, BindOne(m, text, default))).ToList();
        return members.Any(m => m.Value is null) ? null : new BoundObject([.. members!]);
    }
}
