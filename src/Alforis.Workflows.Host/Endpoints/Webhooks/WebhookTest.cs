using System.Text.Json.Nodes;
using Alforis.Crm.Data.Audit;
using Alforis.Crm.Data.Steps;
using Alforis.Crm.Data.Vocabulary;
using Alforis.Crm.Data.WebhookTargets;
using Npgsql;

namespace Alforis.Workflows.Host.Endpoints.Webhooks;

/// <summary>What came of a test of a target.</summary>
/// <param name="Delivered">Whether the receiver took it.</param>
/// <param name="Status">The status that it answered; <see langword="null"/> when it did not answer.</param>
/// <param name="DurationMs">How long the exchange took, in milliseconds.</param>
/// <param name="Body">The beginning of the body that it answered, at most 2,000 characters.</param>
/// <param name="BodyTruncated">Whether there was more of it.</param>
/// <param name="Error">Why it was not delivered.</param>
/// <param name="ErrorCode">The same for programs: one of the codes in docs/executions.md.</param>
internal sealed record WebhookTestAnswer(bool Delivered, int? Status, long DurationMs, string? Body, bool BodyTruncated, string? Error, string? ErrorCode);

/// <summary>Sends a test event to a target, by the same way as workflows do: same guard, same headers, same signature. Thread-safe.</summary>
internal sealed class WebhookTest(IEnumerable<IOutsideAction> actions, NpgsqlDataSource dataSource, TimeProvider clock)
{
    private const string EventType = "test";
    private const int MostCharacters = 2000;

    private readonly IOutsideAction call = actions.Single(a => a.Name == ActionNames.CallWebhook);

    public async Task<WebhookTestAnswer> RunAsync(TargetSummary target, Actor actor, CancellationToken ct)
    {
        var settings = new JsonObject
        {
            ["target"] = target.Name,
            ["body"] = new JsonObject
            {
                ["type"] = EventType, ["timestamp"] = clock.GetUtcNow().UtcDateTime.ToString("O"), ["data"] = new JsonObject { ["message"] = "A test of the webhook target.", ["target"] = target.Name },
            },
        };
        var step = new StepCall
        {
            StepId = 0, ExecutionId = 0, WorkflowId = 0, ActionId = EventType, ActionType = ActionNames.CallWebhook, Settings = settings, IdempotencyKey = Guid.NewGuid(), Attempt = 1,
        };
        var began = clock.GetTimestamp();
        var result = await call.RunAsync(step, ct);
        var duration = (long)clock.GetElapsedTime(began).TotalMilliseconds;
        var status = result.Details?["status"]?.GetValue<int>();
        var detail = new JsonObject { ["name"] = target.Name, ["status"] = status };
        await AuditTrail.WriteAsync(dataSource, actor, new AuditEntry("webhook.test", "webhook", target.Id) { Detail = detail }, ct);
        var body = Body(result.Details?["body"]);
        var isCut = body?.Length > MostCharacters || result.Details?["body_truncated"] is not null;
        return new WebhookTestAnswer(result.Succeeded, status, duration, body?[..Math.Min(body.Length, MostCharacters)], isCut, result.Error, result.ErrorCode);
    }

    private static string? Body(JsonNode? body) => body is JsonValue value && value.TryGetValue<string>(out var text) ? text : body?.ToJsonString();
}
