namespace Alforis.Workflows.Host.Tests;

/// <summary>The sample files, copied beside the tests.</summary>
internal static class SampleFiles
{
    private static readonly string Root = Path.Combine(AppContext.BaseDirectory, "samples");

    public static string Workflow(string name) => Path.Combine(Root, "workflows", name + ".json");

    public static string Context(string name) => Path.Combine(Root, "contexts", name + ".json");

    public static string[] Workflows() => Directory.GetFiles(Path.Combine(Root, "workflows"), "*.json");

    public static string[] Templates() => Directory.GetFiles(Path.Combine(Root, "templates"), "*.json");

    public static string[] Older() => Directory.GetFiles(Path.Combine(Root, "older"), "*.json");

    public static string[] ContextNames() =>
        [.. Directory.GetFiles(Path.Combine(Root, "contexts"), "*.json").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)];
}
