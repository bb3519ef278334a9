namespace Alforis.Workflows.Host.Endpoints.Client;

/// <summary>The web interface: its files, and the addresses of its pages, which are all one file.</summary>
internal static class ClientEndpoints
{
    private const string Page = "index.html";
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Styles in elements are those of components that place themselves; scripts come from this host alone.</summary>
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>Where pages are; the client knows what to show there.</summary>
    private static readonly string[] Pages = ["/", "/login", "/workflows/{**page}", "/executions", "/design"];

    public static void MapClient(this IEndpointRouteBuilder endpoints)
    {
        var files = ClientFile.ReadAll();
        foreach (var file in files.Where(f => f.Path != Page)) endpoints.MapMethods("/" + file.Path, Methods, file.WriteAsync).AllowAnonymous().ExcludeFromDescription();
        if (files.FirstOrDefault(f => f.Path == Page) is not { } page) return;
        foreach (var address in Pages)
        {
            endpoints.MapMethods(address, Methods, http =>
            {
                http.Response.Headers.ContentSecurityPolicy = Policy;
                return page.WriteAsync(http);
            }).AllowAnonymous().ExcludeFromDescription();
        }
    }
}
