using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>Makes JSON of values that keep their type; what it makes once the rendering has a problem means nothing.</summary>
internal static class ValueNodes
{
    public static JsonNode? Of(in TemplateValue value, Rendering rendering)
    {
        switch (value.Tag)
        {
            case ValueTag.Text:
                return rendering.SpendValue(value.Text.Length) ? JsonValue.Create(value.Text) : null;
            case ValueTag.Json:
                var json = (JsonElement)value.Reference;
                // Its text is as long as the node that is made of it is large, give or take a factor.
                return rendering.SpendValue(json.GetRawText().Length) ? JsonNodes.Of(json, rendering) : null;
            case ValueTag.List:
                var items = new JsonArray();
                var cursor = ListCursor.Of(value);
                while (cursor.Next(out var item))
                {
                    var node = Of(item, rendering);
                    if (rendering.Problem is not null) return null;
                    items.Add(node);
                }

                return items;
            default:
                return rendering.SpendValue(0) ? Single(value, rendering.Time.Zone) : null;
        }
    }

    private static JsonValue? Single(in TemplateValue value, TimeZoneInfo zone) => value.Tag switch
    {
        ValueTag.Integer => JsonValue.Create(value.Integer),
        ValueTag.Decimal => JsonValue.Create(value.Decimal),
        ValueTag.Double => double.IsFinite(value.Double) ? JsonValue.Create(value.Double) : null,
        ValueTag.Boolean => JsonValue.Create(value.Boolean),
        ValueTag.Date or ValueTag.Moment => JsonValue.Create(ValueText.Of(value, zone)),
        _ => null,
    };
}
