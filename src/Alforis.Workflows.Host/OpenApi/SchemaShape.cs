using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Alforis.Workflows.Host.Api;
using Microsoft.AspNetCore.Mvc.Infrastructure;
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
        if (Words(context) is { Count: > 0 } words) schema.Enum = schema.Type?.HasFlag(JsonSchemaType.Null) == true ? [.. words, JsonNullSentinel.JsonNull] : words;
        return Task.CompletedTask;
    }

    /// <summary>The words of which a member, or a parameter of the query, takes one.</summary>
    private static List<JsonNode> Words(OpenApiSchemaTransformerContext context)
    {
        var provider = context.JsonPropertyInfo?.AttributeProvider ?? (context.ParameterDescription?.ParameterDescriptor as IParameterInfoParameterDescriptor)?.ParameterInfo;
        foreach (var attribute in provider?.GetCustomAttributes(typeof(ValidationAttribute), inherit: true) ?? [])
        {
            if (attribute is ChoiceAttribute choice) return [.. choice.Words.Select(w => JsonValue.Create(w))];
            if (attribute is CrmFieldAttribute field && provider is MemberInfo member) return [.. field.Field(member.Name).EnumValues.Select(w => JsonValue.Create(w))];
            if (attribute is AllowedValuesAttribute allowed) return [.. allowed.Values.OfType<string>().Select(w => JsonValue.Create(w))];
        }

        return [];
    }
}
