using Alforis.Crm.Data.Model;
using Alforis.Workflows.Engine.Matching;

namespace Alforis.Crm.Data.Contexts;

/// <summary>Which related rows contexts must have: what no workflow reads is not loaded. Immutable.</summary>
/// <param name="Users">Those in charge and managers.</param>
/// <param name="PrimaryContacts">The person to talk to first.</param>
/// <param name="People">Everybody at an organisation.</param>
/// <param name="LastActivities">When somebody last had to do with an entity.</param>
internal sealed record ContextNeeds(bool Users, bool PrimaryContacts, bool People, bool LastActivities)
{
    private static readonly string[] OfUsers = ["assigned_user", "manager"];
    private static readonly string[] OfActivities = ["last_activity_at", "last_activity_days"];

    /// <summary>Everything.</summary>
    public static ContextNeeds All { get; } = new(true, true, true, true);

    /// <summary>What the workflows of a set read.</summary>
    public static ContextNeeds Of(WorkflowSet<CrmContext> workflows) => Of(workflows.Entries);

    /// <summary>These and others.</summary>
    public ContextNeeds And(ContextNeeds other) => new(
        Users || other.Users, PrimaryContacts || other.PrimaryContacts, People || other.People, LastActivities || other.LastActivities);

    /// <summary>What some workflows read.</summary>
    public static ContextNeeds Of(IEnumerable<WorkflowEntry<CrmContext>> workflows) => Of(workflows.SelectMany(e => e.Workflow.Paths));

    /// <summary>What some paths lead to.</summary>
    public static ContextNeeds Of(IEnumerable<string> paths)
    {
        var names = paths.SelectMany(p => p.Split('.')).ToHashSet(StringComparer.Ordinal);
        return new ContextNeeds(names.Overlaps(OfUsers), names.Contains("primary_contact"), names.Contains("people"), names.Overlaps(OfActivities));
    }
}
