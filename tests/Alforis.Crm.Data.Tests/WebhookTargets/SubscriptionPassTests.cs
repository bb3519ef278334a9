using Alforis.Crm.Data.Audit;
using Alforis.Crm.Data.Tests.Dispatching;
using Alforis.Crm.Data.Tests.Steps;
using Alforis.Crm.Data.WebhookTargets;
using Alforis.Crm.Data.Workflows;

namespace Alforis.Crm.Data.Tests.WebhookTargets;

/// <summary>Workflows follow the rows of targets, whoever writes these.</summary>
public sealed class SubscriptionPassTests
{
    private const string All = "SELECT coalesce(string_agg(concat_ws('/', name, status, current_version), ', ' ORDER BY name), '') FROM workflows WHERE deleted_at IS NULL";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_EveryEventType_MakesAWorkflowOfEach()
    {
        await using var database = await Databases.CreateAsync();
        await AddAsync(database, "erp", string.Join(',', SubscriptionDefinition.EventTypes));

        var changes = await RunAsync(database);

        Assert.Equal((5, 0, 0), (changes.Written.Length, changes.Ended.Length, changes.Problems.Length));
        Assert.Equal(
            SubscriptionDefinition.EventTypes.Order(StringComparer.Ordinal),
            await database.QueryAsync<string>("SELECT trigger_type FROM workflows WHERE status = 'active' AND webhook_id = 1 ORDER BY trigger_type COLLATE \"C\""));
    }

    [Theory]
    [InlineData("UPDATE webhooks SET event_types = '{deal_updated}'", "Subscription of erp to deal_updated/active/1", 1, 1)]
    [InlineData("UPDATE webhooks SET event_types = '{}'", "", 0, 1)]
    [InlineData("UPDATE webhooks SET is_active = false", "Subscription of erp to deal_created/inactive/1", 0, 0)]
    [InlineData("UPDATE webhooks SET name = 'caisse'", "Subscription of caisse to deal_created/active/2", 1, 0)]
    [InlineData("DELETE FROM webhooks", "", 0, 0)]
    [InlineData("DELETE FROM workflows", "Subscription of erp to deal_created/active/1", 1, 0)]
    [InlineData("UPDATE webhooks SET is_active = false, name = 'caisse'; INSERT INTO workflows (name, trigger_type) VALUES ('SUBSCRIPTION of caisse to deal_created', 'scheduled')",
        "SUBSCRIPTION of caisse to deal_created/draft/1, Subscription of caisse to deal_created (2)/inactive/2", 1, 0)]
    [InlineData("INSERT INTO webhooks (name, origin, sealed_url, event_types) VALUES ('{{', 'http://x', 'x', '{deal_created}')", "Subscription of erp to deal_created/active/1", 0, 0, 1)]
    public async Task Run_RowChangedBySql_IsFollowedOnce(string change, string expected, int written, int ended, int problems = 0)
    {
        await using var database = await Databases.CreateAsync();
        await AddAsync(database, "erp", "deal_created");
        await RunAsync(database);
        await database.ExecuteAsync(change);

        var changes = await RunAsync(database);

        Assert.Equal((written, ended, problems), (changes.Written.Length, changes.Ended.Length, changes.Problems.Length));
        Assert.Equal(expected, await database.ScalarAsync<string>(All));
        var again = await RunAsync(database);
        Assert.Equal((0, 0, problems), (again.Written.Length, again.Ended.Length, again.Problems.Length));
    }

    [Theory]
    [InlineData("UPDATE webhooks SET event_types = '{deal_updated}'", true)]
    [InlineData("UPDATE webhooks SET is_active = false", true)]
    [InlineData("UPDATE webhooks SET name = 'caisse'", true)]
    [InlineData("DELETE FROM webhooks", true)]
    [InlineData("UPDATE webhooks SET description = 'x'", false)]
    public async Task Write_WhatSubscriptionsDependOn_TellsTheHosts(string change, bool tells)
    {
        await using var database = await Databases.CreateAsync();
        await AddAsync(database, "erp", "");
        var before = await database.ScalarAsync<long>("SELECT revision FROM workflow.set_revision");

        await database.ExecuteAsync(change);

        Assert.Equal(tells, await database.ScalarAsync<long>("SELECT revision FROM workflow.set_revision") > before);
    }

