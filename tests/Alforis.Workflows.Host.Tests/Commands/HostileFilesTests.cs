using System.Text;
using System.Text.Json;

namespace Alforis.Workflows.Host.Tests.Commands;

/// <summary>Files made to hurt: refused with a place, or run, and never the end of the program.</summary>
public sealed class HostileFilesTests : IDisposable
{
    private static readonly Dictionary<string, byte[]> Definitions = new()
    {
        ["ten megabytes"] = Utf8(Definition(description: new string('a', 10_000_000))),
        ["ten megabytes of UTF-16"] = [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Definition(description: new string('a', 5_000_000)))],
        ["opening brackets"] = Utf8(new string('[', 900_000)),
        ["opening braces"] = Utf8(string.Concat(Enumerable.Repeat("{\"a\":", 150_000))),
        ["half of a surrogate pair, escaped"] = Utf8(Definition("""{"field":"titre","operator":"==","value":"\ud800"}""")),
        ["half of a surrogate pair, raw"] = [.. Utf8("{\"name\":\""), 0xED, 0xA0, 0x80, .. Utf8("\"}")],
        ["members twice"] = Utf8("{" + string.Concat(Enumerable.Repeat("\"name\":1,", 90_000)) + "\"a\":1}"),
        ["unknown members"] = Utf8("{" + string.Concat(Enumerable.Range(0, 70_000).Select(i => $"\"a{i}\":1,")) + "\"a\":1}"),
        ["a number of 400 digits"] = Utf8(Definition($$"""{"field":"montant","operator":">","value":{{new string('9', 400)}}}""")),
        ["a number beyond every other"] = Utf8(Definition("""{"field":"montant","operator":">","value":1e400}""")),
        ["counted repeats"] = Utf8(Definition("""{"field":"titre","operator":"matches","value":"(a{1000}){1000}"}""")),
        ["a bracket that hides repeats"] = Utf8(Definition("""{"field":"titre","operator":"matches","value":"(?#[)(a{90}){90}"}""")),
        ["spaces for an amount of time"] = Utf8(Definition($$"""{"field":"created_at","operator":"<","value":"{{new string(' ', 900_000)}}"}""")),
        ["an amount of time without end"] = Utf8(Definition("""{"field":"created_at","operator":"<","value":{"now":"+99999999999999999999 years"}}""")),
        ["enumeration values"] = Utf8(Definition($$"""{"field":"pipeline_stage","operator":"in","value":[{{string.Join(',', Enumerable.Range(0, 9_000).Select(i => $"\"sign{i}\""))}}]}""")),
        ["a time zone of another planet"] = Utf8(Definition(more: ",\"time_zone\":\"Mars/Phobos\",\"locale\":\"tlh-KL\"")),
        ["a time zone that is a file"] = Utf8(Definition(more: ",\"time_zone\":\"../../../dev/zero\"")),
    };

    private static readonly Dictionary<string, string> Payloads = new()
    {
        ["nested as deep as a file may be"] = string.Concat(Enumerable.Repeat("[", 60)) + new string(']', 60),
        ["nested deeper"] = new string('[', 100_000) + new string(']', 100_000),
        ["numbers beyond every other"] = $$"""{"a":1e400,"b":-1E-400,"c":-0,"d":{{new string('9', 400)}}}""",
        ["half of a surrogate pair"] = """{"a":"\ud800"}""",
        ["members twice"] = """{"a":1,"a":{"a":2}}""",
        ["three megabytes of tags"] = "{\"a\":\"" + string.Concat(Enumerable.Repeat("<script>", 400_000)) + "\"}",
        ["a hundred thousand elements"] = "{\"list\":[" + string.Join(',', Enumerable.Range(0, 100_000)) + "]}",
    };

    private readonly string folder = Directory.CreateTempSubdirectory("hostile-files-").FullName;

    public static TheoryData<string> DefinitionNames => [.. Definitions.Keys];

    public static TheoryData<string> PayloadNames => [.. Payloads.Keys];

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [MemberData(nameof(DefinitionNames))]
    public async Task ValidateAndImport_HostileDefinition_IsRefusedWithAPlace(string name)
    {
        var file = Path.Combine(folder, "definition.json");
        await File.WriteAllBytesAsync(file, Definitions[name], TestContext.Current.CancellationToken);
        var (validate, import) = (new TestConsole(), new TestConsole());

        Assert.Equal(1, await validate.RunAsync("validate", file));
        Assert.Equal(1, await import.RunAsync("import", "--as-draft", file));

        var lines = validate.Output.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        Assert.Matches(@"^1 file, [0-9]+ errors? in 1 file$", lines[^1]);
        Assert.All(lines[..^1], line => Assert.Matches(@"^[^:]+definition\.json:[0-9]+:[0-9]+: (error|warning|notice) WF[0-9]{4}", line[..Math.Min(line.Length, 300)]));
        Assert.Contains(": error WF", lines[0], StringComparison.Ordinal);
        Assert.InRange(validate.Output.Length, 1, 3_000_000);
        Assert.Contains("Nothing was imported: 1 file of 1 cannot be.", import.Error, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(PayloadNames))]
    public async Task Run_HostilePayload_IsRunOrRefusedWithAPlace(string name)
    {
        var (definition, context) = (Path.Combine(folder, "definition.json"), Path.Combine(folder, "context.json"));
        await File.WriteAllTextAsync(
            definition,
            """
            {
              "name": "Essai", "trigger_type": "webhook_received", "trigger_config": { "event": "form" },
              "conditions": { "operator": "OR", "rules": [
                { "field": "webhook.a", "operator": "contains", "value": "x" }, { "field": "webhook.list", "operator": "contains", "value": 5 },
                { "field": "webhook.a", "operator": "matches", "value": "(a+)+$" }, { "field": "webhook.d", "operator": "is_empty" } ] },
              "actions": [
                { "type": "send_notification", "config": { "title": "{{ webhook.a | html.strip | string.truncate 20 }}", "message": "{{ webhook.list | array.sort | array.size }}", "recipients": ["role:manager"] } },
                { "type": "call_webhook", "config": { "url": "https://example.org/{{ webhook.a }}", "body": { "all": "{{ webhook }}" } } } ]
            }
            """,
            TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(context, "{\"now\":\"2026-03-31T09:00:00+02:00\",\"trigger\":{\"type\":\"webhook_received\"},\"webhook\":" + Payloads[name] + "}", TestContext.Current.CancellationToken);
        Assert.Equal(0, await new TestConsole().RunAsync("validate", definition));
        var console = new TestConsole();

        var exitCode = await console.RunAsync("run", definition, "--context", context);

        Assert.InRange(exitCode, 0, 1);
        if (exitCode == 0)
        {
            using var report = JsonDocument.Parse(console.Output, new JsonDocumentOptions { MaxDepth = 200 });
        }
        else
        {
            Assert.Matches(@"context\.json:[0-9]+:[0-9]+: error WF[0-9]{4}", console.Error[..Math.Min(console.Error.Length, 1_000)]);
        }
    }

    private static string Definition(string conditions = "{}", string description = "", string more = "") =>
        $$$"""{"name":"Essai","trigger_type":"deal_updated","description":"{{{description}}}","conditions":{{{conditions}}},"actions":[{"type":"add_tag","config":{"tag":"t"}}]{{{more}}} }""";

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
