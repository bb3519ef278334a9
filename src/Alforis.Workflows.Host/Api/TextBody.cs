using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;

namespace Alforis.Workflows.Host.Api;

/// <summary>
/// A body of JSON that is taken as it was written, for what is stored so and told of by line and column. Content type and size are checked before it is read.
/// </summary>
/// <param name="Utf8">The body.</param>
internal sealed record TextBody(ReadOnlyMemory<byte> Utf8) : IBindableFromHttpContext<TextBody>, IEndpointParameterMetadataProvider
{
    public static async ValueTask<TextBody?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var request = context.Request;
        if (!IsJson(request) || request.Headers.ContentEncoding.Count > 0)
            throw new BadHttpRequestException("Only JSON is read.", StatusCodes.Status415UnsupportedMediaType);
        if (request.ContentLength > ApiLimits.MostBodyBytes) throw TooLarge();
        using var body = new MemoryStream((int)(request.ContentLength ?? 0));
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, context.RequestAborted)) > 0)
        {
            if (body.Length + read > ApiLimits.MostBodyBytes) throw TooLarge();
            body.Write(buffer, 0, read);
        }

        return new TextBody(body.ToArray());
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => builder.Metadata.Add(new AcceptsMetadata(["application/json"], typeof(object)));

    private static BadHttpRequestException TooLarge() => new("The request is too large.", StatusCodes.Status413PayloadTooLarge);

    private static bool IsJson(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)) return false;
        var isJson = type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || (type.Type.Equals("application", StringComparison.OrdinalIgnoreCase) && type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase));
        var charset = HeaderUtilities.RemoveQuotes(type.Charset);
        return isJson && (charset.Length == 0 || charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase));
    }
}
