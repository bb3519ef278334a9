using Alforis.Workflows.Host.Api;

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
    private static readonly string[] Pages =
    [
        "/", "/login", "/workflows/{**page}", "/executions", "/attention", "/tasks", "/organisations/{id?}", "/deals/{id?}", "/settings/{section?}", "/design",
    ];

    /// <summary>What lies beside the page, by name.</summary>
    private static readonly string[] Files = ["favicon.svg", "theme.js"];

    public static void MapClient(this IEndpointRouteBuilder endpoints)
    {
        var files = ClientFile.ReadAll().ToDictionary(f => f.Path, StringComparer.Ordinal);
        Map(endpoints, "/assets/{name}", http => WriteAsync(http, files.GetValueOrDefault("assets/" + http.GetRouteValue("name"))));
        foreach (var name in Files) Map(endpoints, "/" + name, http => WriteAsync(http, files.GetValueOrDefault(name)));
        foreach (var address in Pages)
        {
            Map(endpoints, address, http =>
            {
                http.Response.Headers.ContentSecurityPolicy = Policy;
                return WriteAsync(http, files.GetValueOrDefault(Page));
            });
        }
    }

    private static void Map(IEndpointRouteBuilder endpoints, string address, RequestDelegate answer) =>
        endpoints.MapMethods(address, Methods, answer).AllowAnonymous().ExcludeFromDescription();

    private static Task WriteAsync(HttpContext http, ClientFile? file) => file is null
        ? Problem.NotFound($"The file {http.Request.Path}").ExecuteAsync(http)
        : file.WriteAsync(http);
}
