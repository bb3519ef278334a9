using System.Text.Json;
using System.Text.Json.Nodes;
using Alforis.Crm.Data.Executions;
using Alforis.Crm.Data.Steps;
using Alforis.Crm.Data.Vocabulary;

namespace Alforis.Crm.Data.Tests.Steps;

/// <summary>Answers come from others, who may write into them what they like.</summary>
public sealed class OddAnswerTests
{
    private const string Calls =
        """[{"id": "call", "type": "call_webhook", "config": {"url": "https://hooks.example/x"}}, {"id": "again", "type": "call_webhook", "config": {"url": "https://hooks.example/y"}}]""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static async Task<StepHost> WithStepsAsync(int deals)
    {
        var host = await StepHost.CreateAsync();
        await host.Crm.AddWorkflowAsync("w", "deal_updated", Calls);
        for (var i = 1; i < deals; i++) await host.Crm.AddDealAsync($"deal {i}", 10);
        await host.Crm.Database.ExecuteAsync("UPDATE deals SET montant = 7");
        await host.Crm.DrainAsync();
        return host;
    }

    private static JsonObject Nested(int depth)
    {
        var text = string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth);
        return JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { MaxDepth = depth + 1 })!.AsObject();
    }

    [Theory]
    [InlineData(60)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(500)]
    [InlineData(2000)]
    public async Task Complete_DeeplyNestedAnswer_HoldsUpNoExecution(int depth)
    {
        await using var host = await WithStepsAsync(3);
        var odd = true;

        await host.FinishAsync(call => StepResult.Success(odd && !(odd = false) && call.ActionId == "call" ? Nested(depth) : null));

        Assert.Equal(["success", "success", "success"], (await host.Crm.ExecutionsAsync()).Select(e => e.Status));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0xD800)]
    public async Task Run_AnswerThatTheDatabaseCannotHold_IsDoneOnceAndCanBeCancelled(int character)
    {
        var odd = ((char)character).ToString();
        await using var host = await WithStepsAsync(1);
        var quick = new StepOptions { PollInterval = TimeSpan.FromMilliseconds(10), SweepInterval = TimeSpan.FromMilliseconds(200) };
        var receiver = new Receiver(ActionNames.CallWebhook) { Answer = (_, _) => ValueTask.FromResult(StepResult.Success(new JsonObject { ["odd"] = odd })) };
        using var stopping = new CancellationTokenSource();
        var run = host.NewWorker(quick, receiver).RunAsync(stopping.Token, CancellationToken.None);
        await Poll.UntilAsync(() => host.Crm.Database.ScalarAsync<bool>("SELECT status = 'success' FROM workflow.steps"));
        await stopping.CancelAsync();
        await run;

        Assert.True(await new ExecutionCancellation(host.Crm.Database.DataSource).CancelAsync(receiver.Arrived.First().ExecutionId, "Enough.", Alforis.Crm.Data.Audit.Actor.CommandLine, Cancellation));
        Assert.Single(receiver.Arrived);
        Assert.Equal("call:success again:not_run", await host.StatusesAsync(receiver.Arrived.First().ExecutionId));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0xD800)]
    public async Task Complete_ErrorThatTheDatabaseCannotHold_IsStoredAsFarAsItCan(int character)
    {
        await using var host = await WithStepsAsync(1);

        Assert.Equal("failed", await host.CompleteAsync(Assert.Single(await host.ClaimAsync()), StepResult.Permanent(FailureCode.WebhookRefused, $"a{(char)character}b")));

        Assert.Equal("a\ufffdb", await host.Crm.Database.ScalarAsync<string>("SELECT error FROM workflow.steps"));
    }
}
