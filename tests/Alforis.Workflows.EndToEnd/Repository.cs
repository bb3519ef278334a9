namespace Alforis.Workflows.EndToEnd;

/// <summary>The clone that the tests run in.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string Sample(string name) => Path.Combine(Root, "samples", "workflows", name + ".json");

    private static string Find()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "Alforis.Workflows.sln"))) return directory.FullName;
        }

        throw new InvalidOperationException($"There is no clone above {AppContext.BaseDirectory}.");
    }
}
