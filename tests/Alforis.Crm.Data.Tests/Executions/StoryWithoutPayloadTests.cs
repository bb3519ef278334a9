using System.Text.Json.Nodes;
using Alforis.Crm.Data.Executions;

namespace Alforis.Crm.Data.Tests.Executions;

public sealed class StoryWithoutPayloadTests
{
    [Theory]
    [InlineData(
        """{"path": "webhook.ville", "operator": "==", "expected": "Albi", "actual": "Paris", "holds": false}""",
        """{"withheld": true, "path": "webhook.ville", "operator": "==", "expected": "Albi", "actual": null, "holds": false}""")]
    [InlineData(
        """{"path": "deal.montant", "operator": ">", "expected_path": "webhook.limite", "expected": 5, "actual": 7, "holds": true}""",
        """{"withheld": true, "path": "deal.montant", "operator": ">", "expected_path": "webhook.limite", "expected": null, "actual": 7, "holds": true}""")]
    [InlineData(
        """{"path": "webhook.lignes", "operator": "any", "expected": "price > 1", "actual": {"elements": 2, "held": 1}, "holds": true}""",
        """{"withheld": true, "path": "webhook.lignes", "operator": "any", "expected": "price > 1", "actual": null, "holds": true}""")]
    [InlineData(
        """{"path": "deal.montant", "operator": "between", "expected_term": "[1, webhook.limite]", "expected": [1, 5], "actual": 7, "holds": false}""",
        """{"withheld": true, "path": "deal.montant", "operator": "between", "expected_term": "[1, webhook.limite]", "expected": null, "actual": 7, "holds": false}""")]
    [InlineData(
        """{"path": "deal.montant", "operator": "between", "expected_term": "[deal.probabilite, deal.webhook]", "expected": [1, 5], "actual": 7, "holds": false}""",
        """{"path": "deal.montant", "operator": "between", "expected_term": "[deal.probabilite, deal.webhook]", "expected": [1, 5], "actual": 7, "holds": false}""")]
    [InlineData(
        """{"path": "deal.nom", "operator": "==", "expected": "webhook", "actual": "webhook.a", "holds": false}""",
        """{"path": "deal.nom", "operator": "==", "expected": "webhook", "actual": "webhook.a", "holds": false}""")]
    public void WithoutPayload_Rules_KeepWhatTheyAsked(string rule, string expected)
    {
        var story = Story() with { Conditions = $"[{rule}]", Actions = $$"""[{"id": "a", "type": "add_tag", "status": "skipped", "when": [{{rule}}]}]""" };

        var shown = story.WithoutPayload();

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse($"[{expected}]"), JsonNode.Parse(shown.Conditions!)), shown.Conditions);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse($"[{expected}]"), JsonNode.Parse(shown.Actions!)![0]!["when"]), shown.Actions);
        Assert.Equal(rule != expected, shown.IsPayloadWithheld);
    }

    [Fact]
    public void WithoutPayload_EventThatBrought_LosesThatAlone()
    {
        var story = Story() with { Event = new ExecutionEvent(DateTimeOffset.UnixEpoch, ["webhook_received"], "site", "[]") { Webhook = """{"nom": "Alix"}""", After = """{"id": 1}""" } };

        var shown = story.WithoutPayload();

        Assert.Null(shown.Event!.Webhook);
        Assert.Equal(("""{"id": 1}""", "site", true), (shown.Event.After, shown.Event.Actor, shown.IsPayloadWithheld));
    }

    [Fact]
    public void WithoutPayload_StoryOfNoWebhook_IsTheSame()
    {
        var story = Story() with { Conditions = """[{"path": "deal.nom", "operator": "==", "expected": 1, "actual": 2, "holds": false}]""" };

        Assert.Same(story, story.WithoutPayload());
    }

    [Fact]
    public void StoredSecrets_OfCalls_AreLeftOut_AndTheRestIsAsItWas()
    {
        var deep = new string('[', 5000) + new string(']', 5000);
        var actions = """[{"id": "a", "type": "call_webhook", "settings": {"url": "https://u:p@a.example/é", "headers": {"Authorization": "Bearer s3cret", "X-Team": "ventes"}, "body": DEEP}, "result": {"body": DEEP}}, {"id": "b", "type": "create_task", "settings": {"title": "call_webhook", "url": "https://u:p@a.example"}}]"""
            .Replace("DEEP", deep, StringComparison.Ordinal);

        var shown = StoredSecrets.Remove(actions)!;

        Assert.DoesNotContain("s3cret", shown, StringComparison.Ordinal);
        Assert.Contains("https://•••@a.example/é", shown, StringComparison.Ordinal);
        Assert.Contains("ventes", shown, StringComparison.Ordinal);
        Assert.Equal(3, shown.Split(deep).Length);
        Assert.Contains("https://u:p@a.example", shown, StringComparison.Ordinal);
        const string Other = """[{"id": "b", "type": "create_task", "settings": {"url": "https://u:p@a.example"}}]""";
        Assert.Same(Other, StoredSecrets.Remove(Other));
        Assert.Null(StoredSecrets.Remove(null));
    }

    private static ExecutionStory Story() => new()
    {
        Summary = new ExecutionSummary { Id = 1, CreatedAt = DateTimeOffset.UnixEpoch, WorkflowId = 1, WorkflowVersion = 1, TriggerType = "webhook_received", Status = "skipped" },
        Causes = [],
        Effects = [],
        Attempts = [],
    };
}
