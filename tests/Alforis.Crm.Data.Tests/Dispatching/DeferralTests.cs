using Alforis.Crm.Data.Dispatching;

namespace Alforis.Crm.Data.Tests.Dispatching;

public sealed class DeferralTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RunAsync_RowStaysHeld_IsTriedLessAndLessOftenAndOnlyTheFirstEventIsPutOff()
    {
        await using var host = await DispatchHost.CreateAsync();
        await host.AddWorkflowAsync("Tag", "deal_updated", """[{"type": "add_tag", "config": {"tag": "{{ deal.stage }}"}}]""");
        await host.Database.ExecuteAsync("UPDATE deals SET stage = 'negociation'");
        await host.Database.ExecuteAsync("UPDATE deals SET stage = 'signe'");
        var pass = host.NewPass(new DispatchOptions { FirstDeferral = TimeSpan.FromHours(1), LongestDeferral = TimeSpan.FromHours(3) });
        var waits = new List<double>();
        await using (await host.HoldAsync($"SELECT id FROM deals WHERE id = {host.Deal} FOR UPDATE"))
        {
            for (var deferral = 1; deferral <= 4; deferral++)
            {
                Assert.Equal(2, (await pass.RunAsync(Token)).Deferred);
                Assert.Equal(
                    [(deferral, 0), (0, 0)],
                    await host.Database.QueryAsync<(int, int)>("SELECT deferrals, attempts FROM workflow.event_queue ORDER BY event_id"));
                Assert.Equal(DispatchReport.Idle, await pass.RunAsync(Token));
                waits.Add(await host.Database.ScalarAsync<double>("SELECT extract(epoch FROM not_before - clock_timestamp()) / 3600 FROM workflow.event_queue WHERE not_before IS NOT NULL"));
                await host.Database.ExecuteAsync("UPDATE workflow.event_queue SET not_before = clock_timestamp() WHERE not_before IS NOT NULL");
            }
        }

        Assert.InRange(waits[0], 0.74, 1);
        Assert.InRange(waits[1], 1.49, 2);
        Assert.All(waits.Skip(2), w => Assert.InRange(w, 2.24, 3));
        Assert.Equal(2, (await pass.RunAsync(Token)).Executions);
        Assert.Equal(["negociation", "signe"], await host.Database.ScalarAsync<string[]>("SELECT tags FROM deals WHERE id = @Deal", new { host.Deal }));
    }

    [Theory]
    [InlineData("""{"type": "create_task", "config": {"title": "x", "assigned_to": "{{ deal.assigned_to }}"}}""")]
    [InlineData("""{"type": "create_task", "config": {"title": "x", "assigned_to": "SELLER@example.com"}}""")]
    [InlineData("""{"type": "send_notification", "config": {"user_id": "{{ deal.assigned_to }}", "message": "x"}}""")]
    [InlineData("""{"type": "send_notification", "config": {"recipients": ["manager@example.com", "role:commercial"], "message": "x"}}""")]
    [InlineData("""{"type": "assign_user", "config": {"role": "commercial"}}""")]
    [InlineData("""{"type": "assign_user", "config": {"user": "seller@example.com"}}""")]
    public async Task RunAsync_UserIsHeld_WhatNeedsHerIsPutOffAtOnceAndNothingElse(string action)
    {
        await using var host = await DispatchHost.CreateAsync();
        var workflow = await host.AddWorkflowAsync("Avec elle", "deal_stage_changed", $"[{action}]");
        var other = await host.AddWorkflowAsync(
            "Sans elle", "organisation_updated", """[{"type": "send_notification", "config": {"user_id": "manager@example.com", "message": "x"}}]""");
        await using (await host.HoldAsync($"SELECT id FROM users WHERE id = {host.Seller} FOR UPDATE"))
        {
            await host.SignAsync();
            await host.Database.ExecuteAsync("UPDATE organisations SET ville = 'Lyon'");

            // One pass, in which nothing waits for a lock and nothing is divided.
            var pass = host.NewPass(new DispatchOptions { FirstDeferral = TimeSpan.FromHours(1), LongestDeferral = TimeSpan.FromHours(1), LockTimeout = TimeSpan.FromMinutes(1) });
            Assert.Equal(new DispatchReport(1, 1, 1, 0), await pass.RunAsync(Token));
            Assert.Equal([other], (await host.ExecutionsAsync()).Select(e => e.WorkflowId));
        }

        await host.Database.ExecuteAsync("UPDATE workflow.event_queue SET not_before = NULL");
        await host.DrainAsync();
        Assert.Contains((workflow, "success", null), (await host.ExecutionsAsync()).Select(e => (e.WorkflowId, e.Status, e.Error)));
    }

    [Fact]
    public async Task RunAsync_UserVanishesWhileTheEventWaits_TheExecutionSaysSo()
    {
        await using var host = await DispatchHost.CreateAsync();
        await host.AddWorkflowAsync("Tâche", "deal_stage_changed", """[{"type": "create_task", "config": {"title": "x", "assigned_to": "leaving@example.com"}}]""");
        await host.AddUserAsync("leaving@example.com", "Dom", "Petit", "commercial");
        var deletion = await host.HoldAsync("DELETE FROM users WHERE email = 'leaving@example.com'");
        await using (deletion)
        {
            await host.SignAsync();
            Assert.Equal(1, (await host.Pass.RunAsync(Token)).Deferred);
            await deletion.CommitAsync(Token);
        }

        await Poll.UntilAsync(async () => (await host.Pass.RunAsync(Token)).Executions == 1);

        Assert.Equal(
            "action_1 (create_task): The task cannot be assigned. There is no user leaving@example.com.", Assert.Single(await host.ExecutionsAsync()).Error);
        Assert.Equal(0, await host.CountAsync("tasks"));
    }
}
