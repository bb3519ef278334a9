using System.Text.Json;

namespace Alforis.Workflows.Host.Tests.Commands;

public sealed class RunTests
{
    private const string NoMatch = ".no-match";

    private const string Answers = """
        {"name": "x", "trigger_type": "deal_stage_changed", "actions": [
          {"id": "devis", "type": "call_webhook", "config": {"url": "https://hooks.example/devis"}},
          {"id": "grand", "type": "add_tag", "when": {"field": "steps.devis.response.body.montant", "operator": ">=", "value": 1000}, "config": {"tag": "grand"}},
          {"id": "suite", "type": "create_task", "config": {"title": "Devis {{ steps.devis.response.body.numero ?? 'inconnu' }}"}}]}
        """;

    public static TheoryData<string> Matching => [.. SampleFiles.ContextNames().Where(n => !n.EndsWith(NoMatch, StringComparison.Ordinal))];

    [Fact]
    public void Matching_CoversEverySample() => Assert.Equal(SampleFiles.Workflows().Length, Matching.Count);

    [Theory]
    [MemberData(nameof(Matching))]
    public async Task Run_SampleOnItsContext_FiresWithEveryPlaceholderFilled(string sample)
    {
        var console = new TestConsole();

        var exitCode = await console.RunAsync("run", SampleFiles.Workflow(sample), "--context", SampleFiles.Context(sample));

        Assert.Equal(0, exitCode);
        Assert.EndsWith(" fires." + Environment.NewLine, console.Error, StringComparison.Ordinal);
        using var report = JsonDocument.Parse(console.Output);
        Assert.True(report.RootElement.GetProperty("fires").GetBoolean());
        var actions = report.RootElement.GetProperty("actions").EnumerateArray().Select(a => a.GetProperty("type").GetString());
        Assert.Equal(ActionTypes(sample), actions);
        Assert.DoesNotContain("{{", console.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("alerte-manager-gros-deal", "conditions")]
    [InlineData("onboarding-client", "filter")]
    [InlineData("qualification-prospect-cgpi", "conditions")]
    [InlineData("seuil-encours-franchi", "conditions")]
    [InlineData("relance-proposition-sans-reponse", "conditions")]
    public async Task Run_SampleOnNoMatchContext_SaysWhatStopsIt(string sample, string obstacle)
    {
        var report = await RunAsync(sample, sample + NoMatch);

        Assert.Equal((false, obstacle, 0), Verdict(report));
    }

    [Theory]
    [InlineData("onboarding-client", "alerte-manager-gros-deal", "trigger")]
    [InlineData("revue-hebdo-deals-en-retard", "rappel-encours-mensuel", "entity")]
    [InlineData("rappel-encours-mensuel", "revue-hebdo-deals-en-retard", "entity")]
    public async Task Run_EventOfAnotherKind_SaysSo(string sample, string context, string obstacle)
    {
        var report = await RunAsync(sample, context);

        Assert.Equal((false, obstacle, 0), Verdict(report));
    }

    [Fact]
    public async Task Run_StageChange_ActsOnTheDealWithItsTypesKept()
    {
        var report = await RunAsync("onboarding-client", "onboarding-client");

        Assert.Equal(["deal_updated", "deal_stage_changed"], report.GetProperty("events").EnumerateArray().Select(e => e.GetString()));
        var task = report.GetProperty("actions").EnumerateArray().Single(a => a.GetProperty("id").GetString() == "documents");
        Assert.Equal(131, task.GetProperty("target").GetProperty("entity_id").GetInt64());
        Assert.Equal(2, task.GetProperty("settings").GetProperty("assigned_to").GetInt64());
    }

    [Fact]
    public async Task Run_ActionsThatReadAnswers_SaysThatTheyAreNull()
    {
        var console = new TestConsole { Input = Answers };

        Assert.Equal(0, await console.RunAsync("run", "-", "--context", SampleFiles.Context("onboarding-client")));

        Assert.Contains(
            "run calls nobody, so that answers are null here: steps.devis.response.body.montant, steps.devis.response.body.numero.", console.Error, StringComparison.Ordinal);
        var report = JsonElement.Parse(console.Output);
        Assert.Equal(["steps.devis.response.body.montant", "steps.devis.response.body.numero"], report.GetProperty("unanswered").EnumerateArray().Select(p => p.GetString()));
        var actions = report.GetProperty("actions");
        Assert.True(actions[1].GetProperty("skipped").GetBoolean());
        Assert.Equal("Devis inconnu", actions[2].GetProperty("settings").GetProperty("title").GetString());
    }

    [Theory]
    [InlineData("en", "run calls nobody, so that answers are null here: ")]
    [InlineData("fr", "run n'appelle personne\u00A0: les réponses sont vides ici (")]
    public async Task Explain_ActionsThatReadAnswers_SaysThatTheyAreNull(string language, string begin)
    {
        var console = new TestConsole { Input = Answers };

        Assert.Equal(0, await console.RunAsync("run", "-", "--context", SampleFiles.Context("onboarding-client"), "--explain", "--lang", language));

        var lines = console.Output.TrimEnd().Split(Environment.NewLine);
        Assert.StartsWith(begin, lines[^1], StringComparison.Ordinal);
        Assert.Contains(lines, line => line.StartsWith("grand (add_tag) — ", StringComparison.Ordinal) && line.Contains("steps.devis.response.body.montant", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_ActionWhoseWhenDoesNotHold_IsPrintedAsSkippedWithTheReason()
    {
        var console = new TestConsole
        {
            Input = """
                {"name": "x", "trigger_type": "deal_stage_changed", "actions": [
                  {"type": "add_tag", "when": {"field": "deal.stage", "operator": "==", "value": "perdu"}, "config": {"tag": "perdu"}},
                  {"type": "add_tag", "config": {"tag": "autre"}}]}
                """,
        };

        Assert.Equal(0, await console.RunAsync("run", "-", "--context", SampleFiles.Context("onboarding-client")));

        var actions = JsonElement.Parse(console.Output).GetProperty("actions");
        Assert.Equal([true, false], actions.EnumerateArray().Select(a => a.GetProperty("skipped").GetBoolean()));
        Assert.Equal("signe", actions[0].GetProperty("when").GetProperty("actual").GetString());
        Assert.Empty(actions[0].GetProperty("settings").EnumerateObject());
        Assert.Equal(JsonValueKind.Null, actions[1].GetProperty("when").ValueKind);
    }

    [Theory]
    [InlineData("en", "'x' does not fire. The payload is not as 'payload_schema' wants it, at /montant_envisage: it is the number 250000; it must be string.")]
    [InlineData("fr", "« x » ne se déclenche pas : son payload_schema n'accepte pas ces données.")]
    public async Task Run_PayloadThatIsNotAsWanted_SaysWhatAndWhere(string language, string said)
    {
        var console = new TestConsole
        {
            Input = """
                {"name": "x", "trigger_type": "webhook_received",
                 "trigger_config": {"payload_schema": {"type": "object", "properties": {"montant_envisage": {"type": "string"}}}},
                 "actions": [{"type": "create_task", "config": {"title": "{{ webhook.montant_envisage }}"}}]}
                """,
        };

        await console.RunAsync("run", "-", "--context", SampleFiles.Context("demande-formulaire-web"), "--explain", "--lang", language);

        Assert.Contains(said, console.Output.Replace('\u00a0', ' '), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WorkflowThatWaits_SaysUntilWhenAndThatItsConditionsAreAskedAgain()
    {
        var report = await RunAsync("relance-proposition-sans-reponse", "relance-proposition-sans-reponse");

        // The clocks go forward meanwhile: 10:00 stays 10:00.
        Assert.Equal(
            """{"delay":"7 days","until":"2026-03-30T10:00:00+02:00","recheck":true,"holds_then":true}""",
            JsonSerializer.Serialize(report.GetProperty("wait")).Replace("\\u002B", "+", StringComparison.Ordinal));
        Assert.All(report.GetProperty("actions").EnumerateArray(), a => Assert.Equal("2026-03-30T10:00:00+02:00", a.GetProperty("due_at").GetString()));
    }

    [Theory]
    [InlineData("-1 day", "", false)]
    [InlineData("-10 days", "", true)]
    [InlineData("-10 days", "\"delay\": \"1 week\", ", false)]
    public async Task Run_ConditionsThatTheTimeAloneChanges_AreAskedForWhenTheFirstActionIsDue(string since, string ofAction, bool holds)
    {
        var console = new TestConsole
        {
            Input = $$$"""
                {"name": "x", "trigger_type": "deal_stage_changed", "trigger_config": {"delay": "7 days", "recheck": true},
                 "conditions": {"field": "deal.updated_at", "operator": ">", "value": {"now": "{{{since}}}"}},
                 "actions": [{"type": "add_tag", {{{ofAction}}}"config": {"tag": "a"}}]}
                """,
        };

        Assert.Equal(0, await console.RunAsync("run", "-", "--context", SampleFiles.Context("onboarding-client")));

        Assert.Equal(holds, JsonElement.Parse(console.Output).GetProperty("wait").GetProperty("holds_then").GetBoolean());
    }

    [Fact]
    public async Task Run_ActionThatWaits_IsPlannedForWhenItIsDue()
    {
        var console = new TestConsole
        {
            Input = """
                {"name": "x", "trigger_type": "deal_stage_changed", "actions": [
                  {"type": "create_activity", "config": {"title": "{{ today }}"}},
                  {"type": "send_email", "delay": "2 weeks", "retry": {"attempts": 5}, "config": {"to": "a@crm.example", "subject": "{{ today }}", "body": "b"}},
                  {"type": "create_activity", "delay": "1 day", "when": {"field": "today", "operator": "<", "value": "2026-03-17"}, "config": {"title": "a"}}]}
                """,
        };

        Assert.Equal(0, await console.RunAsync("run", "-", "--context", SampleFiles.Context("onboarding-client")));

        var report = JsonElement.Parse(console.Output);
        var actions = report.GetProperty("actions");
        Assert.Equal(JsonValueKind.Null, report.GetProperty("wait").ValueKind);
        Assert.Equal(
            ["2026-03-02T09:15:00+01:00", "2026-03-16T09:15:00+01:00", "2026-03-17T09:15:00+01:00"],
            actions.EnumerateArray().Select(a => a.GetProperty("due_at").GetString()));
        Assert.Equal([null, "2 weeks", "1 day"], actions.EnumerateArray().Select(a => a.GetProperty("delay").GetString()));
        Assert.Equal(("2026-03-02", "2026-03-16"), (Setting(actions[0], "title"), Setting(actions[1], "subject")));
        Assert.Equal(5, actions[1].GetProperty("retry").GetProperty("attempts").GetInt32());
        Assert.True(actions[2].GetProperty("skipped").GetBoolean());
    }

    [Fact]
    public async Task Run_BrokenDefinition_PrintsItsDiagnosticsAndNoResult()
    {
        var console = new TestConsole { Input = """{"name":"x","trigger_type":"deal_creatd","actions":[]}""" };

        var exitCode = await console.RunAsync("run", "-", "--context", SampleFiles.Context("onboarding-client"));

        Assert.Equal(1, exitCode);
        Assert.Contains("error WF1101 /trigger_type", console.Error, StringComparison.Ordinal);
        Assert.Empty(console.Output);
    }

    private static string? Setting(JsonElement action, string name) => action.GetProperty("settings").GetProperty(name).GetString();

    private static async Task<JsonElement> RunAsync(string sample, string context)
    {
        var console = new TestConsole();
        Assert.Equal(0, await console.RunAsync("run", SampleFiles.Workflow(sample), "--context", SampleFiles.Context(context)));
        return JsonElement.Parse(console.Output);
    }

    private static (bool Fires, string? Obstacle, int Actions) Verdict(JsonElement report) => (
        report.GetProperty("fires").GetBoolean(), report.GetProperty("obstacle").GetString(), report.GetProperty("actions").GetArrayLength());

    private static IEnumerable<string?> ActionTypes(string sample)
    {
        var definition = JsonElement.Parse(File.ReadAllText(SampleFiles.Workflow(sample)));
        return definition.GetProperty("actions").EnumerateArray().Select(a => a.GetProperty("type").GetString());
    }
}
