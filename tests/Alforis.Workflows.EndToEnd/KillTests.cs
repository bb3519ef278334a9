using System.Globalization;

namespace Alforis.Workflows.EndToEnd;

/// <summary>
/// A large import while workflows are active, and the host killed again and again meanwhile: every execution happens, once. The
/// variables <c>ALFORIS_KILL_ORGANISATIONS</c>, <c>ALFORIS_KILL_COUNT</c> and <c>ALFORIS_KILL_SEED</c> make it longer, or repeat it.
/// </summary>
[Trait("Category", "Crash")]
[Trait("Category", "Slow")]
public sealed class KillTests : IDisposable
{
    private const int WorkflowsPerOrganisation = 3;

    /// <summary>Most memory of the host at any time, whatever the length of the queue.</summary>
    private const long MostMegabytes = 400;

    private const string TaskDefinition = """
        {"name": "Tâche", "trigger_type": "organisation_created",
         "actions": [{"type": "create_task", "config": {"title": "Appeler {{ organisation.nom }}"}}]}
        """;

    private const string NotificationDefinition = """
        {"name": "Notification", "trigger_type": "organisation_created",
         "conditions": {"operator": "AND", "rules": [
           {"field": "nom", "operator": "contains", "value": "Série"}, {"field": "montant_potentiel", "operator": ">", "value": 100}]},
         "actions": [{"type": "send_notification", "config": {"user_id": "admin@alforis.com", "message": "{{ organisation.nom }}"}}]}
        """;

    private const string TagDefinition = """
        {"name": "Étiquette", "trigger_type": "organisation_created",
         "actions": [{"type": "add_tag", "config": {"tag": "importé"}}]}
        """;

    private readonly DataDirectory data = new();
    private readonly int organisations = Setting("ALFORIS_KILL_ORGANISATIONS", 10_000);
    private readonly int kills = Setting("ALFORIS_KILL_COUNT", 3);
    private readonly int seed = Setting("ALFORIS_KILL_SEED", Environment.ProcessId);

    private static ITestOutputHelper Output => TestContext.Current.TestOutputHelper!;

    /// <summary>For 100,000 organisations a minute and a half is plenty; one that hangs is noticed all the same.</summary>
    private TimeSpan Patience => TimeSpan.FromSeconds(60 + (organisations / 1000));

    [Fact]
    public async Task HostKilledAgainAndAgain_WhileAnImportIsHandled_EveryExecutionHappensExactlyOnce()
    {
        Output.WriteLine($"seed {seed}: {organisations} organisations, {kills} kills");
        var random = new Random(seed);
        var expected = WorkflowsPerOrganisation * organisations;
        var step = expected / (kills + 2);
        var host = await HostProcess.ServeAsync(data.Path);
        await ImportAsync();
        await using var crm = await CrmClient.ConnectAsync(data.Path);
        await crm.ExecuteAsync(
            $"INSERT INTO organisations (nom, montant_potentiel) SELECT 'Série ' || n, 5000 FROM generate_series(1, {organisations}) n");

        var before = 0;
        for (var kill = 1; kill <= kills; kill++)
        {
            // As long as every host does its part between two kills, the import ends, however often it is interrupted.
            await ReachAsync(crm, before + step, host);
            await Task.Delay(random.Next(100), TestContext.Current.CancellationToken);
            var done = await ExecutionsAsync(crm);
            Assert.InRange(done, before + step, expected - 1);
            AssertMemory(host, $"kill {kill} after {done} of {expected} executions");
            await host.SignalAsync("KILL");
            await host.WaitAsync();
            await host.DisposeAsync();

            host = await HostProcess.ServeAsync(data.Path);
            before = await ExecutionsAsync(crm);
            Assert.True(before >= done, $"{done} executions were committed before kill {kill} and {before} after it (seed {seed}).");
        }

        await using (host)
        {
            await ReachAsync(crm, expected, host);
            await Until.TrueAsync(async () => await crm.ScalarAsync<int>("SELECT count(*) FROM workflow.event_queue") == 0, Patience, () => host.Output);
            AssertMemory(host, "the end");
            await AssertExactlyOnceAsync(crm, expected);
            Assert.Equal(0, await host.StopAsync());
        }
    }

