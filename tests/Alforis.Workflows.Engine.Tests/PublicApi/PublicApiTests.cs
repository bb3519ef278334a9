using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Tests.PublicApi;

/// <summary>The public API is a text that is reviewed like code: whoever changes the one changes the other.</summary>
public sealed class PublicApiTests
{
    private const string Accept = "ALFORIS_ACCEPT_PUBLIC_API";

    [Fact]
    public void PublicApi_OfTheEngine_IsTheReviewedText()
    {
        var path = Path.Combine(Root(), "src", "Alforis.Workflows.Engine", "PublicApi.txt");
        var actual = PublicApiText.Of(typeof(WorkflowSchema).Assembly);
        if (Environment.GetEnvironmentVariable(Accept) == "1") File.WriteAllText(path, actual);

        var reviewed = File.ReadAllText(path);

        string[] added = [.. actual.Split('\n').Except(reviewed.Split('\n'), StringComparer.Ordinal)];
        string[] removed = [.. reviewed.Split('\n').Except(actual.Split('\n'), StringComparer.Ordinal)];
        Assert.True(
            reviewed == actual,
            $"""
            The public API is not what PublicApi.txt says. If it shall change, run this test with {Accept}=1, review the text and commit it.
            {string.Join('\n', added.Select(l => "+ " + l).Concat(removed.Select(l => "- " + l)))}
            """);
    }

    [Theory]
    [InlineData(typeof(Sample.Kind), "enum Alforis.Workflows.Engine.Tests.PublicApi.Sample.Kind|A = 0|B = 5")]
    [InlineData(typeof(Sample.Call<>), "delegate T Alforis.Workflows.Engine.Tests.PublicApi.Sample.Call<T>(in T value, params string[] others)")]
    [InlineData(typeof(Sample.Point), "readonly record struct Alforis.Workflows.Engine.Tests.PublicApi.Sample.Point|int X { get; init; }|new(int X)|override string ToString()")]
    [InlineData(
        typeof(Sample.Box<>),
        "sealed class Alforis.Workflows.Engine.Tests.PublicApi.Sample.Box<T> : List<T>, IDisposable where T : class"
        + "|T? First { get; }|const string Name = \"box\"|new(IReadOnlyList<string?> names, int? size = 3)|required string Label { get; set; }"
        + "|static (int, string?) Pair<TOther>(ref TOther other) where TOther : struct|string this[string key] { get; }|void Dispose()")]
    public void Of_Sample_IsAsCSharpWritesIt(Type type, string expected)
    {
        var blocks = PublicApiText.Of(typeof(Sample).Assembly).Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        var block = Assert.Single(blocks, b => b.Contains($".Sample.{type.Name.Split('`')[0]}", StringComparison.Ordinal) && !b.StartsWith("static", StringComparison.Ordinal));

        Assert.Equal(expected.Split('|'), block.Split('\n').Select(l => l.Trim()));
    }

    private static string Root()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "Alforis.Workflows.sln"))) directory = directory.Parent!;
        return directory.FullName;
    }
}
