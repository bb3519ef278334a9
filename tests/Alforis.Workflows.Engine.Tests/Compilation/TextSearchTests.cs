using System.Diagnostics;
using System.Text;
using Alforis.Workflows.Engine.Compilation;

namespace Alforis.Workflows.Engine.Tests.Compilation;

/// <summary>Looking for long parts: the answers of .NET's own search, in time that grows with the lengths and not with their product.</summary>
public sealed class TextSearchTests
{
    /// <summary>What takes more than this is no longer linear, on any machine.</summary>
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData(StringComparison.Ordinal)]
    [InlineData(StringComparison.OrdinalIgnoreCase)]
    public void Contains_RandomTextsOfFewLetters_AnswersAsDotNetDoes(StringComparison comparison)
    {
        var random = new Random(1);
        var found = 0;
        for (var i = 0; i < 3_000; i++)
        {
            var text = Text(random, random.Next(400));
            var length = random.Next(text.Length + 2);
            var start = random.Next(Math.Max(1, text.Length - length));
            var part = length < text.Length && random.Next(2) == 0 ? Changed(random, text.Substring(start, length)) : Text(random, length);

            var answer = TextSearch.Contains(text, part, comparison);

            if (answer != text.Contains(part, comparison)) Assert.Fail($"{answer} for '{part}' in '{text}'");
            if (answer && part.Length > 64) found++;
        }

        Assert.True(found > 100, $"Only {found} long parts were found.");
    }

    [Fact]
    public void Contains_EveryCharacter_HasTheCaseThatDotNetGivesIt()
    {
        var characters = Enumerable.Range(1, char.MaxValue).Select(c => (char)c).Where(c => !char.IsSurrogate(c)).Select(c => c.ToString()).ToList();

        var ordinal = StringComparer.OrdinalIgnoreCase;
        var filler = new string('-', 100);
        var others = characters.GroupBy(c => c, ordinal).ToDictionary(g => g.Key, g => g.ToList(), ordinal);

        // Whatever is alike for .NET is found; what is not, is not, not even if it has the same upper case.
        foreach (var c in characters)
        {
            var alike = others[c];
            if (!TextSearch.Contains(filler + alike[0] + filler, alike[^1] + filler, StringComparison.OrdinalIgnoreCase)) Assert.Fail($"{alike[0]} is {alike[^1]}.");
            var upper = c.ToUpperInvariant();
            if (!alike.Contains(upper) && TextSearch.Contains(filler + c + filler, upper + filler, StringComparison.OrdinalIgnoreCase)) Assert.Fail($"{c} is not {upper}.");
        }

        Assert.True(TextSearch.Contains(filler + "𐐨" + filler, "𐐀" + filler, StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData(StringComparison.Ordinal)]
    [InlineData(StringComparison.OrdinalIgnoreCase)]
    public void Contains_TextAndPartMadeForEachOther_TakesLinearTime(StringComparison comparison)
    {
        var half = new StringBuilder().Insert(0, "ab", 125_000).ToString();
        var clock = Stopwatch.StartNew();

        Assert.False(TextSearch.Contains(half + half + half + half, half + "ca" + half, comparison));
        Assert.True(TextSearch.Contains(half + half + "ca" + half + half, half + "ca" + half, comparison));

        Assert.InRange(clock.Elapsed, TimeSpan.Zero, Bound);
    }

    private static string Text(Random random, int length) => string.Create(length, random, (span, source) =>
    {
        foreach (ref var c in span) c = "aaaaabAéÉſ"[source.Next(10)];
    });

    private static string Changed(Random random, string text) => random.Next(3) switch
    {
        0 => text,
        1 => text.ToUpperInvariant(),
        _ => text.Length == 0 ? text : string.Concat(text.AsSpan(0, text.Length - 1), "b"),
    };
}
