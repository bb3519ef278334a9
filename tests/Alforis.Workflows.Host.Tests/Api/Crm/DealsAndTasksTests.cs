using System.Net;
using System.Text.Json;
using Alforis.Crm.Data.Vocabulary;

namespace Alforis.Workflows.Host.Tests.Api.Crm;

public sealed class DealsAndTasksTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Deal_ChangedInStage_IsAnEventOfWhoDidIt()
    {
        var (organisation, nom) = await api.OrganisationAsync();
        var deal = await api.DealAsync(organisation, new { montant = 1000.5, stage = "proposition" });

        var changed = await api.PatchAsync("commercial", $"/deals/{deal}", new { stage = "signe", probabilite = 100 });

        Assert.Equal($"signe 100 1000.50 {nom}", string.Join(' ', new[] { "stage", "probabilite", "montant", "organisation_nom" }.Select(f => changed.GetProperty(f).ToString())));
        Assert.Equal(
            "commercial@test.example deal_updated,deal_stage_changed proposition",
            await api.Host.ScalarAsync<string>(
                "SELECT actor || ' ' || array_to_string(types, ',') || ' ' || (before ->> 'stage') FROM workflow.events WHERE entity_type = 'deal' AND entity_id = @deal ORDER BY event_id DESC LIMIT 1", new { deal }));
        Assert.StartsWith("commercial@test.example deal.update", await api.AuditAsync("deal", deal), StringComparison.Ordinal);
        await api.PatchAsync("commercial", $"/deals/{deal}", new { manager_id = await api.UserAsync("manager") }, HttpStatusCode.Forbidden);
        await api.PatchAsync("manager", $"/deals/{deal}", new { organisation_id = 1 }, HttpStatusCode.BadRequest);
        await api.PatchAsync("viewer", $"/deals/{deal}", new { nom = "x" }, HttpStatusCode.Forbidden);
        Assert.Equal("1", (await api.GetAsync("viewer", $"/deals?organisation_id={organisation}&stage=signe")).GetProperty("total").ToString());
    }

    [Fact]
    public async Task Deal_OfAnUnknownOrganisation_SaysSo()
    {
        var problem = await api.PostAsync("manager", "/deals", new { nom = "x", organisation_id = 999_999_999 }, HttpStatusCode.BadRequest);

        Assert.StartsWith("invalid_value /organisation_id: ", problem.Error(), StringComparison.Ordinal);
        await api.GetAsync("viewer", "/deals/999999999", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Task_FromMakingToDeleting_IsKept()
    {
        var me = await api.UserAsync("commercial");
        var (organisation, _) = await api.OrganisationAsync();
        var deal = await api.DealAsync(organisation);
        var made = await api.PostAsync("commercial", "/tasks", new { title = "Appeler", deal_id = deal, assigned_to = me, due_date = "2020-01-01", priority = "urgent" });
        var id = made.GetProperty("id").GetInt64();

        Assert.Equal($"{organisation} todo True", $"{made.GetProperty("organisation_id")} {made.GetProperty("status")} {made.GetProperty("is_overdue")}");
        Assert.Contains(id, Ids(await api.GetAsync("commercial", "/tasks?mine=true&status=todo")));
        Assert.Contains(id, Ids(await api.GetAsync("viewer", $"/tasks/overdue?deal_id={deal}")));
        Assert.DoesNotContain(id, Ids(await api.GetAsync("manager", "/tasks?mine=true")));
        Assert.Empty(Ids(await api.GetAsync("viewer", $"/tasks?deal_id={deal}&due_from=2020-01-02")));
        Assert.Single(Ids(await api.GetAsync("viewer", $"/tasks?organisation_id={organisation}&due_until=2020-01-01&priority=urgent")));

        var done = await api.PatchAsync("commercial", $"/tasks/{id}", new { status = "done" });

        Assert.NotEqual(JsonValueKind.Null, done.GetProperty("completed_at").ValueKind);
        Assert.Empty(Ids(await api.GetAsync("viewer", $"/tasks/overdue?deal_id={deal}")));
        await api.PatchAsync("commercial", $"/tasks/{id}", new { assigned_to = await api.UserAsync("manager") }, HttpStatusCode.Forbidden);
        await api.DeleteAsync("viewer", $"/tasks/{id}", HttpStatusCode.Forbidden);
        await api.DeleteAsync("commercial", $"/tasks/{id}");
        await api.GetAsync("commercial", $"/tasks/{id}", HttpStatusCode.NotFound);
        Assert.Equal("commercial@test.example task.delete {}", await api.AuditAsync("task", id));
    }

    [Fact]
    public async Task Task_AboutADealOfAnotherOrganisation_IsRefused()
    {
        var (one, _) = await api.OrganisationAsync();
        var (other, _) = await api.OrganisationAsync();
        var deal = await api.DealAsync(other);

        var problem = await api.PostAsync("manager", "/tasks", new { title = "x", organisation_id = one, deal_id = deal }, HttpStatusCode.BadRequest);

        Assert.StartsWith("invalid_value /deal_id: ", problem.Error(), StringComparison.Ordinal);
        await api.PostAsync("manager", "/tasks", new { title = "  " }, HttpStatusCode.BadRequest);
        await api.PostAsync("manager", "/tasks", new { title = "x", status = "later" }, HttpStatusCode.BadRequest);
        await api.GetAsync("manager", "/tasks?mine=true&assigned_to=1", HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("tasks_status_check", nameof(CrmChoices.TaskStatuses))]
    [InlineData("tasks_priority_check", nameof(CrmChoices.TaskPriorities))]
    [InlineData("organisation_activities_type_check", nameof(CrmChoices.ActivityTypes))]
    public async Task Choices_OfTheApi_AreThoseOfTheTable(string constraint, string choices)
    {
        var words = choices switch { nameof(CrmChoices.TaskStatuses) => CrmChoices.TaskStatuses, nameof(CrmChoices.TaskPriorities) => CrmChoices.TaskPriorities, _ => CrmChoices.ActivityTypes };

        var stored = await api.Host.ScalarAsync<string>(
            "SELECT string_agg(m[1], ' ' ORDER BY n) FROM pg_constraint c, regexp_matches(pg_get_constraintdef(c.oid), '''([a-z_]+)''', 'g') WITH ORDINALITY AS r (m, n) WHERE c.conname = @constraint", new { constraint });

        Assert.Equal(stored, string.Join(' ', words));
    }

    [Fact]
    public async Task Activity_ByAPerson_EndsTheSilence()
    {
        var (organisation, _) = await api.OrganisationAsync();
        var deal = await api.DealAsync(organisation);

        var made = await api.PostAsync("commercial", "/activities", new { organisation_id = organisation, deal_id = deal, type = "appel", title = "Appel", occurred_at = "2026-01-02T10:00:00+01:00" });

        Assert.Equal("2026-01-02T09:00:00+00:00", made.GetProperty("occurred_at").GetString());
        Assert.Equal(DateTimeOffset.Parse("2026-01-02T09:00:00Z", null), (await api.GetAsync("viewer", $"/deals/{deal}")).GetProperty("last_activity_at").GetDateTimeOffset());
        Assert.Single(Ids(await api.GetAsync("viewer", $"/organisations/{organisation}/activities")));
        await api.PostAsync("viewer", "/activities", new { organisation_id = organisation }, HttpStatusCode.Forbidden);
        await api.PostAsync("manager", "/activities", new { organisation_id = 999_999_999 }, HttpStatusCode.BadRequest);
        await api.DeleteAsync("manager", $"/activities/{made.GetProperty("id")}");
    }

    [Fact]
    public async Task People_OfAnOrganisation_AreFoundAndRead()
    {
        var (organisation, nom) = await api.OrganisationAsync();
        var person = await api.Host.ScalarAsync<long>(
            """
            WITH p AS (INSERT INTO public.people (first_name, last_name, email) VALUES ('Zoé', 'Lemaître', 'zoe@l.example') RETURNING id)
            INSERT INTO public.person_organization_links (person_id, organisation_id, role, is_primary) SELECT id, @organisation, 'decideur', true FROM p RETURNING person_id
            """, new { organisation });

        Assert.Equal([person], Ids(await api.GetAsync("viewer", $"/people?organisation_id={organisation}&search=ZOE%20LEMAI")));
        var read = await api.GetAsync("viewer", $"/people/{person}");
        var contact = Assert.Single((await api.GetAsync("viewer", $"/organisations/{organisation}")).GetProperty("contacts").EnumerateArray());

        Assert.Equal(nom, read.GetProperty("organisations")[0].GetProperty("organisation_nom").GetString());
        Assert.Equal("Zoé Lemaître decideur True", $"{contact.GetProperty("name")} {contact.GetProperty("role")} {contact.GetProperty("is_primary")}");
        await api.GetAsync("viewer", "/people/999999999", HttpStatusCode.NotFound);
    }

    private static long[] Ids(JsonElement page) => [.. page.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetInt64())];
}
