using System.Globalization;
using System.Text.Json.Nodes;
using Alforis.Workflows.Host.Api;
using Alforis.Workflows.Host.Auth;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Alforis.Workflows.Host.OpenApi;

/// <summary>Adds to an operation what its endpoint's metadata say: who may call it, and what goes wrong.</summary>
internal sealed class OperationShape : IOpenApiOperationTransformer
{
    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        AddAccess(operation, metadata, context.Document);
        if (metadata.OfType<TextBodyMetadata>().FirstOrDefault() is { } body) SetBody(operation, body.Schema, context.Document);
        if (operation.RequestBody is OpenApiRequestBody optional) Simplify(optional);
        if (OperationExamples.RequestOf(operation.OperationId) is { } example && operation.RequestBody?.Content?.Values.FirstOrDefault() is OpenApiMediaType content) content.Example = example;
        foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? []) Tidy(parameter);
        AddProblems(operation, metadata, context.Document);
        return Task.CompletedTask;
    }

    private static void AddAccess(OpenApiOperation operation, IList<object> metadata, OpenApiDocument? document)
    {
        var permissions = metadata.OfType<PermissionAttribute>().Select(p => p.Permission).ToList();
        var isOpen = metadata.OfType<IAllowAnonymous>().Any();
        var access = isOpen ? "Needs no sign-in."
            : permissions.Count == 0 ? "Needs a sign-in, and no permission."
            : $"Needs the permission {string.Join(" and ", permissions.Select(p => $"`{p}`"))}.";
        operation.Description = string.IsNullOrEmpty(operation.Description) ? access : $"{operation.Description}\n\n{access}";
        operation.Security = isOpen ? [] : [Scheme(DocumentShape.BearerScheme, document), Scheme(DocumentShape.CookieScheme, document)];
        if (permissions.Count == 0 || isOpen) return;
        operation.Extensions ??= new Dictionary<string, IOpenApiExtension>(StringComparer.Ordinal);
        operation.Extensions["x-permission"] = new JsonNodeExtension(permissions.Count == 1 ? permissions[0] : new JsonArray([.. permissions]));
    }

    private static OpenApiSecurityRequirement Scheme(string name, OpenApiDocument? document) => new() { [new OpenApiSecuritySchemeReference(name, document)] = [] };

    private static void SetBody(OpenApiOperation operation, string schema, OpenApiDocument? document) => operation.RequestBody = new OpenApiRequestBody
    {
        Required = true,
        Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) { ["application/json"] = new OpenApiMediaType { Schema = new OpenApiSchemaReference(schema, document) } },
    };

    /// <summary>A body that may be left out is one that is not required, not one that may be <c>null</c>.</summary>
    private static void Simplify(OpenApiRequestBody body)
    {
        foreach (var content in body.Content?.Values ?? [])
        {
            if (content.Schema?.OneOf is not [{ Type: JsonSchemaType.Null }, { } schema]) continue;
            content.Schema = schema;
            body.Required = false;
        }
    }

    /// <summary>Names of the query match in any case; the document has them as everything else is written.</summary>
    private static void Tidy(OpenApiParameter parameter)
    {
        if (parameter.In == ParameterLocation.Query && parameter.Name is { } name && name.All(char.IsLetter)) parameter.Name = char.ToLowerInvariant(name[0]) + name[1..];
        // Where parts of the address are numbers, they are those of rows.
        if (parameter is { In: ParameterLocation.Path, Schema: OpenApiSchema { Type: JsonSchemaType.Integer } schema }) schema.Minimum ??= "1";
    }

    private static void AddProblems(OpenApiOperation operation, IList<object> metadata, OpenApiDocument? document)
    {
        var responses = operation.Responses ??= [];
        var isOpen = metadata.OfType<IAllowAnonymous>().Any();
        var hasBody = operation.RequestBody is not null;
        var hasPath = operation.Parameters?.Any(p => p.In == ParameterLocation.Path) == true;
        var hasQuery = operation.Parameters?.Any(p => p.In == ParameterLocation.Query) == true;
        var statuses = responses.Keys.Select(k => int.TryParse(k, NumberStyles.None, CultureInfo.InvariantCulture, out var status) ? status : 0).Where(s => s >= 400).ToHashSet();
        statuses.UnionWith([429, 503]);
        if (!isOpen) statuses.UnionWith([401, 403]);
        if (hasBody) statuses.UnionWith([400, 413, 415]);
        if (hasQuery) statuses.Add(400);
        if (hasPath) statuses.UnionWith([400, 404]);
        foreach (var status in statuses.Where(ProblemAnswers.Has))
            responses[status.ToString(CultureInfo.InvariantCulture)] = new OpenApiResponseReference(ProblemAnswers.NameOf(status), document);
        operation.Responses = [];
        foreach (var (status, response) in responses.OrderBy(r => r.Key, StringComparer.Ordinal)) operation.Responses[status] = response;
    }
}
