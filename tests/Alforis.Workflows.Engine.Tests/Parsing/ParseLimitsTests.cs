using Alforis.Workflows.Engine.Diagnostics;
using Alforis.Workflows.Engine.Parsing;
using Alforis.Workflows.Engine.Tests.Model;

namespace Alforis.Workflows.Engine.Tests.Parsing;

public sealed class ParseLimitsTests
{
    [Fact]
    public void Compile_NestedAsDeepAsAllowed_IsAccepted()
    {
        var result = TestSchema.Compiler.Compile(Nested(ParseLimits.MaxDepth));

        Assert.True(result.Succeeded, string.Join('\n', result.Diagnostics));
    }

    [Fact]
    public void Compile_NestedOneDeeper_PointsAtTheBracketTooMany()
    {
        var json = Nested(ParseLimits.MaxDepth + 1);

        var error = Written.OnlyError(json);

        Assert.Equal(DiagnosticCodes.TooLarge, error.Code);
        Assert.Equal(json.LastIndexOf('[') + 1, error.Column);
    }

    [Fact]
    public void Parse_AMegabyteOfOpeningBrackets_IsRefusedAsTooDeep()
    {
        var error = Assert.Single(WorkflowParser.Parse(new string('[', ParseLimits.MaxBytes)).Diagnostics);

        Assert.Equal((DiagnosticCodes.TooLarge, 1, ParseLimits.MaxDepth + 1), (error.Code, error.Line, error.Column));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void Parse_AroundTheLargestSize_IsAcceptedUpToIt(int tooMuch, bool accepted)
    {
        var json = Written.Definition().PadRight(ParseLimits.MaxBytes + tooMuch);

        Assert.Equal(accepted, WorkflowParser.Parse(json).Definition is not null);
        Assert.Equal(accepted, WorkflowParser.Parse(System.Text.Encoding.UTF8.GetBytes(json)).Definition is not null);
    }

    [Fact]
    public void Parse_TooManyBytesInFewerCharacters_IsRefused()
    {
        var json = Written.Definition(more: ",\"description\":\"" + new string('€', ParseLimits.MaxBytes / 2) + "\"");

        Assert.Equal(DiagnosticCodes.TooLarge, Assert.Single(WorkflowParser.Parse(json).Diagnostics).Code);
    }

    [Theory]
    [InlineData(100, true)]
    [InlineData(101, false)]
    public void Parse_ManyActions_AreAcceptedUpToAHundred(int count, bool accepted)
    {
        var json = Written.Definition(actions: string.Join(',', Enumerable.Repeat(Written.Task, count)));

        Assert.Equal(accepted, WorkflowParser.Parse(json).Definition is not null);
    }

    [Theory]
    [InlineData(200, true)]
    [InlineData(201, false)]
    [InlineData(0, false)]
    public void Parse_Name_HasOneTo200Characters(int length, bool accepted)
    {
        var json = Written.Definition().Replace("Essai", new string('n', length), StringComparison.Ordinal);

        Assert.Equal(accepted, WorkflowParser.Parse(json).Definition is not null);
    }

    [Theory]
    [InlineData(0x07)]
    [InlineData(0x0A)]
    [InlineData(0x09)]
    [InlineData(0x7F)]
    [InlineData(0x9B)]
    [InlineData(0x2028)]
    [InlineData(0x202E)]
    [InlineData(0x2066)]
    public void Parse_InvisibleCharacterInTheName_IsRefused(int character)
    {
        var json = Written.Definition().Replace("Essai", $"a\\u{character:X4}b", StringComparison.Ordinal);

        var error = Assert.Single(WorkflowParser.Parse(json).Diagnostics);

        Assert.Equal((DiagnosticCodes.InvalidSetting, "/name"), (error.Code, error.Pointer));
        Assert.Contains($"U+{character:X4}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_AccentsEmojiAndQuotesInTheName_AreAccepted() =>
        Assert.Equal("Été « 100 % » – l’équipe 👩‍💼", WorkflowParser.Parse(Written.Definition().Replace("Essai", "Été « 100 % » – l’équipe 👩‍💼", StringComparison.Ordinal)).Definition?.Name);

    /// <summary>A definition whose deepest list stands at that depth.</summary>
    private static string Nested(int depth)
    {
        // The root, the actions, the action, its config and its extra setting are five already.
        var inner = depth - 4;
        var extra = new string('[', inner) + new string(']', inner);
        return Written.Definition(actions: $$$"""{"type":"create_task","config":{"title":"a","extra":{{{extra}}}}}""");
    }
}
