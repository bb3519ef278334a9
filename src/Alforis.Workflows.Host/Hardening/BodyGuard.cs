using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using Alforis.Crm.Data.Json;
using Alforis.Crm.Data.Workflows;
using Alforis.Workflows.Host.Api;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;

namespace Alforis.Workflows.Host.Hardening;

/// <summary>
/// Looks at bodies before anything is made of them: what they are as the headers say, how large they are, and whether their text can be
/// stored at all. What the members mean is the binder's business, and what is no JSON it tells with its place.
/// </summary>
internal sealed class BodyGuard(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        var metadata = http.GetEndpoint()?.Metadata;
        if (metadata?.GetMetadata<ApiMetadata>() is null) return next(http);
        var isText = metadata.GetMetadata<TextBodyMetadata>() is not null;
        if (!isText && metadata.GetMetadata<IAcceptsMetadata>() is null) return next(http);
        if (http.Request.ContentLength is null or 0 && !http.Request.Headers.ContainsKey(HeaderNames.TransferEncoding)) return next(http);
        if (RefuseHead(http.Request) is { } unfit) return unfit.ExecuteAsync(http);
        return CheckAsync(http, isText);
    }

    /// <summary>What is wrong with a body as its headers announce it, or <see langword="null"/>.</summary>
    private static IResult? RefuseHead(HttpRequest request)
    {
        if (!IsJson(request.ContentType) || !string.IsNullOrEmpty(request.Headers.ContentEncoding)) return Problem.NotJson();
        return request.ContentLength > ApiLimits.MostBodyBytes ? Problem.TooLarge() : null;
    }

    private static bool IsJson(string? contentType)
    {
        if (!MediaTypeHeaderValue.TryParse(contentType, out var type)) return false;
        var charset = HeaderUtilities.RemoveQuotes(type.Charset);
        return type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase) && (charset.Length == 0 || charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase));
    }

    private async Task CheckAsync(HttpContext http, bool isText)
    {
        var body = await ReadAsync(http.Request.BodyReader, http.RequestAborted);
        var refusal = body is null ? Problem.TooLarge() : !isText && Mistake(body) is { } error ? Problem.BadRequest(error) : null;
        if (refusal is not null)
        {
            await refusal.ExecuteAsync(http);
            return;
        }

        http.Request.Body = new MemoryStream(body!, writable: false);
        await next(http);
    }

    private static async Task<byte[]?> ReadAsync(PipeReader reader, CancellationToken ct)
    {
        while (true)
        {
            var read = await reader.ReadAsync(ct);
            var isTooLarge = read.Buffer.Length > ApiLimits.MostBodyBytes;
            if (!isTooLarge && !read.IsCompleted)
            {
                reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                continue;
            }

            var body = isTooLarge ? null : read.Buffer.ToArray();
            reader.AdvanceTo(read.Buffer.End);
            return body;
        }
    }

    private static ApiError? Mistake(ReadOnlySpan<byte> body)
    {
        if (body.StartsWith("\uFEFF"u8)) return new ApiError { Code = "invalid_json", Pointer = "", Message = "The body begins with a byte order mark.", Suggestion = "Send UTF-8 without one." };
        try
        {
            return JsonTextCheck.Check(body, ApiJson.MostDepth, asksNumbers: true) is { } found
                ? new ApiError { Code = found.Code == CrmDiagnosticCodes.ContextValue ? "invalid_value" : "invalid_json", Pointer = found.Pointer, Message = found.Message, Suggestion = found.Suggestion, Line = found.Line, Column = found.Column }
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
