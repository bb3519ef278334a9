using System.Net.Http.Headers;
using System.Text;
using Alforis.Workflows.Host.Tests.Api.Document;

namespace Alforis.Workflows.Host.Tests.Api.Proofs;

/// <summary>Bodies, addresses and queries that mean harm, at every operation, as an administrator whom no permission stops.</summary>
public sealed class HostileInputTests
{
    private const int Seed = 20261122;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Operations_All_RefuseHostileBodiesAndChangeNothing()
    {
        await using var host = await FilledCrm.StartAsync();
        var document = await ApiDocumentText.ReadAsync(host);
        var problems = new List<string>();
        foreach (var operation in document.Operations.Where(o => o.Body is not null))
        {
            var random = new Random(Seed);
            var sample = operation.Body!["example"] ?? new SchemaValues(document, random).Make(operation.Body["schema"]!)!;
            var bodies = HostileValues.Bodies.Concat(HostileValues.Mutations(sample, random, each: 12)).ToList();
            await ProbeAsync(host, operation, bodies, problems, (request, body) => request.Content = Json(body));
        }

        Findings.AssertNone(problems);
    }

    [Fact]
    public async Task Operations_All_RefuseHostileAddressesAndChangeNothing()
    {
        await using var host = await FilledCrm.StartAsync();
        var document = await ApiDocumentText.ReadAsync(host);
        var problems = new List<string>();
        foreach (var operation in document.Operations)
        {
            var names = operation.Parameters.Where(p => (string)p["in"]! == "path").Select(p => (string)p["name"]!).ToList();
            var queries = operation.Parameters.Where(p => (string)p["in"]! == "query").Select(p => (string)p["name"]!).ToList();
            var addresses = names.SelectMany(name => HostileValues.Segments.Select(s => Fill(operation.Path.Replace($"{{{name}}}", s, StringComparison.Ordinal))))
                .Concat(queries.SelectMany(q => HostileValues.Queries.Select(v => $"{Fill(operation.Path)}?{q}={v.Replace("{name}", q, StringComparison.Ordinal)}"))).ToList();
            await ProbeAsync(host, operation, addresses, problems, (request, address) =>
            {
                request.RequestUri = new Uri(new Uri(host.Address, "/").ToString().TrimEnd('/') + address, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
                if (operation.Body is { } body) request.Content = Json(body["example"]?.ToJsonString() ?? "{}");
            });
        }

        Findings.AssertNone(problems);
    }

    /// <summary>Sends all, and what was refused once more: then nothing may change at all.</summary>
    private static async Task ProbeAsync(ApiHost host, ApiOperation operation, List<string> inputs, List<string> problems, Action<HttpRequestMessage, string> apply)
    {
        var refused = new List<string>();
        var token = await host.NewTokenAsync("admin");
        foreach (var input in inputs)
        {
            var status = await SendAsync(host, operation, token, input, problems, apply);
            if (status >= 400) refused.Add(input);
            // It may have ended the session.
            else if (operation.Method != "GET") token = await host.NewTokenAsync("admin");
        }

        // What was accepted before is handled before anything is compared.
        await Eventually.TrueAsync(async () => await host.ScalarAsync<long>("SELECT count(*) FROM workflow.event_queue") == 0, () => "Events wait in the queue.");
        var before = await TableState.ReadAsync(host.Database, Cancellation);
        var accepted = 0;
        foreach (var input in refused)
            if (await SendAsync(host, operation, token, input, problems, apply) is < 400) accepted++;
        if (accepted > 0) return;
        var after = await TableState.ReadAsync(host.Database, Cancellation);
        problems.AddRange(TableState.Changes(before, after).Select(c => $"{operation} was refused and changed {c}"));
    }

    private static async Task<int> SendAsync(ApiHost host, ApiOperation operation, string token, string input, List<string> problems, Action<HttpRequestMessage, string> apply)
    {
        using var request = new HttpRequestMessage(new HttpMethod(operation.Method), new Uri(Fill(operation.Path), UriKind.Relative));
        apply(request, input);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        try
        {
            using var answer = await host.Anonymous.SendAsync(request, Cancellation);
            var text = await answer.Content.ReadAsStringAsync(Cancellation);
            var status = (int)answer.StatusCode;
            var shown = input.Length > 200 ? input[..200] + "…" : input;
            // 502 is what another server did, and 503 is what the database did: neither is there to do anything.
            if (status >= 500) problems.Add($"{operation} {status} for {shown}: {text}");
            if (status >= 400 && text.Length > 0 && answer.Content.Headers.ContentType?.MediaType != "application/problem+json") problems.Add($"{operation} {status} for {shown}: no problem details");
            if (text.Contains("   at ", StringComparison.Ordinal) || text.Contains("Npgsql", StringComparison.Ordinal) || text.Contains("System.", StringComparison.Ordinal)) problems.Add($"{operation} for {shown} tells of the code: {text}");
            return status;
        }
        catch (HttpRequestException e)
        {
            problems.Add($"{operation} for {input}: {e.Message}");
            return 0;
        }
    }

    private static string Fill(string path) => System.Text.RegularExpressions.Regex.Replace(path.Replace("{cause_key}", Guid.Empty.ToString(), StringComparison.Ordinal), @"\{\w+\}", "1", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));

    private static ByteArrayContent Json(string body) => new(Encoding.UTF8.GetBytes(body)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
}
