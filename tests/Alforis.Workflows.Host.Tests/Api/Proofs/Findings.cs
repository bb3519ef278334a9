namespace Alforis.Workflows.Host.Tests.Api.Proofs;

/// <summary>Shows what a proof has found, whole.</summary>
internal static class Findings
{
    private const int Shown = 40;

    public static void AssertNone(IReadOnlyCollection<string> problems) =>
        Assert.True(problems.Count == 0, $"{problems.Count} findings:\n{string.Join('\n', problems.Distinct(StringComparer.Ordinal).Take(Shown))}");
}
