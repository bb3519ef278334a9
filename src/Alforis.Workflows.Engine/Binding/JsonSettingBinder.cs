using Alforis.Workflows.Engine.Definitions;
using Alforis.Workflows.Engine.Schema;
using Alforis.Workflows.Engine.Templates;

namespace Alforis.Workflows.Engine.Binding;

/// <summary>Resolves the placeholders in the strings of any JSON; one alone keeps its type.</summary>
internal sealed class JsonSettingBinder(TemplateBinder templates)
{
    public BoundValue? Bind(SourceNode node)
    {
        switch (node.Kind)
        {
            case SourceKind.Object:
                var members = node.Items.Select(m => KeyValuePair.Create(m.Name!, Bind(m))).ToList();
                return members.Any(m => m.Value is null) ? null : new BoundObject([.. members!]);
            case SourceKind.Array:
                var items = node.Items.Select(Bind).ToList();
                return items.Contains(null) ? null : new BoundList([.. items!]);
            case SourceKind.String when TemplateParser.IsTemplate(node.Text):
                if (templates.Bind(node, SettingDestination.Text) is not { } template) return null;
                if (template.FixedText is { } text) return SettingErrors.Constant(text);
                return template.Single is { } single ? new BoundPlaceholder(single) : new BoundText(template);
            default:
                return SettingErrors.Constant(node);
        }
    }
}
