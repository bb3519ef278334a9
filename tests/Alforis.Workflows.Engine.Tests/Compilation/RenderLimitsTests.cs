using System.Collections.Immutable;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Tests.Model;

namespace Alforis.Workflows.Engine.Tests.Compilation;

public sealed class RenderLimitsTests
{
    private const int NoteLength = 100_000;

    private static readonly Scope LongNote = new()
    {
        Item = new Item { Note = new string('n', NoteLength), Tags = [.. Enumerable.Repeat(new string('t', 1_000), 1_100)] },
    };

    [Theory]
    [InlineData("{{ note }}", true)]
    [InlineData("{{ note }}!", false)]
    [InlineData("{{ tags }}", false)]
    public void Plan_TextAroundItsSettingsLimit_IsRenderedUpToIt(string title, bool fits)
    {
        var planned = Assert.Single(Plan($$$"""{"type":"create_task","config":{"title":"{{{title}}}"}}"""));

        Assert.Equal(fits ? null : "'title' comes out with more than 100000 characters.", planned.Problem);
        Assert.Equal(fits ? 1 : 0, planned.Settings.Count);
    }

    [Theory]
    [InlineData("\"extra\":[\"a {{ note }}\"]", 11)]
    [InlineData("\"extra\":[\"{{ note }}\"]", 11)]
    [InlineData("\"extra\":{\"t\":\"{{ tags }}\"}", 1)]
    [InlineData("\"assigned_to\":\"{{ note }}\"", 11)]
    public void Plan_ActionsTogetherBeyondThePlansLimit_TheFirstBeyondHasAProblem(string setting, int times)
    {
        var action = $$$"""{"type":"create_task","config":{"title":"a",{{{setting}}}}}""";

        var planned = Plan(string.Join(',', Enumerable.Repeat(action, times)));

        Assert.All(planned.SkipLast(1), p => Assert.Null(p.Problem));
        Assert.Empty(planned[^1].Settings);
        Assert.Equal(
            $"'{setting.Split('"')[1]}' grows too long: the templates of a workflow make at most 1048576 characters, all its actions together.",
            planned[^1].Problem);
    }

    [Fact]
    public void Plan_ActionWithoutTemplatesAfterOneThatGrewTooLong_IsPlanned()
    {
        var planned = Plan("""{"type":"create_task","config":{"title":"{{ note }}{{ note }}"}},{"type":"create_task","config":{"title":"a"}}""");

        Assert.NotNull(planned[0].Problem);
        Assert.Equal((null, "a"), (planned[1].Problem, (string)planned[1].Settings["title"]!));
    }

    [Theory]
    [InlineData("title", "\"{0}\"")]
    [InlineData("extra", "[\"{0}\"]")]
    public void Plan_AThousandTimesALongText_AllocatesLittleMoreThanTheLimit(string setting, string value)
    {
        var text = value.Replace("{0}", string.Concat(Enumerable.Repeat("{{ note }}", 1_000)), StringComparison.Ordinal);
        var action = setting == "title" ? $$"""{"title":{{text}}}""" : $$"""{"title":"a","extra":{{text}}}""";
        var workflow = Written.Compile(Written.Definition(actions: $$"""{"type":"create_task","config":{{action}}}"""));
        workflow.Plan(LongNote, TestSchema.Now);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var planned = workflow.Plan(LongNote, TestSchema.Now);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.NotNull(Assert.Single(planned).Problem);

        // Two bytes for each code unit, and as much again for whatever the text is built in.
        Assert.InRange(allocated, 0, 4L * RenderLimits.MaxPlanLength);
    }

    private static ImmutableArray<PlannedAction> Plan(string actions) =>
        Written.Compile(Written.Definition(actions: actions)).Plan(LongNote, TestSchema.Now);
}
