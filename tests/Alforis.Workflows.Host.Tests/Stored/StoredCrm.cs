using System.Text.Json;
using Alforis.Crm.Data.DependencyInjection;
using Alforis.Crm.Data.Dispatching;
using Alforis.Testing;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Alforis.Workflows.Host.Tests.Stored;

/// <summary>A database with demo data of a test's own, to run verbs and dispatch passes on.</summary>
internal sealed class StoredCrm : IAsyncDisposable
{
    private readonly ServiceProvider services;

    private StoredCrm(TestDatabase database)
    {
        Database = database;
        services = new ServiceCollection().AddLogging().AddSingleton(database.DataSource).AddCrmData().BuildServiceProvider();
    }

    public TestDatabase Database { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<StoredCrm> CreateAsync() => new(await TestDatabase.CreateAsync(CrmDatabases.WithDemoData, Cancellation));

    public TestConsole Console(string input = "", TimeProvider? clock = null, bool colours = false) => new()
    {
        Input = input,
        TimeProvider = clock ?? TimeProvider.System,
        UseColours = colours,
        Variables = { ["ConnectionStrings__Crm"] = Database.ConnectionString },
    };

    /// <summary>Stores a workflow that tags, and returns its number.</summary>
    public async Task<long> ImportAsync(string name, string tag, string trigger = "deal_updated", string conditions = "{}", string status = "active", string when = "{}")
    {
        var definition = $$$"""
            {"name": {{{JsonSerializer.Serialize(name)}}}, "status": "{{{status}}}", "trigger_type": "{{{trigger}}}", "conditions": {{{conditions}}},
             "actions": [{"id": "mark", "type": "add_tag", "when": {{{when}}}, "config": { "tag": {{{JsonSerializer.Serialize(tag)}}} }}]}
            """;
        var console = Console(definition);
        Assert.True(await console.RunAsync("import", "-") == 0, console.Error);
        return await ScalarAsync<long>("SELECT id FROM workflows WHERE name = @name AND deleted_at IS NULL", new { name });
    }

    /// <summary>Handles all that is due.</summary>
    public async Task DispatchAsync()
    {
        var pass = services.GetRequiredService<DispatchPass>();
        while (await pass.RunAsync(Cancellation) != DispatchReport.Idle)
        {
        }
    }

    public async Task<T> ScalarAsync<T>(string sql, object? parameters = null)
    {
        await using var connection = await Database.DataSource.OpenConnectionAsync(Cancellation);
        return (await connection.ExecuteScalarAsync<T>(sql, parameters))!;
    }

    public async Task ExecuteAsync(string sql, object? parameters = null)
    {
        await using var connection = await Database.DataSource.OpenConnectionAsync(Cancellation);
        await connection.ExecuteAsync(sql, parameters);
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await Database.DisposeAsync();
    }
}
