using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Alforis.Workflows.Host.OpenApi;

/// <summary>Says of schemas what the serializer knows and its exporter leaves out.</summary>
internal sealed class SchemaShape : IOpenApiSchemaTransformer
{
    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        if (type.IsEnum) schema.Type = (schema.Type ?? default) & JsonSchemaType.Null | JsonSchemaType.String;
        if (type == typeof(JsonElement) || typeof(JsonNode).IsAssignableFrom(type)) schema.Description ??= "Any JSON.";
        if (type == typeof(DateTimeOffset)) schema.Description ??= "A moment (RFC 3339), answered in UTC.";
        return Task.CompletedTask;
    }
}