    [Fact]
    public async Task Run_ManyHostsAtOnce_MakeEachWorkflowOnce()
    {
        await using var database = await Databases.CreateAsync();
        for (var i = 0; i < 5; i++) await AddAsync(database, $"erp {i}", "deal_created,deal_updated");

        var changes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => RunAsync(database)));

        Assert.Equal(10, changes.Sum(c => c.Written.Length));
        Assert.Equal(10, await database.ScalarAsync<long>("SELECT count(*) FROM workflows"));
    }

    [Fact]
    public async Task Run_VerbsAndSqlAtTheSameTime_AllEnd()
    {
        await using var database = await Databases.CreateAsync();
        await AddAsync(database, "erp", "");
        var verbs = new TargetSubscriptions(database.DataSource);

        await Task.WhenAll(
            RepeatAsync(async () => Assert.NotNull(await verbs.SubscribeAsync("erp", "deal_created", Actor.CommandLine, Cancellation))),
            RepeatAsync(() => verbs.EndAsync("erp", "deal_created", Actor.CommandLine, Cancellation)),
            RepeatAsync(() => database.ExecuteAsync("UPDATE webhooks SET event_types = '{deal_updated}'")),
            RepeatAsync(() => new TargetActivation(database.DataSource).SetAsync("erp", isActive: false, Actor.CommandLine, Cancellation)),
            RepeatAsync(() => database.ExecuteAsync("UPDATE webhooks SET is_active = true")),
            RepeatAsync(() => RunAsync(database)));

        await database.ExecuteAsync("UPDATE webhooks SET event_types = '{deal_updated}', is_active = true");
        await RunAsync(database);
        Assert.Equal("Subscription of erp to deal_updated/active", (await database.ScalarAsync<string>(All))[..^2]);
    }

    public static TheoryData<string, string> Ends => new()
    {
        { "sql", "Its target's subscription was ended." },
        { "unsubscribe", "Its target's subscription was ended." },
        { "delete", "Its target was deleted, and the subscription with it." },
    };

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task End_ExecutionThatWaits_IsCancelledAndSaysWhy(string way, string reason)
    {
        await using var host = await StepHost.CreateAsync();
        var database = host.Crm.Database;
        await AddAsync(database, "erp", "deal_stage_changed");
        await RunAsync(database);
        await host.Crm.SignAsync();
        await host.Crm.DrainAsync();
        Assert.Equal(1, await host.Crm.CountAsync("workflow.steps"));

        switch (way)
        {
            case "sql":
                await database.ExecuteAsync("UPDATE webhooks SET event_types = '{}'");
                Assert.Single((await RunAsync(database)).Ended);
                break;
            case "unsubscribe":
                Assert.Equal(1, await new TargetSubscriptions(database.DataSource).EndAsync("ERP", "deal_stage_changed", Actor.CommandLine, Cancellation));
                Assert.Null(await new TargetSubscriptions(database.DataSource).EndAsync("ERP", "deal_stage_changed", Actor.CommandLine, Cancellation));
                break;
            default:
                var deleted = await new TargetDeletion(database.DataSource).DeleteAsync("ERP", Actor.CommandLine, Cancellation);
                Assert.Equal(("deal_stage_changed", 1L), (Assert.Single(deleted!.EventTypes), deleted.Cancelled));
                break;
        }

        Assert.Equal(("cancelled", reason), Assert.Single((await host.Crm.ExecutionsAsync()).Select(e => (e.Status, e.Error))));
        Assert.Equal(0, await host.Crm.CountAsync("workflow.steps"));
    }

    [Fact]
    public async Task Delete_TargetBySql_EndsWhatWaitsWhenItsTimeHasCome()
    {
        await using var host = await StepHost.CreateAsync();
        var database = host.Crm.Database;
        await AddAsync(database, "erp", "deal_stage_changed");
        await RunAsync(database);
        await host.Crm.SignAsync();
        await host.Crm.DrainAsync();

        await database.ExecuteAsync("DELETE FROM webhooks");
        await host.Queue.SweepAsync(host.Options.MostLosses, Cancellation);
        await host.ContinueAsync();

        Assert.Equal("cancelled", Assert.Single(await host.Crm.ExecutionsAsync()).Status);
    }

    [Fact]
    public async Task Subscribe_AlreadySubscribed_WritesThisVersionsDefinition()
    {
        await using var database = await Databases.CreateAsync();
        await AddAsync(database, "erp", "");
        var subscriptions = new TargetSubscriptions(database.DataSource);
        var first = await subscriptions.SubscribeAsync("erp", "deal_created", Actor.CommandLine, Cancellation);
        await database.ExecuteAsync("UPDATE workflow_versions SET definition = replace(definition::text, 'Sends every', 'Older')::json");

        Assert.Equal(first, await subscriptions.SubscribeAsync("ERP", "deal_created", Actor.CommandLine, Cancellation));

        Assert.Equal("{deal_created}", await database.ScalarAsync<string>("SELECT event_types::text FROM webhooks"));
        Assert.Equal(
            SubscriptionDefinition.Text(SubscriptionDefinition.Name("erp", "deal_created"), "erp", "deal_created"),
            await database.ScalarAsync<string>("SELECT definition::text FROM workflow_versions WHERE version = 2"));
    }

    [Fact]
    public async Task Change_SubscriptionsWorkflow_IsRefusedInAWayThatIsKnown()
    {
        await using var database = await Databases.CreateAsync();
        await AddAsync(database, "erp", "deal_created");
        await RunAsync(database);

        var refused = await Assert.ThrowsAnyAsync<Exception>(() => new WorkflowDeactivation(database.DataSource).DeactivateAsync(1, Alforis.Crm.Data.Audit.Actor.CommandLine, Cancellation));

        Assert.StartsWith(
            "Workflow 1 'Subscription of erp to deal_created' is the subscription of the webhook target 'erp' to deal_created, and is changed with that alone. To end it: ",
            SubscriptionGuard.Explain(refused), StringComparison.Ordinal);
        Assert.Null(SubscriptionGuard.Explain(new InvalidOperationException("x")));
    }

    private static async Task RepeatAsync(Func<Task> work)
    {
        for (var i = 0; i < 20; i++) await work();
    }

    private static Task<SubscriptionChanges> RunAsync(CrmDatabase database) => new SubscriptionPass(database.DataSource).RunAsync(Cancellation);

    private static Task AddAsync(CrmDatabase database, string name, string types) => database.ExecuteAsync(
        "INSERT INTO webhooks (name, origin, sealed_url, event_types) VALUES (@name, 'https://erp.example', 'x', ('{' || @types || '}')::text[])", new { name, types });
}
