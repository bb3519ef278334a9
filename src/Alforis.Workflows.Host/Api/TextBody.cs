using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;

namespace Alforis.Workflows.Host.Api;

/// <summary>
/// A body of JSON that is taken as it was written, for what is stored so and told of by line and column. The guard of bodies has looked at its type and size.
/// </summary>
/// <param name="Utf8">The body.</param>
internal sealed record TextBody(ReadOnlyMemory<byte> Utf8) : IBindableFromHttpContext<TextBody>, IEndpointParameterMetadataProvider
{
    public static async ValueTask<TextBody?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        return new TextBody(body.ToArray());
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => builder.Metadata.Add(new TextBodyMetadata(TextBodyEndpoints.Workflow));
}
