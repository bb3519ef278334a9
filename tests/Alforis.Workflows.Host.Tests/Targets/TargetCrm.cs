using System.Text.Json;
using Alforis.Crm.Data.Steps;
using Alforis.Testing;
using Alforis.Workflows.Host.Actions.CallWebhook;
using Alforis.Workflows.Host.Actions.CallWebhook.Targets;
using Alforis.Workflows.Host.Hooks;
using Alforis.Workflows.Host.Tests.Actions;
using Alforis.Workflows.Host.Tests.Actions.CallWebhook;
using Dapper;

namespace Alforis.Workflows.Host.Tests.Targets;

/// <summary>A database with keys beside it, on which verbs make targets and workers call them.</summary>
internal sealed class TargetCrm : IAsyncDisposable
{
    private readonly string directory = TestDirectories.Create("targets");
    private readonly CallWebhookAction action;

    private TargetCrm(TestDatabase database)
    {
        Database = database;
        action = new CallWebhookAction(Webhooks.Settings, new TargetDirectory(database.DataSource, KeyRing.In(Keys)), CallWebhookAction.DefaultTimeout, TimeProvider.System);
    }

    public TestDatabase Database { get; }

    public string Keys => Path.Combine(directory, "keys");

    /// <summary>Everything that the verbs have printed.</summary>
    public string Said { get; private set; } = "";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<TargetCrm> CreateAsync() => new(await TestDatabase.CreateAsync(CrmDatabases.WithDemoData, Cancellation));

    public TestConsole Console(string input = "") => new()
    {
        Input = input, Variables = { ["ConnectionStrings__Crm"] = Database.ConnectionString, ["ALFORIS_KEYS"] = Keys },
    };

    /// <summary>Runs a verb that succeeds, and returns what it printed.</summary>
    public async Task<string> SaysAsync(params string[] verb) => await SaysWithAsync("", verb);

    /// <summary>The same with something on the standard input.</summary>
    public async Task<string> SaysWithAsync(string input, params string[] verb)
    {
        var console = Console(input);
        Assert.True(await console.RunAsync(["targets", .. verb]) == 0, console.Error);
        Said += console.Output + console.Error;
        return console.Output;
    }

    /// <summary>Runs a verb that makes a secret, and returns that.</summary>
    public async Task<string> SecretAsync(params string[] verb)
    {
        var console = Console();
        Assert.True(await console.RunAsync(["targets", .. verb, "--json"]) == 0, console.Error);
        return JsonDocument.Parse(console.Output).RootElement.GetProperty("secret").GetString()!;
    }

    /// <summary>Writes a file of headers, and returns its name.</summary>
    public string Headers(string json)
    {
        var file = Path.Combine(directory, "headers.json");
        File.WriteAllText(file, json);
        return file;
    }

    /// <summary>Calls as a worker does.</summary>
    public async Task<StepResult> CallAsync(object settings) =>
        await action.RunAsync(Actions.Steps.Call("call_webhook", settings as string ?? JsonSerializer.Serialize(settings)), Cancellation);

    public async Task<T> ScalarAsync<T>(string sql, object? parameters = null)
    {
        await using var connection = await Database.DataSource.OpenConnectionAsync(Cancellation);
        return (await connection.ExecuteScalarAsync<T>(sql, parameters))!;
    }

    /// <summary>All rows of all tables, as text.</summary>
    public async Task<string> DumpAsync()
    {
        await using var connection = await Database.DataSource.OpenConnectionAsync(Cancellation);
        var tables = await connection.QueryAsync<string>(
            "SELECT format('%I.%I', table_schema, table_name) FROM information_schema.tables WHERE table_schema IN ('public', 'workflow', 'quartz') AND table_type = 'BASE TABLE'");
        var dump = new System.Text.StringBuilder();
        foreach (var table in tables) dump.AppendLine(await connection.ExecuteScalarAsync<string>($"SELECT coalesce(string_agg(t::text, E'\\n'), '') FROM {table} t"));
        return dump.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        action.Dispose();
        await Database.DisposeAsync();
        TestDirectories.Remove(directory);
    }
}
