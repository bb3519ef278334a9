using System.Diagnostics;
using Alforis.Crm.Data.EmbeddedPostgres;
using Alforis.Crm.Data.Migrations;
using Alforis.Crm.Data.Sql;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Alforis.Workflows.Benchmarks.Pipeline;

/// <summary>
/// A PostgreSQL of the benchmark's own, with default durability, and three active workflows: for a new organisation four rules, one task,
/// one notification; for a changed deal one notification; for a new deal called so one e-mail.
/// </summary>
internal sealed class PipelineDatabase : IAsyncDisposable
{
    private readonly string place;
    private readonly EmbeddedPostgresServer postgres;

    private PipelineDatabase(string place, EmbeddedPostgresServer postgres)
    {
        this.place = place;
        this.postgres = postgres;
        DataSource = CrmDataSource.Builder(postgres.ConnectionString).Build();
    }

    public NpgsqlDataSource DataSource { get; }

    public string ConnectionString => postgres.ConnectionString;

    public string Uri => postgres.ConnectionUri.ToString();

    public static async Task<PipelineDatabase> StartAsync()
    {
        var directory = Directory.CreateTempSubdirectory("alforis-bench-").FullName;
        if (!OperatingSystem.IsWindows())
        {
            // The server may run as another account, which has to pass through.
            File.SetUnixFileMode(directory, File.GetUnixFileMode(directory) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        }

        var options = new EmbeddedPostgresOptions { DataDirectory = Path.Combine(directory, "postgres") };
        await KeepCommitTimesAsync(options);
        var database = new PipelineDatabase(directory, await EmbeddedPostgresServer.StartAsync(options));
        await new Migrator(database.DataSource, TimeProvider.System, NullLogger<Migrator>.Instance).MigrateAsync(CancellationToken.None);
        await database.ExecuteAsync("INSERT INTO users (email, password_hash) VALUES ('bench@example.com', 'x')");
        await database.AddWorkflowAsync("Bench", "organisation_created", Definition);
        await database.AddWorkflowAsync("Single", "deal_updated", SingleDefinition);
        await database.AddWorkflowAsync("Mail", "deal_created", MailDefinition);
        await database.EmptyAsync();
        return database;
    }

    public async Task ExecuteAsync(string sql, object? arguments = null)
    {
        await using var connection = await DataSource.OpenConnectionAsync();
        await connection.ExecuteAsync(new CommandDefinition(sql, arguments, commandTimeout: 1800));
    }

    public async Task<T> ScalarAsync<T>(string sql)
    {
        await using var connection = await DataSource.OpenConnectionAsync();
        return (await connection.ExecuteScalarAsync<T>(sql))!;
    }

    public async Task<List<T>> QueryAsync<T>(string sql, object? arguments = null)
    {
        await using var connection = await DataSource.OpenConnectionAsync();
        return (await connection.QueryAsync<T>(new CommandDefinition(sql, arguments, commandTimeout: 1800))).AsList();
    }

    public Task<long> CountAsync(string table) => ScalarAsync<long>($"SELECT count(*) FROM {table}");

    /// <summary>Writes organisations that the workflow acts on, by one statement.</summary>
    public Task WriteOrganisationsAsync(int count) => ExecuteAsync(
        "INSERT INTO organisations (nom, montant_potentiel) SELECT 'Organisation ' || n, 5000 FROM generate_series(1, @count) n", new { count });

    /// <summary>How many executions were begun so far; asking costs nothing, however many there are.</summary>
    public Task<long> BegunAsync() => ScalarAsync<long>("SELECT last_value FROM workflow.execution_ids");

    /// <summary>Whether no event waits.</summary>
    public async Task<bool> IsIdleAsync() => !await ScalarAsync<bool>("SELECT EXISTS (SELECT FROM workflow.event_queue)");

    /// <summary>Waits until no event waits.</summary>
    public async Task BecomeIdleAsync(TimeSpan patience)
    {
        for (var started = Stopwatch.StartNew(); !await IsIdleAsync(); await Task.Delay(20))
        {
            if (started.Elapsed > patience) throw new BenchmarkException($"events still wait after {patience.TotalSeconds} s.");
        }
    }

    /// <summary>Removes all that a measurement has written, so that the next one begins like the first; one organisation is left, that of plain rows.</summary>
    public Task EmptyAsync() => ExecuteAsync(
        """
        TRUNCATE organisations, notifications, workflow_executions, workflow.events, workflow.event_queue, workflow.skips,
          workflow.live_executions, workflow.step_rates RESTART IDENTITY CASCADE;
        BEGIN;
        SET LOCAL alforis.capture = 'off';
        INSERT INTO organisations (nom) VALUES ('Première');
        COMMIT;
        """);

    private Task AddWorkflowAsync(string name, string trigger, string definition) => ExecuteAsync(
        """
        WITH w AS (
          INSERT INTO workflows (name, status, trigger_type) VALUES (@name, 'active', @trigger) RETURNING id)
        INSERT INTO workflow_versions (workflow_id, version, definition) SELECT id, 1, @definition::json FROM w
        """,
        new { name, trigger, definition });

    /// <summary>Makes the server note when each transaction was committed; it reads its configuration when it starts.</summary>
    private static async Task KeepCommitTimesAsync(EmbeddedPostgresOptions options)
    {
        await using (await EmbeddedPostgresServer.StartAsync(options))
        {
            // Started once, it has a configuration to add to.
        }

        var configuration = Directory.GetFiles(options.DataDirectory, "postgresql.conf", SearchOption.AllDirectories).Single();
        await File.AppendAllTextAsync(configuration, "track_commit_timestamp = on\n");
    }

    public async ValueTask DisposeAsync()
    {
        await DataSource.DisposeAsync();
        await postgres.DisposeAsync();
        Directory.Delete(place, recursive: true);
    }

    private const string Definition = """
        {
          "name": "Bench",
          "trigger_type": "organisation_created",
          "conditions": {"operator": "AND", "rules": [
            {"field": "pipeline_stage", "operator": "in", "value": ["prospect", "qualification"]},
            {"field": "montant_potentiel", "operator": ">", "value": 1000},
            {"field": "nom", "operator": "contains", "value": "Organisation"},
            {"field": "is_active", "operator": "==", "value": true}]},
          "actions": [
            {"type": "create_task", "config": {
              "title": "Appeler {{ organisation.nom }}", "due_date": "+7 days", "assigned_to": "bench@example.com"}},
            {"type": "send_notification", "config": {
              "user_id": "bench@example.com", "title": "Nouvelle organisation", "message": "{{ organisation.nom }} : {{ montant_potentiel }} €"}}]
        }
        """;

    private const string SingleDefinition = """
        {
          "name": "Single",
          "trigger_type": "deal_updated",
          "actions": [
            {"type": "send_notification", "config": {
              "user_id": "bench@example.com", "title": "Affaire modifiée", "message": "{{ deal.nom }} : {{ deal.montant }} €"}}]
        }
        """;

    private const string MailDefinition = """
        {
          "name": "Mail",
          "trigger_type": "deal_created",
          "conditions": {"rules": [{"field": "nom", "operator": "starts_with", "value": "Courrier"}]},
          "actions": [{"type": "send_email", "config": {"to": "client@example.com", "subject": "{{ deal.nom }}", "body": "Merci."}}]
        }
        """;
}
