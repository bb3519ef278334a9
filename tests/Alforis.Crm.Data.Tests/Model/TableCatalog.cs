using System.Globalization;
using System.Text.RegularExpressions;

namespace Alforis.Crm.Data.Tests.Model;

/// <summary>What the database's own catalog says about the columns of its tables.</summary>
internal static partial class TableCatalog
{
    public sealed record Column(string Name, string Type, bool IsNullable);

    public static Task<List<Column>> ColumnsAsync(CrmDatabase database, string table) => database.QueryAsync<Column>(
        """
        SELECT a.attname::text AS name, format_type(a.atttypid, NULL) AS type, NOT a.attnotnull AS isnullable
        FROM pg_attribute a WHERE a.attrelid = @table::regclass AND a.attnum > 0 AND NOT a.attisdropped
        ORDER BY a.attnum
        """,
        new { table });

    /// <summary>The values that the column's CHECK lists; the server itself reads the list, whatever its quoting.</summary>
    public static async Task<string[]> ValuesAsync(CrmDatabase database, string table, string column)
    {
        var lists = (await ChecksAsync(database, table, column))
            .Select(check => ValueList().Match(check)).Where(match => match.Success).Select(match => match.Groups["list"].Value);
        return await database.ScalarAsync<string[]>("SELECT " + Assert.Single(lists));
    }

    /// <summary>The longest text in characters that the column's CHECK allows.</summary>
    public static async Task<int> LongestAsync(CrmDatabase database, string table, string column)
    {
        var limits = (await ChecksAsync(database, table, column))
            .Select(check => LengthLimit().Match(check)).Where(match => match.Success).Select(match => match.Groups["limit"].Value);
        return int.Parse(Assert.Single(limits), CultureInfo.InvariantCulture);
    }

    private static async Task<List<string>> ChecksAsync(CrmDatabase database, string table, string column)
    {
        var checks = await database.QueryAsync<string>(
            """
            SELECT pg_get_expr(k.conbin, k.conrelid)
            FROM pg_constraint k JOIN pg_attribute a ON a.attrelid = k.conrelid AND k.conkey = ARRAY[a.attnum]
            WHERE k.contype = 'c' AND k.conrelid = @table::regclass AND a.attname = @column
            """,
            new { table, column });
        return checks.Count > 0 ? checks : throw new InvalidOperationException($"{table}.{column} has no CHECK of its own.");
    }

    [GeneratedRegex(@"^\(\w+ = ANY \((?<list>ARRAY\[.*\])\)\)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ValueList();

    [GeneratedRegex(@"\(length\(\w+\) <= (?<limit>\d+)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LengthLimit();
}
