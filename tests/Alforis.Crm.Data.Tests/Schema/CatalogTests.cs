namespace Alforis.Crm.Data.Tests.Schema;

public sealed class CatalogTests
{
    [Fact]
    public async Task ForeignKeys_Every_HaveAnIndexThatBeginsWithThem()
    {
        await using var database = await Databases.CreateAsync();

        var foreignKeys = await database.ScalarAsync<int>("SELECT count(*) FROM pg_constraint WHERE contype = 'f'");
        var missing = await database.QueryAsync<string>(
            """
            SELECT k.conrelid::regclass || ': ' || k.conname
            FROM pg_constraint k
            WHERE k.contype = 'f' AND NOT EXISTS (
              SELECT FROM pg_index i
              WHERE i.indrelid = k.conrelid AND i.indpred IS NULL AND i.indisvalid
                AND (i.indkey::int2[])[0:cardinality(k.conkey) - 1] @> k.conkey)
            """);

        Assert.True(foreignKeys > 30);
        Assert.Empty(missing);
    }

    [Fact]
    public async Task HistoryTables_All_HaveNoForeignKeysAndADefaultPartition()
    {
        await using var database = await Databases.CreateAsync();

        Assert.Equal(0, await database.ScalarAsync<int>(
            """
            SELECT count(*) FROM pg_constraint k, workflow.history_tables() h
            WHERE k.contype = 'f' AND (k.conrelid = h.parent OR k.confrelid = h.parent)
            """));
        Assert.Equal(
            ["public.workflow_executions_default", "workflow.events_default", "workflow.skips_default", "workflow.step_attempts_default"],
            await database.QueryAsync<string>(
                """
                SELECT n.nspname || '.' || c.relname AS name
                FROM pg_partitioned_table p JOIN pg_class c ON c.oid = p.partdefid JOIN pg_namespace n ON n.oid = c.relnamespace
                ORDER BY name
                """));
    }

    [Fact]
    public async Task UpdatedAt_EveryTableThatHasIt_IsStampedByTheTrigger()
    {
        await using var database = await Databases.CreateAsync();

        var tables = await database.QueryAsync<string>(
            "SELECT attrelid::regclass::text AS name FROM pg_attribute JOIN pg_class ON oid = attrelid WHERE attname = 'updated_at' AND relkind = 'r' ORDER BY name");
        var stamped = await database.QueryAsync<string>(
            "SELECT tgrelid::regclass::text AS name FROM pg_trigger WHERE tgfoid = 'public.update_updated_at()'::regprocedure ORDER BY name");

        Assert.Contains("organisations", tables);
        Assert.Equal(tables, stamped);
    }

    [Fact]
    public async Task UpdatedAt_RowChanged_MovesAndRowNotChanged_Stays()
    {
        await using var database = await Databases.CreateAsync();
        await database.ExecuteAsync("INSERT INTO users (email, updated_at) VALUES ('a@b.fr', '2020-01-01Z')");

        await database.ExecuteAsync("UPDATE users SET email = email");
        Assert.True(await database.ScalarAsync<bool>("SELECT updated_at = '2020-01-01Z' FROM users"));
        await database.ExecuteAsync("UPDATE users SET first_name = 'Anne'");
        Assert.True(await database.ScalarAsync<bool>("SELECT updated_at > '2020-01-01Z' FROM users"));
    }

    [Fact]
    public async Task Permissions_AfterMigration_GradeTheFourRoles()
    {
        await using var database = await Databases.CreateAsync();

        var counts = await database.QueryAsync<(string Role, int Count)>(
            "SELECT r.name, count(*)::int FROM roles r JOIN role_permissions g ON g.role_id = r.id GROUP BY r.name ORDER BY count(*) DESC");

        Assert.Equal(["admin", "manager", "commercial", "viewer"], counts.Select(count => count.Role));
        Assert.True(counts[0].Count > 50);
        Assert.Equal(await database.ScalarAsync<int>("SELECT count(*) FROM permissions"), counts[0].Count);
        Assert.Equal(0, await database.ScalarAsync<int>(
            """
            SELECT count(*) FROM role_permissions g JOIN roles r ON r.id = g.role_id JOIN permissions p ON p.id = g.permission_id
            WHERE r.name = 'viewer' AND p.resource <> 'notifications' AND p.action <> 'read'
            """));
    }

    [Fact]
    public async Task SetRevision_WorkflowOrVersionWritten_Moves()
    {
        await using var database = await Databases.CreateAsync();
        var before = await RevisionAsync(database);

        await database.ExecuteAsync("INSERT INTO workflows (name, trigger_type) VALUES ('w', 'deal_created')");
        var inserted = await RevisionAsync(database);
        await database.ExecuteAsync("INSERT INTO workflow_versions (workflow_id, version, definition) SELECT id, 1, '{}' FROM workflows");
        var versioned = await RevisionAsync(database);
        await database.ExecuteAsync("UPDATE workflows SET status = 'active'");
        var activated = await RevisionAsync(database);

        Assert.True(before < inserted && inserted < versioned && versioned < activated);
    }

    private static Task<long> RevisionAsync(CrmDatabase database) => database.ScalarAsync<long>("SELECT revision FROM workflow.set_revision");
}
