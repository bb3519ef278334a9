using System.Net;
using System.Text.Json;

namespace Alforis.Workflows.Host.Tests.Api;

/// <summary>Reads answers of the API.</summary>
internal static class Answers
{
    /// <summary>The body, after checking the status.</summary>
    public static async Task<JsonElement> JsonAsync(this Task<HttpResponseMessage> sending, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var answer = await sending;
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode == expected, $"{(int)answer.StatusCode} instead of {(int)expected}: {text}");
        if (text.Length == 0) return default;
        var type = answer.Content.Headers.ContentType?.MediaType;
        Assert.Equal((int)expected >= 400 ? "application/problem+json" : "application/json", type);
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>The single error of a problem, as <c>code pointer: message</c>.</summary>
    public static string Error(this JsonElement problem)
    {
        var error = Assert.Single(problem.GetProperty("errors").EnumerateArray());
        return $"{error.GetProperty("code").GetString()} {error.GetProperty("pointer").GetString()}: {error.GetProperty("message").GetString()}";
    }
}
