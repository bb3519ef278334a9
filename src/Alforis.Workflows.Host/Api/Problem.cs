using Alforis.Workflows.Engine.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace Alforis.Workflows.Host.Api;

/// <summary>What is answered when something is wrong: problem details (RFC 9457), with every single thing in <c>errors</c>.</summary>
internal static class Problem
{
    public const string ContentType = "application/problem+json";

    public static IResult BadRequest(params IEnumerable<ApiError> errors) => Of(StatusCodes.Status400BadRequest, ProblemCodes.InvalidRequest, "The request is not as it should be.", null, errors);

    /// <summary>A definition that cannot be stored: JSON as it should be, but not a workflow.</summary>
    public static IResult Invalid(string code, string title, IEnumerable<Diagnostic> diagnostics) => Of(StatusCodes.Status422UnprocessableEntity, code, title, null, diagnostics.Select(ErrorOf));

    public static IResult Unauthorised(string detail) => Of(StatusCodes.Status401Unauthorized, ProblemCodes.NotSignedIn, "Nobody is signed in.", detail);

    /// <param name="permission">The one that lacks; <see langword="null"/> when nobody is allowed.</param>
    public static IResult Forbidden(string? permission) => permission is null
        ? Of(StatusCodes.Status403Forbidden, ProblemCodes.ForbiddenToAll, "This is not allowed.", "Nobody may do this.")
        : Named(
            StatusCodes.Status403Forbidden, ProblemCodes.Forbidden, "This is not allowed.", $"It needs the permission '{permission}'. An administrator can give a role that has it.", ("permission", permission));

    /// <param name="thing">What is not there, as the beginning of a sentence: <c>The workflow 12</c>.</param>
    public static IResult NotFound(string thing) => Of(StatusCodes.Status404NotFound, ProblemCodes.NotFound, "There is nothing here.", $"{thing} does not exist, or was deleted.");

    /// <param name="code">One of <see cref="ProblemCodes"/>.</param>
    /// <param name="title">What stands in the way, as a sentence.</param>
    /// <param name="detail">What to do.</param>
    /// <param name="arguments">What these name, for saying them in another language.</param>
    public static IResult Conflict(string code, string title, string detail, params (string Name, string Value)[] arguments) => Named(StatusCodes.Status409Conflict, code, title, detail, arguments);

    /// <summary>Somebody else has changed it since it was read.</summary>
    public static IResult ChangedMeanwhile(string etag) => Of(
        StatusCodes.Status412PreconditionFailed, ProblemCodes.ChangedMeanwhile, "It has been changed meanwhile.", $"It is now {etag}. Read it again, and send the change with the header 'If-Match' that the answer gave.");

    /// <summary>The body is something else than what is read.</summary>
    public static IResult NotJson() => Of(
        StatusCodes.Status415UnsupportedMediaType, ProblemCodes.NotJson, "Only JSON is read.", "Send the header 'Content-Type: application/json', and UTF-8 that is not compressed.");

    public static IResult TooLarge() => Named(
        StatusCodes.Status413PayloadTooLarge, ProblemCodes.TooLarge, "The request is too large.", $"At most {ApiLimits.MostBodyBytes / 1024} KiB are read.",
        ("max", FormattableString.Invariant($"{ApiLimits.MostBodyBytes / 1024}")));

    /// <summary>It was given up.</summary>
    public static IResult TookTooLong(HttpResponse response)
    {
        response.Headers.RetryAfter = "10";
        return Of(StatusCodes.Status503ServiceUnavailable, ProblemCodes.TookTooLong, "The answer took too long.", "Ask for less, or try again later.");
    }

    public static IResult Of(int status, string code, string title, string? detail, params IEnumerable<ApiError> errors) => Answer(status, code, title, detail, null, [.. errors]);

    /// <summary>A problem whose sentence names something.</summary>
    public static IResult Named(int status, string code, string title, string? detail, params (string Name, string Value)[] arguments) => Answer(status, code, title, detail, Arguments(arguments), []);

    /// <summary>What a sentence names; <see langword="null"/> for nothing.</summary>
    public static IReadOnlyDictionary<string, string>? Arguments(params (string Name, string Value)[] arguments) =>
        arguments.Length == 0 ? null : arguments.ToDictionary(a => a.Name, a => a.Value, StringComparer.Ordinal);

    private static IResult Answer(int status, string code, string title, string? detail, IReadOnlyDictionary<string, string>? arguments, ApiError[] list)
    {
        var problem = new ProblemDetails { Status = status, Title = title, Detail = detail };
        problem.Extensions["code"] = code;
        if (arguments is not null) problem.Extensions["arguments"] = arguments;
        if (list.Length > 0) problem.Extensions["errors"] = list;
        return Results.Problem(problem);
    }

    public static ApiError ErrorOf(Diagnostic diagnostic) => new()
    {
        Code = diagnostic.Code,
        Pointer = diagnostic.Pointer,
        Message = diagnostic.Message,
        Suggestion = diagnostic.Suggestion,
        Arguments = ArgumentsOf(diagnostic.Arguments),
        Line = diagnostic.Line > 0 ? diagnostic.Line : null,
        Column = diagnostic.Column > 0 ? diagnostic.Column : null,
        Severity = diagnostic.Severity switch { DiagnosticSeverity.Error => "error", DiagnosticSeverity.Warning => "warning", _ => "notice" },
    };

    private static IReadOnlyDictionary<string, string>? ArgumentsOf(DiagnosticArguments? named) => named is null
        ? null
        : Arguments([.. new[] { ("name", named.Name), ("owner", named.Owner), ("meant", named.Meant), ("allowed", named.Allowed), ("kind", named.Kind), ("permission", named.Permission) }
            .Where(a => a.Item2 is not null).Select(a => (a.Item1, a.Item2!))]);
}
