using Alforis.Testing;
using Alforis.Workflows.Host.Roles;
using Dapper;
using Microsoft.AspNetCore.Builder;

namespace Alforis.Workflows.Host.Tests.Scheduling;

/// <summary>A database with scheduled workflows, and hosts that tick.</summary>
internal sealed class ScheduledCrm : IAsyncDisposable
{
    private readonly TestDatabase database;

    private ScheduledCrm(TestDatabase database) => this.database = database;

    public Npgsql.NpgsqlDataSource DataSource => database.DataSource;

    public string ConnectionString => database.ConnectionString;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<ScheduledCrm> CreateAsync() => new(await TestDatabase.CreateAsync(CrmDatabases.Migrated, Cancellation));

    /// <summary>A host that does nothing but tick.</summary>
    public WebApplication Build(TimeProvider? clock = null) => HostApplication.Build(
        new HostSettings { Urls = "http://127.0.0.1:0", Roles = HostRoles.Scheduler }, DataSource, clock ?? TimeProvider.System);

    /// <summary>Stores an active workflow.</summary>
    /// <param name="settings">Its trigger's.</param>
    /// <param name="member">Another member of its definition.</param>
    public async Task<long> AddAsync(string settings, string member = "")
    {
        var id = await ScalarAsync<long>(
            """
            INSERT INTO workflows (name, trigger_type, status, activated_at)
            VALUES ('W' || (SELECT count(*) FROM workflows), 'scheduled', 'active', now()) RETURNING id
            """);
        await EditAsync(id, settings, member);
        return id;
    }

    /// <summary>Gives a workflow a new version.</summary>
    public async Task EditAsync(long id, string settings, string member = "") => await ExecuteAsync(
        """
        WITH version AS (
          INSERT INTO workflow_versions (workflow_id, version, definition)
          SELECT @id, coalesce(max(version), 0) + 1, @definition::json FROM workflow_versions WHERE workflow_id = @id RETURNING version)
        UPDATE workflows SET current_version = version.version FROM version WHERE id = @id
        """,
        new
        {
            id,
            definition = $$$"""
                {"name": "W{{{id}}}", {{{member}}} "trigger_type": "scheduled", "trigger_config": {{{settings}}},
                 "actions": [{"type": "create_task", "config": {"title": "T"} }] }
                """,
        });

    /// <summary>Lets a host make the triggers, and then time pass in which nobody runs: the workflows are active for ten days, and five days late.</summary>
    public async Task NeglectAsync()
    {
        await using (var host = Build())
        {
            await host.StartAsync(Cancellation);
            await host.StopAsync(Cancellation);
        }

        await ExecuteAsync(
            """
            DELETE FROM workflow.ticks;
            UPDATE workflows SET activated_at = activated_at - interval '10 days';
            UPDATE quartz.qrtz_triggers t
            SET start_time = start_time - 10 * 864000000000, next_fire_time = next_fire_time - 5 * 864000000000,
              description = 'active since ' || to_char(w.activated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
            FROM workflows w WHERE t.trigger_group = 'workflows' AND t.trigger_name = w.id || '.1'
            """);
    }

    /// <summary>The workflows' triggers: name, expression and zone.</summary>
    public async Task<List<string>> TriggersAsync()
    {
        await using var connection = await DataSource.OpenConnectionAsync(Cancellation);
        return (await connection.QueryAsync<string>(
            """
            SELECT t.trigger_name || ' ' || c.cron_expression || ' ' || c.time_zone_id
            FROM quartz.qrtz_triggers t JOIN quartz.qrtz_cron_triggers c USING (sched_name, trigger_name, trigger_group)
            WHERE t.trigger_group = 'workflows' ORDER BY t.trigger_name
            """)).AsList();
    }

    /// <summary>Waits until the workflows' triggers are these.</summary>
    public async Task AgreeAsync(params string[] expected)
    {
        List<string> triggers = [];
        await Eventually.TrueAsync(async () => (triggers = await TriggersAsync()).SequenceEqual(expected), () => string.Join('\n', triggers));
    }

    /// <summary>The firings that are recorded of a workflow.</summary>
    public async Task<List<DateTime>> TicksAsync(long id)
    {
        await using var connection = await DataSource.OpenConnectionAsync(Cancellation);
        return (await connection.QueryAsync<DateTime>("SELECT fire_time FROM workflow.ticks WHERE workflow_id = @id ORDER BY fire_time", new { id })).AsList();
    }

    public async Task<T> ScalarAsync<T>(string sql, object? arguments = null)
    {
        await using var connection = await DataSource.OpenConnectionAsync(Cancellation);
        return (await connection.ExecuteScalarAsync<T>(sql, arguments))!;
    }

    public async Task ExecuteAsync(string sql, object? arguments = null)
    {
        await using var connection = await DataSource.OpenConnectionAsync(Cancellation);
        await connection.ExecuteAsync(sql, arguments);
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();
}
