using System.Collections;
using System.Globalization;
using System.Text.Json;
using Alforis.Workflows.Engine.Binding;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Tests.Binding;

public sealed class FieldValueTests
{
    private static readonly WorkflowSchema Schema = WorkflowSchema.For<Desk>(s => s
        .DefaultTimeZone("Europe/Paris")
        .Trigger("changed", t => t.View(c => c.Sheet, ("webhook", c => c.Payload)))
        .Action<WriteSettings>("write", hasTarget: true));

    private static readonly EntitySchema Entity = Schema.FindTrigger("changed")!.Views[0].Entity!.Entity!;

    [Theory]
    [InlineData("name", "\"été\"", "été")]
    [InlineData("name", "75000.00", "75000")]
    [InlineData("name", "true", "true")]
    [InlineData("name", "\"🚀🚀🚀🚀🚀\"", "🚀🚀🚀🚀🚀")]
    [InlineData("note", "null", null)]
    [InlineData("price", "12.50", "12.5")]
    [InlineData("price", "\"-5\"", "-5")]
    [InlineData("price", "999.99", "999.99")]
    [InlineData("level", "100", "100")]
    [InlineData("approved", "\"true\"", "True")]
    [InlineData("stage", "\"EN COURS\"", "en_cours")]
    [InlineData("stage", "\"Négociation\"", "negociation")]
    [InlineData("due", "\"2026-03-31\"", "2026-03-31")]
    [InlineData("due", "\"2026-04-01T00:30:00+02:00\"", "2026-04-01")]
    [InlineData("tags", "[\"a\",\"b\"]", "a|b")]
    [InlineData("tags", "[]", "")]
    public void Read_ValueThatFits_IsConverted(string field, string json, string? expected)
    {
        var (value, problem) = FieldValue.Read(Entity.Find(field)!, JsonElement.Parse(json), TimeZoneInfo.Utc);

        Assert.Null(problem);
        Assert.Equal(expected, value switch
        {
            DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            decimal number => number.ToString("0.##", CultureInfo.InvariantCulture),
            string or null => (string?)value,
            IEnumerable list => string.Join('|', list.Cast<string>()),
            _ => value.ToString(),
        });
    }

    [Theory]
    [InlineData("name", "null", "'name' cannot be empty.")]
    [InlineData("name", "\"  \"", "'name' must not be blank.")]
    [InlineData("name", "\"123456\"", "'name' has at most 5 characters, not 6.")]
    [InlineData("name", "[\"a\"]", "'name' cannot be [\"a\"]: expected text.")]
    [InlineData("price", "\"dix\"", "'price' cannot be \"dix\": expected a number.")]
    [InlineData("price", "true", "'price' cannot be true: expected a number.")]
    [InlineData("price", "10.005", "'price' has at most 2 decimals, not 10.005.")]
    [InlineData("price", "1000", "'price' must be at most 999.99, not 1000.")]
    [InlineData("level", "-1", "'level' must be at least 0, not -1.")]
    [InlineData("level", "101", "'level' must be at most 100, not 101.")]
    [InlineData("level", "1.5", "'level' must be a whole number, not 1.5.")]
    [InlineData("count", "40000", "'count' must be at most 32767, not 40000.")]
    [InlineData("approved", "1", "'approved' cannot be 1: expected true or false.")]
    [InlineData("due", "\"demain\"", "'due' cannot be \"demain\": expected a date such as \"2026-03-31\".")]
    [InlineData("stage", "\"en cour\"", "'stage' cannot be \"en cour\": expected one of negociation, en_cours (did you mean 'en_cours'?).")]
    [InlineData("tags", "\"a\"", "'tags' cannot be \"a\": expected a list of texts.")]
    [InlineData("tags", "[\"a\", null]", "'tags' cannot be [\"a\", null]: expected a list of texts.")]
    [InlineData("tags", "[\"a\", \"b\", \"c\"]", "'tags' has at most 2 elements, not 3.")]
    public void Read_ValueThatDoesNotFit_NamesFieldAndValue(string field, string json, string expected) =>
        Assert.Equal((null, expected), FieldValue.Read(Entity.Find(field)!, JsonElement.Parse(json), TimeZoneInfo.Utc));

