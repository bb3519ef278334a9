using Alforis.Crm.Data.Audit;
using Alforis.Testing;
using Dapper;
using Npgsql;

namespace Alforis.Workflows.Host.Tests.Api;

public sealed class AuditLogTests
{
    [Theory]
    [InlineData("UPDATE public.audit_log SET actor = 'somebody else'")]
    [InlineData("DELETE FROM public.audit_log")]
    [InlineData("TRUNCATE public.audit_log")]
    public async Task AuditLog_ByTheOwnerOfTheTables_IsOnlyAddedTo(string sql)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.CreateAsync(CrmDatabases.Migrated, ct);
        await AuditTrail.WriteAsync(database.DataSource, Actor.CommandLine, new AuditEntry("workflow.activate", "workflow", 12) { Detail = new() { ["version"] = 3 } }, ct);
        await using var connection = await database.DataSource.OpenConnectionAsync(ct);

        await Assert.ThrowsAsync<PostgresException>(() => connection.ExecuteAsync(sql));

        Assert.Equal("12 3", await connection.ExecuteScalarAsync<string>("SELECT subject_id || ' ' || (detail ->> 'version') FROM public.audit_log"));
    }
}
