using Alforis.Workflows.Host.Api;
using Microsoft.Net.Http.Headers;
using Microsoft.OpenApi;

namespace Alforis.Workflows.Host.OpenApi;

/// <summary>The API's description: the document for programs, and pages for people.</summary>
internal static class DocumentServices
{
    /// <summary>Where the document is.</summary>
    public const string DocumentPath = "/openapi/v1.json";

    /// <summary>Where the pages are.</summary>
    public const string PagesPath = "/docs";

    internal const string Name = "v1";

    public static IServiceCollection AddApiDocument(this IServiceCollection services) => services
        .AddSingleton<ApiDocument>()
        .AddOpenApi(Name, options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.ShouldInclude = description => description.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) == true;
            options.AddSchemaTransformer<SchemaShape>();
            options.AddOperationTransformer<OperationShape>();
            options.AddDocumentTransformer<DocumentShape>();
        });

    public static void MapApiDocument(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(DocumentPath, WriteAsync).AllowAnonymous().ExcludeFromDescription();
        endpoints.MapSwaggerUI(PagesPath.TrimStart('/'), pages =>
        {
            pages.DocumentTitle = "Alforis Workflows: API";
            pages.SwaggerEndpoint(DocumentPath, Name);
            // Without the bar of other documents: there is this one.
            pages.ConfigObject.AdditionalItems["layout"] = "BaseLayout";
            pages.DisplayOperationId();
            pages.DisplayRequestDuration();
            // It would ask a server on the internet whether the document is valid.
            pages.ConfigObject.ValidatorUrl = null;
        }).AllowAnonymous().WithMetadata(new PagesMetadata());
    }

    private static async Task<IResult> WriteAsync(HttpRequest request, HttpResponse response, ApiDocument document)
    {
        var (text, etag) = await document.Text;
        response.Headers.CacheControl = "no-cache";
        response.Headers.ETag = etag;
        return request.Headers[HeaderNames.IfNoneMatch] == etag ? Results.StatusCode(StatusCodes.Status304NotModified) : Results.Bytes(text, "application/json");
    }
}

/// <summary>Marks an endpoint that answers pages which run scripts of this host.</summary>
internal sealed class PagesMetadata;
