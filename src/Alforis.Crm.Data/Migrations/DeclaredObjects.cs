using System.Text.RegularExpressions;

namespace Alforis.Crm.Data.Migrations;

/// <summary>The tables, views, sequences and functions that migrations create, read from the SQL itself.</summary>
internal static partial class DeclaredObjects
{
    /// <summary>Qualified names of what lives in <c>pg_class</c>.</summary>
    public static string[] Relations(IEnumerable<Migration> migrations) => Names(migrations, RelationPattern());

    /// <summary>Qualified names of functions, without arguments.</summary>
    public static string[] Functions(IEnumerable<Migration> migrations) => Names(migrations, FunctionPattern());

    private static string[] Names(IEnumerable<Migration> migrations, Regex pattern) =>
        migrations.SelectMany(migration => pattern.Matches(migration.Sql))
            .Select(match => match.Groups["name"].Value)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToArray();

    [GeneratedRegex(@"^\s*CREATE (TABLE|VIEW|SEQUENCE) (?<name>[a-z_]+\.[a-z0-9_]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RelationPattern();

    [GeneratedRegex(@"^\s*CREATE FUNCTION (?<name>[a-z_]+\.[a-z0-9_]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FunctionPattern();
}
