using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Alforis.Workflows.Host.Tests.Api.Workflows;

/// <summary>Calls of the API with bodies as text.</summary>
internal static class Calls
{
    /// <summary>A definition that compiles.</summary>
    public static string Definition(string name, string more = "") =>
        $$"""
        {
          "name": "{{name}}",
          "trigger_type": "deal_created",
          "conditions": { "operator": "AND", "rules": [ { "field": "montant", "operator": ">", "value": 1000 } ] },{{more}}
          "actions": [ { "type": "create_task", "config": { "title": "Appeler {{"{{ deal.nom }}"}}" } } ]
        }
        """;

    public static Task<HttpResponseMessage> SendAsync(this HttpClient client, string method, string path, string? body = null, string? ifMatch = null, string? key = null)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), new Uri("/api/v1" + path, UriKind.Relative));
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        if (ifMatch is not null) request.Headers.IfMatch.Add(EntityTagHeaderValue.Parse(ifMatch));
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        return client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>A new workflow.</summary>
    public static async Task<JsonElement> CreateAsync(this HttpClient client, string definition) =>
        await client.SendAsync("POST", "/workflows", definition).JsonAsync(System.Net.HttpStatusCode.Created);

    public static long Id(this JsonElement workflow) => workflow.GetProperty("id").GetInt64();

    public static string? Text(this JsonElement element, string name) => element.GetProperty(name).ToString();
}
