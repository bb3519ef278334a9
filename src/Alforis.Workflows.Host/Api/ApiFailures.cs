using System.Text.Json;
using System.Text.RegularExpressions;
using Alforis.Crm.Data.Dispatching;
using Alforis.Crm.Data.Rows;
using Alforis.Workflows.Host.Auth;
using Alforis.Workflows.Host.Hooks;
using Microsoft.AspNetCore.Diagnostics;
using Npgsql;

namespace Alforis.Workflows.Host.Api;

/// <summary>Turns exceptions into answers. What the caller did wrong is told to them; what we did wrong is told to the log only.</summary>
internal sealed partial class ApiFailures(ILogger<ApiFailures> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (httpContext.RequestAborted.IsCancellationRequested) return true;
        await Answer(httpContext, exception).ExecuteAsync(httpContext);
        return true;
    }

    private IResult Answer(HttpContext http, Exception exception)
    {
        switch (exception)
        {
            case BadHttpRequestException bad:
                return BadRequest(bad);
            // A workflow that belongs to a webhook target.
            case PostgresException { SqlState: "AL001" } e:
                return Problem.Conflict(ProblemCodes.Subscription, "It belongs to a webhook target.", $"{e.MessageText} Change the target's event types, or switch it off.");
            case PostgresException { SqlState: var state } e when state.StartsWith("22", StringComparison.Ordinal):
                return Problem.BadRequest(new ApiError { Code = "invalid_value", Pointer = "", Message = $"The database cannot hold a value: {e.MessageText}." });
            case PostgresException e when RefusedValue.Of(e) is { } refused:
                return Problem.BadRequest(RowAnswers.ErrorOf(refused));
            case PostgresException { SqlState: PostgresErrorCodes.QueryCanceled }:
                return Problem.TookTooLong(http.Response);
            case NpgsqlException { IsTransient: true } or TimeoutException:
                ApiLog.DatabaseAway(logger, FailureText.Of(exception));
                http.Response.Headers.RetryAfter = "10";
                return Problem.Of(StatusCodes.Status503ServiceUnavailable, ProblemCodes.DatabaseAway, "The database cannot be reached at the moment.", "Try again later.");
            case Exception e when KeyRingException.Behind(e) is { } keys:
                AuthLog.KeysUnusable(logger, keys.Message);
                return Problem.Of(StatusCodes.Status503ServiceUnavailable, ProblemCodes.SecretsAway, "A secret cannot be used here at the moment.", "The operator finds in the log what to do.");
            default:
                Report(http, exception);
                return Problem.Of(
                    StatusCodes.Status500InternalServerError, ProblemCodes.Failed, "Something went wrong here.", $"It is not your request's fault. The operator finds the cause in the log, under {http.TraceIdentifier}.");
        }
    }

    private void Report(HttpContext http, Exception exception) =>
        ApiLog.Failed(logger, http.Request.Method, http.Features.Get<IExceptionHandlerFeature>()?.Endpoint?.DisplayName ?? "unknown", http.TraceIdentifier, exception);

    private static IResult BadRequest(BadHttpRequestException exception)
    {
        if (exception.InnerException is JsonException json)
            return Problem.BadRequest(new ApiError { Code = "invalid_json", Reason = ReasonOf(json), Pointer = JsonPointer.OfPath(json.Path), Message = Sentence(json) });
        if (Parameter().Match(exception.Message) is { Success: true } parameter)
        {
            return Problem.BadRequest(new ApiError
            {
                Code = "invalid_value", Pointer = "?" + JsonPointer.OfMember(parameter.Groups["name"].Value)[1..], Message = $"'{parameter.Groups["value"].Value}' cannot be used here.",
            });
        }

        return exception.StatusCode switch
        {
            StatusCodes.Status413PayloadTooLarge => Problem.TooLarge(),
            StatusCodes.Status415UnsupportedMediaType => Problem.NotJson(),
            StatusCodes.Status400BadRequest => Problem.BadRequest(new ApiError { Code = "invalid_request", Pointer = "", Message = exception.Message }),
            _ => Problem.Of(exception.StatusCode, ProblemCodes.Unreadable, "The request cannot be read.", exception.Message),
        };
    }

    /// <summary>Without the .NET types that the message of System.Text.Json names.</summary>
    private static string Sentence(JsonException exception)
    {
        var message = exception.Message;
        var place = exception.LineNumber is { } line ? FormattableString.Invariant($" (line {line + 1})") : "";
        if (message.Contains("could not be mapped", StringComparison.Ordinal)) return $"There is no such member{place}.";
        if (message.Contains("missing required properties", StringComparison.Ordinal)) return $"Members are missing{place}: {message[(message.LastIndexOf(':') + 1)..].Trim()}";
        if (message.Contains("could not be converted", StringComparison.Ordinal)) return $"The value is of another type than the one wanted, or none of those allowed{place}.";
        if (message.Contains("doesn't allow setting null", StringComparison.Ordinal)) return $"It may not be null{place}.";
        var end = message.IndexOf(" Path:", StringComparison.Ordinal);
        return (end < 0 ? message : message[..end]).TrimEnd('.') + place + ".";
    }

    private static string? ReasonOf(JsonException exception)
    {
        var message = exception.Message;
        if (message.Contains("could not be mapped", StringComparison.Ordinal)) return ErrorReasons.UnknownMember;
        if (message.Contains("missing required properties", StringComparison.Ordinal)) return ErrorReasons.Required;
        if (message.Contains("could not be converted", StringComparison.Ordinal)) return ErrorReasons.Type;
        return message.Contains("doesn't allow setting null", StringComparison.Ordinal) ? ErrorReasons.NotNull : null;
    }

    [GeneratedRegex("^Failed to bind parameter \"\\S+ (?<name>\\w+)\" from \"(?<value>.*)\"\\.$", RegexOptions.NonBacktracking | RegexOptions.Singleline)]
    private static partial Regex Parameter();
}
