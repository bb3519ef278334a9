using System.Runtime.CompilerServices;
using System.Text.Json;
using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Payloads;
using Alforis.Workflows.Engine.Compilation;

namespace Alforis.Crm.Data.Triggers;

/// <summary>What a workflow wants of the payload of a webhook. Immutable, thread-safe.</summary>
/// <param name="Schema">What the payload must be like; <see langword="null"/> for anything.</param>
internal sealed record WebhookExpectation(PayloadSchema? Schema)
{
    /// <summary>The setting with the JSON Schema.</summary>
    public const string SchemaSetting = "payload_schema";

    private static readonly WebhookExpectation Anything = new((PayloadSchema?)null);

    private static readonly ConditionalWeakTable<CompiledWorkflow<CrmContext>, WebhookExpectation> Known = [];

    /// <summary>What the workflow's definition says.</summary>
    public static WebhookExpectation Of(CompiledWorkflow<CrmContext> workflow) => Known.GetValue(workflow, static w =>
        w.Definition.Trigger.Config?[SchemaSetting]?.ToJsonNode() is { } schema ? new(PayloadSchema.Read(JsonSerializer.SerializeToElement(schema)).Schema) : Anything);

    /// <summary>Why a payload is not as it should be, as a sentence that says where; <see langword="null"/> when it is.</summary>
    public string? Check(JsonElement payload) => Schema?.Check(payload);
}
