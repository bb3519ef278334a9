using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Xml.Linq;

namespace Alforis.Workflows.EndToEnd.Package;

/// <summary>The samples of embedding, built on the package as strangers build.</summary>
[Collection(PackageCollection.Name)]
[Trait("Category", "Slow")]
public sealed class SampleTests(PackedEngine packed)
{
    private static readonly string Samples = Path.Combine(Repository.Root, "samples");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Samples_Version_IsThatOfTheRepository() =>
        Assert.Equal(
            PackedEngine.Version,
            XDocument.Load(Path.Combine(Samples, "Directory.Packages.props")).Descendants("PackageVersion").Single().Attribute("Version")!.Value);

    [Fact]
    public async Task EmbeddedConsole_Run_TellsWhatFiredWhatFailedAndWhy()
    {
        var output = await Shell.RunAsync(Copy("EmbeddedConsole"), "dotnet run");

        Assert.Equal(
            """
            Order 41, ACME, 12500
              Big order: Succeeded
                call: done, high task, due in 1 days: Call ACME about order 41
                chase: Is skipped: due_date has no value, expected != null
              Thank you: Succeeded
                thanks: done, mail order-41/2/thanks
                file: done, normal task, due in 7 days: File order 41
            Order 42, Globex, 800
              Thank you: Succeeded
                thanks: failed, 'to' is required and came out empty.
                file: done, normal task, due in 7 days: File order 42
              Big order: Does not fire, the trigger's filter excludes the event: status is "paid", expected == "new"

            """.ReplaceLineEndings("\n"),
            output);
    }

    [Fact]
    public async Task EmbeddedAspNetCore_Event_IsAnsweredByWhatFiredAndWhy()
    {
        var folder = Copy("EmbeddedAspNetCore");
        await Shell.RunAsync(folder, "dotnet build -v quiet --nologo");
        using var process = Shell.Start(folder, "exec dotnet bin/Debug/net10.0/EmbeddedAspNetCore.dll --urls http://127.0.0.1:0");
        try
        {
            using var client = new HttpClient { BaseAddress = await AddressAsync(process) };

            using var refused = await PutAsync(client, 1, Definition.Replace("priority", "priorty", StringComparison.Ordinal));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
            var mistake = (await refused.Content.ReadFromJsonAsync<JsonElement>(Cancellation))[0];
            Assert.Equal(("WF1201", "/conditions/rules/0/field", "Did you mean 'priority'?"), (Text(mistake, "code"), Text(mistake, "pointer"), Text(mistake, "suggestion")));

            using var accepted = await PutAsync(client, 1, Definition);
            Assert.Equal(HttpStatusCode.OK, accepted.StatusCode);

            var first = await PostAsync(client, "T-1", "urgent");
            var execution = first.GetProperty("executions")[0];
            Assert.Equal(("T-1/1", "Succeeded"), (Text(execution, "id"), Text(execution, "status")));
            Assert.True(execution.GetProperty("actions")[0].GetProperty("value").GetProperty("is_new").GetBoolean());
            Assert.True(first.GetProperty("why")[0].GetProperty("explanation").GetProperty("fires").GetBoolean());

            var again = await PostAsync(client, "T-1", "urgent");
            Assert.False(again.GetProperty("executions")[0].GetProperty("actions")[0].GetProperty("value").GetProperty("is_new").GetBoolean());

            var calm = await PostAsync(client, "T-2", "low");
            Assert.Equal(0, calm.GetProperty("executions").GetArrayLength());
            var rule = calm.GetProperty("why")[0].GetProperty("explanation").GetProperty("conditions").GetProperty("rules")[0];
            Assert.Equal(("ticket.priority", "low", false), (Text(rule, "path"), Text(rule, "actual"), rule.GetProperty("holds").GetBoolean()));

            Assert.Equal(["support: T-1: it burns"], (await client.GetFromJsonAsync<string[]>("/inbox", Cancellation))!);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    private const string Definition = """
        {"name": "Fire brigade", "status": "active", "trigger_type": "ticket_opened",
         "conditions": {"rules": [{"field": "priority", "operator": "==", "value": "urgent"}]},
         "actions": [{"type": "notify", "config": {"team": "support", "message": "{{ id }}: {{ subject }}"}}]}
        """;

    private static string? Text(JsonElement element, string member) => element.GetProperty(member).GetString();

    private static Task<HttpResponseMessage> PutAsync(HttpClient client, int id, string definition) =>
        client.PutAsync(new Uri($"/workflows/{id}", UriKind.Relative), new StringContent(definition, null, "application/json"), Cancellation);

    private static async Task<JsonElement> PostAsync(HttpClient client, string id, string priority)
    {
        using var response = await client.PostAsJsonAsync("/tickets", new { id, subject = "it burns", priority }, Cancellation);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Cancellation));
        return await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
    }

    private static async Task<Uri> AddressAsync(Process process)
    {
        const string mark = "Now listening on: ";
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        deadline.CancelAfter(TimeSpan.FromMinutes(1));
        while (await process.StandardOutput.ReadLineAsync(deadline.Token) is { } line)
        {
            var at = line.IndexOf(mark, StringComparison.Ordinal);
            if (at >= 0) return new Uri(line[(at + mark.Length)..].Trim());
        }

        throw new InvalidOperationException("The sample does not listen: " + await process.StandardError.ReadToEndAsync(deadline.Token));
    }

    /// <summary>The sample in a folder that finds the package; what somebody built in the repository stays there.</summary>
    private string Copy(string sample)
    {
        var folder = packed.NewFolder();
        foreach (var file in Directory.EnumerateFiles(Samples, "Directory.*.props").Concat(SourcesOf(sample)))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(Samples, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return Path.Combine(folder, sample);
    }

    private static IEnumerable<string> SourcesOf(string sample) =>
        Directory.EnumerateFiles(Path.Combine(Samples, sample), "*", SearchOption.AllDirectories)
            .Where(f => !Path.GetRelativePath(Samples, f).Split('/', '\\').Any(part => part is "bin" or "obj"));
}
