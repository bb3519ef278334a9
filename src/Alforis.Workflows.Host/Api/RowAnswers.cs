using Alforis.Crm.Data.Rows;

namespace Alforis.Workflows.Host.Api;

/// <summary>What is answered to those who write rows.</summary>
internal static class RowAnswers
{
    /// <summary>The tag of a version.</summary>
    public static string Tag(RowVersion version) => EntityTag.Of(version.UpdatedAt.UtcTicks / TimeSpan.TicksPerMicrosecond, version.Transaction);

    /// <summary>Which versions a request may change.</summary>
    public static Func<RowVersion, bool> Expected(HttpRequest request) => version => EntityTag.Allows(request, Tag(version));

    /// <summary>Why a row was not written; <see langword="null"/> when it was.</summary>
    /// <param name="result">What became of it.</param>
    /// <param name="thing">What it is, as the beginning of a sentence: <c>The deal 12</c>.</param>
    /// <param name="resource">Its resource among the permissions.</param>
    /// <param name="needed">Why it may not go, when others need it.</param>
    public static IResult? Failure(RowResult result, string thing, string resource, string needed = "") => result.Outcome switch
    {
        RowOutcome.Done => null,
        RowOutcome.Unknown => Problem.NotFound(thing),
        RowOutcome.ChangedMeanwhile => Problem.ChangedMeanwhile(Tag(result.Version)),
        RowOutcome.MayNotAssign => Problem.Forbidden($"{resource}:assign"),
        RowOutcome.Needed => Problem.Conflict(ProblemCodes.Needed, $"{thing} is needed.", needed),
        _ => Problem.BadRequest(ErrorOf(result.Refused!)),
    };

    /// <summary>A thing as it is read, with its tag.</summary>
    public static IResult WithTag<T>(HttpContext http, T thing, RowVersion version)
    {
        http.Response.Headers.ETag = Tag(version);
        return Results.Json(thing);
    }

    /// <summary>A thing that was made, with its tag.</summary>
    public static IResult Created<T>(HttpContext http, string address, T thing, RowVersion version)
    {
        http.Response.Headers.ETag = Tag(version);
        return Results.Created(address, thing);
    }

    public static ApiError ErrorOf(RefusedValue refused) => new() { Code = "invalid_value", Reason = refused.Reason, Pointer = "/" + refused.Member, Message = refused.Problem };
}
