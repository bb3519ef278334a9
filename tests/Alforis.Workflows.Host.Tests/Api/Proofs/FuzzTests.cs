using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Alforis.Workflows.Host.Tests.Api.Document;

namespace Alforis.Workflows.Host.Tests.Api.Proofs;

/// <summary>
/// Requests made of the document alone, good ones and slightly wrong ones, as an administrator: every answer is one that the document names,
/// of the shape that it says.
/// </summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int Requests = 4_000;
    private const int WrongShare = 3;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static int Seed => int.TryParse(Environment.GetEnvironmentVariable("ALFORIS_FUZZ_SEED"), CultureInfo.InvariantCulture, out var seed) ? seed : 20261122;

    [Fact]
    public async Task Answers_ToRequestsMadeOfTheDocument_AreThoseThatItNames()
    {
        await using var host = await FilledCrm.StartAsync();
        var document = await ApiDocumentText.ReadAsync(host);
        var check = new SchemaCheck(document);
        var random = new Random(Seed);
        var maker = new RequestMaker(document, random);
        var problems = new List<string>();
        var statuses = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var sent = 0;
        var watch = Stopwatch.StartNew();
        for (; sent < Requests && watch.Elapsed < Limit && problems.Count < 50; sent++)
        {
            var operation = document.Operations[sent % document.Operations.Count];
            var made = maker.Make(operation, isWrong: random.Next(WrongShare) == 0);
            using var request = new HttpRequestMessage(new HttpMethod(operation.Method), new Uri(made.Address, UriKind.Relative));
            if (made.Body is not null) request.Content = new StringContent(made.Body, Encoding.UTF8, "application/json");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await host.NewTokenAsync("admin"));
            using var answer = await host.Anonymous.SendAsync(request, Cancellation);
            var text = await answer.Content.ReadAsStringAsync(Cancellation);
            var status = ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture);
            var key = $"{operation.Id} {status}";
            statuses[key] = statuses.GetValueOrDefault(key) + 1;
            problems.AddRange(Problems(document, check, operation, status, answer, text).Select(p => $"{operation.Method} {made.Address} {Short(made.Body)} -> {status}: {p}"));
        }

        output.WriteLine($"{sent} requests in {watch.Elapsed.TotalSeconds:0.0} s, seed {Seed}");
        foreach (var (key, count) in statuses) output.WriteLine($"{key}: {count}");
        Findings.AssertNone(problems);
        Assert.True(sent >= document.Operations.Count * 5, $"Only {sent} requests in {watch.Elapsed}.");
    }

    private static IEnumerable<string> Problems(ApiDocumentText document, SchemaCheck check, ApiOperation operation, string status, HttpResponseMessage answer, string text)
    {
        if (status[0] == '5') return [Short(text)];
        if (operation.Responses[status] is not { } named) return [$"the document names no such status: {Short(text)}"];
        var response = document.Resolve(named);
        var media = answer.Content.Headers.ContentType?.MediaType;
        if (response["content"] is not JsonObject { Count: > 0 } content) return text.Length == 0 ? [] : [$"a body where none is described: {Short(text)}"];
        if (media is null || content[media] is not JsonObject described) return [$"the content type '{media}' is not described"];
        if (described["schema"] is not { } schema || !media.EndsWith("json", StringComparison.Ordinal)) return [];
        try
        {
            return check.Errors(JsonNode.Parse(text), schema).Select(e => $"{e} in {Short(text)}");
        }
        catch (JsonException e)
        {
            return [$"no JSON ({e.Message}): {Short(text)}"];
        }
    }

    private static string Short(string? text) => text is { Length: > 600 } ? text[..600] + "…" : text ?? "";
}
