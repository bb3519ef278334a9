using System.Text.RegularExpressions;
using Alforis.Workflows.Engine.Parsing;
using Alforis.Workflows.Engine.Diagnostics;
using Alforis.Workflows.Engine.Tests.Model;

namespace Alforis.Workflows.Engine.Tests.Parsing;

/// <summary>Brackets that mean something else than they seem to: none of them hides the size of what follows.</summary>
public sealed class PatternClassTests
{
    private const string Large = "(a{90}){90}";

    private static readonly string[] Signs = ["[", "[", "]", "]", "-", "-", "^", "\\", "\\c", "\\-", "\\d", "\\]", "\\p{L}", ":", "+", "a", "z", "{", "}", "(?#", "(?:", ")", "|", "é"];

    [Theory]
    [InlineData("(?#[)")]
    [InlineData("\\c[")]
    [InlineData("[\\c][]")]
    [InlineData("[a\\-[b]")]
    [InlineData("[-[b]")]
    [InlineData("[+--[b]")]
    [InlineData("[+-\\-[b]")]
    [InlineData("[]a]")]
    [InlineData("[^]a]")]
    [InlineData("[a-z-[b[]]")]
    [InlineData("[[::]a]")]
    public void Compile_LargePatternAfterABracket_IsRefusedAsTooLarge(string start)
    {
        _ = new Regex(start + Large, RegexOptions.NonBacktracking);
        var pattern = System.Text.Json.JsonSerializer.Serialize(start + Large);

        var error = Written.OnlyError(Written.Definition($$"""{"field":"note","operator":"matches","value":{{pattern}}}"""));

        Assert.Equal((DiagnosticCodes.InvalidPattern, "/conditions/value"), (error.Code, error.Pointer));
        Assert.Contains($"more than {ParseLimits.MaxPatternSize}", error.Message, StringComparison.Ordinal);
    }

    /// <summary>What looks like a repeat and is none are characters, which take work.</summary>
    [Theory]
    [InlineData("{,}", "{,}", 3)]
    [InlineData("{}", "{}", 2)]
    [InlineData("a{,5}", "a{,5}", 5)]
    [InlineData("a{1,,2}", "a{1,,2}", 7)]
    [InlineData("a{1,2,3}", "a{1,2,3}", 8)]
    [InlineData("a{3,}b", "aaab", 4)]
    [InlineData("a{2,3}", "aaa", 3)]
    [InlineData("", "", 1)]
    [InlineData("a{0}", "", 1)]
    public void Of_Braces_AreWhatDotNetTakesThemFor(string pattern, string matched, int size)
    {
        Assert.True(Regex.IsMatch(matched, $"^(?:{pattern})$", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)));
        Assert.Equal(size, PatternSize.Of(pattern));
    }

    [Fact]
    public void Of_RandomPattern_SeesTheGroupThatDotNetSees()
    {
        var random = new Random(1);
        var (seen, wellFormed) = (0, 0);
        for (var i = 0; i < 200_000; i++)
        {
            var start = string.Concat(Enumerable.Range(0, random.Next(1, 10)).Select(_ => Signs[random.Next(Signs.Length)]));
            if (Groups(start + "(?<found>a{400})") is not { } groups) continue;
            wellFormed++;
            if (!groups.Contains("found")) continue;
            seen++;
            if (PatternSize.Of(start + "(?<found>a{400})") < 400) Assert.Fail($"{start} hides what follows.");
        }

        Assert.True(seen > 2_000 && wellFormed - seen > 500, $"{seen} of {wellFormed} patterns had the group.");
    }

    private static string[]? Groups(string pattern)
    {
        try
        {
            return new Regex(pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)).GetGroupNames();
        }
        catch (RegexParseException)
        {
            return null;
        }
    }
}
