using Alforis.Workflows.Host.Api;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Alforis.Workflows.Host.OpenApi;

/// <summary>What the document says of the API as a whole.</summary>
internal sealed class DocumentShape : IOpenApiDocumentTransformer
{
    public const string BearerScheme = "bearer";
    public const string CookieScheme = "cookie";

    private const string About = """
        The REST API of Alforis Workflows. `docs/api.md` is a tour.

        - Requests and answers are JSON in UTF-8; moments are RFC 3339 in UTC. Members that are unknown, or stand twice, are mistakes.
        - What is wrong is told as problem details (RFC 9457, `application/problem+json`) with `errors`, each with a code, a JSON pointer and a message.
        - Lists with a `total` are asked for by `skip` and `limit`; those with `has_more` by `before`, which is the `next` of the answer before.
        - `ETag` and `If-Match` guard changes: whoever sends the tag that they have read overwrites nobody's change.
        - Every answer has an `X-Request-Id`; a request may bring its own.
        - Requests are limited by user and by address; `429` says in `Retry-After` when to go on.
        """;

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Alforis Workflows", Version = "v1", Description = About, License = new OpenApiLicense { Name = "MIT", Identifier = "MIT" },
        };
        // Wherever it is served from.
        document.Servers = [new OpenApiServer { Url = "/" }];
        var components = document.Components ??= new OpenApiComponents();
        components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
        {
            [BearerScheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "The `access_token` of `POST /api/v1/auth/login`, for programs.",
            },
            [CookieScheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Cookie, Name = "alforis",
                Description = "The cookie of a browser that has signed in. Requests that change something need the header `X-CSRF-Token` besides.",
            },
        };
        ProblemAnswers.AddTo(components);
        components.Schemas![TextBodyEndpoints.Workflow] = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Description = "A workflow, as `GET /api/v1/schema/workflow.json` describes it (JSON Schema) and `docs/definitions.md` explains it.",
            ExternalDocs = new OpenApiExternalDocs { Description = "JSON Schema", Url = new Uri("/api/v1/schema/workflow.json", UriKind.Relative) },
        };
        components.Schemas[TextBodyEndpoints.HookPayload] = new OpenApiSchema
        {
            Type = JsonSchemaType.Object, Description = "Any JSON object, of at most 256 KiB: what workflows see as `webhook`. Its member `event` is what they ask for.",
        };
        ApiTags.Describe(document);
        Sort(document);
        return Task.CompletedTask;
    }

    /// <summary>By address, so that a change is seen where it is.</summary>
    private static void Sort(OpenApiDocument document)
    {
        var sorted = new OpenApiPaths();
        foreach (var (path, item) in document.Paths.OrderBy(p => p.Key, StringComparer.Ordinal)) sorted.Add(path, item);
        document.Paths = sorted;
    }
}
