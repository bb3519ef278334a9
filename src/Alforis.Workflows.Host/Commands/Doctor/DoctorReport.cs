using Alforis.Crm.Data.Diagnosis;

namespace Alforis.Workflows.Host.Commands.Doctor;

/// <summary>All findings as JSON says them.</summary>
/// <param name="State">The worst of them.</param>
/// <param name="Findings">Each check's.</param>
internal sealed record DoctorReport(FindingState State, IReadOnlyList<FindingReport> Findings)
{
    public static DoctorReport Of(IReadOnlyList<Finding> findings) => new(
        findings.Max(f => f.State),
        [.. findings.Select(f => new FindingReport(f.Check, f.State, f.Says, f.Advice, f.Details, f.Figures))]);
}

/// <summary>One finding as JSON says it.</summary>
internal sealed record FindingReport(
    string Check, FindingState State, string Says, string? Advice, IReadOnlyList<string> Details, IReadOnlyDictionary<string, double> Figures);
