using System.Globalization;
using Alforis.Crm.Data.Tests.Dispatching;

namespace Alforis.Crm.Data.Tests.Actions;

public sealed class UpdateFieldTests
{
    [Theory]
    [InlineData("deal", "nom", "\"Été 🚀\"", "Été 🚀")]
    [InlineData("deal", "montant", "1234.5", "1234.50")]
    [InlineData("deal", "montant", "null", null)]
    [InlineData("deal", "montant", "\"+10 %\"", "82500.00")]
    [InlineData("deal", "montant", "\"-10%\"", "67500.00")]
    [InlineData("deal", "montant", "\"+0.005\"", "75000.01")]
    [InlineData("deal", "montant", "\"-500\"", "74500.00")]
    [InlineData("deal", "montant", "\"500\"", "500.00")]
    [InlineData("deal", "stage", "\"NÉGOCIATION\"", "negociation")]
    [InlineData("deal", "probabilite", "80", "80")]
    [InlineData("deal", "date_cloture_prevue", "\"2031-02-28\"", "2031-02-28")]
    [InlineData("deal", "date_cloture_prevue", "null", null)]
    [InlineData("deal", "description", "\"{{ deal.nom }} : {{ deal.montant }} €\"", "Mandat obligataire : 75000 €")]
    [InlineData("deal", "description", "\"{{ deal.montant }}\"", "75000")]
    [InlineData("deal", "tags", "[\"a\", \"b, \\\"c\\\"\", \"{{ deal.stage }}\"]", "{a,\"b, \\\"c\\\"\",signe}")]
    [InlineData("deal", "tags", "[]", "{}")]
    [InlineData("organisation", "strategies", "[\"ISR\", \"actions\"]", "{ISR,actions}")]
    [InlineData("organisation", "type", "\"Émetteur\"", "emetteur")]
    [InlineData("organisation", "category", "\"institution\"", "Institution")]
    [InlineData("organisation", "is_active", "false", "false")]
    [InlineData("organisation", "aum", "9999999999999999.99", "9999999999999999.99")]
    [InlineData("organisation", "montant_potentiel", "\"{{ deal.montant }}\"", "75000.00")]
    [InlineData("organisation", "date_signature", "\"{{ deal.created_at }}\"", null, true)]
    [InlineData("organisation", "ville", "\"{{ deal.nom }}\"", "Mandat obligataire")]
    public async Task RunAsync_Value_IsWrittenAsTyped(string entity, string field, string value, string? expected, bool today = false)
    {
        await using var host = await DispatchHost.CreateAsync();
        await host.AddWorkflowAsync("Champ", "deal_stage_changed", Update(entity, field, value));

        await host.SignAsync();
        await host.DrainAsync();

        Assert.Equal(("success", null), Assert.Single((await host.ExecutionsAsync()).Select(e => (e.Status, e.Error))));
        if (today) expected = await host.Database.ScalarAsync<string>("SELECT (created_at AT TIME ZONE 'Europe/Paris')::date::text FROM deals WHERE id = @Deal", new { host.Deal });
        Assert.Equal(expected, await StoredAsync(host, entity, field));
    }

