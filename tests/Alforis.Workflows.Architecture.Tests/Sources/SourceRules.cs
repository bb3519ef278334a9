using System.Text.RegularExpressions;

namespace Alforis.Workflows.Architecture.Tests.Sources;

/// <summary>What the house does not want in a file, as text rules: a path and its content in, complaints out.</summary>
internal static partial class SourceRules
{
    private const int MostLines = 400;

    /// <summary>All complaints about one file; none for a file that no rule is about.</summary>
    public static IEnumerable<string> Complaints(string path, string content)
    {
        var code = path.EndsWith(".cs", StringComparison.Ordinal);
        if (code && path.StartsWith("src/", StringComparison.Ordinal) && content.Split('\n').Length > MostLines + 1)
        {
            yield return $"{path} has more than {MostLines} lines.";
        }

        if (code && Region().IsMatch(content))
        {
            yield return $"{path} has a region.";
        }

        if (IsSource(path) && TaskComment().IsMatch(content))
        {
            yield return $"{path} has a task comment.";
        }

        if (path.Split('/').Any(part => VagueFolder().IsMatch(part)))
        {
            yield return $"{path} is in a folder whose name says nothing.";
        }

        foreach (Match type in code ? VagueType().Matches(content) : Enumerable.Empty<Match>())
        {
            yield return $"{path} has a type whose name says nothing: {type.Groups["name"].Value}.";
        }

        if (path.EndsWith(".csproj", StringComparison.Ordinal) && PackageVersion().IsMatch(content))
        {
            yield return $"{path} has a package version, which belongs in Directory.Packages.props.";
        }

        if (RegistryHost(Path.GetFileName(path))?.IsMatch(content) == true)
        {
            yield return $"{path} names a package registry.";
        }
    }

    private static bool IsSource(string path) =>
        Path.GetExtension(path) is ".cs" or ".sql" or ".ts" or ".tsx" or ".css" or ".sh" or ".csproj" or ".props";

    private static Regex? RegistryHost(string fileName)
    {
        if (string.Equals(fileName, "package-lock.json", StringComparison.OrdinalIgnoreCase))
        {
            return ResolvedFrom();
        }

        return fileName.ToUpperInvariant() is ".NPMRC" or "NUGET.CONFIG" or "PACKAGES.LOCK.JSON" ? AnyAddress() : null;
    }

    [GeneratedRegex(@"^\s*#region\b", RegexOptions.Multiline, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Region();

    // Case-sensitive: "todo" is also a task's status.
    [GeneratedRegex(@"\b(?:T[O]DO|F[I]XME)\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex TaskComment();

    [GeneratedRegex("^(?:Utils?|Utilities|Helpers?|Common|Managers?)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex VagueFolder();

    [GeneratedRegex(@"\b(?:class|record|struct|interface|enum)\s+(?<name>\w*(?:Utils?|Utilities|Helpers?|Common|Managers?))\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex VagueType();

    [GeneratedRegex(@"<Package(?:Reference|Version)\b[^>]*\bVersion(?:Override)?\s*=", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex PackageVersion();

    // A lock may point to a homepage or a sponsor; where it downloads from is "resolved".
    [GeneratedRegex("\"resolved\"\\s*:\\s*\"https?:", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex ResolvedFrom();

    [GeneratedRegex("https?://", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex AnyAddress();
}
