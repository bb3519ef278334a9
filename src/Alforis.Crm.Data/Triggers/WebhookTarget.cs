using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Alforis.Crm.Data.Model;
using Alforis.Workflows.Engine.Compilation;

namespace Alforis.Crm.Data.Triggers;

/// <summary>Finds in a webhook's payload the entity that a workflow runs for. Immutable, thread-safe.</summary>
/// <param name="Path">Where its number stands.</param>
/// <param name="Names">The members on the way.</param>
internal sealed record WebhookTarget(string Path, IReadOnlyList<string> Names)
{
    private const int LongestShown = 40;

    /// <summary>Reading settings makes a copy of them.</summary>
    private static readonly ConditionalWeakTable<CompiledWorkflow<CrmContext>, WebhookTarget> Known = [];

    /// <summary>What a workflow of <c>webhook_received</c> with an entity says.</summary>
    public static WebhookTarget Of(CompiledWorkflow<CrmContext> workflow) => Known.GetValue(workflow, static w =>
    {
        var path = w.ReadTriggerSettings()["entity_id"]!.GetValue<string>();
        return new WebhookTarget(path, WebhookPathFormat.Names(path)!);
    });

    /// <summary>The entity's number, or why there is none, as a sentence.</summary>
    /// <param name="payload">What the webhook brought.</param>
    /// <param name="entityType">The kind of entity.</param>
    public (long? Id, string? Problem) Find(JsonElement? payload, string entityType)
    {
        if (Value(payload) is not { ValueKind: not JsonValueKind.Null } value) return (null, $"The payload does not say which {entityType} it is about: {Path} is missing.");
        var id = value.ValueKind switch
        {
            // 12.0 is the number 12 as well; a text is what forms send.
            JsonValueKind.Number when value.TryGetDecimal(out var number) && number == decimal.Truncate(number) && number is > 0 and <= long.MaxValue => (long)number,
            JsonValueKind.String when long.TryParse(value.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 => number,
            _ => (long?)null,
        };
        return id is null ? (null, $"{Path} is {Show(value)}; it must be the number of {(entityType == EntityNames.Deal ? "a deal" : "an organisation")}.") : (id, null);
    }

    private JsonElement? Value(JsonElement? payload)
    {
        foreach (var name in Names)
        {
            if (payload is not { ValueKind: JsonValueKind.Object } parent || !parent.TryGetProperty(name, out var member)) return null;
            payload = member;
        }

        return payload;
    }

    private static string Show(JsonElement value)
    {
        var text = value.GetRawText();
        if (text.Length <= LongestShown) return text;
        // Not through the middle of a character of two code units.
        return text[..(char.IsHighSurrogate(text[LongestShown - 1]) ? LongestShown - 1 : LongestShown)] + "…";
    }
}
