using System.Text.Json;
using System.Text.Json.Serialization;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Benchmarks.Conditions;

/// <summary>The benchmark's contexts as JSON and as dictionaries, and the condition written by hand over both.</summary>
internal static class ContextForms
{
    /// <summary>The fields of <see cref="BenchmarkContext"/>.</summary>
    public const string JsonSchema =
        """
        {
          "type": "object",
          "properties": {
            "deal": {
              "type": ["object", "null"],
              "properties": {
                "id": { "type": "integer" }, "montant": { "type": ["number", "null"] }, "probabilite": { "type": "integer" },
                "stage": { "enum": ["prospect", "qualification", "proposition", "negociation", "signe", "perdu", "inactif"] },
                "date_cloture_prevue": { "type": ["string", "null"], "format": "date" }
              }
            },
            "organisation": {
              "type": ["object", "null"],
              "properties": { "id": { "type": "integer" }, "nom": { "type": "string" }, "is_active": { "type": "boolean" } }
            }
          }
        }
        """;

    private static readonly DateOnly Deadline = new(2026, 3, 31);
    private static readonly DateTime DeadlineAsMoment = Deadline.ToDateTime(TimeOnly.MinValue);
    private static readonly JsonSerializerOptions Snake = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static WorkflowSchema Json { get; } = WorkflowSchema.ForJson(JsonSchema, s => s
        .Trigger("deal_updated", t => t.ViewOf("deal", "organisation"))
        .Action<BenchmarkActionSettings>("create_task"));

    public static WorkflowSchema Dictionaries { get; } = WorkflowSchema.ForDictionary(JsonSchema, s => s
        .Trigger("deal_updated", t => t.ViewOf("deal", "organisation"))
        .Action<BenchmarkActionSettings>("create_task"));

    public static JsonElement ToJson(BenchmarkContext context) => JsonSerializer.SerializeToElement(context, Snake);

    public static IReadOnlyDictionary<string, object?> ToDictionary(BenchmarkContext context) => new Dictionary<string, object?>(StringComparer.Ordinal)
    {
        ["deal"] = context.Deal is not { } deal ? null : new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["id"] = deal.Id, ["montant"] = deal.Montant, ["probabilite"] = deal.Probabilite, ["stage"] = deal.Stage,
            ["date_cloture_prevue"] = deal.DateCloturePrevue,
        },
        ["organisation"] = context.Organisation is not { } organisation ? null : new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["id"] = organisation.Id, ["nom"] = organisation.Nom, ["is_active"] = organisation.IsActive,
        },
    };

    /// <summary>What a developer would write who knows that lookups cost: each object once, nothing that allocates.</summary>
    public static bool HandWritten(JsonElement context)
    {
        if (!context.TryGetProperty("deal"u8, out var deal) || deal.ValueKind != JsonValueKind.Object) return false;
        if (!deal.TryGetProperty("montant"u8, out var montant) || montant.ValueKind != JsonValueKind.Number || montant.GetDecimal() <= 50000m) return false;
        var isProposition = deal.TryGetProperty("stage"u8, out var stage) && stage.ValueKind == JsonValueKind.String && stage.ValueEquals("proposition"u8);
        if (!isProposition
            && !(deal.TryGetProperty("probabilite"u8, out var probabilite) && probabilite.ValueKind == JsonValueKind.Number && probabilite.GetInt32() >= 60))
        {
            return false;
        }

        if (deal.TryGetProperty("date_cloture_prevue"u8, out var date) && date.ValueKind == JsonValueKind.String && date.GetDateTime() < DeadlineAsMoment) return false;
        return context.TryGetProperty("organisation"u8, out var organisation) && organisation.ValueKind == JsonValueKind.Object
            && organisation.TryGetProperty("is_active"u8, out var active) && active.ValueKind == JsonValueKind.True;
    }

    /// <summary>The same over dictionaries.</summary>
    public static bool HandWritten(IReadOnlyDictionary<string, object?> context)
    {
        if (!context.TryGetValue("deal", out var found) || found is not IReadOnlyDictionary<string, object?> deal) return false;
        if (!deal.TryGetValue("montant", out var montant) || montant is not decimal amount || amount <= 50000m) return false;
        var isProposition = deal.TryGetValue("stage", out var stage) && stage is string text && text == "proposition";
        if (!isProposition && !(deal.TryGetValue("probabilite", out var probabilite) && probabilite is int percent && percent >= 60)) return false;
        if (deal.TryGetValue("date_cloture_prevue", out var date) && date is DateOnly day && day < Deadline) return false;
        return context.TryGetValue("organisation", out var other) && other is IReadOnlyDictionary<string, object?> organisation
            && organisation.TryGetValue("is_active", out var active) && active is true;
    }
}
