using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Alforis.Crm.Data.Actions.CallWebhook;
using Alforis.Crm.Data.Json;
using Alforis.Crm.Data.Vocabulary;

namespace Alforis.Crm.Data.Executions;

/// <summary>Takes out of recorded actions what is secret in the settings of calls. The record keeps it: a call that is tried again needs it.</summary>
internal static class StoredSecrets
{
    private static readonly string Kind = $"\"{ActionNames.CallWebhook}\"";

    /// <summary>Recorded actions as they are shown.</summary>
    /// <param name="actions">A JSON list; <see langword="null"/> when none was recorded.</param>
    public static string? Remove(string? actions) =>
        actions is null || !actions.Contains(Kind, StringComparison.Ordinal) ? actions : JsonPieces.Change(actions, list => JsonPieces.ChangeElements(list, OfAction));

    private static byte[]? OfAction(ReadOnlyMemory<byte> action)
    {
        if (JsonPieces.Text(action, "type") != ActionNames.CallWebhook) return null;
        return JsonPieces.ChangeMembers(action, (name, value) => name == "settings" ? JsonPieces.ChangeMembers(value, OfSetting) : null);
    }

    private static byte[]? OfSetting(string name, ReadOnlyMemory<byte> value)
    {
        if (name != CallSettingNames.Headers && !CallSettingNames.Address.Contains(name, StringComparer.Ordinal)) return null;
        // Settings are the service's own words for what it did: headers have no depth.
        var settings = new JsonObject { [name] = JsonNode.Parse(value.Span, documentOptions: new JsonDocumentOptions { MaxDepth = 64 }) };
        CallSecrets.Remove(settings);
        return Encoding.UTF8.GetBytes(settings[name]?.ToJsonString(ActionsJson.Readable) ?? "null");
    }
}
