using System.Globalization;
using Alforis.Workflows.Engine.Diagnostics;
using Alforis.Workflows.Host.Hooks;

namespace Alforis.Workflows.Host.Endpoints.Hooks;

/// <summary>What callers of hooks are told: problem details (RFC 9457) where something is wrong.</summary>
internal static class HookAnswers
{
    public static IResult Received(long eventId) => Results.Json(new HookAnswer(eventId), statusCode: StatusCodes.Status202Accepted);

    /// <summary>One answer for an unknown slug, a hook that takes no calls, and a call that does not prove where it comes from.</summary>
    public static IResult Refused(HttpResponse response) => Unauthorised(
        response, "The call is not accepted.",
        "There is no such hook, or the call does not prove that it comes from its sender. Check the address, the secret, and the headers "
        + $"'{StandardWebhook.IdHeader}', '{StandardWebhook.TimestampHeader}' and '{StandardWebhook.SignatureHeader}', or 'Authorization'.");

    public static IResult Untimely(HttpResponse response, TimeSpan offset) => Unauthorised(
        response, "The call is not in time.",
        string.Create(
            CultureInfo.InvariantCulture,
            $"'{StandardWebhook.TimestampHeader}' is {offset.Duration().TotalSeconds:0} s {(offset < TimeSpan.Zero ? "behind" : "ahead of")} this server's clock; at most {StandardWebhook.Tolerance.TotalSeconds:0} s are accepted. Set the sender's clock, and sign anew whenever you send."));

    public static IResult TooMany(HttpResponse response, TimeSpan after)
    {
        response.Headers.RetryAfter = Seconds(after);
        return Results.Problem(
            statusCode: StatusCodes.Status429TooManyRequests, title: "There are too many calls.", detail: $"Try again in {Seconds(after)} s, with the same '{StandardWebhook.IdHeader}'.");
    }

    public static IResult Unavailable(HttpResponse response, string detail)
    {
        response.Headers.RetryAfter = "10";
        return Results.Problem(statusCode: StatusCodes.Status503ServiceUnavailable, title: "Webhooks cannot be received at the moment.", detail: detail);
    }

    public static IResult BadId() => Results.Problem(
        statusCode: StatusCodes.Status400BadRequest, title: "The call's id cannot be used.",
        detail: $"'{StandardWebhook.IdHeader}' must stand once and have 1 to 255 visible ASCII characters; a call that bears its secret may leave it out.");

    /// <summary>What is wrong with a payload, and where.</summary>
    public static IResult BadPayload(Diagnostic problem)
    {
        var place = problem.Pointer.Length == 0 ? "" : $" at '{problem.Pointer}'";
        return Results.Problem(
            statusCode: StatusCodes.Status400BadRequest,
            title: "The payload cannot be received.",
            detail: string.Create(
                CultureInfo.InvariantCulture,
                $"Line {problem.Line}, column {problem.Column}{place}: {problem.Message}{(problem.Suggestion is null ? "" : " " + problem.Suggestion)}"),
            extensions: new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["pointer"] = problem.Pointer, ["line"] = problem.Line, ["column"] = problem.Column,
            });
    }

    public static IResult BadValue(string problem) => Results.Problem(
        statusCode: StatusCodes.Status400BadRequest, title: "The payload cannot be received.", detail: $"The database cannot hold it: {problem}.");

    private static IResult Unauthorised(HttpResponse response, string title, string detail)
    {
        response.Headers.WWWAuthenticate = "Bearer";
        return Results.Problem(statusCode: StatusCodes.Status401Unauthorized, title: title, detail: detail);
    }

    private static string Seconds(TimeSpan time) => Math.Max(1, Math.Ceiling(time.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
}

/// <summary>What a call has become.</summary>
/// <param name="EventId">The event that it is; of a call that came already, the one that it was then.</param>
internal sealed record HookAnswer(long EventId);
