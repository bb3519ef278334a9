using Alforis.Crm.Data.Tests.Dispatching;

namespace Alforis.Crm.Data.Tests.Actions;

public sealed class SendNotificationTests
{
    [Theory]
    [InlineData("\"user_id\": \"{{ deal.assigned_to }}\"", new[] { "seller" })]
    [InlineData("\"recipients\": [\"seller@example.com\", \"{{ deal.manager.email }}\"]", new[] { "seller" })]
    [InlineData("\"recipients\": \"role:commercial\"", new[] { "seller", "second" })]
    [InlineData("\"recipients\": [\"role:manager\", \"ROLE:Commercial\", \"{{ deal.assigned_to }}\", \"second@example.com\"]", new[] { "manager", "seller", "second" })]
    [InlineData("\"user_id\": \"manager@example.com\", \"recipients\": [\"role:commercial\"]", new[] { "manager", "seller", "second" })]
    public async Task RunAsync_Recipients_EachIsNotifiedOnce(string recipients, string[] expected)
    {
        await using var host = await DispatchHost.CreateAsync();
        await host.AddUserAsync("second@example.com", "", "", "commercial");
        await host.AddWorkflowAsync("Signature", "deal_stage_changed", Notify(recipients));

        await host.SignAsync();
        await host.DrainAsync();

        Assert.Equal(("success", null), Assert.Single((await host.ExecutionsAsync()).Select(e => (e.Status, e.Error))));
        Assert.Equal(
            expected.Order(StringComparer.Ordinal),
            await host.Database.QueryAsync<string>(
                "SELECT split_part(u.email, '@', 1) FROM notifications n JOIN users u ON u.id = n.user_id ORDER BY split_part(u.email, '@', 1) COLLATE \"C\""));
    }

    [Fact]
    public async Task RunAsync_Success_HistoryNamesTheRowsAndTheReaders()
    {
        await using var host = await DispatchHost.CreateAsync();
        await host.AddWorkflowAsync("Signature", "deal_stage_changed", Notify("\"recipients\": [\"role:manager\", \"role:commercial\"]"));

        await host.SignAsync();
        await host.DrainAsync();

        var result = (await host.ActionsOfAsync(Assert.Single(await host.ExecutionsAsync()).Id))[0]!["result"]!;
        Assert.Equal(
            await host.Database.QueryAsync<(long, long)>("SELECT id, user_id FROM notifications ORDER BY id"),
            result["notification_ids"]!.AsArray().Zip(result["user_ids"]!.AsArray(), (n, u) => (n!.GetValue<long>(), u!.GetValue<long>())));
    }

    [Fact]
    public async Task RunAsync_LinkThatAPlaceholderMadeHostile_Fails()
    {
        await using var host = await DispatchHost.CreateAsync();
        await host.AddWorkflowAsync("Lien", "organisation_updated", """[{"type": "send_notification", "config": {"recipients": "role:manager", "message": "x", "link": "{{ organisation.nom }}"}}]""");

        await host.Database.ExecuteAsync("UPDATE organisations SET nom = 'javascript:alert(1)'");
        await host.DrainAsync();

        var execution = Assert.Single(await host.ExecutionsAsync());
        Assert.Equal("failed", execution.Status);
        Assert.Contains("'javascript:alert(1)' is no link", execution.Error, StringComparison.Ordinal);
        Assert.Equal(0, await host.CountAsync("notifications"));
    }

    [Theory]
    [InlineData("deal")]
    [InlineData("organisation")]
    public async Task RunAsync_EntityVanished_FailsForGoodAndNotifiesNobody(string entity)
    {
        await using var host = await DispatchHost.CreateAsync();
        var trigger = entity == "deal" ? "deal_updated" : "organisation_updated";
        await host.AddWorkflowAsync("Signature", trigger, """[{"type": "send_notification", "config": {"recipients": "role:manager", "message": "x"}}]""");

        await host.Database.ExecuteAsync($"UPDATE {entity}s SET nom = 'Autre'");
        await host.Database.ExecuteAsync("DELETE FROM deals; DELETE FROM organisations");
        await host.DrainAsync();

        var id = entity == "deal" ? host.Deal : host.Organisation;
        Assert.Equal(("failed", $"action_1 (send_notification): The {entity} {id} no longer exists."), Assert.Single((await host.ExecutionsAsync()).Select(e => (e.Status, e.Error))));
        Assert.Equal(0, await host.CountAsync("notifications"));
    }

    [Theory]
    [InlineData("SELECT id FROM deals FOR UPDATE")]
    [InlineData("SELECT id FROM organisations FOR UPDATE")]
    public async Task RunAsync_SomebodyHoldsTheRow_NotifiesWithoutWaiting(string hold)
    {
        await using var host = await DispatchHost.CreateAsync();
        await host.AddWorkflowAsync("Signature", "deal_stage_changed", Notify("\"recipients\": \"role:manager\""));
        await host.SignAsync();

        await using (await host.HoldAsync(hold)) await host.DrainAsync();

        Assert.Equal(1, await host.CountAsync("notifications"));
    }

    private static string Notify(string recipients) => """[{"type": "send_notification", "config": {"message": "Signé", """ + recipients + "}}]";
}
