using System.Text.RegularExpressions;

namespace Alforis.Crm.Data.Tests.Documentation;

public sealed partial class OperationsPageTests
{
    private static readonly DocumentationPage Page = DocumentationPage.Read("docs", "operations.md");

    [Fact]
    public void Environment_EveryVariableThatIsRead_IsExplained()
    {
        var variables = Sources().SelectMany(s => Variable().Matches(s)).Select(m => m.Groups["name"].Value).Distinct(StringComparer.Ordinal).ToList();

        Assert.Contains("ALFORIS_DATA", variables);
        Assert.Contains("PATH", variables);
        Assert.DoesNotContain(variables, variable => !Page.Names(variable));
    }

    [Fact]
    public void Environment_EveryRead_IsOneThatTheTestAboveSees()
    {
        var arguments = Sources().SelectMany(s => Reading().Matches(s)).Select(m => m.Groups["argument"].Value).ToList();

        Assert.NotEmpty(arguments);
        // "name" is that of the one function through which the verbs read their …Variable constants.
        Assert.DoesNotContain(arguments, a => a != "name" && a[0] != '"' && !a.EndsWith("Variable", StringComparison.Ordinal));
    }

    [Fact]
    public void Logs_EveryEventId_IsExplained()
    {
        var section = Page.Section(2, "Logs");
        // What the engine logs where it is embedded is on the page of embedding; the service runs actions by other means.
        var ids = Sources(except: "Alforis.Workflows.Engine").SelectMany(s => EventId().Matches(s)).Select(m => m.Groups["id"].Value).ToList();

        Assert.Contains("2005", ids);
        Assert.DoesNotContain(ids, id => !section.Text.Contains($"\n| {id} |", StringComparison.Ordinal));
    }

    [Fact]
    public void Telemetry_EverySpanInstrumentAndTag_IsExplained()
    {
        var section = Page.Section(2, "Metrics and traces");
        var names = Sources().Where(s => s.Contains("CrmTelemetry", StringComparison.Ordinal))
            .SelectMany(s => TelemetryName().Matches(s)).Select(m => m.Groups["name"].Value).Distinct(StringComparer.Ordinal).ToList();

        Assert.True(names.Count > 30, string.Join(' ', names));
        Assert.DoesNotContain(names, name => !section.Names(name));
    }

    [Fact]
    public async Task Queries_OnAMigratedDatabase_Run()
    {
        await using var database = await Databases.CreateAsync();
        var queries = Page.Blocks.Where(b => b.Info == "sql").Select(b => b.Content).ToList();

        Assert.NotEmpty(queries);
        foreach (var query in queries) Assert.Null(await Record.ExceptionAsync(() => database.ExecuteAsync(query)));
    }

    private static IEnumerable<string> Sources(string? except = null) =>
        Directory.EnumerateDirectories(Path.Combine(DocumentationPage.Root, "src")).Where(project => Path.GetFileName(project) != except)
            .SelectMany(project => Directory.EnumerateFiles(project, "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Select(File.ReadAllText);

    /// <summary>By its name where it is read, or as a constant whose name says that it is a variable (and not a diagnostic code).</summary>
    [GeneratedRegex("""(?:GetEnvironmentVariable\(|const string \w+Variable = )"(?<name>[A-Za-z_]+)["]""", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Variable();

    [GeneratedRegex(@"GetEnvironmentVariables?\((?<argument>[^)]*)\)", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Reading();

    [GeneratedRegex("""["](?<name>workflow\.[a-z_.]+)["]""", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex TelemetryName();

    [GeneratedRegex(@"LoggerMessage\((?<id>[0-9]+)", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex EventId();
}
