using Alforis.Crm.Data.EmbeddedPostgres;
using Alforis.Crm.Data.Migrations;
using Alforis.Crm.Data.Sql;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Alforis.Workflows.Benchmarks.Pipeline;

/// <summary>A PostgreSQL of the benchmark's own, with default durability, and one active workflow: four rules, one task, one notification.</summary>
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

    public string Uri => postgres.ConnectionUri.ToString();

    public static async Task<PipelineDatabase> StartAsync()
    {
        var directory = Directory.CreateTempSubdirectory("alforis-bench-").FullName;
        if (!OperatingSystem.IsWindows())
        {
            // The server may run as another account, which has to pass through.
            File.SetUnixFileMode(directory, File.GetUnixFileMode(directory) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        }

        var server = await EmbeddedPostgresServer.StartAsync(new EmbeddedPostgresOptions { DataDirectory = Path.Combine(directory, "postgres") });
        var database = new PipelineDatabase(directory, server);
        await new Migrator(database.DataSource, TimeProvider.System, NullLogger<Migrator>.Instance).MigrateAsync(CancellationToken.None);
        await database.ExecuteAsync(
            """
            INSERT INTO users (email, password_hash) VALUES ('bench@example.com', 'x');
            WITH w AS (
              INSERT INTO workflows (name, status, trigger_type) VALUES ('Bench', 'active', 'organisation_created') RETURNING id)
            INSERT INTO workflow_versions (workflow_id, version, definition) SELECT id, 1, @definition::json FROM w
            """,
            new { definition = Definition });
        return database;
    }

    public async Task ExecuteAsync(string sql, object? arguments = null)
    {
        await using var connection = await DataSource.OpenConnectionAsync();
        await connection.ExecuteAsync(new CommandDefinition(sql, arguments, commandTimeout: 300));
    }

    public async Task<long> CountAsync(string table)
    {
        await using var connection = await DataSource.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<long>($"SELECT count(*) FROM {table}");
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
}
