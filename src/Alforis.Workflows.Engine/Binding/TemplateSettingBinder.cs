using Alforis.Workflows.Engine.Definitions;
using Alforis.Workflows.Engine.Diagnostics;
using Alforis.Workflows.Engine.Schema;
using Alforis.Workflows.Engine.Templates;

namespace Alforis.Workflows.Engine.Binding;

/// <summary>Checks a template against the setting that it stands in: one placeholder alone keeps its type, anything else makes text.</summary>
internal sealed class TemplateSettingBinder(TemplateBinder templates, SettingErrors errors)
{
    public BoundValue? Bind(SourceNode node, SettingSchema setting, FieldTarget field)
    {
        if (!setting.AllowsTemplate)
        {
            return errors.Add(node, DiagnosticCodes.TemplateNotAllowed, $"'{setting.Name}' is fixed: it cannot contain a placeholder.", arguments: new() { Name = setting.Name });
        }

        if (templates.Bind(node, setting.Destination) is not { } template) return null;
        if (setting.Kind == SettingKind.Text && template.FixedText is { } text)
        {
            return TextSettingBinder.Check(node, text, setting, errors) ? SettingErrors.Constant(text) : null;
        }

        var makesText = setting.Kind == SettingKind.Text || (setting.Kind == SettingKind.FieldValue && field.Field is null or { Kind: ValueKind.Text });
        if (template.Single is { } single)
        {
            if (!Fits(single.Type, setting, field)) return RefuseType(node, single, setting, field);
            return setting.Kind == SettingKind.Text && !setting.AllowsNumber ? Text(template, setting) : new BoundPlaceholder(single, LongestText(setting));
        }

        return makesText
            ? Text(template, setting)
            : errors.Add(node, DiagnosticCodes.TemplateType, $"'{setting.Name}' is not text: only one placeholder alone can stand here.");
    }

    private static BoundText Text(BoundTemplate template, SettingSchema setting)
    {
        var isChecked = setting.Destination is SettingDestination.Address or SettingDestination.Url;
        return new BoundText(template, LongestText(setting), isChecked ? setting.Format : null, setting.Destination);
    }

    private BoundConstant? RefuseType(SourceNode node, BoundExpression value, SettingSchema setting, FieldTarget field)
    {
        var name = value is BoundPathValue path ? $"'{path.Path}'" : "This placeholder";
        return errors.Add(
            node, DiagnosticCodes.TemplateType, $"{name} is {value.Type.Describe()} and does not fit '{setting.Name}', which is {Describe(setting, field)}.");
    }

    private static bool Fits(TemplateType type, SettingSchema setting, FieldTarget field) => setting.Kind switch
    {
        _ when type.Kind == TypeKind.Null => true,
        SettingKind.Integer or SettingKind.Number => type.Kind is TypeKind.Number or TypeKind.Json,
        SettingKind.Boolean => type.Kind is TypeKind.Boolean or TypeKind.Json,
        SettingKind.FieldValue when field.Field is not null => FieldFit.Fits(type, field.Field),
        SettingKind.Text when setting.AllowsNumber => IsTextOrNumber(type) || (setting.IsList && type.Item is { } item && IsTextOrNumber(item)),
        _ => true,
    };

    /// <summary>A value of several types is what users are named by, as in <c>deal.assigned_to ?? "role:manager"</c>.</summary>
    private static bool IsTextOrNumber(TemplateType type) =>
        type.IsText || type.Kind is TypeKind.Number or TypeKind.Json or TypeKind.Mixed;

    /// <summary>A field's value has the limits of the field, not of the setting.</summary>
    private static int LongestText(SettingSchema setting) => setting.Kind == SettingKind.FieldValue ? int.MaxValue : setting.MaxLength;

    private static string Describe(SettingSchema setting, FieldTarget field) => setting.Kind switch
    {
        SettingKind.Integer => "a whole number",
        SettingKind.Number => "a number",
        SettingKind.Boolean => "true or false",
        SettingKind.Text when setting.AllowsNumber => "text or a number",
        _ => field.Field is null ? "text" : TemplateType.Of(field.Field).Describe(),
    };
}
