using System.Text.RegularExpressions;
using Alforis.Crm.Data.Executions;

namespace Alforis.Workflows.Architecture.Tests.Sources;

/// <summary>What programs are told about failures is written down.</summary>
public sealed partial class FailureCodeTests
{
    [Fact]
    public void All_AreDocumented_AndNoOthers()
    {
        var documented = Row().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "executions.md"))).Select(m => m.Groups["code"].Value);

        Assert.Equal(documented, FailureCode.All);
    }

    [GeneratedRegex(@"^\| `(?<code>[a-z_]+)` \| .+ \| .+ \|$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Row();
}
