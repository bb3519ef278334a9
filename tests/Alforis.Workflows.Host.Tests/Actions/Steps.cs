using System.Text.Json.Nodes;
using Alforis.Crm.Data.Steps;

namespace Alforis.Workflows.Host.Tests.Actions;

/// <summary>Steps as a worker hands them to an action.</summary>
internal static class Steps
{
    public static readonly Guid Key = new("0197c7a2-6a54-7c1e-9d0e-3a5b8c2f4e61");

    public static StepCall Call(string type, string settings, int attempt = 1) => new()
    {
        StepId = 5,
        ExecutionId = 12,
        WorkflowId = 4,
        ActionId = "action_1",
        ActionType = type,
        Settings = JsonNode.Parse(settings)!.AsObject(),
        IdempotencyKey = Key,
        Attempt = attempt,
    };
}
