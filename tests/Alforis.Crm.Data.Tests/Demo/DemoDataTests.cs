namespace Alforis.Crm.Data.Tests.Demo;

public sealed class DemoDataTests
{
    [Fact]
    public async Task SeedAsync_FreshDatabase_FillsItWithoutEvents()
    {
        await using var database = await Databases.CreateAsync();

        Assert.True(await SeedAsync(database));

        Assert.Equal([("client", 2L), ("fournisseur", 2L)], await database.QueryAsync<(string, long)>(
            "SELECT type, count(*) FROM organisations GROUP BY type ORDER BY type"));
        Assert.Equal(3, await database.ScalarAsync<int>("SELECT count(*) FROM people"));
        Assert.Equal(4, await database.ScalarAsync<int>("SELECT count(*) FROM person_organization_links"));
        Assert.Equal(5, await database.ScalarAsync<int>("SELECT count(DISTINCT stage) FROM deals"));
        Assert.Equal(4, await database.ScalarAsync<int>("SELECT count(*) FROM tasks"));
        Assert.Equal(4, await database.ScalarAsync<int>("SELECT count(*) FROM organisation_activities"));
        Assert.Equal(1, await database.ScalarAsync<int>("SELECT count(*) FROM v_tasks_overdue"));
        Assert.Equal("ACME Gestion Privée", await database.ScalarAsync<string>("SELECT nom FROM search_organisations('acme')"));
        Assert.Equal(
            [("admin@alforis.com", "hash of admin123", "admin"), ("user@alforis.com", "hash of user123", "commercial")],
            await database.QueryAsync<(string, string, string)>(
                "SELECT u.email, u.password_hash, r.name FROM users u JOIN user_roles g ON g.user_id = u.id JOIN roles r ON r.id = g.role_id ORDER BY u.email"));
        Assert.Equal(0, await database.ScalarAsync<int>("SELECT count(*) FROM workflow.events"));
        Assert.Equal(0, await database.ScalarAsync<int>("SELECT count(*) FROM workflow.event_queue"));
    }

    [Fact]
    public async Task SeedAsync_FourAtOnceAndAgain_FillsOnce()
    {
        await using var database = await Databases.CreateAsync();

        var seeded = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SeedAsync(database)));

        Assert.Single(seeded, filled => filled);
        Assert.False(await SeedAsync(database));
        Assert.Equal(4, await database.ScalarAsync<int>("SELECT count(*) FROM organisations"));
    }

    [Fact]
    public async Task SeedAsync_DatabaseInUse_TouchesNothing()
    {
        await using var database = await Databases.CreateAsync();
        await database.ExecuteAsync("INSERT INTO organisations (nom) VALUES ('Réelle')");

        Assert.False(await SeedAsync(database));

        Assert.Equal(0, await database.ScalarAsync<int>("SELECT count(*) FROM users"));
    }

    private static Task<bool> SeedAsync(CrmDatabase database) =>
        DemoData.SeedAsync(database.DataSource, password => "hash of " + password, TestContext.Current.CancellationToken);
}
