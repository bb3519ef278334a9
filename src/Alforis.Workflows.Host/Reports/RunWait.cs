using Alforis.Crm.Data.Contexts;
using Alforis.Crm.Data.Model;
using Alforis.Workflows.Engine.Compilation;

namespace Alforis.Workflows.Host.Reports;

/// <summary>How long a workflow would wait before it acts.</summary>
/// <param name="Delay">As the definition writes it.</param>
/// <param name="Until">When that is over.</param>
/// <param name="Recheck">Whether its conditions would be asked again then.</param>
/// <param name="HoldsThen">Whether they would hold, were nothing changed by then but the time; <see langword="null"/> when they are not asked.</param>
internal sealed record RunWait(string Delay, DateTimeOffset Until, bool Recheck, bool? HoldsThen)
{
    public static RunWait? Of(CompiledWorkflow<CrmContext> workflow, ContextFile file)
    {
        if (workflow.Delay is not { } delay) return null;
        var until = delay.After(file.Now, workflow.TimeZone);
        // They are asked right before the first action, which may have a delay of its own.
        var asked = workflow.Actions[0].Delay?.After(until, workflow.TimeZone) ?? until;
        return new(delay.ToString(), until, workflow.Recheck, workflow.Recheck ? workflow.MeetsConditions(file.Context, asked) : null);
    }
}
