using System.Text.Json.Nodes;
using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Vocabulary;
using Alforis.Workflows.Engine.Compilation;

namespace Alforis.Crm.Data.Tests.Vocabulary;

/// <summary>Writes definitions from the members that a test is about, and says what they do.</summary>
internal static class OlderDefinition
{
    private const string Least = """{"name":"Essai","trigger_type":"deal_stage_changed","actions":[{"type":"add_tag","config":{"tag":"vip"}}]}""";

    private static readonly WorkflowCompiler<CrmContext> Compiler = new(CrmSchema.Instance);

    private static readonly DateTimeOffset Now = new(2026, 3, 31, 8, 0, 0, TimeSpan.Zero);

    private static readonly Organisation Client = new() { Id = 7, Nom = "Dupont", PipelineStage = "perdu", Email = "contact@dupont.example", AssignedTo = 4 };

    /// <summary>Deals in several stages, with and without an amount, changed and created, and two organisations.</summary>
    private static readonly CrmContext[] Events =
    [
        Changed("proposition", "signe", 60_000), Changed("negociation", "perdu", null), Changed("signe", "proposition", 50), Changed("prospect", "negociation", 60_000),
        new() { Trigger = new TriggerEvent { ChangedFields = ["assigned_to"] }, Organisation = Client },
        new() { Trigger = new TriggerEvent { ChangedFields = ["nom"] }, Organisation = Client with { PipelineStage = "signe", AssignedTo = null, Notes = "à voir" } },
    ];

    public static CompilationResult<CrmContext> Compile(string members)
    {
        var definition = JsonNode.Parse(Least)!.AsObject();
        foreach (var (name, value) in JsonNode.Parse(members)!.AsObject()) definition[name] = value?.DeepClone();
        return Compiler.Compile(definition.ToJsonString());
    }

    /// <summary>For every event what the workflow would do, or why not.</summary>
    public static IEnumerable<string> Effects(CompiledWorkflow<CrmContext> workflow) => Events
        .Where(e => workflow.Entity is not "deal" || e.Deal is not null)
        .Select(e => !workflow.PassesFilter(e, Now) ? "filtered"
            : !workflow.MeetsConditions(e, Now) ? "not met"
            : string.Join('\n', workflow.Plan(e, Now).Select(a => $"{a.Type} {a.Target} {a.Settings.ToJsonString()} {a.Problem}")))
        .Append($"waits {workflow.Delay}, {string.Join(", ", workflow.Actions.Select(a => a.Delay))}");

    private static CrmContext Changed(string from, string to, decimal? montant)
    {
        var deal = new Deal { Id = 3, Nom = "Mandat", Stage = to, Montant = montant, AssignedTo = 4, ManagerId = 5, Organisation = Client };
        return new CrmContext
        {
            Trigger = new TriggerEvent { Type = "deal_updated", EntityType = "deal", EntityId = 3, ChangedFields = ["stage"] },
            Deal = deal, Organisation = Client, PreviousDeal = deal with { Stage = from },
        };
    }
}
