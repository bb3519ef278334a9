using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Alforis.Workflows.Host.Auth;
using Alforis.Workflows.Host.OpenApi;
using Alforis.Workflows.Host.Tests.Api.Proofs;

namespace Alforis.Workflows.Host.Tests.Api.Document;

/// <summary>The API's document is a text that is reviewed like code, and whole.</summary>
public sealed partial class DocumentTests(SharedApiHost shared) : IClassFixture<SharedApiHost>
{
    private const string Accept = "ALFORIS_ACCEPT_API_DOCUMENT";

    [Fact]
    public async Task Document_OfTheApi_IsTheReviewedText()
    {
        var path = Path.Combine(Root(), "docs", "openapi.json");
        var actual = await shared.Host.Anonymous.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative), TestContext.Current.CancellationToken);
        if (Environment.GetEnvironmentVariable(Accept) == "1") await File.WriteAllTextAsync(path, actual, TestContext.Current.CancellationToken);

        var reviewed = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);

        Assert.True(
            reviewed == actual,
            $"""
            The API is not what docs/openapi.json says. If it shall change, run this test with {Accept}=1, review the text and commit it.
            {string.Join('\n', actual.Split('\n').Except(reviewed.Split('\n'), StringComparer.Ordinal).Take(40).Select(l => "+ " + l))}
            {string.Join('\n', reviewed.Split('\n').Except(actual.Split('\n'), StringComparer.Ordinal).Take(40).Select(l => "- " + l))}
            """);
    }

    [Fact]
    public async Task Operations_All_HaveANameOfTheirOwnASummaryAndATagThatIsExplained()
    {
        var document = await ApiDocumentText.ReadAsync(shared.Host);

        Assert.NotEmpty(document.Operations);
        Assert.Empty(document.Operations.Where(o => o.Id is null || !Name().IsMatch(o.Id) || o.Node["summary"] is null).Select(o => $"{o}: operationId or summary"));
        Assert.Empty(document.Operations.GroupBy(o => o.Id, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key));
        Assert.Empty(document.Operations.SelectMany(o => o.Node["tags"]!.AsArray().Select(t => (string)t!)).Where(t => !ApiTags.Has(t)).Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Operations_All_AreEveryEndpointOfTheApiWithItsPermission()
    {
        var document = await ApiDocumentText.ReadAsync(shared.Host);
        var served = ServedEndpoint.Of(shared.Host).Where(e => e.Path.StartsWith("/api/v1/", StringComparison.Ordinal)).ToDictionary(e => e.Name, StringComparer.Ordinal);

        Assert.Equal(served.Keys.Order(StringComparer.Ordinal), document.Operations.Select(o => o.Name).Order(StringComparer.Ordinal));
        foreach (var operation in document.Operations)
        {
            var asked = served[operation.Name].Endpoint.Metadata.GetMetadata<PermissionAttribute>()?.Permission;
            Assert.Equal($"{operation} {asked}", $"{operation} {(string?)operation.Node["x-permission"]}");
            if (asked is not null) Assert.Contains($"`{asked}`", (string)operation.Node["description"]!, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Operations_All_SayWhatTheyAnswerWhenSomethingIsWrong()
    {
        var document = await ApiDocumentText.ReadAsync(shared.Host);
        foreach (var operation in document.Operations)
        {
            Assert.True(operation.Responses.ContainsKey("429"), operation.Name);
            if (!operation.IsOpen) Assert.True(operation.Responses.ContainsKey("401") && operation.Responses.ContainsKey("403"), operation.Name);
            if (operation.Body is not null) Assert.True(operation.Responses.ContainsKey("400") && operation.Responses.ContainsKey("413") && operation.Responses.ContainsKey("415"), operation.Name);
            Assert.True(operation.Responses.Any(r => r.Key.StartsWith('2')), $"{operation}: no answer when all is well");
            foreach (var (status, response) in operation.Responses.Where(r => r.Key[0] is '4' or '5'))
            {
                var schema = document.Resolve(response!)["content"]?["application/problem+json"]?["schema"];
                Assert.True((string?)schema?["$ref"] == "#/components/schemas/Problem", $"{operation} {status}: no problem details");
            }
        }
    }

    [Fact]
    public async Task RequestBodies_All_HaveAnExampleThatTheirSchemaAllows()
    {
        var document = await ApiDocumentText.ReadAsync(shared.Host);
        var check = new SchemaCheck(document);
        var bodies = document.Operations.Where(o => o.Body is not null).ToList();

        Findings.AssertNone([.. bodies.Where(o => o.Body!["example"] is null).Select(o => $"{o.Id} has no example in OpenApi/examples.json")]);
        Findings.AssertNone([.. bodies.SelectMany(o => check.Errors(o.Body!["example"], o.Body["schema"]!).Select(e => $"{o.Id}: {e}"))]);
        Assert.Empty(OperationExamples.Names.Except(bodies.Select(o => o.Id!), StringComparer.Ordinal));
    }

    [Fact]
    public async Task Schemas_All_HaveStrictNumbersAndMembersThatAreExplained()
    {
        var document = await ApiDocumentText.ReadAsync(shared.Host);
        var schemas = document.Root["components"]!["schemas"]!.AsObject();
        var problems = new List<string>();
        foreach (var (name, schema) in schemas)
        {
            if (schema!["description"] is null && schema["enum"] is null) problems.Add($"{name} is not explained");
            foreach (var (member, value) in schema["properties"] as JsonObject ?? [])
            {
                var types = value!["type"] is JsonArray several ? several.Select(t => (string)t!).ToList() : [(string?)value["type"] ?? ""];
                if (types.Contains("string", StringComparer.Ordinal) && (types.Contains("integer", StringComparer.Ordinal) || types.Contains("number", StringComparer.Ordinal))) problems.Add($"{name}.{member} is a number or a text");
                if (value["enum"] is not null && !types.Contains("string", StringComparer.Ordinal)) problems.Add($"{name}.{member} is an enumeration of no type");
                if (!Name().IsMatch(member)) problems.Add($"{name}.{member} is not snake_case");
                if (value["description"] is null && value["$ref"] is null && value["oneOf"] is null) problems.Add($"{name}.{member} is not explained");
            }
        }

        foreach (var parameter in document.Operations.SelectMany(o => o.Parameters.Where(p => (string)p["in"]! != "header").Select(p => $"{o.Id} {p["name"]}")))
            if (!Name().IsMatch(parameter.Split(' ')[1])) problems.Add($"{parameter} is not snake_case");
        Findings.AssertNone(problems);
    }

    [GeneratedRegex("^[a-z][a-z0-9]*(_[a-z0-9]+)*$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Name();

    private static string Root()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "Alforis.Workflows.sln"))) directory = directory.Parent!;
        return directory.FullName;
    }
}
