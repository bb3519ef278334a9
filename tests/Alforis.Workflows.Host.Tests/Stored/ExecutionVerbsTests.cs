using System.Text.Json;

namespace Alforis.Workflows.Host.Tests.Stored;

public sealed class ExecutionVerbsTests
{
    private const string Conditions = """{"operator": "AND", "rules": [{"field": "montant", "operator": ">", "value": 50000}]}""";

    [Fact]
    public async Task Show_OfAChain_TellsEventConditionsActionsAndCauses()
    {
        await using var crm = await StoredCrm.CreateAsync();
        var first = await crm.ImportAsync("Premier", "un", conditions: Conditions);
        var second = await crm.ImportAsync("Second", "deux", conditions: """{"operator": "AND", "rules": [{"field": "tags", "operator": "contains", "value": "un"}]}""");
        await crm.ExecuteAsync("UPDATE deals SET montant = 10 WHERE id = 1");
        await crm.DispatchAsync();
        await crm.ExecuteAsync("SELECT set_config('alforis.actor', 'marie@example.org', false); UPDATE deals SET montant = 75000 WHERE id = 1");
        await crm.DispatchAsync();
        var cause = await crm.ScalarAsync<long>("SELECT min(id) FROM workflow_executions WHERE workflow_id = @first", new { first });
        var effect = await crm.ScalarAsync<long>("SELECT min(id) FROM workflow_executions WHERE workflow_id = @second", new { second });

        var shown = await ShowAsync(crm, cause);
        Assert.StartsWith($"Execution {cause}: success", shown, StringComparison.Ordinal);
        Assert.Contains($"workflow  {first} 'Premier', version 1", shown, StringComparison.Ordinal);
        Assert.Contains("entity    deal:1", shown, StringComparison.Ordinal);
        Assert.Contains("types     deal_updated", shown, StringComparison.Ordinal);
        Assert.Contains("by marie@example.org", shown, StringComparison.Ordinal);
        Assert.Matches(@"changed   montant: 10(\.0+)? → 75000", shown);
        Assert.Matches(@"✓ deal\.montant > 50000, was 75000", shown);
        Assert.Contains("1. success  add_tag 'mark', on deal:1", shown, StringComparison.Ordinal);
        Assert.Contains("\"un\"", shown, StringComparison.Ordinal);
        Assert.Contains("Causes: no execution is behind it", shown, StringComparison.Ordinal);

        var chained = await ShowAsync(crm, effect);
        Assert.Contains("Causes, the first one first", chained, StringComparison.Ordinal);
        Assert.Contains($"execution {cause} of workflow {first} 'Premier' for deal:1: success", chained, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ShowJson_HasTheSameStoryAsValues()
    {
        await using var crm = await StoredCrm.CreateAsync();
        await crm.ImportAsync("Premier", "un", conditions: Conditions);
        await crm.ExecuteAsync("UPDATE deals SET montant = 75000 WHERE id = 1");
        await crm.DispatchAsync();
        var id = await crm.ScalarAsync<long>("SELECT max(id) FROM workflow_executions");

        using var story = JsonDocument.Parse(await ShowAsync(crm, id, "--json"));

        var root = story.RootElement;
        Assert.Equal((id, "success"), (root.GetProperty("execution").GetProperty("id").GetInt64(), root.GetProperty("execution").GetProperty("status").GetString()));
        Assert.Equal("montant", root.GetProperty("event").GetProperty("changes")[0].GetProperty("field").GetString());
        Assert.Equal(75000m, root.GetProperty("conditions")[0].GetProperty("actual").GetDecimal());
        Assert.Equal("un", root.GetProperty("actions")[0].GetProperty("settings").GetProperty("tag").GetString());
        Assert.Equal(0, root.GetProperty("causes").GetArrayLength());
    }

    [Fact]
    public async Task Show_ActionWhoseWhenDoesNotHold_IsSkippedWithWhatItMet()
    {
        await using var crm = await StoredCrm.CreateAsync();
        await crm.ImportAsync("Premier", "un", when: """{"field": "montant", "operator": ">", "value": 100000}""");
        await crm.ExecuteAsync("UPDATE deals SET montant = 75000 WHERE id = 1");
        await crm.DispatchAsync();
        var id = await crm.ScalarAsync<long>("SELECT max(id) FROM workflow_executions");

        var shown = await ShowAsync(crm, id);

        Assert.Contains("1. skipped  add_tag 'mark', on deal:1", shown, StringComparison.Ordinal);
        Assert.Matches(@"when ✗ deal\.montant > 100000, was 75000", shown);
    }

    [Fact]
    public async Task Show_FailedAndHostile_IsShownEscapedWithItsError()
    {
        await using var crm = await StoredCrm.CreateAsync();
        var id = await crm.ScalarAsync<long>(
            """
            INSERT INTO workflow_executions (workflow_id, workflow_version, trigger_type, entity_type, entity_id, status, error, event_id, actions)
            VALUES (4711, 1, 'deal_updated', 'deal', 1, 'failed', E'refused\u001b[2J', 4711,
              '[{"id": "a", "type": "create_task", "status": "failed", "settings": {"title": "x\u001b]0;y\u202e"}, "error": "no\u009buser"}]')
            RETURNING id
            """);

        var shown = await ShowAsync(crm, id);

        Assert.Contains("workflow  4711 (gone), version 1", shown, StringComparison.Ordinal);
        Assert.Contains(@"error     refused\u001b[2J", shown, StringComparison.Ordinal);
        Assert.Contains(@"error: no\u009buser", shown, StringComparison.Ordinal);
        Assert.Contains("The log has it no more.", shown, StringComparison.Ordinal);
        Assert.Contains("Conditions: not recorded", shown, StringComparison.Ordinal);
        Assert.DoesNotContain(shown.ReplaceLineEndings(""), c => char.IsControl(c) || c == '\u202e');
    }

    [Theory]
    [InlineData("👩‍💻 e\u0301 \u00e9 שלום", "👩‍💻 e\u0301 \u00e9 שלום")]
    [InlineData("\U0010FFFF\uFFFF\uFEFF", "\U0010FFFF\\uFFFF\\uFEFF")]
    [InlineData(@"\ud83d\ude80 C:\\new", @"\\ud83d\\ude80 C:\\\\new")]
    [InlineData("a\u202eb\u2028c\u001b[2J", @"a\u202Eb\u2028c\u001B[2J")]
    [InlineData("{{ deal.nom }} \"x\"", "{{ deal.nom }} \\\"x\\\"")]
    public async Task Show_UnusualText_IsReadableAndTheSameInJson(string text, string shown)
    {
        await using var crm = await StoredCrm.CreateAsync();
        var value = JsonSerializer.Serialize(text);
        await crm.ImportAsync("Texte", "vu", conditions: $$"""{"operator": "AND", "rules": [{"field": "description", "operator": "==", "value": {{value}}}]}""");
        await crm.ExecuteAsync("UPDATE deals SET description = @text WHERE id = 1", new { text });
        await crm.DispatchAsync();
        var id = await crm.ScalarAsync<long>("SELECT max(id) FROM workflow_executions");

        var story = await ShowAsync(crm, id);
        Assert.Contains($"description == \"{shown}\", was \"{shown}\"", story, StringComparison.OrdinalIgnoreCase);
        Assert.Contains($"→ \"{shown}\"", story, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(story.ReplaceLineEndings(""), c => char.IsControl(c) || c is '\u202e' or '\u2028');

        using var json = JsonDocument.Parse(await ShowAsync(crm, id, "--json"));
        Assert.Equal(text, json.RootElement.GetProperty("event").GetProperty("changes")[0].GetProperty("after").GetString());
        Assert.Equal(text, json.RootElement.GetProperty("conditions")[0].GetProperty("actual").GetString());
    }

    [Fact]
    public async Task Show_UnknownNumber_SaysSo()
    {
        await using var crm = await StoredCrm.CreateAsync();
        var console = crm.Console();

        Assert.Equal(1, await console.RunAsync("executions", "show", "4711"));

        Assert.StartsWith("The history has no execution 4711", console.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData()]
    [InlineData("--workflow", "7")]
    [InlineData("--entity", "deal:1")]
    public async Task List_PageByPage_ComesToEachOnce(params string[] filter)
    {
        await using var crm = await StoredCrm.CreateAsync();
        // The middle ones are of one moment, as those of a batch are.
        await crm.ExecuteAsync(
            """
            INSERT INTO workflow_executions (created_at, workflow_id, workflow_version, trigger_type, entity_type, entity_id, status, duration_us)
            SELECT timestamptz '2026-03-29 01:00:05.123456+00' + (n / 5) * interval '1 second', 7, 1, 'deal_updated', 'deal', 1, 'success', 1000
            FROM generate_series(1, 13) n
            """);

        var ids = new List<long>();
        string? next = null;
        do
        {
            var console = crm.Console();
            string[] from = next is null ? [] : ["--before", next];
            Assert.Equal(0, await console.RunAsync(["executions", "list", "--json", "--limit", "4", .. filter, .. from]));
            var page = JsonDocument.Parse(console.Output).RootElement;
            ids.AddRange(page.GetProperty("executions").EnumerateArray().Select(e => e.GetProperty("id").GetInt64()));
            next = page.GetProperty("next").GetString();
        }
        while (next is not null && ids.Count < 100);

        Assert.Equal(13, ids.Count);
        Assert.Equal(ids.Distinct().OrderDescending(), ids);
    }

    [Fact]
    public async Task List_InAZone_ShowsLocalTimeStatusAndHowToGoOn()
    {
        await using var crm = await StoredCrm.CreateAsync();
        await crm.ExecuteAsync(
            """
            INSERT INTO workflow_executions (created_at, workflow_id, workflow_version, trigger_type, entity_type, entity_id, status, duration_us, error)
            VALUES ('2026-03-29 01:00:05+00', 7, 1, 'deal_updated', 'deal', 1, 'failed', 3400000, repeat('long ', 100)),
              ('2026-03-29 00:59:05+00', 7, 1, 'deal_updated', 'organisation', 2, 'success', 12000, NULL)
            """);

        var failed = crm.Console(clock: new ParisClock(), colours: true);
        Assert.Equal(0, await failed.RunAsync("executions", "list", "--status", "failed"));
        Assert.Contains("2026-03-29 03:00:05 +02:00", failed.Output, StringComparison.Ordinal);
        Assert.Contains("\u001b[31mfailed\u001b[0m", failed.Output, StringComparison.Ordinal);
        Assert.Contains("3.4 s", failed.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("organisation:2", failed.Output, StringComparison.Ordinal);

        var one = crm.Console(clock: new ParisClock());
        Assert.Equal(0, await one.RunAsync("executions", "list", "--entity", "organisation:2"));
        Assert.Contains("2026-03-29 01:59:05 +01:00", one.Output, StringComparison.Ordinal);
        Assert.Contains("12 ms", one.Output, StringComparison.Ordinal);

        var first = crm.Console();
        Assert.Equal(0, await first.RunAsync("executions", "list", "--limit", "1", "--workflow", "7"));
        Assert.Matches(@"go on with --before 20260329T010005\.000000Z-\d+", first.Error);
        Assert.All(first.Output.Split('\n'), l => Assert.True(l.TrimEnd('\r').Length <= 100, l));
    }

    [Theory]
    [InlineData("--entity", "person:1")]
    [InlineData("--entity", "deal:x")]
    [InlineData("--before", "yesterday")]
    [InlineData("--limit", "0")]
    [InlineData("--workflow", "-3")]
    [InlineData("--status", "done")]
    public async Task List_UnusableOption_SaysWhat(string option, string value)
    {
        var console = new TestConsole();

        Assert.Equal(2, await console.RunAsync("executions", "list", option, value));

        Assert.Contains(value, console.Error, StringComparison.Ordinal);
        Assert.Contains("See: ./run.sh executions list --help", console.Error, StringComparison.Ordinal);
    }

    private static async Task<string> ShowAsync(StoredCrm crm, long id, params string[] options)
    {
        var console = crm.Console();
        Assert.True(await console.RunAsync(["executions", "show", $"{id}", .. options]) == 0, console.Error);
        return console.Output;
    }

    private sealed class ParisClock : TimeProvider
    {
        public override TimeZoneInfo LocalTimeZone { get; } = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");
    }
}
