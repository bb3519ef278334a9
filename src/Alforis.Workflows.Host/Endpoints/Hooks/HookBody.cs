using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using Alforis.Crm.Data.Hooks;
using Microsoft.AspNetCore.Connections;
using Microsoft.Net.Http.Headers;

namespace Alforis.Workflows.Host.Endpoints.Hooks;

/// <summary>Reads the body of a call: JSON, not too large, not too slow.</summary>
internal static class HookBody
{
    /// <summary>What is wrong with a call as its headers announce it, or <see langword="null"/>.</summary>
    public static IResult? Refuse(HttpRequest request)
    {
        if (!IsJson(request))
        {
            return Results.Problem(
                statusCode: StatusCodes.Status415UnsupportedMediaType, title: "Only JSON is received.",
                detail: "Send the header 'Content-Type: application/json', and UTF-8.");
        }

        if (!Microsoft.Extensions.Primitives.StringValues.IsNullOrEmpty(request.Headers.ContentEncoding))
        {
            return Results.Problem(
                statusCode: StatusCodes.Status415UnsupportedMediaType, title: "Only what is not compressed is received.",
                detail: "Send the body as it is, without the header 'Content-Encoding'.");
        }

        return request.ContentLength > HookPayload.MostBytes ? TooLarge() : null;
    }

    /// <summary>The body, or what is answered instead.</summary>
    /// <param name="http">The call.</param>
    /// <param name="timeout">How long the sender may take.</param>
    /// <param name="clock">Measures that.</param>
    public static async Task<(byte[]? Body, IResult? Refusal)> ReadAsync(HttpContext http, TimeSpan timeout, TimeProvider clock)
    {
        var reader = http.Request.BodyReader;
        using var limit = new CancellationTokenSource(timeout, clock);
        // A read that a token ends leaves the reader in a state that the server cannot clear up.
        using var registration = limit.Token.Register(reader.CancelPendingRead);
        try
        {
            var (body, isTooSlow) = await ReadAsync(reader);
            if (body is not null) return (body, null);
            if (!isTooSlow) return (null, TooLarge());
            // The rest of the body is not waited for.
            http.Response.Headers.Connection = "close";
            return (null, TooSlow(timeout));
        }
        catch (BadHttpRequestException e)
        {
            return (null, e.StatusCode == StatusCodes.Status408RequestTimeout ? TooSlow(timeout) : Results.Problem(statusCode: e.StatusCode, title: "The request cannot be read.", detail: e.Message));
        }
        catch (Exception e) when (e is ConnectionResetException or ConnectionAbortedException or OperationCanceledException)
        {
            // Nobody is there any more to be answered.
            return (null, Results.Empty);
        }
    }

    private static async Task<(byte[]? Body, bool IsTooSlow)> ReadAsync(PipeReader reader)
    {
        while (true)
        {
            var read = await reader.ReadAsync(CancellationToken.None);
            var isTooLarge = read.Buffer.Length > HookPayload.MostBytes;
            if (!isTooLarge && !read.IsCompleted && !read.IsCanceled)
            {
                reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                continue;
            }

            var body = read.IsCompleted && !isTooLarge ? read.Buffer.ToArray() : null;
            reader.AdvanceTo(read.Buffer.End);
            return (body, read.IsCanceled);
        }
    }

    private static bool IsJson(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)) return false;
        var isJson = type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || (type.Type.Equals("application", StringComparison.OrdinalIgnoreCase) && type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase));
        var charset = HeaderUtilities.RemoveQuotes(type.Charset);
        return isJson && (charset.Length == 0 || charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase));
    }

    private static IResult TooLarge() => Results.Problem(
        statusCode: StatusCodes.Status413PayloadTooLarge, title: "The payload is too large.",
        detail: $"At most {HookPayload.MostBytes / 1024} KiB are received. Send less, for instance a reference instead of a document.");

    private static IResult TooSlow(TimeSpan timeout) => Results.Problem(
        statusCode: StatusCodes.Status408RequestTimeout, title: "The payload came too slowly.",
        detail: string.Create(CultureInfo.InvariantCulture, $"The whole body must arrive within {timeout.TotalSeconds:0.#} s. Send it again."));
}
