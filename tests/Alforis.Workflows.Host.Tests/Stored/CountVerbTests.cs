using System.Text.Json;

namespace Alforis.Workflows.Host.Tests.Stored;

public sealed class CountVerbTests
{
    [Theory]
    [InlineData("""{"rules": [{"field": "nom", "operator": "starts_with", "value": "Cabinet"}]}""", true)]
    [InlineData("""{"rules": [{"field": "nom", "operator": "matches", "value": "^Cabinet"}]}""", false)]
    public async Task Count_OfOrganisations_SaysHowManyMatchNow(string conditions, bool bySqlAlone)
    {
        await using var crm = await StoredCrm.CreateAsync();
        await crm.ExecuteAsync("INSERT INTO organisations (nom) VALUES ('Cabinet A'), ('Cabinet B')");
        var expected = await crm.ScalarAsync<long>("SELECT count(*) FROM organisations WHERE nom LIKE 'Cabinet%'");
        var id = await crm.ImportAsync("Compté", "x", "organisation_created", conditions, "draft");

        var (text, json) = (crm.Console(), crm.Console());
        Assert.Equal((0, 0), (await text.RunAsync("workflows", "count", $"{id}"), await json.RunAsync("workflows", "count", $"{id}", "--json")));

        Assert.StartsWith($"Workflow {id} 'Compté', version 1: {expected} organisations match now.", text.Output, StringComparison.Ordinal);
        Assert.Equal(!bySqlAlone, text.Output.Contains("Evaluated in memory, for SQL cannot tell:\n  organisation.nom matches \"^Cabinet\"", StringComparison.Ordinal));
        var report = JsonDocument.Parse(json.Output).RootElement;
        Assert.Equal((expected, bySqlAlone, false), (report.GetProperty("count").GetInt64(), report.GetProperty("by_sql_alone").GetBoolean(), report.GetProperty("is_at_most").GetBoolean()));
        Assert.Equal(bySqlAlone ? 0 : 1, report.GetProperty("in_memory").GetArrayLength());
        Assert.StartsWith("SELECT count(*) FROM", report.GetProperty("sql").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Count_DependsOnAChange_SaysThatItCannotBeCounted()
    {
        await using var crm = await StoredCrm.CreateAsync();
        var expected = await crm.ScalarAsync<long>("SELECT count(*) FROM deals WHERE montant > 1000");
        var id = await crm.ImportAsync(
            "Changé", "x", conditions: """{"rules": [{"field": "montant", "operator": ">", "value": 1000}, {"field": "stage", "operator": "changed_to", "value": "signe"}, {"field": "previous.nom", "operator": "==", "value": "A"}]}""");

        var (text, json) = (crm.Console(), crm.Console());
        Assert.Equal((0, 0), (await text.RunAsync("workflows", "count", $"{id}"), await json.RunAsync("workflows", "count", $"{id}", "--json")));

        Assert.DoesNotContain("in memory", text.Output, StringComparison.Ordinal);
        Assert.Contains("at most ", text.Output, StringComparison.Ordinal);
        Assert.Contains("Cannot be counted, for only an event can tell; counts as met:", text.Output, StringComparison.Ordinal);
        Assert.Contains("  deal.stage changed", text.Output, StringComparison.Ordinal);
        Assert.Contains("  previous.nom == \"A\"", text.Output, StringComparison.Ordinal);
        var report = JsonDocument.Parse(json.Output).RootElement;
        Assert.Equal((true, false, 2), (report.GetProperty("is_at_most").GetBoolean(), report.GetProperty("by_sql_alone").GetBoolean(), report.GetProperty("not_counted").GetArrayLength()));
        Assert.InRange(report.GetProperty("count").GetInt64(), 0, expected);
    }

    [Fact]
    public async Task Count_Silence_CountsTheSilent()
    {
        await using var crm = await StoredCrm.CreateAsync();
        var expected = await crm.ScalarAsync<long>(
            """
            SELECT count(*) FROM organisations o LEFT JOIN workflow.entity_activity a ON a.entity_type = 'organisation' AND a.entity_id = o.id
            WHERE coalesce(a.last_activity_at, o.created_at) <= now() - interval '20 days'
            """);
        var console = crm.Console(
            """
            {"name": "Silence", "trigger_type": "inactivity_delay", "trigger_config": {"inactivity_days": 20}, "actions": [{"type": "add_tag", "config": {"tag": "x"}}]}
            """);
        Assert.Equal(0, await console.RunAsync("import", "-"));
        var id = await crm.ScalarAsync<long>("SELECT id FROM workflows WHERE name = 'Silence'");

        var counted = crm.Console();
        Assert.Equal(0, await counted.RunAsync("workflows", "count", $"{id}", "--json"));

        Assert.Equal(expected, JsonDocument.Parse(counted.Output).RootElement.GetProperty("count").GetInt64());
    }

    [Fact]
    public async Task Count_NothingToCount_SaysWhy()
    {
        await using var crm = await StoredCrm.CreateAsync();
        var import = crm.Console(
            """
            {"name": "Sans", "trigger_type": "scheduled", "trigger_config": {"schedule": "daily"},
             "actions": [{"type": "send_notification", "config": {"user_id": "admin@example.com", "title": "x", "message": "x"}}]}
            """);
        Assert.True(await import.RunAsync("import", "-") == 0, import.Error);
        var id = await crm.ScalarAsync<long>("SELECT id FROM workflows WHERE name = 'Sans'");
        var (none, unknown, broken) = (crm.Console(), crm.Console(), crm.Console());
        Assert.Equal((1, 1), (await none.RunAsync("workflows", "count", $"{id}"), await unknown.RunAsync("workflows", "count", "999")));
        Assert.Equal($"Workflow {id} runs for no organisation or deal: there is nothing to count.", none.Error.Trim());
        Assert.StartsWith("There is no workflow 999", unknown.Error, StringComparison.Ordinal);
        await crm.ExecuteAsync("UPDATE workflow_versions SET definition = '{\"name\": 5}' WHERE workflow_id = @id", new { id });
        Assert.Equal(1, await broken.RunAsync("workflows", "count", $"{id}"));
        Assert.Contains("cannot run: ", broken.Error, StringComparison.Ordinal);
    }
}
