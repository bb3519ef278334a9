using Alforis.Crm.Data.Contexts;
using Alforis.Crm.Data.Events;
using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Tests.Events;

namespace Alforis.Crm.Data.Tests.Contexts;

public sealed class ContextLoaderTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task LoadAsync_OrganisationUpdated_SeesItAsTheEventDid()
    {
        await using var database = await WithBookAsync();
        await database.ExecuteAsync("UPDATE organisations SET ville = 'Lyon', aum = 5, tags = '{b}' WHERE nom = 'ACME'");
        await database.ExecuteAsync("UPDATE organisations SET ville = 'Nice', aum = 6 WHERE nom = 'ACME'");

        var contexts = await LoadAsync(database);

        Assert.Equal(2, contexts.Count);
        var first = contexts[0];
        Assert.Equal(("Lyon", 5m, "Paris", null), (first.Organisation!.Ville, first.Organisation.Aum, first.PreviousOrganisation!.Ville, first.PreviousOrganisation.Aum));
        Assert.Equal(["b"], first.Organisation.Tags);
        Assert.Equal(["a"], first.PreviousOrganisation.Tags);
        Assert.Equal((first.Organisation.Id, "ACME"), (first.PreviousOrganisation.Id, first.PreviousOrganisation.Nom));
        Assert.Equal(("Nice", "Lyon"), (contexts[1].Organisation!.Ville, contexts[1].PreviousOrganisation!.Ville));
        Assert.Null(first.Deal);
        Assert.Null(first.PreviousDeal);
        Assert.Equal(("organisation_updated", "organisation", first.Organisation.Id), (first.Trigger.Type, first.Trigger.EntityType, first.Trigger.EntityId));
        Assert.Equal(["aum", "tags", "ville"], first.Trigger.ChangedFields.Order(StringComparer.Ordinal));
        Assert.Equal(await database.ScalarAsync<string>("SELECT session_user"), first.Trigger.Actor);
    }

    [Fact]
    public async Task LoadAsync_DealUpdated_SeesWhatBelongsToItAsItIsNow()
    {
        await using var database = await WithBookAsync();
        await database.ExecuteAsync("UPDATE deals SET stage = 'signe', montant = 10");
        await database.ExecuteAsync("ALTER TABLE organisations DISABLE TRIGGER organisations_capture");
        await database.ExecuteAsync("UPDATE organisations SET ville = 'Nice'; UPDATE users SET first_name = 'Renée' WHERE email = 'm@x.fr'");

        var context = Assert.Single(await LoadAsync(database));

        Assert.Equal(("signe", 10m), (context.Deal!.Stage, context.Deal.Montant));
        Assert.Equal(("prospect", null), (context.PreviousDeal!.Stage, context.PreviousDeal.Montant));
        Assert.Equal("Nice", context.Organisation!.Ville);
        Assert.Same(context.Organisation, context.Deal.Organisation);
        Assert.Equal(context.Organisation, context.PreviousDeal.Organisation);
        Assert.Null(context.PreviousOrganisation);
        Assert.Equal("a@x.fr", context.Deal.AssignedUser!.Email);
        Assert.Equal("Renée Manager", context.Deal.Manager!.FullName);
        Assert.Equal("m@x.fr", context.Organisation.AssignedUser!.Email);
    }

    [Fact]
    public async Task LoadAsync_UserReassigned_PreviousShowsTheOneBefore()
    {
        await using var database = await WithBookAsync();
        await database.ExecuteAsync("UPDATE deals SET assigned_to = manager_id, manager_id = NULL");

        var context = Assert.Single(await LoadAsync(database));

        Assert.Equal(("m@x.fr", null), (context.Deal!.AssignedUser?.Email, context.Deal.Manager));
        Assert.Equal(("a@x.fr", "m@x.fr"), (context.PreviousDeal!.AssignedUser?.Email, context.PreviousDeal.Manager?.Email));
    }

    [Fact]
    public async Task LoadAsync_DealMovedToAnotherOrganisation_PreviousShowsTheOneBefore()
    {
        await using var database = await WithBookAsync();
        await database.ExecuteAsync("UPDATE deals SET organisation_id = (SELECT id FROM organisations WHERE nom = 'Other')");

        var context = Assert.Single(await LoadAsync(database));

        Assert.Equal(("Other", "Other"), (context.Organisation?.Nom, context.Deal!.Organisation?.Nom));
        Assert.Equal("ACME", context.PreviousDeal!.Organisation?.Nom);
    }

    [Fact]
    public async Task LoadAsync_RowsGoneSince_AreNullAndTheImageStays()
    {
        await using var database = await WithBookAsync();
        await database.ExecuteAsync("UPDATE deals SET montant = 10");
        await database.ExecuteAsync("ALTER TABLE organisations DISABLE TRIGGER organisations_capture; ALTER TABLE deals DISABLE TRIGGER deals_capture");
        await database.ExecuteAsync("DELETE FROM organisations; DELETE FROM users");

        var context = Assert.Single(await LoadAsync(database));

        Assert.Equal(10m, context.Deal!.Montant);
        Assert.NotNull(context.Deal.AssignedTo);
        Assert.Equal((null, null, null, null), (context.Organisation, context.Deal.Organisation, context.Deal.AssignedUser, context.Deal.Manager));
    }

    [Theory]
    [InlineData("INSERT INTO person_organization_links (person_id, organisation_id, role) SELECT p.id, o.id, 'decideur' FROM people p, organisations o", null)]
    [InlineData("INSERT INTO person_organization_links (person_id, organisation_id, role) SELECT p.id, o.id, 'contact_principal' FROM people p, organisations o ORDER BY p.id", "Un")]
    [InlineData("INSERT INTO person_organization_links (person_id, organisation_id, role, is_primary) SELECT p.id, o.id, CASE p.last_name WHEN 'Un' THEN 'contact_principal' ELSE 'technique' END, p.last_name = 'Deux' FROM people p, organisations o ORDER BY p.id", "Deux")]
    public async Task LoadAsync_Contacts_PrimaryIsTheMarkedOneElseTheOldestByRole(string links, string? expected)
    {
        await using var database = await WithBookAsync();
        await database.ExecuteAsync("INSERT INTO people (last_name, mobile) VALUES ('Un', '06'); INSERT INTO people (last_name, telephone, mobile) VALUES ('Deux', '01', '07')");
        await database.ExecuteAsync(links);
        await database.ExecuteAsync("UPDATE organisations SET ville = 'Lyon' WHERE nom = 'ACME'");

        var contact = Assert.Single(await LoadAsync(database)).Organisation!.PrimaryContact;

        Assert.Equal(expected, contact?.FullName);
        Assert.Equal(expected switch { "Un" => "06", "Deux" => "01", _ => null }, contact?.Telephone);
    }

    [Fact]
    public async Task LoadAsync_Activities_CountWholeDaysToNow()
    {
        await using var database = await WithBookAsync();
        await database.ExecuteAsync(
            """
            INSERT INTO organisation_activities (organisation_id, deal_id, occurred_at) SELECT organisation_id, id, '2026-01-10T12:00Z' FROM deals;
            INSERT INTO organisation_activities (organisation_id, occurred_at) SELECT organisation_id, '2026-01-15T12:00Z' FROM deals;
            UPDATE deals SET montant = 10;
            """);

        var context = Assert.Single(await LoadAsync(database, new DateTimeOffset(2026, 1, 20, 11, 59, 59, TimeSpan.Zero)));

        Assert.Equal((new DateTimeOffset(2026, 1, 10, 12, 0, 0, TimeSpan.Zero), 9), (context.Deal!.LastActivityAt, context.Deal.LastActivityDays));
        Assert.Equal((new DateTimeOffset(2026, 1, 15, 12, 0, 0, TimeSpan.Zero), 4), (context.Organisation!.LastActivityAt, context.Organisation.LastActivityDays));
    }

    [Fact]
    public async Task LoadAsync_NoActivity_CountsFromTheCreation()
    {
        await using var database = await WithBookAsync();
        await database.ExecuteAsync("UPDATE deals SET created_at = '2026-01-01T00:00Z'");

        var context = Assert.Single(await LoadAsync(database, new DateTimeOffset(2026, 1, 31, 0, 0, 0, TimeSpan.Zero)));

        Assert.Equal((null, 30), (context.Deal!.LastActivityAt, context.Deal.LastActivityDays));
    }

    [Fact]
    public async Task LoadAsync_ActivityAheadOfTheClock_CountsNoDays()
    {
        await using var database = await WithBookAsync();
        await database.ExecuteAsync(
            """
            INSERT INTO organisation_activities (organisation_id, occurred_at) SELECT organisation_id, '2026-01-15T12:00Z' FROM deals;
            UPDATE deals SET montant = 10, created_at = '2026-01-15T12:00Z';
            """);

        var context = Assert.Single(await LoadAsync(database, new DateTimeOffset(2026, 1, 12, 0, 0, 0, TimeSpan.Zero)));

        Assert.Equal((0, 0), (context.Organisation!.LastActivityDays, context.Deal!.LastActivityDays));
    }

    [Fact]
    public async Task LoadAsync_EventsOfAllKinds_AnswersInTheirOrder()
    {
        await using var database = await WithBookAsync();
        await database.ExecuteAsync("UPDATE deals SET montant = 10");
        await database.ExecuteAsync(
            """
            WITH made AS (INSERT INTO workflow.events (types) VALUES ('{scheduled}') RETURNING event_id, occurred_at)
            INSERT INTO workflow.event_queue (event_id, occurred_at, lane) SELECT event_id, occurred_at, 0 FROM made
            """);
        await database.ExecuteAsync("INSERT INTO organisations (nom) VALUES ('New')");

        var contexts = await LoadAsync(database);

        Assert.Equal(["deal_updated", "scheduled", "organisation_created"], contexts.Select(c => c.Trigger.Type));
        Assert.Equal((null, null, null), (contexts[1].Organisation, contexts[1].Deal, contexts[1].Trigger.EntityType));
        Assert.Equal(("New", null), (contexts[2].Organisation!.Nom, contexts[2].PreviousOrganisation));
        Assert.Empty(contexts[2].Trigger.ChangedFields);
    }

    [Fact]
    public async Task LoadAsync_PeopleOfAnOrganisation_AreAllThereThePrimaryContactFirst()
    {
        await using var database = await WithBookAsync();
        await database.ExecuteAsync(
            """
            INSERT INTO people (first_name, last_name, email) VALUES ('Ana', 'A', NULL), ('Bob', 'B', 'b@x.fr'), ('Cléo', 'C', NULL), ('Dan', 'D', NULL);
            INSERT INTO person_organization_links (person_id, organisation_id, role, is_primary)
            SELECT p.id, o.id, v.role, v.is_primary
            FROM (VALUES ('Ana', 'ACME', 'technique', false), ('Bob', 'ACME', 'decideur', false), ('Cléo', 'ACME', 'contact_principal', true), ('Dan', 'Other', 'autre', false))
              AS v (first_name, nom, role, is_primary)
            JOIN people p ON p.first_name = v.first_name JOIN organisations o ON o.nom = v.nom
            ORDER BY p.id;
            UPDATE deals SET montant = 10;
            """);

        var context = Assert.Single(await LoadAsync(database));

        Assert.Equal(
            [("Cléo", "contact_principal", null), ("Ana", "technique", null), ("Bob", "decideur", "b@x.fr")],
            context.Deal!.Organisation!.People.Select(p => (p.FirstName, p.Role!, p.Email)));
        Assert.Equal("Cléo", context.Organisation!.PrimaryContact!.FirstName);
    }

    [Fact]
    public async Task LoadAsync_MoreThanAThousandPeople_KeepsTheFirstThousand()
    {
        await using var database = await WithBookAsync();
        await database.ExecuteAsync(
            """
            INSERT INTO people (last_name) SELECT 'P' || n FROM generate_series(1, 1005) n;
            INSERT INTO person_organization_links (person_id, organisation_id) SELECT p.id, o.id FROM people p, organisations o WHERE o.nom = 'ACME' ORDER BY p.id;
            UPDATE organisations SET ville = 'Nice' WHERE nom = 'ACME';
            """);

        var people = Assert.Single(await LoadAsync(database)).Organisation!.People;

        Assert.Equal((1000, "P1", "P1000"), (people.Count, people[0].LastName, people[^1].LastName));
    }

    [Fact]
    public async Task LoadAsync_NothingNeeded_LoadsTheDealsOrganisationOnly()
    {
        await using var database = await WithBookAsync();
        await database.ExecuteAsync("UPDATE deals SET montant = 10");

        var context = Assert.Single(await LoadAsync(database, needs: new ContextNeeds(false, false, false, false)));

        Assert.Equal("ACME", context.Organisation!.Nom);
        Assert.Equal((null, null, null, null), (context.Deal!.AssignedUser, context.Deal.Manager, context.Deal.LastActivityAt, context.Deal.LastActivityDays));
        Assert.Empty(context.Organisation.People);
    }

    private static async Task<IReadOnlyList<CrmContext>> LoadAsync(CrmDatabase database, DateTimeOffset? now = null, ContextNeeds? needs = null)
    {
        await using var connection = await database.DataSource.OpenConnectionAsync(Token);
        await using var transaction = await connection.BeginTransactionAsync(Token);
        var claimed = await EventQueue.ClaimAsync(transaction, Claims.InAllLanes(100), Token);
        return await ContextLoader.LoadAsync(transaction, claimed.Events, needs ?? ContextNeeds.All, now ?? new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero), Token);
    }

    /// <summary>Two organisations, a deal with the first, its people in charge; and no event about them.</summary>
    private static async Task<CrmDatabase> WithBookAsync()
    {
        var database = await Databases.CreateAsync();
        await database.ExecuteAsync(
            """
            BEGIN;
            SET LOCAL alforis.capture = 'off';
            INSERT INTO users (email, first_name, last_name) VALUES ('a@x.fr', '', ''), ('m@x.fr', 'René', 'Manager');
            INSERT INTO organisations (nom, ville, tags, assigned_to) SELECT 'ACME', 'Paris', '{a}', id FROM users WHERE email = 'm@x.fr';
            INSERT INTO organisations (nom) VALUES ('Other');
            INSERT INTO deals (organisation_id, nom, assigned_to, manager_id)
            SELECT o.id, 'd', a.id, m.id FROM organisations o, users a, users m WHERE o.nom = 'ACME' AND a.email = 'a@x.fr' AND m.email = 'm@x.fr';
            COMMIT;
            """);
        return database;
    }
}
