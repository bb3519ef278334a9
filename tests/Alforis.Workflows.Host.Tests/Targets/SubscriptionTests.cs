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
            Assert.Contains("is the subscription of a webhook target", console.Error, StringComparison.Ordinal);
        }

        var import = crm.Console($$$"""{"name": "{{{SubscriptionDefinition.Name("erp", type)}}}", "trigger_type": "{{{type}}}", "actions": [{"type": "add_tag", "config": {"tag": "x"}}]}""");
        Assert.Equal(1, await import.RunAsync("import", "-"));
        Assert.Contains("is the subscription of a webhook target", import.Error, StringComparison.Ordinal);

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
    public async Task Delete_SubscribedTarget_EndsItsSubscriptions()
    {
        await using var crm = await TargetCrm.CreateAsync();
        await crm.SecretAsync("create", "erp", "https://erp.example");
        await crm.SaysAsync("subscribe", "erp", "deal_created");

        await crm.SaysAsync("delete", "erp", "--force");

        Assert.Equal(0, await crm.ScalarAsync<long>("SELECT count(*) FROM workflows WHERE deleted_at IS NULL"));
    }

    private static Task<string> StatusAsync(TargetCrm crm) => crm.ScalarAsync<string>("SELECT status FROM workflows WHERE deleted_at IS NULL AND webhook_id IS NOT NULL");
}
