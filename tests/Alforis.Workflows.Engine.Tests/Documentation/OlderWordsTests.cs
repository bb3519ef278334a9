using Alforis.Workflows.Engine.Binding;
using Alforis.Workflows.Engine.Parsing;

namespace Alforis.Workflows.Engine.Tests.Documentation;

public sealed class OlderWordsTests
{
    private static readonly string Table = TableIn(EmbeddingPage.Read("docs", "definitions.md"));

    [Fact]
    public void OperatorsAndMembers_EveryOlderWord_IsInTheTable() =>
        Assert.DoesNotContain(OperatorNames.OlderWords.Concat(OlderMembers.All).Concat(OlderStatus.Members), word => !Table.Contains($"`{word}`", StringComparison.Ordinal));

    private static string TableIn(string page) => page[page.IndexOf("## Older definitions", StringComparison.Ordinal)..];
}
