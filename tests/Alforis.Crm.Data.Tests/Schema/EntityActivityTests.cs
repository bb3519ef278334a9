namespace Alforis.Crm.Data.Tests.Schema;

public sealed class EntityActivityTests
{
    private const string Ledger = "SELECT entity_type || ' ' || to_char(last_activity_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS line FROM workflow.entity_activity ORDER BY line";

    [Fact]
    public async Task Activities_OfPeople_MoveOrganisationAndDeal()
    {
        await using var database = await CreateAsync();

        await database.ExecuteAsync(Insert("deal", "2026-02-01"));
        await database.ExecuteAsync(Insert("organisation", "2026-03-01"));
        await database.ExecuteAsync(Insert("organisation", "2026-01-01"));

        Assert.Equal(["deal 2026-02-01", "organisation 2026-03-01"], await database.QueryAsync<string>(Ledger));
    }

    [Fact]
    public async Task Activities_OfWorkflows_DoNotCount()
    {
        await using var database = await CreateAsync();

        await database.ExecuteAsync("INSERT INTO organisation_activities (organisation_id, execution_id) SELECT id, 7 FROM organisations");

        Assert.Empty(await database.QueryAsync<string>(Ledger));
    }

    [Fact]
    public async Task Activities_PlannedAhead_CountAsOfNow()
    {
        await using var database = await CreateAsync();

        await database.ExecuteAsync("INSERT INTO organisation_activities (organisation_id, occurred_at) SELECT id, now() + interval '90 days' FROM organisations");

        Assert.True(await database.ScalarAsync<bool>("SELECT last_activity_at <= now() FROM workflow.entity_activity"));
    }

    [Fact]
    public async Task Activities_CorrectedOrDeleted_AreComputedAgain()
    {
        await using var database = await CreateAsync();
        await database.ExecuteAsync(Insert("deal", "2026-02-01") + Insert("organisation", "2026-03-01"));

        await database.ExecuteAsync("UPDATE organisation_activities SET occurred_at = '2026-01-15Z' WHERE deal_id IS NULL");
        Assert.Equal(["deal 2026-02-01", "organisation 2026-02-01"], await database.QueryAsync<string>(Ledger));

        await database.ExecuteAsync("DELETE FROM organisation_activities WHERE deal_id IS NOT NULL");
        Assert.Equal(["organisation 2026-01-15"], await database.QueryAsync<string>(Ledger));

        await database.ExecuteAsync("DELETE FROM organisations");
        Assert.Empty(await database.QueryAsync<string>(Ledger));
    }

    [Fact]
    public async Task Activities_ImportedWithAnOldCreation_StayWhereTheyTookPlaceWhenCorrected()
    {
        await using var database = await CreateAsync();
        await database.ExecuteAsync(
            "INSERT INTO organisation_activities (organisation_id, occurred_at, created_at) SELECT id, '2026-03-01Z', '2020-01-01Z' FROM organisations");
        Assert.Equal(["organisation 2026-03-01"], await database.QueryAsync<string>(Ledger));

        await database.ExecuteAsync("UPDATE organisation_activities SET description = 'corrected'");

        Assert.Equal(["organisation 2026-03-01"], await database.QueryAsync<string>(Ledger));
    }

    [Fact]
    public async Task Activities_PlannedLongAgo_CountAsOfThePlanningAlsoWhenCorrected()
    {
        await using var database = await CreateAsync();
        await database.ExecuteAsync(
            "INSERT INTO organisation_activities (organisation_id, occurred_at, created_at) SELECT id, now() + interval '90 days', '2020-01-01Z' FROM organisations");
        Assert.Equal(["organisation 2020-01-01"], await database.QueryAsync<string>(Ledger));

        await database.ExecuteAsync("UPDATE organisation_activities SET description = 'corrected'");

        Assert.Equal(["organisation 2020-01-01"], await database.QueryAsync<string>(Ledger));
    }

    private static async Task<CrmDatabase> CreateAsync()
    {
        var database = await Databases.CreateAsync();
        await database.ExecuteAsync(
            "INSERT INTO organisations (nom) VALUES ('ACME'); INSERT INTO deals (organisation_id, nom) SELECT id, 'd' FROM organisations");
        return database;
    }

    // created_at lies with occurred_at, as in an import.
    private static string Insert(string about, string day) =>
        $"""
        INSERT INTO organisation_activities (organisation_id, deal_id, occurred_at)
        SELECT d.organisation_id, {(about == "deal" ? "d.id" : "NULL")}, '{day}Z' FROM deals d;
        """;
}
