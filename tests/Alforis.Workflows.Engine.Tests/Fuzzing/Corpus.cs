using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Alforis.Workflows.Engine.Tests.Model;

namespace Alforis.Workflows.Engine.Tests.Fuzzing;

/// <summary>What is damaged: the sample workflows, every JSON example of the documentation, and definitions that use the whole language.</summary>
internal static partial class Corpus
{
    private static readonly string[] OfTests =
    [
        Written.Definition(
            """{"operator":"OR","rules":[{"field":"price","operator":">","value":5.5},{"field":"stage","operator":"in","value":["SIGNÉ",null]}]}""",
            """{"type":"send_mail","id":"a","on_error":"continue","config":{"to":["{{ item.owner.email }}",5],"subject":"Bonjour {{ name }}","headers":{"x":"{{ id }}"}}}"""),
        Written.Definition(
            """{"operator":"NOT","rules":[{"field":"due","operator":"<","value":{"field":"today"}},{"field":"webhook.a","operator":"contains","value":"é"}]}""",
            """{"type":"update_field","config":{"entity_type":"item","entity_id":"{{ item.id }}","field":"tags","value":["a","b"]}}""",
            config: """{"fields":["name","stage"],"to_stage":"signe"}""", more: ",\"time_zone\":\"Europe/Paris\",\"locale\":\"fr-FR\""),
        Written.Definition(
            """
            {"rules":[{"field":"name","operator":"matches","value":"^(a|b){2,3}[^c-e]$","ignore_case":true},
             {"field":"item.contacts","operator":"any","value":{"rules":[{"field":"it.age","operator":"between","value":[1,{"field":"item.id"}]},
              {"field":"phones","operator":"all","value":{"field":"it","operator":"starts_with","value":"+33"}}]}},
             {"field":"stage","operator":"changed_to","value":["signe",null]},{"field":"due","operator":">=","value":{"today":"-30 days"}}]}
            """,
            """
            {"type":"CREATE_TASK","when":{"field":"webhook.d","operator":"is_not_empty"},"config":{"title":"{{ for t in tags }}{{ t | string.upcase }}{{ end }}",
             "extra":{"a":"{{ webhook }}","b":["{{ webhook.a ?? 'x' }}","{{ if id > 1 }}{{ created | date.to_string '%d %B' 'fr' }}{{ else }}{{ price | math.format 'N2' }}{{ end }}"]}}}
            """),
        Written.Definition(
            """
            {"operator":"OR","rules":[{"field":"webhook","operator":"==","value":{"field":"data"}},{"field":"webhook.d","operator":"contains","value":{"field":"data.a"}},
             {"field":"documents","operator":"any","value":{"field":"it.a","operator":"in","value":[1,"a",true,5.5]}},{"field":"numbers","operator":"contains","value":{"field":"count"}},
             {"field":"moment","operator":"<","value":{"now":"+100 years"}},{"field":"labels","operator":"changed"},{"field":"note","operator":"contains","value":"ABC","ignore_case":true}]}
            """),
        Written.Definition(
            """{"field":"stage","operator":"!=","value":"signe"}""",
            """
            {"type":"send_mail","delay":"2 hours","retry":{"attempts":5,"wait":"30 seconds","most_wait":"1 hour"},"config":{"to":"a","subject":"b"}},
             {"type":"create_task","delay_minutes":90,"config":{"title":"c"}}
            """,
            config: """{"delay":"7 days","recheck":true}"""),
    ];

    public static IReadOnlyList<JsonNode> Definitions { get; } =
    [
        .. OfTests.Concat(Directory.EnumerateFiles(Path.Combine(Root, "samples"), "*.json", SearchOption.AllDirectories)
                .Where(f => f.Contains("workflows", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(File.ReadAllText))
            .Concat(Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md").Order(StringComparer.Ordinal).SelectMany(Examples))
            .Select(Read).OfType<JsonObject>().Select(Whole),
    ];

    private static string Root
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder!.FullName, "Alforis.Workflows.sln"))) folder = folder.Parent;
            return folder.FullName;
        }
    }

    private static IEnumerable<string> Examples(string page) => Example().Matches(File.ReadAllText(page)).Select(m => m.Groups["json"].Value);

    private static JsonNode? Read(string json)
    {
        try
        {
            return JsonNode.Parse(json);
        }
        catch (JsonException)
        {
            // The documentation shows what is no JSON too.
            return null;
        }
    }

    /// <summary>Conditions and actions get a definition around them.</summary>
    private static JsonNode Whole(JsonObject part)
    {
        if (part.ContainsKey("trigger_type") || part.ContainsKey("actions")) return part;
        return JsonNode.Parse(part.ContainsKey("type") ? Written.Definition(actions: part.ToJsonString()) : Written.Definition(part.ToJsonString()))!;
    }

    [GeneratedRegex("^```json\\n(?<json>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Example();
}