    [Theory]
    [InlineData("price", "\"plus 5\"", "plus 5")]
    [InlineData("price", "5", "5")]
    [InlineData("tags", "[\"a\", \"{{ sheet.name }}!\"]", "[\"a\",\"b!\"]")]
    [InlineData("name", "\"{{ sheet.name }}\"", "b")]
    public void Compile_LiteralFormOrTemplate_IsKept(string field, string value, string expected)
    {
        var result = new WorkflowCompiler<Desk>(Schema).Compile(Definition(field, value));

        Assert.True(result.Succeeded, string.Join('\n', result.Diagnostics));
        var planned = Assert.Single(result.Workflow.Plan(new Desk { Sheet = new Sheet { Name = "b" } }, DateTimeOffset.UnixEpoch));
        Assert.Equal(expected, planned.Settings["value"] is { } node && node.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : planned.Settings["value"]!.ToJsonString());
    }

    [Theory]
    [InlineData("price", "\"moins 5\"", "WF1204", "Or write \"plus 5\".")]
    [InlineData("name", "\"plus 5 et plus\"", "WF1302", null)]
    [InlineData("price", "10.005", "WF1302", null)]
    [InlineData("level", "101", "WF1302", null)]
    [InlineData("tags", "[\"a\", \"b\", \"c\"]", "WF1302", null)]
    public void Compile_ValueThatDoesNotFit_IsADiagnosticAtTheValue(string field, string value, string code, string? suggestion)
    {
        var diagnostic = Assert.Single(new WorkflowCompiler<Desk>(Schema).Compile(Definition(field, value)).Diagnostics);

        Assert.Equal((code, "/actions/0/config/value", suggestion), (diagnostic.Code, diagnostic.Pointer, diagnostic.Suggestion));
    }

    [Fact]
    public void Compile_EmptyElementOfAList_IsADiagnosticAtTheElement() =>
        Assert.Equal(
            "/actions/0/config/value/1",
            Assert.Single(new WorkflowCompiler<Desk>(Schema).Compile(Definition("tags", "[\"a\", null]")).Diagnostics).Pointer);

    private static string Definition(string field, string value) =>
        $$$"""{"name":"Essai","trigger_type":"changed","actions":[{"type":"write","config":{"field":"{{{field}}}","value":{{{value}}}}}]}""";

    internal sealed class Desk
    {
        public Sheet? Sheet { get; init; }

        public JsonElement? Payload { get; init; }
    }

    internal sealed class Sheet
    {
        [Writable]
        [Limits(MaxLength = 5, NotBlank = true)]
        public string Name { get; init; } = "";

        [Writable]
        public string? Note { get; init; }

        [Writable]
        [Limits(Digits = 5, Decimals = 2)]
        public decimal? Price { get; init; }

        [Writable]
        [Limits(Minimum = 0, Maximum = 100)]
        public int? Level { get; init; }

        [Writable]
        public short Count { get; init; }

        [Writable]
        public bool? Approved { get; init; }

        [Writable]
        [EnumValues("negociation", "en_cours")]
        public string? Stage { get; init; }

        [Writable]
        public DateOnly? Due { get; init; }

        [Writable]
        [Limits(MaxItems = 2)]
        public List<string> Tags { get; init; } = [];
    }

    internal sealed record WriteSettings
    {
        [FieldName]
        public required string Field { get; init; }

        [FieldValue(nameof(Field), Format = typeof(PlusFormat))]
        public required JsonElement Value { get; init; }
    }

    /// <summary>"plus 5" for numbers.</summary>
    internal sealed class PlusFormat : IFieldValueFormat
    {
        public bool Accepts(FieldSchema field, string text) => field.Kind == ValueKind.Number && text == "plus 5";

        public string? Describe(FieldSchema field) => field.Kind == ValueKind.Number ? "Or write \"plus 5\"." : null;
    }
}
