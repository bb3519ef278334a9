using System.Text;
using System.Text.Json;
using Alforis.Crm.Data.Contexts;
using Alforis.Crm.Data.Json;
using Alforis.Workflows.Engine.Diagnostics;

namespace Alforis.Crm.Data.Hooks;

/// <summary>What a call brought, fit to be stored. Immutable.</summary>
public sealed record HookPayload
{
    /// <summary>Largest payload in bytes: 256 KiB.</summary>
    public const int MostBytes = 256 * 1024;

    /// <summary>How deep objects and lists may be nested: less than what reads it later allows, for it is stored inside of other objects.</summary>
    public const int MostDepth = 32;

    /// <summary>The member that workflows ask for, which it has in any case once it is stored.</summary>
    internal const string EventMember = "event";

    private const string TypeMember = "type";

    private HookPayload(string json, string? addedEvent)
    {
        Json = json;
        AddedEvent = addedEvent;
    }

    /// <summary>The JSON object as it was sent.</summary>
    internal string Json { get; }

    /// <summary>The text that becomes its member <c>event</c>; <see langword="null"/> when it has one.</summary>
    internal string? AddedEvent { get; }

    /// <summary>
    /// Reads a payload. Its member <c>event</c> is what workflows ask for; a payload without one gets its <c>type</c>, as Standard Webhooks
    /// has it, and one that has neither the event of the hook.
    /// </summary>
    /// <param name="utf8">What was sent, with or without a byte order mark.</param>
    /// <param name="hookEvent">The event of the hook.</param>
    /// <returns>The payload, or the first thing that is wrong with it and where.</returns>
    public static (HookPayload? Payload, Diagnostic? Problem) Read(ReadOnlyMemory<byte> utf8, string hookEvent)
    {
        if (utf8.Span.StartsWith("\uFEFF"u8)) utf8 = utf8[3..];
        try
        {
            if (JsonTextCheck.Check(utf8.Span, MostDepth, asksNumbers: true) is { } mistake) return (null, mistake);
            using var document = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = MostDepth });
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return (null, ContextFileProblem.Value("", $"The payload is {Describe(document.RootElement)}; it must be an object.", "Write { \"…\": … }.").ToDiagnostic(utf8.Span));
            return (new HookPayload(Encoding.UTF8.GetString(utf8.Span), EventOf(document.RootElement, hookEvent)), null);
        }
        catch (JsonException e)
        {
            return (null, ContextFileProblem.Syntax(e, utf8.Span));
        }
    }

    /// <summary>What is wrong with a payload, and where; <see langword="null"/> when nothing is.</summary>
    /// <param name="utf8">What would be sent.</param>
    public static Diagnostic? Check(ReadOnlyMemory<byte> utf8) => Read(utf8, "").Problem;

    private static string? EventOf(JsonElement payload, string hookEvent)
    {
        if (payload.TryGetProperty(EventMember, out var own) && !IsBlank(own)) return null;
        return payload.TryGetProperty(TypeMember, out var type) && type.ValueKind == JsonValueKind.String && !IsBlank(type) ? type.GetString() : hookEvent;
    }

    private static bool IsBlank(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => true,
        JsonValueKind.String => string.IsNullOrWhiteSpace(value.GetString()),
        _ => false,
    };

    private static string Describe(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "true or false",
    };
}
