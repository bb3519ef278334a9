using Alforis.Crm.Data.Audit;

namespace Alforis.Crm.Data.Workflows;

/// <summary>Who writes workflows, and how far they may go.</summary>
/// <param name="Actor">Who.</param>
/// <param name="MayActivate">Whether what they write may be active.</param>
public sealed record WorkflowEditor(Actor Actor, bool MayActivate);
