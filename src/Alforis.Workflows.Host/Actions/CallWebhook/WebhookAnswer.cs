using System.Text.Json.Nodes;

namespace Alforis.Workflows.Host.Actions.CallWebhook;

/// <summary>Keeps the beginning of an answer's body.</summary>
internal static class WebhookAnswer
{
    /// <summary>Most bytes of a body that are read and kept.</summary>
    public const int MostBytes = 64 * 1024;

    /// <summary>Adds <c>body</c>, unless it is empty, and <c>body_truncated</c> when there was more.</summary>
    /// <param name="details">Where they are added.</param>
    /// <param name="response">The answer; its head has been read.</param>
    /// <param name="cancellationToken">Ends reading.</param>
    public static async Task AddBodyAsync(JsonObject details, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var bytes = new byte[MostBytes + 1];
        var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        await using (stream)
        {
            var count = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
            if (count == 0) return;
            var isCut = count > MostBytes;
            var type = response.Content.Headers.ContentType;
            var text = AnswerText.Decode(bytes.AsSpan(0, Math.Min(count, MostBytes)), type?.CharSet, isCut);
            details["body"] = !isCut && AnswerJson.IsDeclared(type?.MediaType) && AnswerJson.TryRead(text, out var json) ? json : AnswerText.Storable(text);
            if (isCut) details["body_truncated"] = true;
        }
    }
}
