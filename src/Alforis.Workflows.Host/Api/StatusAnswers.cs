using Microsoft.AspNetCore.Diagnostics;

namespace Alforis.Workflows.Host.Api;

/// <summary>Says in words what routing answers with a bare status.</summary>
internal static class StatusAnswers
{
    public static Task WriteAsync(StatusCodeContext context)
    {
        var response = context.HttpContext.Response;
        return Answer(response.StatusCode, response.Headers.Allow.ToString()).ExecuteAsync(context.HttpContext);
    }

    private static IResult Answer(int status, string allowed) => status switch
    {
        StatusCodes.Status404NotFound => Problem.Of(status, ProblemCodes.NoAddress, "There is nothing here.", "There is no such address; /docs lists those that there are."),
        StatusCodes.Status405MethodNotAllowed => Problem.Of(status, ProblemCodes.MethodNotAllowed, "This cannot be done here.", $"The address takes {allowed}."),
        StatusCodes.Status415UnsupportedMediaType => Problem.NotJson(),
        StatusCodes.Status400BadRequest => Problem.Of(status, ProblemCodes.WrongHost, "The request is for nobody here.", "The header 'Host' names another host than those that are served. The operator names them in ALFORIS_ALLOWED_HOSTS."),
        _ => Results.Problem(statusCode: status),
    };
}
