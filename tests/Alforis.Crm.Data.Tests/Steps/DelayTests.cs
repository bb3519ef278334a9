using Alforis.Crm.Data.Dispatching;
using Alforis.Crm.Data.Steps;

namespace Alforis.Crm.Data.Tests.Steps;

public sealed class DelayTests
{
    private const string Task = """{"id": "task", "type": "create_task", "config": {"title": "{{ deal.nom }}", "assigned_to": "{{ deal.assigned_to }}"}}""";
    private const string Late = """{"id": "late", "type": "create_task", "delay": "2 days", "config": {"title": "Relance {{ deal.nom }}", "assigned_to": "{{ deal.assigned_to }}"}}""";
    private const string StillSigned = """{"operator": "AND", "rules": [{"field": "stage", "operator": "==", "value": "signe"}]}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Dispatch_WorkflowWithDelay_SleepsInTheDatabaseUntilItIsOver()
    {
        await using var host = await StepHost.CreateAsync();
        await host.Crm.AddWorkflowAsync("w", "deal_stage_changed", $"[{Task}]", config: """{"delay": "7 days"}""");

        await host.Crm.SignAsync();
        await host.Crm.DrainAsync();

        Assert.Equal(
            ("pending", true, 7.0),
            Assert.Single(await host.Crm.Database.QueryAsync<(string, bool, double)>(
                "SELECT status, sleeps, round(extract(epoch FROM wake_at - created_at) / 86400)::float8 FROM workflow.live_executions")));
        Assert.Equal(0, await host.Pass.RunAsync(Cancellation));
        Assert.Equal(0, await host.Crm.CountAsync("tasks"));

        await host.HurryAsync();
        await host.ContinueAsync();
        var execution = Assert.Single(await host.Crm.ExecutionsAsync());
        Assert.Equal("success", execution.Status);
        Assert.Equal(1, await host.Crm.CountAsync("tasks"));
        Assert.True(await host.Crm.Database.ScalarAsync<bool>("SELECT started_at >= created_at AND completed_at >= started_at FROM workflow_executions"));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(-5)]
    public async Task DispatchAndContinue_ClockOfTheHostIsWrong_TimesAreTheDatabases(int minutes)
    {
        const string beforeAll = """{"delay": "1 hour"}""";
        var clock = new WrongClock(TimeSpan.FromMinutes(minutes));
        await using var host = await StepHost.CreateAsync();
        await host.Crm.AddWorkflowAsync("w", "deal_stage_changed", $"[{Task}, {Late}]", config: beforeAll);
        await host.Crm.AddWorkflowAsync("at once", "deal_stage_changed", $"[{Task}]");
        await host.Crm.SignAsync();

        await host.Crm.NewPass(new DispatchOptions(), clock).RunAsync(Cancellation);
        Assert.InRange(await SecondsAsync(), 3540, 3600);
        await host.HurryAsync();
        await host.NewPass(clock).RunAsync(Cancellation);
        // Two days may be an hour longer or shorter.
        Assert.InRange(await SecondsAsync(), (47 * 3600) - 60, 49 * 3600);

        // The first of the two has ended, the other has begun.
        Assert.True(await host.Crm.Database.ScalarAsync<bool>("SELECT abs(extract(epoch FROM now() - started_at)) < 60 AND completed_at >= started_at FROM workflow_executions"));
        Assert.True(await host.Crm.Database.ScalarAsync<bool>("SELECT abs(extract(epoch FROM now() - started_at)) < 60 FROM workflow.live_executions"));

        async Task<double> SecondsAsync() => await host.Crm.Database.ScalarAsync<double>(
            "SELECT extract(epoch FROM wake_at - now())::float8 FROM workflow.live_executions");
    }

    [Fact]
    public async Task Continue_ActionWithDelay_IsDoneLaterWithWhatIsThen()
    {
        await using var host = await StepHost.CreateAsync();
        await host.Crm.AddWorkflowAsync("w", "deal_stage_changed", $"[{Task}, {Late}]");
        await host.Crm.SignAsync();
        await host.Crm.DrainAsync();
        Assert.Equal("Mandat obligataire", Assert.Single(await host.Crm.Database.QueryAsync<string>("SELECT title FROM tasks")));

        await host.Crm.Database.ExecuteAsync("UPDATE deals SET nom = 'Mandat actions' WHERE id = @Deal", new { host.Crm.Deal });
        await host.HurryAsync();
        await host.ContinueAsync();

        Assert.Equal(["Mandat obligataire", "Relance Mandat actions"], await host.Crm.Database.QueryAsync<string>("SELECT title FROM tasks ORDER BY id"));
        Assert.Equal("task:success late:success", await host.StatusesAsync(Assert.Single(await host.Crm.ExecutionsAsync()).Id));
    }

    [Theory]
    [InlineData("signe", true, "success", 1)]
    [InlineData("perdu", true, "skipped", 0)]
    [InlineData("perdu", false, "success", 1)]
    public async Task Continue_AfterADelay_AsksTheConditionsAgainWhenTold(string stage, bool recheck, string status, int tasks)
    {
        await using var host = await StepHost.CreateAsync();
        var config = recheck ? """{"delay": "1 hour", "recheck": true}""" : """{"delay": "1 hour"}""";
        await host.Crm.AddWorkflowAsync("w", "deal_stage_changed", $"[{Task}]", StillSigned, config);
        await host.Crm.SignAsync();
        await host.Crm.DrainAsync();
        await host.Crm.Database.ExecuteAsync("UPDATE deals SET stage = @stage WHERE id = @Deal", new { stage, host.Crm.Deal });

        await host.HurryAsync();
        await host.ContinueAsync();

        var execution = Assert.Single(await host.Crm.ExecutionsAsync());
        Assert.Equal((status, null), (execution.Status, execution.Error));
        Assert.Equal(tasks, await host.Crm.CountAsync("tasks"));
        var met = await host.Crm.Database.ScalarAsync<string>("SELECT conditions -> 0 ->> 'actual' FROM workflow_executions");
        Assert.Equal(recheck ? stage : "signe", met);
    }

    [Fact]
    public async Task Continue_EntityIsGone_IsCancelledAndSaysSo()
    {
        await using var host = await StepHost.CreateAsync();
        await host.Crm.AddWorkflowAsync("w", "deal_stage_changed", $"[{Task}, {Late}]");
        await host.Crm.SignAsync();
        await host.Crm.DrainAsync();
        await host.Crm.Database.ExecuteAsync("DELETE FROM tasks; DELETE FROM deals WHERE id = @Deal", new { host.Crm.Deal });

        await host.HurryAsync();
        await host.ContinueAsync();

        var execution = Assert.Single(await host.Crm.ExecutionsAsync());
        Assert.Equal(("cancelled", $"deal {host.Crm.Deal} was deleted while the workflow waited."), (execution.Status, execution.Error));
        Assert.Equal("task:success late:not_run", await host.StatusesAsync(execution.Id));
    }

    [Fact]
    public async Task Continue_WorkflowChangedMeanwhile_KeepsTheVersionThatItBeganWith()
    {
        await using var host = await StepHost.CreateAsync();
        var workflow = await host.Crm.AddWorkflowAsync("w", "deal_stage_changed", $"[{Late}]");
        await host.Crm.SignAsync();
        await host.Crm.DrainAsync();
        await host.Crm.Database.ExecuteAsync(
            """
            INSERT INTO workflow_versions (workflow_id, version, definition)
            SELECT workflow_id, 2, replace(definition::text, 'Relance', 'Nouvelle')::json FROM workflow_versions WHERE workflow_id = @workflow;
            UPDATE workflows SET current_version = 2, status = 'inactive' WHERE id = @workflow
            """,
            new { workflow });

        await host.HurryAsync();
        await host.ContinueAsync();

        Assert.Equal("Relance Mandat obligataire", Assert.Single(await host.Crm.Database.QueryAsync<string>("SELECT title FROM tasks")));
        Assert.Equal(1, await host.Crm.Database.ScalarAsync<int>("SELECT workflow_version FROM workflow_executions"));
    }

    [Fact]
    public async Task Continue_RowIsHeldBySomebody_WaitsAndLosesNothing()
    {
        await using var host = await StepHost.CreateAsync();
        const string write = """{"id": "write", "type": "update_field", "delay": "1 day", "config": {"field": "deal.montant", "value": 1}}""";
        await host.Crm.AddWorkflowAsync("w", "deal_stage_changed", $"[{write}]");
        await host.Crm.SignAsync();
        await host.Crm.DrainAsync();
        await host.HurryAsync();
        await using (await host.Crm.HoldAsync($"SELECT 1 FROM deals WHERE id = {host.Crm.Deal} FOR UPDATE"))
        {
            Assert.Equal(1, await host.Pass.RunAsync(Cancellation));
            Assert.Empty(await host.Crm.ExecutionsAsync());
        }

        await host.HurryAsync();
        await host.ContinueAsync();

        Assert.Equal("success", Assert.Single(await host.Crm.ExecutionsAsync()).Status);
        Assert.Equal(1m, await host.Crm.Database.ScalarAsync<decimal>("SELECT montant FROM deals WHERE id = @Deal", new { host.Crm.Deal }));
    }

    [Fact]
    public async Task Continue_VersionIsGone_FailsAndSaysSo()
    {
        await using var host = await StepHost.CreateAsync();
        await host.Crm.AddWorkflowAsync("w", "deal_stage_changed", $"[{Late}]");
        await host.Crm.SignAsync();
        await host.Crm.DrainAsync();
        await host.Crm.Database.ExecuteAsync("UPDATE workflow.live_executions SET workflow_version = 7");

        await host.HurryAsync();
        await host.ContinueAsync();

        Assert.Equal("Version 7 of its workflow is gone.", Assert.Single(await host.Crm.ExecutionsAsync()).Error);
    }

    [Fact]
    public async Task Continue_ManyAtOnceAndOneThatCannotBeRead_OnlyThatOneFails()
    {
        await using var host = await StepHost.CreateAsync();
        await host.Crm.AddWorkflowAsync("w", "deal_stage_changed", $"[{Call}, {Task}]");
        for (var i = 0; i < 9; i++) await host.Crm.AddDealAsync($"deal {i}", 10);
        await host.Crm.Database.ExecuteAsync("UPDATE deals SET stage = 'signe'");
        await host.Crm.DrainAsync();
        await host.Crm.Database.ExecuteAsync("UPDATE workflow.live_executions SET event = jsonb_set(event, '{after,montant}', '\"much\"') WHERE id = (SELECT max(id) FROM workflow.live_executions)");

        await host.FinishAsync(_ => StepResult.Success());

        var executions = await host.Crm.ExecutionsAsync();
        Assert.Equal(10, executions.Count);
        Assert.Equal(9, executions.Count(e => e.Status == "success"));
        Assert.StartsWith("It could not go on: ", Assert.Single(executions, e => e.Status == "failed").Error, StringComparison.Ordinal);
        Assert.Equal(9, await host.Crm.CountAsync("tasks"));
    }

    private const string Call = """{"id": "call", "type": "call_webhook", "config": {"url": "https://hooks.example/x"}}""";

    private sealed class WrongClock(TimeSpan ahead) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + ahead;
    }
}
