using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Benchmarks.Conditions;

/// <summary>One condition of five leaves, as a definition and by hand, and contexts to ask it about.</summary>
internal static class ConditionCase
{
    public const string Definition =
        """
        {
          "name": "Five leaves", "trigger_type": "deal_updated",
          "conditions": {
            "operator": "AND",
            "rules": [
              { "field": "deal.montant", "operator": ">", "value": 50000 },
              { "operator": "OR", "rules": [
                { "field": "deal.stage", "operator": "==", "value": "PROPOSITION" },
                { "field": "deal.probabilite", "operator": ">=", "value": 60 }
              ] },
              { "operator": "NOT", "rules": [
                { "field": "deal.date_cloture_prevue", "operator": "<", "value": "2026-03-31" }
              ] },
              { "field": "organisation.is_active", "operator": "==", "value": true }
            ]
          },
          "actions": [{ "type": "create_task", "config": { "title": "Rappeler" } }]
        }
        """;

    private static readonly DateOnly Deadline = new(2026, 3, 31);
    private static readonly string[] Stages = ["prospect", "qualification", "proposition", "negociation", "signe", "perdu", "inactif"];

    public static WorkflowSchema Schema { get; } = WorkflowSchema.For<BenchmarkContext>(s => s
        .Trigger("deal_updated", t => t.View(c => c.Deal, ("organisation", c => c.Organisation)))
        .Action<BenchmarkActionSettings>("create_task"));

    /// <summary>What a developer would write for the definition, with the same answers about nulls.</summary>
    public static bool HandWritten(BenchmarkContext context) =>
        context.Deal is { } deal
        && deal.Montant > 50000m
        && (deal.Stage == "proposition" || deal.Probabilite >= 60)
        && !(deal.DateCloturePrevue < Deadline)
        && context.Organisation is { IsActive: true };

    /// <summary>Contexts with nulls in every place that can be null; the same for the same seed.</summary>
    public static BenchmarkContext[] Contexts(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(1, count).Select(id => new BenchmarkContext(
            random.Next(20) == 0 ? null : Deal(id, random),
            random.Next(20) == 0 ? null : new BenchmarkOrganisation { Id = id, Nom = "Organisation", IsActive = random.Next(4) > 0 }))];
    }

    private static BenchmarkDeal Deal(long id, Random random) => new()
    {
        Id = id,
        Montant = random.Next(10) == 0 ? null : random.Next(1, 200) * 1000.50m,
        Probabilite = random.Next(101),
        // As read from a database: equal text, another object.
        Stage = new string(Stages[random.Next(Stages.Length)].AsSpan()),
        DateCloturePrevue = random.Next(5) == 0 ? null : Deadline.AddDays(random.Next(-100, 300)),
    };
}
