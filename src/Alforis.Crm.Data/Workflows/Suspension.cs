using System.Text.Json;
using System.Text.Json.Serialization;
using Alforis.Workflows.Engine.Diagnostics;
using Npgsql;

namespace Alforis.Crm.Data.Workflows;

/// <summary>Marks an active workflow as unable to run, with its diagnostics. An edit or another activation lifts it.</summary>
internal static class Suspension
{
    private const string Sql = """
        UPDATE public.workflows SET suspended_at = clock_timestamp(), suspended_reason = $3::jsonb
        WHERE id = $1 AND current_version = $2 AND activated_by IS NOT DISTINCT FROM $4 AND suspended_at IS NULL
        """;

    public static NpgsqlBatchCommand Command(ActiveDefinition workflow, IEnumerable<Diagnostic> diagnostics) => new(Sql)
    {
        Parameters =
        {
            new NpgsqlParameter<long> { TypedValue = workflow.Id },
            new NpgsqlParameter<int> { TypedValue = workflow.Version },
            new NpgsqlParameter<string> { TypedValue = JsonSerializer.Serialize(diagnostics, SuspensionJson.Default.IEnumerableDiagnostic) },
            new NpgsqlParameter { Value = (object?)workflow.ActivatedBy ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Bigint },
        },
    };
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true)]
[JsonSerializable(typeof(IEnumerable<Diagnostic>))]
internal sealed partial class SuspensionJson : JsonSerializerContext;