    [Theory]
    [InlineData("+30 days", 30, 0)]
    [InlineData("+1 month", 0, 1)]
    [InlineData("+2 weeks", 14, 0)]
    public async Task RunAsync_RelativeDate_CountsFromTodayInTheWorkflowsZone(string value, int days, int months)
    {
        await using var host = await DispatchHost.CreateAsync();
        await host.AddWorkflowAsync("Champ", "deal_stage_changed", Update("deal", "date_cloture_prevue", $"\"{value}\""));
        var before = Today();

        await host.SignAsync();
        await host.DrainAsync();

        var stored = DateOnly.ParseExact((await StoredAsync(host, "deal", "date_cloture_prevue"))!, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        Assert.Contains(stored, new[] { before, Today() }.Select(today => today.AddDays(days).AddMonths(months)));
    }

    [Theory]
    [InlineData("deal", "probabilite", "\"{{ deal.montant }}\"", "'probabilite' must be at most 100, not 75000.")]
    [InlineData("organisation", "montant_potentiel", "\"+10 %\"", "'montant_potentiel' is empty: there is no number to change.")]
    [InlineData("deal", "montant", "\"-75000.01\"", "'montant' must be at least 0, not -0.01.")]
    [InlineData("deal", "nom", "\"{{ organisation.ville }}\"", "'nom' cannot be empty.")]
    [InlineData("organisation", "code_postal", "\"{{ deal.nom }} {{ deal.nom }}\"", "'code_postal' has at most 20 characters, not 37.")]
    public async Task RunAsync_ValueDoesNotFit_FailsAndNamesFieldAndValue(string entity, string field, string value, string error)
    {
        await using var host = await DispatchHost.CreateAsync();
        await host.AddWorkflowAsync("Champ", "deal_stage_changed", Update(entity, field, value));

        await host.SignAsync();
        var before = await StoredAsync(host, entity, field);
        await host.DrainAsync();

        Assert.Equal($"action_1 (update_field): {error}", Assert.Single(await host.ExecutionsAsync()).Error);
        Assert.Equal(before, await StoredAsync(host, entity, field));
    }

    [Fact]
    public async Task RunAsync_ValueOfAnotherEnumeration_FailsUnlessTheFieldHasItToo()
    {
        await using var host = await DispatchHost.CreateAsync();
        await host.AddWorkflowAsync("Champ", "deal_stage_changed", Update("organisation", "type", "\"{{ organisation.primary_contact.role }}\""));
        await host.Database.ExecuteAsync(
            """
            WITH p AS (INSERT INTO people (last_name) VALUES ('Martin') RETURNING id)
            INSERT INTO person_organization_links (person_id, organisation_id, role, is_primary) SELECT id, @Organisation, 'decideur', true FROM p
            """,
            new { host.Organisation });

        await host.SignAsync();
        await host.DrainAsync();
        await host.Database.ExecuteAsync("UPDATE person_organization_links SET role = 'autre'");
        await host.Database.ExecuteAsync("UPDATE deals SET stage = 'perdu'");
        await host.DrainAsync();

        Assert.Equal(
            ["action_1 (update_field): 'type' cannot be \"decideur\": expected one of client, fournisseur, distributeur, emetteur, autre.", null],
            (await host.ExecutionsAsync()).Select(e => e.Error));
        Assert.Equal("autre", await StoredAsync(host, "organisation", "type"));
    }

    [Fact]
    public async Task RunAsync_NothingChanges_WritesNothingAndSaysSo()
    {
        await using var host = await DispatchHost.CreateAsync();
        await host.AddWorkflowAsync("Champ", "deal_stage_changed", Update("deal", "montant", "75000.00"));

        await host.SignAsync();
        await host.DrainAsync();

        Assert.Equal(0, await host.CountAsync("workflow.events WHERE depth > 0"));
        var result = (await host.ActionsOfAsync(Assert.Single(await host.ExecutionsAsync()).Id))[0]!["result"]!;
        Assert.False(result["changed"]!.GetValue<bool>());
        Assert.Equal((75000m, 75000m), (result["before"]!.GetValue<decimal>(), result["after"]!.GetValue<decimal>()));
    }

    [Fact]
    public async Task RunAsync_RowChangedSinceTheEvent_ArithmeticCountsFromTheRowAsItIs()
    {
        await using var host = await DispatchHost.CreateAsync();
        await host.AddWorkflowAsync("Champ", "deal_stage_changed", Update("deal", "montant", "\"+10 %\""));

        await host.SignAsync();
        await host.Database.ExecuteAsync("UPDATE deals SET montant = 1000");
        await host.DrainAsync();

        Assert.Equal("1100.00", await StoredAsync(host, "deal", "montant"));
    }

    [Fact]
    public async Task RunAsync_ManyEventsOnOneRow_EachCountsOnTheOneBefore()
    {
        await using var host = await DispatchHost.CreateAsync();
        await host.AddWorkflowAsync("Champ", "deal_updated", Update("deal", "montant", "\"+1\""), config: """{"fields": ["nom"]}""");

        for (var i = 0; i < 20; i++) await host.Database.ExecuteAsync("UPDATE deals SET nom = nom || 'x'");
        await host.DrainAsync();

        Assert.Equal("75020.00", await StoredAsync(host, "deal", "montant"));
    }

    [Fact]
    public async Task RunAsync_PlaceholderBringsASignedText_IsAValueAndNoChange()
    {
        await using var host = await DispatchHost.CreateAsync();
        await host.Database.ExecuteAsync("UPDATE organisations SET notes = '+5'");
        await host.AddWorkflowAsync("Champ", "deal_stage_changed", Update("deal", "description", "\"{{ organisation.notes }}\""));

        await host.SignAsync();
        await host.DrainAsync();

        Assert.Equal("+5", await StoredAsync(host, "deal", "description"));
    }

    [Fact]
    public async Task RunAsync_EntityVanished_FailsWithAClearMessage()
    {
        await using var host = await DispatchHost.CreateAsync();
        await host.AddWorkflowAsync("Champ", "deal_stage_changed", Update("deal", "nom", "\"x\""));

        await host.SignAsync();
        await host.Database.ExecuteAsync("DELETE FROM deals");
        await host.DrainAsync();

        Assert.Equal($"action_1 (update_field): The deal {host.Deal} no longer exists.", Assert.Single(await host.ExecutionsAsync()).Error);
    }

    private static string Update(string entity, string field, string value) =>
        $$$"""[{"type": "update_field", "config": {"entity_type": "{{{entity}}}", "field": "{{{field}}}", "value": {{{value}}} }}]""";

    private static Task<string?> StoredAsync(DispatchHost host, string entity, string field) => host.Database.ScalarAsync<string?>(
        $"SELECT {field}::text FROM {entity}s WHERE id = @id", new { id = entity == "deal" ? host.Deal : host.Organisation });

    private static DateOnly Today() =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris")).DateTime);
}
