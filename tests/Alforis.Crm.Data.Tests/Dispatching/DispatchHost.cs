using System.Text.Json.Nodes;
using Alforis.Crm.Data.Actions;
using Alforis.Crm.Data.Dispatching;
using Alforis.Crm.Data.Workflows;
using Microsoft.Extensions.Logging.Abstractions;

namespace Alforis.Crm.Data.Tests.Dispatching;

/// <summary>A database with an organisation, a deal and two users, and a dispatcher to let loose on it.</summary>
internal sealed class DispatchHost : IAsyncDisposable
{
    private DispatchHost(CrmDatabase database)
    {
        Database = database;
        Pass = NewPass();
    }

    public CrmDatabase Database { get; }

    public DispatchPass Pass { get; }

    public long Manager { get; private set; }

    public long Seller { get; private set; }

    public long Organisation { get; private set; }

    public long Deal { get; private set; }

    public static async Task<DispatchHost> CreateAsync()
    {
        var host = new DispatchHost(await Databases.CreateAsync());
        var database = host.Database;
        host.Manager = await host.AddUserAsync("manager@example.com", "Alix", "Moreau", "manager");
        host.Seller = await host.AddUserAsync("seller@example.com", "Camille", "Lefèvre", "commercial");
        host.Organisation = await database.ScalarAsync<long>(
            "INSERT INTO organisations (nom, assigned_to) VALUES ('ACME', @Seller) RETURNING id", new { host.Seller });
        host.Deal = await host.AddDealAsync("Mandat obligataire", 75_000);
        await database.ExecuteAsync("DELETE FROM workflow.event_queue; DELETE FROM workflow.events");
        return host;
    }

    public DispatchPass NewPass() => NewPass(new DispatchOptions { LongestDeferral = TimeSpan.FromMilliseconds(1) });

    public DispatchPass NewPass(DispatchOptions options) => NewPass(options, TimeProvider.System);

    public DispatchPass NewPass(DispatchOptions options, TimeProvider clock) => new(
        Database.DataSource, DatabaseActions.All, new ActiveWorkflows(NullLogger<ActiveWorkflows>.Instance), options, clock,
        new Random(1), NullLogger<DispatchPass>.Instance);

    public async Task<long> AddUserAsync(string email, string firstName, string lastName, string role)
    {
        var id = await Database.ScalarAsync<long>(
            "INSERT INTO users (email, password_hash, first_name, last_name) VALUES (@email, 'x', @firstName, @lastName) RETURNING id",
            new { email, firstName, lastName });
        await Database.ExecuteAsync(
            "INSERT INTO user_roles (user_id, role_id) SELECT @id, id FROM roles WHERE name = @role", new { id, role });
        return id;
    }

    public Task<long> AddDealAsync(string name, decimal amount) => Database.ScalarAsync<long>(
        "INSERT INTO deals (organisation_id, nom, montant, stage, assigned_to) VALUES (@Organisation, @name, @amount, 'proposition', @Seller) RETURNING id",
        new { Organisation, name, amount, Seller });

    /// <summary>Stores an active workflow; actions and conditions as JSON.</summary>
    public async Task<long> AddWorkflowAsync(string name, string trigger, string actions, string conditions = "{}", string config = "{}")
    {
        var definition =
            $$"""{"name": "{{name}}", "status": "active", "trigger_type": "{{trigger}}", "trigger_config": {{config}}, "conditions": {{conditions}}, "actions": {{actions}}}""";
        return await Database.ScalarAsync<long>(
            """
            WITH w AS (
              INSERT INTO workflows (name, status, trigger_type) VALUES (@name, 'active', @trigger) RETURNING id)
            INSERT INTO workflow_versions (workflow_id, version, definition) SELECT id, 1, @definition::json FROM w RETURNING workflow_id
            """,
            new { name, trigger, definition });
    }

    public Task SignAsync() => Database.ExecuteAsync("UPDATE deals SET stage = 'signe' WHERE id = @Deal", new { Deal });

    /// <summary>Lets another session hold what a statement locks.</summary>
    public Task<Holder> HoldAsync(string statement) => Holder.BeginAsync(Database.DataSource, statement, TestContext.Current.CancellationToken);

    /// <summary>Runs passes until one finds nothing to do.</summary>
    public async Task<DispatchReport> DrainAsync()
    {
        var total = DispatchReport.Idle;
        for (var pass = 0; pass < 1000; pass++)
        {
            var report = await Pass.RunAsync(TestContext.Current.CancellationToken);
            if (report == DispatchReport.Idle) return total;
            total = total.Plus(report);
        }

        throw new InvalidOperationException("The queue does not become empty.");
    }

    public Task<List<(long Id, long WorkflowId, string Status, string? Error)>> ExecutionsAsync() =>
        Database.QueryAsync<(long, long, string, string?)>("SELECT id, workflow_id, status, error FROM workflow_executions ORDER BY id");

    public async Task<JsonArray> ActionsOfAsync(long executionId) =>
        JsonNode.Parse(await Database.ScalarAsync<string>("SELECT actions::text FROM workflow_executions WHERE id = @executionId", new { executionId }))!
            .AsArray();

    public Task<long> CountAsync(string table) => Database.ScalarAsync<long>($"SELECT count(*) FROM {table}");

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}
