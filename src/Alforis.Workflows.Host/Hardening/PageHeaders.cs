using Alforis.Workflows.Host.OpenApi;

namespace Alforis.Workflows.Host.Hardening;

/// <summary>Lets pages run the scripts of this host and no others, none that stands in a page, and talk to this host alone.</summary>
internal sealed class PageHeaders(RequestDelegate next)
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext http)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<PagesMetadata>() is not null) http.Response.Headers.ContentSecurityPolicy = Policy;
        return next(http);
    }
}
