using Alforis.Crm.Data.Workflows;
using Microsoft.Net.Http.Headers;

namespace Alforis.Workflows.Host.Api;

/// <summary>Tells readings of a thing apart, so that no change overwrites one that its author has not seen.</summary>
internal static class EntityTag
{
    /// <summary>The tag of a reading, such as <c>"7-3"</c>, quotes included.</summary>
    public static string Of(params ReadOnlySpan<long> numbers) => $"\"{string.Join('-', numbers.ToArray())}\"";

    /// <summary>The tag of a stored workflow.</summary>
    public static string Of(WorkflowRevision revision) => Of(revision.Version, revision.UpdatedAt.UtcTicks / TimeSpan.TicksPerMicrosecond);

    /// <summary>Whether a change may be made: it names no reading, or the one that there is.</summary>
    public static bool Allows(HttpRequest request, string etag)
    {
        var header = request.Headers[HeaderNames.IfMatch];
        return header.Count == 0 || (EntityTagHeaderValue.TryParseStrictList(header, out var tags) && tags.Any(t => t.Equals(EntityTagHeaderValue.Any) || (!t.IsWeak && t.Tag.Equals(etag, StringComparison.Ordinal))));
    }

    /// <summary>Whether the caller has this reading already.</summary>
    public static bool IsKnown(HttpRequest request, string etag) =>
        request.GetTypedHeaders().IfNoneMatch.Any(t => t.Tag.Equals(etag, StringComparison.Ordinal));
}
