using System.Net.Http.Json;
using System.Text.Json;

namespace Alforis.Workflows.Host.Tests.Api.Accounts;

/// <summary>Sends requests to the API as one writes them down.</summary>
internal static class Requests
{
    public static async Task<HttpResponseMessage> SendAsync(this HttpClient client, string method, string path, object? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri("/api/v1" + path, UriKind.Relative));
        if (body is not null) request.Content = JsonContent.Create(body);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>The status alone.</summary>
    public static async Task<int> StatusAsync(this HttpClient client, string method, string path, object? body = null, params (string Name, string Value)[] headers)
    {
        using var answer = await client.SendAsync(method, path, body, headers);
        return (int)answer.StatusCode;
    }

    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;

    public static object Login(string email, string password = ApiHost.Password, string? totp = null, bool cookie = false) => new { email, password, totp, cookie };
}
