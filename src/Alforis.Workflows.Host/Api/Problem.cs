using Alforis.Workflows.Engine.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace Alforis.Workflows.Host.Api;

/// <summary>What is answered when something is wrong: problem details (RFC 9457), with every single thing in <c>errors</c>.</summary>
internal static class Problem
{
    public const string ContentType = "application/problem+json";

    public static IResult BadRequest(params IEnumerable<ApiError> errors) => Of(StatusCodes.Status400BadRequest, "The request is not as it should be.", null, errors);

    /// <summary>A definition that cannot be stored: JSON as it should be, but not a workflow.</summary>
    public static IResult Invalid(string title, IEnumerable<Diagnostic> diagnostics) => Of(StatusCodes.Status422UnprocessableEntity, title, null, diagnostics.Select(ErrorOf));

    public static IResult Unauthorised(string detail) => Of(StatusCodes.Status401Unauthorized, "Nobody is signed in.", detail);

    /// <param name="permission">The one that lacks; <see langword="null"/> when nobody is allowed.</param>
    public static IResult Forbidden(string? permission) => Of(
        StatusCodes.Status403Forbidden, "This is not allowed.", permission is null ? "Nobody may do this." : $"It needs the permission '{permission}'. An administrator can give a role that has it.");

    /// <param name="thing">What is not there, as the beginning of a sentence: <c>The workflow 12</c>.</param>
    public static IResult NotFound(string thing) => Of(StatusCodes.Status404NotFound, "There is nothing here.", $"{thing} does not exist, or was deleted.");

    public static IResult Conflict(string title, string detail) => Of(StatusCodes.Status409Conflict, title, detail);

    /// <summary>Somebody else has changed it since it was read.</summary>
    public static IResult ChangedMeanwhile(string etag) => Of(
        StatusCodes.Status412PreconditionFailed, "It has been changed meanwhile.", $"It is now {etag}. Read it again, and send the change with the header 'If-Match' that the answer gave.");

    /// <summary>The body is something else than what is read.</summary>
    public static IResult NotJson() => Of(
        StatusCodes.Status415UnsupportedMediaType, "Only JSON is read.", "Send the header 'Content-Type: application/json', and UTF-8 that is not compressed.");

    public static IResult TooLarge() => Of(StatusCodes.Status413PayloadTooLarge, "The request is too large.", $"At most {ApiLimits.MostBodyBytes / 1024} KiB are read.");

    /// <summary>It was given up.</summary>
    public static IResult TookTooLong(HttpResponse response)
    {
        response.Headers.RetryAfter = "10";
        return Of(StatusCodes.Status503ServiceUnavailable, "The answer took too long.", "Ask for less, or try again later.");
    }

    public static IResult Of(int status, string title, string? detail, params IEnumerable<ApiError> errors)
    {
        var problem = new ProblemDetails { Status = status, Title = title, Detail = detail };
        var list = errors.ToArray();
        if (list.Length > 0) problem.Extensions["errors"] = list;
        return Results.Problem(problem);
    }

    public static ApiError ErrorOf(Diagnostic diagnostic) => new()
    {
        Code = diagnostic.Code,
        Pointer = diagnostic.Pointer,
        Message = diagnostic.Message,
        Suggestion = diagnostic.Suggestion,
        Line = diagnostic.Line > 0 ? diagnostic.Line : null,
        Column = diagnostic.Column > 0 ? diagnostic.Column : null,
        Severity = diagnostic.Severity switch { DiagnosticSeverity.Error => "error", DiagnosticSeverity.Warning => "warning", _ => "notice" },
    };
}
