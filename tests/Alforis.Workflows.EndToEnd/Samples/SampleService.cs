using System.Text.Json;

namespace Alforis.Workflows.EndToEnd.Samples;

/// <summary>The service as its users have it, with all samples active, a mail server and a receiver of webhooks; started once for all samples.</summary>
public sealed class SampleService : IAsyncLifetime
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    private readonly DataDirectory data = new();
    private readonly Dictionary<string, string> secrets = new(StringComparer.Ordinal);
    private HostProcess? host;
    private CrmClient? crm;

    /// <summary>Why samples cannot be tried on this machine; <see langword="null"/> when they can.</summary>
    internal string? Obstacle { get; private set; }

    internal HostProcess Host => host!;

    internal CrmClient Crm => crm!;

    internal Mailbox Mail { get; private set; } = null!;

    internal CallReceiver Calls { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Obstacle = await Mailbox.FindObstacleAsync();
        if (Obstacle is not null) return;
        Mail = await Mailbox.StartAsync(data.Path);
        Calls = await CallReceiver.StartAsync();
        host = await HostProcess.ServeAsync(
            data.Path, ("ALFORIS_SMTP", $"smtp://127.0.0.1:{Mail.Port}"), ("ALFORIS_MAIL_FROM", "Alforis <crm@alforis.example>"), ("ALFORIS_ALLOW_CALLS_TO", "127.0.0.0/8"));
        crm = await CrmClient.ConnectAsync(data.Path);
        await crm.ExecuteAsync(Staff.Sql);
        await Task.WhenAll(
            KeepSecretAsync("canal_ventes", "targets", "create", "canal_ventes", Calls.Address + "/canaux/ventes"),
            KeepSecretAsync("conformite", "targets", "create", "conformite", Calls.Address + "/api/revues-kyc"),
            KeepSecretAsync("site-web", "hooks", "create", "site-web", "--event", "formulaire_contact"));
        await VerbAsync(["import", "--activate", .. SampleFile.All.Select(s => s.CopyTo(data.Path, Calls.Address))]);
    }

    public async ValueTask DisposeAsync()
    {
        if (crm is not null) await crm.DisposeAsync();
        if (host is { HasExited: false }) await host.StopAsync();
        if (host is not null) await host.DisposeAsync();
        if (Calls is not null) await Calls.DisposeAsync();
        if (Mail is not null) await Mail.DisposeAsync();
        data.Dispose();
    }

    /// <summary>The secret of a target or a hook, as it was printed when that was made.</summary>
    internal string SecretOf(string name) => secrets[name];

    /// <summary>Runs a verb that succeeds.</summary>
    /// <returns>What it printed.</returns>
    internal async Task<string> VerbAsync(params string[] verb)
    {
        var (exitCode, output, error) = await HostProcess.RunAsync([.. verb, "--data", data.Path]);
        Assert.True(exitCode == 0, output + error);
        return output;
    }

    /// <summary>The number of the workflow that is a sample's copy.</summary>
    internal Task<long> NumberOfAsync(string sample) => Crm.ScalarAsync<long>($"SELECT id FROM workflows WHERE name = {CrmRows.Quoted(SampleFile.Named(sample).NameOfCopy)}");

    /// <summary>The execution of a sample's copy, once it has ended; it must be the only one, and all of its actions must have succeeded.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="entity">What it ran for, such as <c>deal 7</c>; <see langword="null"/> when it runs for no entity.</param>
    internal async Task<Execution> SucceedsAsync(string sample, string? entity)
    {
        var which = await WhichAsync(sample, entity);
        await Until.TrueAsync(
            () => Crm.ScalarAsync<bool>($"SELECT EXISTS (SELECT FROM workflow_executions x WHERE {which})"), Soon, () => $"{sample} has not run for {entity ?? "nothing"}. {Host.Output}");
        var told = await Crm.ScalarAsync<string>($"SELECT string_agg(status || coalesce(': ' || error, '') || ' ' || actions, '; ') FROM workflow_executions x WHERE {which}");
        Assert.True(
            await Crm.ScalarAsync<bool>(
                $"SELECT count(*) = 1 AND bool_and(status = 'success' AND NOT EXISTS (SELECT FROM json_array_elements(actions) a WHERE a ->> 'status' <> 'success')) FROM workflow_executions x WHERE {which}"),
            told);
        return new Execution(this, await Crm.ScalarAsync<long>($"SELECT id FROM workflow_executions x WHERE {which}"));
    }

    /// <summary>The execution of a sample's copy that sleeps.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="entity">What it runs for.</param>
    /// <param name="days">How long it must sleep, by the calendar of Paris.</param>
    internal async Task<Execution> SleepsAsync(string sample, string entity, int days)
    {
        var which = await WhichAsync(sample, entity);
        await Until.TrueAsync(
            () => Crm.ScalarAsync<bool>($"SELECT EXISTS (SELECT FROM workflow.live_executions x WHERE x.sleeps AND {which})"), Soon, () => $"{sample} does not sleep. {Host.Output}");
        Assert.Equal(
            days,
            await Crm.ScalarAsync<int>(
                $"SELECT (x.wake_at AT TIME ZONE 'Europe/Paris')::date - (x.created_at AT TIME ZONE 'Europe/Paris')::date FROM workflow.live_executions x WHERE {which}"));
        return new Execution(this, await Crm.ScalarAsync<long>($"SELECT id FROM workflow.live_executions x WHERE {which}"));
    }

    private async Task<string> WhichAsync(string sample, string? entity) =>
        $"x.workflow_id = {await NumberOfAsync(sample)} AND x.entity_type || ' ' || x.entity_id IS NOT DISTINCT FROM {(entity is null ? "NULL" : CrmRows.Quoted(entity))}";

    private async Task KeepSecretAsync(string name, params string[] verb)
    {
        var report = JsonElement.Parse(await VerbAsync([.. verb, "--json"]));
        lock (secrets) secrets.Add(name, report.GetProperty("secret").GetString()!);
    }
}
