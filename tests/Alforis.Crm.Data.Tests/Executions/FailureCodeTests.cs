using System.Text.Json.Nodes;
using Alforis.Crm.Data.Attention;
using Alforis.Crm.Data.Audit;
using Alforis.Crm.Data.Executions;
using Alforis.Crm.Data.Statistics;
using Alforis.Crm.Data.Steps;
using Alforis.Crm.Data.Tests.Steps;

namespace Alforis.Crm.Data.Tests.Executions;

/// <summary>Every failure has a code: in the action, in the execution, in the attempt, and wherever these are read.</summary>
public sealed class FailureCodeTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{"type": "create_task", "config": {"title": "x", "assigned_to": 4711}}""", "user_unavailable")]
    [InlineData("""{"type": "assign_user", "config": {"user_id": 4711}}""", "user_unavailable")]
    [InlineData("""{"type": "send_notification", "config": {"title": "x", "message": "y", "recipients": [4711]}}""", "user_unavailable")]
    [InlineData("""{"type": "update_field", "config": {"field": "probabilite", "value": "{{ deal.montant }}"}}""", "value_refused")]
    [InlineData("""{"type": "add_tag", "config": {"tag": "{{ deal.description }}"}}""", "value_refused")]
    [InlineData("""{"type": "create_task", "config": {"title": "{{ deal.description }}"}}""", "value_refused")]
    public async Task DatabaseAction_Fails_ActionAndExecutionSayWhy(string action, string code)
    {
        await using var host = await StepHost.CreateAsync();
        await host.Crm.AddWorkflowAsync("w", "deal_stage_changed", $"[{action}]");
        await host.Crm.SignAsync();
        await host.Crm.DrainAsync();

        var (execution, actions) = await ReadAsync(host);

        Assert.Equal(("failed", code, code), (execution.Status, execution.ErrorCode, actions[0]!["error_code"]?.GetValue<string>()));
    }

    [Fact]
    public async Task FailureThatDoesNotStop_IsSaidByItsActionAlone()
    {
        await using var host = await StepHost.CreateAsync();
        await host.Crm.AddWorkflowAsync("w", "deal_stage_changed", """[{"type": "assign_user", "on_error": "continue", "config": {"user_id": 4711}}, {"type": "add_tag", "config": {"tag": "a"}}]""");
        await host.Crm.SignAsync();
        await host.Crm.DrainAsync();

        var (execution, actions) = await ReadAsync(host);

        Assert.Equal(("success", null, "user_unavailable", null), (execution.Status, execution.ErrorCode, actions[0]!["error_code"]?.GetValue<string>(), actions[1]!["error_code"]?.GetValue<string>()));
    }

    [Fact]
    public async Task Step_FailsAtLast_AttemptActionAndExecutionSayWhy_AndWhoeverGroupsThem()
    {
        await using var host = await StepHost.CreateAsync();
        var workflow = await host.Crm.AddWorkflowAsync("w", "deal_stage_changed", $"[{StepHost.Webhook}]");
        await host.Crm.SignAsync();
        await host.Crm.DrainAsync();
        await host.CompleteAsync(Assert.Single(await host.ClaimAsync()), StepResult.Transient(FailureCode.WebhookTimeout, "Slow."));
        var waiting = (await StoryAsync(host)).Actions;
        await host.HurryAsync();
        await host.CompleteAsync(Assert.Single(await host.ClaimAsync()), StepResult.Permanent(FailureCode.WebhookRefused, "No."));
        await host.ContinueAsync();

        var (execution, actions) = await ReadAsync(host);
        var story = await StoryAsync(host);
        var listed = Assert.Single((await new ExecutionListQuery(host.Crm.Database.DataSource).ReadAsync(new ExecutionFilter { WorkflowId = workflow }, 10, Cancellation)).Items);
        var sought = Assert.Single((await new ExecutionListQuery(host.Crm.Database.DataSource).ReadAsync(new ExecutionFilter { Error = "no." }, 10, Cancellation)).Items);
        var group = Assert.Single((await new AttentionQuery(host.Crm.Database.DataSource).ReadAsync(7, Cancellation)).Groups);
        var cause = Assert.Single((await new FailureCausesQuery(host.Crm.Database.DataSource).ReadAsync(workflow, 7, 5, Cancellation)).Causes);

        Assert.Equal("webhook_timeout", JsonNode.Parse(waiting!)![0]!["error_code"]?.GetValue<string>());
        Assert.Equal(["webhook_timeout", "webhook_refused"], story.Attempts.Select(a => a.ErrorCode));
        Assert.Equal(("webhook_refused", "webhook_refused"), (execution.ErrorCode, actions[0]!["error_code"]?.GetValue<string>()));
        Assert.Equal(("webhook_refused", "webhook_refused", "webhook_refused", "webhook_refused"), (listed.ErrorCode, sought.ErrorCode, group.ErrorCode, cause.ErrorCode));
    }

    [Fact]
    public async Task Step_SucceedsAfterAFailure_HasNoCode()
    {
        await using var host = await StepHost.CreateAsync();
        await host.Crm.AddWorkflowAsync("w", "deal_stage_changed", $"[{StepHost.Webhook}]");
        await host.Crm.SignAsync();
        await host.Crm.DrainAsync();
        await host.CompleteAsync(Assert.Single(await host.ClaimAsync()), StepResult.Transient(FailureCode.WebhookTimeout, "Slow."));
        await host.HurryAsync();
        await host.CompleteAsync(Assert.Single(await host.ClaimAsync()), StepResult.Success());
        await host.ContinueAsync();

        var (execution, actions) = await ReadAsync(host);

        Assert.Equal(("success", null, null), (execution.Status, execution.ErrorCode, actions[0]!["error_code"]?.GetValue<string>()));
    }

    [Fact]
    public async Task Lease_EndsTooOften_IsTheHostsFault()
    {
        await using var host = await StepHost.CreateAsync();
        await host.Crm.AddWorkflowAsync("w", "deal_stage_changed", $"[{StepHost.Webhook}]");
        await host.Crm.SignAsync();
        await host.Crm.DrainAsync();
        Assert.Single(await host.ClaimAsync());
        await host.Crm.Database.ExecuteAsync("UPDATE workflow.steps SET leased_until = now() - interval '1 second'");
        await host.Queue.SweepAsync(1, Cancellation);
        await host.ContinueAsync();

        var (execution, actions) = await ReadAsync(host);

        Assert.Equal(("failed", "host_lost", "host_lost"), (execution.Status, execution.ErrorCode, actions[0]!["error_code"]?.GetValue<string>()));
        Assert.Equal(["host_lost"], (await StoryAsync(host)).Attempts.Select(a => a.ErrorCode));
    }

    [Theory]
    [InlineData(false, "cancelled")]
    [InlineData(true, "workflow_deleted")]
    public async Task Execution_IsCancelled_SaysByWhat(bool byDeletion, string code)
    {
        await using var host = await StepHost.CreateAsync();
        var workflow = await host.Crm.AddWorkflowAsync("w", "deal_stage_changed", $"[{StepHost.Webhook}]");
        await host.Crm.SignAsync();
        await host.Crm.DrainAsync();
        if (byDeletion)
        {
            await host.Crm.Database.ExecuteAsync("UPDATE workflows SET deleted_at = now()");
            await host.Queue.SweepAsync(100, Cancellation);
            await host.ContinueAsync();
        }
        else
        {
            Assert.Equal(1, await new ExecutionCancellation(host.Crm.Database.DataSource).CancelAllAsync(workflow, "Enough.", Actor.CommandLine, Cancellation));
        }

        Assert.Equal(("cancelled", code), ((await ReadAsync(host)).Execution.Status, (await ReadAsync(host)).Execution.ErrorCode));
    }

    private static async Task<(ExecutionSummary Execution, JsonArray Actions)> ReadAsync(StepHost host)
    {
        var story = await StoryAsync(host);
        return (story.Summary, JsonNode.Parse(story.Actions!)!.AsArray());
    }

    private static async Task<ExecutionStory> StoryAsync(StepHost host)
    {
        var id = await host.Crm.Database.ScalarAsync<long>("SELECT id FROM workflow_executions UNION ALL SELECT id FROM workflow.live_executions");
        return (await new ExecutionStoryQuery(host.Crm.Database.DataSource).FindAsync(id, Cancellation))!;
    }
}
