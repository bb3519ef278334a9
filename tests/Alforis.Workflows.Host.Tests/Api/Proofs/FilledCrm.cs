using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Alforis.Workflows.Host.OpenApi;
using Alforis.Workflows.Host.Roles;

namespace Alforis.Workflows.Host.Tests.Api.Proofs;

/// <summary>A host with something of everything, under small numbers: what is asked for at random is there.</summary>
internal static class FilledCrm
{
    private const int Workflows = 12;
    private const int Active = 3;

    /// <summary>An incoming hook, as the example names it.</summary>
    public const string Slug = "facturation";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<ApiHost> StartAsync()
    {
        var host = await ApiHost.StartAsync(s => s with { Roles = HostRoles.Api | HostRoles.Dispatcher });
        var admin = await host.AsAsync("admin");
        for (var i = 0; i < Workflows; i++)
        {
            var definition = Example("create_workflow");
            definition["name"] = $"Workflow {i}";
            definition["actions"]![0]!["config"]!["recipients"] = new JsonArray("role:admin");
            var id = await PostAsync(admin, "workflows", definition);
            if (i < Active) await PostAsync(admin, $"workflows/{id}/activate", Example("activate_workflow"));
        }

        foreach (var (resource, operation) in new[] { ("incoming_hooks", "create_incoming_hook"), ("webhooks", "create_webhook"), ("email_templates", "create_email_template"), ("activities", "create_activity"), ("tasks", "create_task") })
            await PostAsync(admin, resource, Example(operation));
        await PostAsync(admin, "deals", Example("create_deal"));
        await Eventually.TrueAsync(
            async () => await host.ScalarAsync<long>("SELECT count(*) FROM public.notifications n JOIN public.users u ON u.id = n.user_id WHERE u.email = 'admin@test.example'") >= Active,
            () => string.Join('\n', host.Logs));
        return host;
    }

    private static JsonObject Example(string operation) => OperationExamples.RequestOf(operation)!.AsObject();

    private static async Task<long> PostAsync(HttpClient admin, string resource, JsonObject body)
    {
        using var answer = await admin.PostAsJsonAsync($"/api/v1/{resource}", body, Cancellation);
        var text = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.True(answer.IsSuccessStatusCode, $"{resource}: {text}");
        return (long?)JsonNode.Parse(text)!["id"] ?? 0;
    }
}
