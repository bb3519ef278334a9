using System.Text.Json;
using Alforis.Crm.Data.Vocabulary;
using Alforis.Workflows.Engine.Binding;
using Alforis.Workflows.Host.Auth;
using Alforis.Workflows.Host.Endpoints.Workflows;

namespace Alforis.Workflows.Host.Endpoints.Schema;

/// <summary><c>/api/v1/schema</c>: all that an editor of workflows needs, from the tables that definitions are checked against.</summary>
internal static class SchemaEndpoints
{
    private static readonly SchemaAnswer Answer = SchemaAnswer.Of(CrmSchema.Instance);
    private static readonly byte[] JsonSchema = JsonSerializer.SerializeToUtf8Bytes(DefinitionJsonSchema.Of(CrmSchema.Instance));

    public static void MapSchema(this RouteGroupBuilder api)
    {
        var schema = api.MapGroup("/schema").WithTags("schema");
        schema.MapGet("", () => Results.Json(Answer)).RequirePermission(WorkflowEndpoints.Resource, "read").WithName("schema")
            .WithSummary("Read triggers, actions, fields and operators.").Produces<SchemaAnswer>();
        schema.MapGet("/workflow.json", () => Results.Bytes(JsonSchema, "application/schema+json")).RequirePermission(WorkflowEndpoints.Resource, "read").WithName("workflow_json_schema")
            .WithSummary("Read the JSON Schema of definitions, for text editors.").Produces<object>(200, "application/schema+json");
    }
}
