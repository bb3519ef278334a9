using System.Text;
using Alforis.Workflows.Engine.Diagnostics;
using Alforis.Workflows.Engine.Parsing;

namespace Alforis.Workflows.Engine.Tests.Parsing;

/// <summary>Text that is no JSON, or JSON that cannot be taken: each refused at the right place.</summary>
public sealed class JsonSyntaxTests
{
    [Theory]
    [InlineData("", 1, 1)]
    [InlineData("   ", 1, 4)]
    [InlineData("x", 1, 1)]
    [InlineData("{\"name\": oui}", 1, 10)]
    [InlineData("{\"name\": 'a'}", 1, 10)]
    [InlineData("{\"name\":\n  01}", 2, 4)]
    [InlineData("{\"name\":\r\n\r\n  ?}", 3, 3)]
    [InlineData("{\"é€😀\": ?}", 1, 10)]
    [InlineData("{\"é\":\r\n\"😀\", ?}", 2, 7)]
    [InlineData("{} {}", 1, 4)]
    [InlineData("{}\n]", 2, 1)]
    [InlineData("// note\n{}", 1, 1)]
    [InlineData("{/* note */}", 1, 2)]
    [InlineData("{\"a\":1,}", 1, 8)]
    [InlineData("[1,2", 1, 5)]
    public void Parse_NotJson_PointsAtTheCharacter(string json, int line, int column)
    {
        var result = WorkflowParser.Parse(json);

        Assert.Null(result.Definition);
        var error = Assert.Single(result.Diagnostics);
        Assert.Equal((DiagnosticCodes.JsonSyntax, DiagnosticSeverity.Error), (error.Code, error.Severity));
        Assert.Equal((line, column), (error.Line, error.Column));
    }

    [Theory]
    [InlineData("{\"a\":[1,]}", "This is not JSON: a comma stands before ']'.", "Remove the comma.")]
    [InlineData("{\"a\":1,\n}", "This is not JSON: a comma stands before '}'.", "Remove the comma.")]
    [InlineData("{“a”:1}", "This is not JSON: “ is no quote of JSON.", "Write straight double quotes: \"name\".")]
    [InlineData("{\"a\": « b »}", "This is not JSON: « is no quote of JSON.", "Write straight double quotes: \"name\".")]
    [InlineData("{'a':1}", "This is not JSON: ' is no quote of JSON.", "Write straight double quotes: \"name\".")]
    [InlineData("{\n // note\n\"a\":1}", "This is not JSON: comments are not possible.", "Remove it; 'description' is for notes.")]
    public void Parse_FrequentMistake_SaysHowToPutItRight(string json, string message, string suggestion)
    {
        var error = Assert.Single(WorkflowParser.Parse(json).Diagnostics);

        Assert.Equal((message, suggestion), (error.Message, error.Suggestion));
    }

    [Theory]
    [InlineData("\"a")]
    [InlineData("{\"a\": \"\\x\"}")]
    [InlineData("{\"a\": tru")]
    [InlineData("nul")]
    public void Parse_BrokenToken_IsOneSyntaxError(string json)
    {
        var error = Assert.Single(WorkflowParser.Parse(json).Diagnostics);

        Assert.Equal(DiagnosticCodes.JsonSyntax, error.Code);
        Assert.Equal(1, error.Line);
        Assert.InRange(error.Column, 1, json.Length + 1);
    }

    [Theory]
    [InlineData("{\n \"name\": \"a\\ud800b\"}", 2, 10)]
    [InlineData("{\n \"é\": \"\\udc00\"}", 2, 7)]
    [InlineData("{\"a\\ud800\": 1}", 1, 2)]
    [InlineData("{\"a\": \"\\ud800\\ud800\"}", 1, 7)]
    public void Parse_EscapedHalfOfASurrogatePair_PointsAtTheString(string json, int line, int column)
    {
        var error = Assert.Single(WorkflowParser.Parse(json).Diagnostics);

        Assert.Equal((DiagnosticCodes.JsonSyntax, line, column), (error.Code, error.Line, error.Column));
    }

    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(5, 1, 6)]
    [InlineData(9, 2, 3)]
    public void Parse_RawHalfOfASurrogatePair_PointsAtTheCharacter(int at, int line, int column)
    {
        var json = "{\"é\":\r\n😀 }".Insert(at, "\uD83D");

        var error = Assert.Single(WorkflowParser.Parse(json).Diagnostics);

        Assert.Equal((DiagnosticCodes.JsonSyntax, line, column), (error.Code, error.Line, error.Column));
    }

    [Theory]
    [InlineData(new byte[] { 0x22, 0xC3, 0x28, 0x22 })]
    [InlineData(new byte[] { 0x22, 0xED, 0xA0, 0x80, 0x22 })]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x7B, 0x00 })]
    public void Parse_BytesThatAreNotUtf8_AreOneSyntaxError(byte[] utf8)
    {
        var error = Assert.Single(WorkflowParser.Parse(utf8).Diagnostics);

        Assert.Equal((DiagnosticCodes.JsonSyntax, 1, 1), (error.Code, error.Line, error.Column));
    }

    [Theory]
    [InlineData("{\"name\": \"a\\u0000\"}", "/name", 10)]
    [InlineData("{\"a\\u0000b\": 1}", "/a\0b", 14)]
    [InlineData("{\"name\": \"a\", \"conditions\": {\"field\": \"nom\", \"operator\": \"==\", \"value\": \"a\\u0000\"}}", "/conditions/value", 73)]
    [InlineData("{\"actions\": [{\"type\": \"create_task\", \"config\": {\"title\": \"{{ deal.nom }}\\u0000\"}}]}", "/actions/0/config/title", 58)]
    public void Parse_NulCharacter_IsRefused(string json, string pointer, int column)
    {
        var result = WorkflowParser.Parse(json);

        Assert.Null(result.Definition);
        var error = Assert.Single(result.Diagnostics, d => d.Code == DiagnosticCodes.JsonSyntax);
        Assert.Equal((pointer, 1, column), (error.Pointer, error.Line, error.Column));
    }

    [Fact]
    public void Parse_ByteOrderMark_IsSkippedAndNotCounted()
    {
        byte[] utf8 = [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes("{\"name\": ?}")];

        var fromBytes = Assert.Single(WorkflowParser.Parse(utf8).Diagnostics);
        var fromText = Assert.Single(WorkflowParser.Parse("\uFEFF{\"name\": ?}").Diagnostics);

        Assert.Equal((1, 10), (fromBytes.Line, fromBytes.Column));
        Assert.Equal(fromBytes, fromText);
    }

    [Fact]
    public void Parse_DuplicateMember_PointsAtTheSecondAndKeepsReading()
    {
        var result = WorkflowParser.Parse("{\"name\": \"a\",\n \"name\": \"b\",\n \"nam\": 1}");

        var duplicate = Assert.Single(result.Diagnostics, d => d.Code == DiagnosticCodes.DuplicateMember);
        Assert.Equal(("/name", 2, 10), (duplicate.Pointer, duplicate.Line, duplicate.Column));
        Assert.Contains("'name'", duplicate.Message, StringComparison.Ordinal);
        Assert.Contains(result.Diagnostics, d => d is { Code: DiagnosticCodes.UnknownMember, Line: 3, Suggestion: "Did you mean 'name'?" });
    }
}
