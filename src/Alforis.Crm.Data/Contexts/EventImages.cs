using System.Text.Json;
using System.Text.Json.Nodes;
using Alforis.Crm.Data.Events;
using Alforis.Crm.Data.Json;
using Alforis.Crm.Data.Model;

namespace Alforis.Crm.Data.Contexts;

/// <summary>The triggering entity of an event, after and before the change.</summary>
internal sealed record EventImages(Organisation? Organisation, Deal? Deal, Organisation? PreviousOrganisation, Deal? PreviousDeal)
{
    /// <summary>Reads the event's images. What was before is the row after with the changed columns' old values.</summary>
    /// <exception cref="JsonException">The stored image is not that of such a row.</exception>
    public static EventImages Of(CrmEvent source)
    {
        var before = source.Before is null ? null : Overlay(source.After!, source.Before);
        return source switch
        {
            { EntityType: EntityNames.Deal, After: { } after } => new EventImages(
                null, JsonSerializer.Deserialize(after, CrmJson.Default.Deal), null,
                before is null ? null : JsonSerializer.Deserialize(before, CrmJson.Default.Deal)),
            { EntityType: EntityNames.Organisation, After: { } after } => new EventImages(
                JsonSerializer.Deserialize(after, CrmJson.Default.Organisation), null,
                before is null ? null : JsonSerializer.Deserialize(before, CrmJson.Default.Organisation), null),
            _ => new EventImages(null, null, null, null),
        };
    }

    private static string Overlay(string after, string before)
    {
        var image = JsonNode.Parse(after)!.AsObject();
        foreach (var (name, value) in JsonNode.Parse(before)!.AsObject()) image[name] = value?.DeepClone();
        return image.ToJsonString();
    }
}
