using Alforis.Crm.Data.Workflows;
using Alforis.Testing;
using Dapper;

namespace Alforis.Workflows.Host.Tests.Workflows;

public sealed class FiringTriggersTests
{
    [Fact]
    public async Task FiringTriggers_AreWhatCaptureWrites()
    {
        await using var database = await TestDatabase.CreateAsync(CrmDatabases.Migrated, TestContext.Current.CancellationToken);
        await using var connection = await database.DataSource.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await connection.ExecuteAsync(
            """
            INSERT INTO organisations (nom) VALUES ('O');
            UPDATE organisations SET nom = 'P';
            INSERT INTO deals (nom, organisation_id) SELECT 'D', id FROM organisations;
            UPDATE deals SET nom = 'E';
            UPDATE deals SET stage = 'signe';
            """);

        var written = await connection.QueryAsync<string>("SELECT DISTINCT unnest(types) FROM workflow.events");

        Assert.Equal(written.Order(StringComparer.Ordinal), ActivationCheck.FiringTriggers.Order(StringComparer.Ordinal));
    }
}
