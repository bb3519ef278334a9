using Alforis.Workflows.Host.Api;
using Microsoft.Net.Http.Headers;

namespace Alforis.Workflows.Host.Live;

/// <summary>
/// Marks endpoints that a page of another site may not open. Browsers let every page open a WebSocket anywhere, cookies included, and say only
/// in <c>Origin</c> which page it was.
/// </summary>
internal sealed class SameOriginMetadata
{
    /// <summary>Refuses other sites' pages, before anything else is looked at.</summary>
    public static Task CheckAsync(HttpContext http, RequestDelegate next)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<SameOriginMetadata>() is null || IsOwn(http.Request)) return next(http);
        return Problem.Of(StatusCodes.Status403Forbidden, ProblemCodes.CrossOrigin, "This is not allowed.", "Only this server's own pages may connect here. Programs send no 'Origin'.").ExecuteAsync(http);
    }

    private static bool IsOwn(HttpRequest request)
    {
        var origins = request.Headers[HeaderNames.Origin];
        return origins.Count == 0 || (origins is [{ } origin] && Uri.TryCreate(origin, UriKind.Absolute, out var page)
            && (page.Scheme == Uri.UriSchemeHttp || page.Scheme == Uri.UriSchemeHttps)
            && Uri.TryCreate($"{page.Scheme}://{request.Host.Value}", UriKind.Absolute, out var own) && page.Authority.Equals(own.Authority, StringComparison.OrdinalIgnoreCase));
    }
}
