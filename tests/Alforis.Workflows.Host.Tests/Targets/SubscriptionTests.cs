using System.Text.Json;
using Alforis.Crm.Data.WebhookTargets;
using Alforis.Workflows.Host.Tests.Actions.CallWebhook;
using Alforis.Workflows.Host.Tests.Hooks;
using Alforis.Workflows.Host.Tests.Serving;

namespace Alforis.Workflows.Host.Tests.Targets;

/// <summary>Events that go to a target without a workflow being written.</summary>
public sealed class SubscriptionTests
{
    public static TheoryData<string> EventTypes => [.. SubscriptionDefinition.EventTypes];

    [Theory]
    [MemberData(nameof(EventTypes))]
    public async Task Subscribe_AnyEventType_IsAnActiveWorkflowThatFollowsItsTarget(string type)
    {
        await using var crm = await TargetCrm.CreateAsync();
        await crm.SecretAsync("create", "erp", "https://erp.example");
        await crm.SaysAsync("subscribe", "ERP", type);
        Assert.Equal("active", await StatusAsync(crm));
        await crm.SaysAsync("subscribe", "erp", type);
        Assert.Equal(1, await crm.ScalarAsync<long>("SELECT count(*) FROM workflows"));

        await crm.SaysAsync("disable", "erp");
        Assert.Equal("inactive", await StatusAsync(crm));
        await crm.SaysAsync("enable", "erp");
        Assert.Equal("active", await StatusAsync(crm));
        var id = await crm.ScalarAsync<long>("SELECT id FROM workflows");
        foreach (var verb in (string[][])[["workflows", "deactivate", $"{id}"], ["workflows", "delete", $"{id}"]])
        {
            var console = crm.Console();
            Assert.Equal(1, await console.RunAsync(verb));
            Assert.Equal(
                $"Workflow {id} 'Subscription of erp to {type}' is the subscription of the webhook target 'erp' to {type}, and is changed with that alone. "
                + $"To end it: ./run.sh targets unsubscribe 'erp' {type}. To let the target rest: ./run.sh targets disable 'erp', until ./run.sh targets enable 'erp'.",
                console.Error.TrimEnd());
        }

        var import = crm.Console($$$"""{"name": "{{{SubscriptionDefinition.Name("ERP", type)}}}", "trigger_type": "{{{type}}}", "actions": [{"type": "add_tag", "config": {"tag": "x"}}]}""");
        Assert.Equal(1, await import.RunAsync("import", "-"));
        Assert.Contains($"-:1:10: error WF2009 /name: The workflow of this name is the subscription of the webhook target 'erp' to {type}.", import.Error, StringComparison.Ordinal);
        Assert.Contains($"Choose another name. The subscription is changed with: targets unsubscribe 'erp' {type}.", import.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("as-draft", import.Error, StringComparison.Ordinal);

        await crm.SaysAsync("unsubscribe", "erp", type);
        Assert.Equal(0, await crm.ScalarAsync<long>("SELECT count(*) FROM workflows WHERE deleted_at IS NULL"));
    }

    [Fact]
    public async Task Serve_SubscribedTarget_GetsTheEventSignedAndHistoryShowsIt()
    {
        await using var receiver = await WebhookReceiver.AnsweringAsync(200);
        await using var crm = await TargetCrm.CreateAsync();
        var secret = await crm.SecretAsync("create", "erp", receiver.Address);
        await crm.SaysAsync("subscribe", "erp", "deal_stage_changed");
        await using var service = await RunningService.StartAsync(crm.Console());

        await crm.ScalarAsync<object>("UPDATE deals SET stage = 'signe' WHERE id = (SELECT min(id) FROM deals WHERE stage <> 'signe')");
        await Eventually.TrueAsync(
            async () => await crm.ScalarAsync<long>("SELECT count(*) FROM workflow_executions WHERE status = 'success'") == 1, () => service.Console.Error);

        var request = Assert.Single(receiver.Requests);
        Assert.Equal([true], await StandardSender.VerifyAsync(new VerifiedCall(secret, request.Headers, request.Body)));
        var body = JsonDocument.Parse(request.Body).RootElement;
        Assert.Equal("deal_stage_changed", body.GetProperty("type").GetString());
        Assert.True(body.GetProperty("timestamp").TryGetDateTimeOffset(out _));
        var deal = body.GetProperty("data").GetProperty("deal");
        Assert.Equal((JsonValueKind.Number, "signe"), (deal.GetProperty("id").ValueKind, deal.GetProperty("stage").GetString()));
    }

    [Fact]
    public async Task Subscribe_NameOfSomebodysWorkflow_LeavesThatAlone()
    {
        await using var crm = await TargetCrm.CreateAsync();
        await crm.SecretAsync("create", "erp", "https://erp.example");
        var own = """{"name": "subscription of ERP to deal_created", "trigger_type": "deal_created", "status": "active", "actions": [{"type": "add_tag", "config": {"tag": "x"}}]}""";
        Assert.Equal(0, await crm.Console(own).RunAsync("import", "-"));

        await crm.SaysAsync("subscribe", "erp", "deal_created");
        await crm.SaysAsync("subscribe", "erp", "deal_created");

        Assert.Equal(
            "subscription of ERP to deal_created/1/false, Subscription of erp to deal_created (2)/1/true",
            await crm.ScalarAsync<string>("SELECT string_agg(concat_ws('/', name, current_version, (webhook_id IS NOT NULL)::text), ', ' ORDER BY id) FROM workflows WHERE deleted_at IS NULL"));
        await crm.SaysAsync("unsubscribe", "erp", "deal_created");
        Assert.Equal("subscription of ERP to deal_created", await crm.ScalarAsync<string>("SELECT string_agg(name, ',') FROM workflows WHERE deleted_at IS NULL"));
    }

    [Fact]
    public async Task Subscribe_NameThatNoDefinitionCanHave_SaysSoAndChangesNothing()
    {
        await using var crm = await TargetCrm.CreateAsync();
        await crm.SecretAsync("create", "{{ x }}", "https://erp.example");
        var console = crm.Console();

        Assert.Equal(1, await console.RunAsync("targets", "subscribe", "{{ x }}", "deal_created"));

        Assert.StartsWith("The webhook target '{{ x }}' cannot be subscribed to deal_created, because of its name: ", console.Error, StringComparison.Ordinal);
        Assert.Equal(0, await crm.ScalarAsync<long>("SELECT count(*) FROM webhooks WHERE event_types <> '{}'"));
    }

    [Fact]
    public async Task List_SubscribedTarget_SaysToWhat()
    {
        await using var crm = await TargetCrm.CreateAsync();
        await crm.SecretAsync("create", "erp", "https://erp.example");
        await crm.SaysAsync("subscribe", "erp", "deal_updated");
        await crm.SaysAsync("subscribe", "erp", "deal_created");

        Assert.Matches("events +deal_updated, deal_created", await crm.SaysAsync("show", "erp"));
        Assert.Matches("secrets  events .*\n.* 1 +2 ", await crm.SaysAsync("list"));
        var json = JsonDocument.Parse(await crm.SaysAsync("list", "--json")).RootElement[0];
        Assert.Equal(["deal_updated", "deal_created"], json.GetProperty("event_types").EnumerateArray().Select(e => e.GetString()));
    }

    [Fact]
    public async Task Serve_EventTypesWrittenInSql_AreFollowedWhileHostsRun()
    {
        await using var receiver = await WebhookReceiver.AnsweringAsync(200);
        await using var crm = await TargetCrm.CreateAsync();
        await crm.SecretAsync("create", "erp", receiver.Address);
        await crm.ScalarAsync<object>("UPDATE webhooks SET event_types = '{deal_created}'");
        await using var service = await RunningService.StartAsync(crm.Console());
        await using var second = await RunningService.StartAsync(crm.Console());
        // Those that were there at the start are ready with the service.
        Assert.Equal("deal_created", await TypesAsync(crm));

        await crm.ScalarAsync<object>("UPDATE webhooks SET event_types = '{deal_updated, deal_stage_changed}'");
        await Eventually.TrueAsync(async () => await TypesAsync(crm) == "deal_stage_changed,deal_updated", () => service.Console.Error);
        await crm.ScalarAsync<object>("UPDATE deals SET stage = 'signe' WHERE id = (SELECT min(id) FROM deals WHERE stage <> 'signe')");
        await Eventually.TrueAsync(
            async () => await crm.ScalarAsync<long>("SELECT count(*) FROM workflow_executions WHERE status = 'success'") == 2, () => service.Console.Error);

        Assert.Equal(
            ["deal_stage_changed", "deal_updated"],
            receiver.Requests.Select(r => JsonDocument.Parse(r.Body).RootElement.GetProperty("type").GetString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Serve_TargetThatIsGone_HasItsSubscriptionsSwitchedOff()
    {
        await using var receiver = await WebhookReceiver.AnsweringAsync(410);
        await using var crm = await TargetCrm.CreateAsync();
        await crm.SecretAsync("create", "erp", receiver.Address);
        await crm.SaysAsync("subscribe", "erp", "deal_stage_changed");
        await using var service = await RunningService.StartAsync(crm.Console());

        await crm.ScalarAsync<object>("UPDATE deals SET stage = 'signe' WHERE id = (SELECT min(id) FROM deals WHERE stage <> 'signe')");

        await Eventually.TrueAsync(async () => await StatusAsync(crm) == "inactive", () => service.Console.Error);
    }

    [Fact]
    public async Task Delete_SubscribedTarget_SaysWhatItEndsAndCancelsWhatWaits()
    {
        await using var crm = await TargetCrm.CreateAsync();
        await crm.SecretAsync("create", "erp", "https://erp.example");
        await crm.SaysAsync("subscribe", "erp", "deal_created");
        await crm.SaysAsync("disable", "erp");
        var refused = crm.Console();

        Assert.Equal(1, await refused.RunAsync("targets", "delete", "ERP"));
        Assert.Equal(
            "The target 'erp' is subscribed to deal_created. --force ends these subscriptions and cancels what waits to be sent; "
            + "one alone is ended with: ./run.sh targets unsubscribe 'erp' deal_created",
            refused.Error.TrimEnd());

        Assert.Equal(
            ["The target 'erp' is deleted.", "It is subscribed no more to deal_created."],
            (await crm.SaysAsync("delete", "ERP", "--force")).TrimEnd().ReplaceLineEndings("\n").Split('\n'));
        Assert.Equal(0, await crm.ScalarAsync<long>("SELECT count(*) FROM workflows WHERE deleted_at IS NULL"));
    }

    private static Task<string> TypesAsync(TargetCrm crm) =>
        crm.ScalarAsync<string>("SELECT coalesce(string_agg(trigger_type, ',' ORDER BY trigger_type), '') FROM workflows WHERE deleted_at IS NULL AND webhook_id IS NOT NULL");

    private static Task<string> StatusAsync(TargetCrm crm) => crm.ScalarAsync<string>("SELECT status FROM workflows WHERE deleted_at IS NULL AND webhook_id IS NOT NULL");
}