    public void Dispose() => data.Dispose();

    private async Task AssertExactlyOnceAsync(CrmClient crm, int expected)
    {
        await ExpectAsync(expected, "count(*) FROM workflow_executions");
        await ExpectAsync(expected, "count(*) FROM workflow_executions WHERE status = 'success'");
        await ExpectAsync(expected, "count(DISTINCT (workflow_id, event_id, entity_id)) FROM workflow_executions");
        await ExpectAsync(organisations, "count(*) FROM tasks WHERE execution_id IS NOT NULL");
        await ExpectAsync(organisations, "count(DISTINCT organisation_id) FROM tasks t JOIN organisations o ON o.id = t.organisation_id WHERE t.title = 'Appeler ' || o.nom");
        await ExpectAsync(organisations, "count(*) FROM notifications WHERE execution_id IS NOT NULL");
        await ExpectAsync(organisations, "count(DISTINCT entity_id) FROM notifications n JOIN organisations o ON o.id = n.entity_id WHERE n.message = o.nom");
        await ExpectAsync(organisations, "count(*) FROM organisations WHERE tags = '{importé}'");
        await ExpectAsync(organisations, "count(*) FROM workflow.events WHERE depth = 1");
        await ExpectAsync(0, "sum(attempts) FROM (SELECT 0 AS attempts UNION ALL SELECT attempts FROM workflow.event_queue) q");

        async Task ExpectAsync(int count, string what)
        {
            var found = await crm.ScalarAsync<int>("SELECT " + what);
            Assert.True(found == count, $"{found} instead of {count} (seed {seed}): {what}");
        }
    }

    private async Task ReachAsync(CrmClient crm, int executions, HostProcess host)
    {
        try
        {
            await Until.TrueAsync(async () => await ExecutionsAsync(crm) >= executions, Patience, () => $"seed {seed}. {host.Output}");
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{await ExecutionsAsync(crm)} of {executions} executions. {await SituationAsync(crm)}{Environment.NewLine}{late.Message}", late);
        }
    }

    /// <summary>What the queue and the sessions of the database are at, for whoever reads that the host did not go on.</summary>
    private static Task<string> SituationAsync(CrmClient crm) => crm.ScalarAsync<string>("""
        SELECT (SELECT 'queue: ' || coalesce(string_agg(q::text, '; '), 'empty')
                  FROM (SELECT bulk, attempts, deferrals, parked_at IS NOT NULL AS parked, count(*), min(not_before), min(last_error), now() FROM workflow.event_queue GROUP BY 1, 2, 3, 4) q)
            || E'\nsessions: ' || (SELECT string_agg(concat_ws(' ', pid, state, wait_event_type, wait_event, now() - xact_start, now() - query_start, pg_blocking_pids(pid)::text, left(query, 160)), E'\n')
                                     FROM pg_stat_activity WHERE backend_type = 'client backend')
        """);

    private static Task<int> ExecutionsAsync(CrmClient crm) => crm.ScalarAsync<int>("SELECT count(*) FROM workflow_executions");

    private static void AssertMemory(HostProcess host, string when)
    {
        if (!OperatingSystem.IsLinux()) return;
        var line = File.ReadLines($"/proc/{host.Id}/status").First(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
        var megabytes = long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
        Output.WriteLine($"{when}: at most {megabytes} MB so far");
        Assert.InRange(megabytes, 1, MostMegabytes);
    }

    private async Task ImportAsync()
    {
        List<string> arguments = ["import", "--activate", "--data", data.Path];
        foreach (var (name, definition) in new[] { ("task", TaskDefinition), ("notification", NotificationDefinition), ("tag", TagDefinition) })
        {
            var file = Path.Combine(data.Path, name + ".json");
            await File.WriteAllTextAsync(file, definition, TestContext.Current.CancellationToken);
            arguments.Add(file);
        }

        var (exitCode, output, error) = await HostProcess.RunAsync([.. arguments]);
        Assert.True(exitCode == 0, output + error);
    }

    private static int Setting(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture) : otherwise;
}
