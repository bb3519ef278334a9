using System.Globalization;
using Alforis.Crm.Data.Actions.RowWrites;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Crm.Data.Tests.Actions;

public sealed class RowColumnTests
{
    [Fact]
    public async Task Columns_EveryOne_IsAColumnThatItsUpdateFits()
    {
        await using var database = await Databases.CreateAsync();

        Assert.All(RowTable.All, table => Assert.Superset(new HashSet<string>(["nom", "tags", "assigned_to"]), new HashSet<string>(table.Columns.Keys)));
        foreach (var (table, column) in RowTable.All.SelectMany(t => t.Columns.Values, (t, c) => (t, c)))
        {
            await using var command = database.DataSource.CreateCommand(table.UpdateSql(column));
            command.Parameters.Add(new() { Value = Array.Empty<long>() });
            command.Parameters.Add(new() { Value = Array.Empty<string>() });
            Assert.Equal(0, await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task Limits_OfEveryWritableField_AreThoseOfTheDatabase()
    {
        await using var database = await Databases.CreateAsync();
        foreach (var table in RowTable.All)
        {
            foreach (var field in table.Entity.Fields.Where(f => f.IsWritable))
            {
                var checks = string.Join(' ', await database.QueryAsync<string>(
                    "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE contype = 'c' AND conname LIKE split_part(@Name, '.', 2) || '_' || @Field || '_check%'",
                    new { table.Name, Field = field.Name }));
                var (nullable, precision, scale) = Assert.Single(await database.QueryAsync<(string, int?, int?)>(
                    """
                    SELECT is_nullable, numeric_precision, numeric_scale FROM information_schema.columns
                    WHERE table_schema || '.' || table_name = @Name AND column_name = @Field
                    """,
                    new { table.Name, Field = field.Name }));
                var limits = field.Limits;
                Assert.Equal((field.Name, field.IsNullable), (field.Name, nullable == "YES"));
                Assert.Equal((field.Name, limits.MaxLength is { } most && field.Kind != ValueKind.List ? $"<= {most})" : null), (field.Name, Part(checks, "length", "<= ")));
                Assert.Equal((field.Name, limits.MaxItems is { } items ? $"<= {items})" : null), (field.Name, Part(checks, "cardinality", "<= ")));
                if (field.Kind != ValueKind.Number) continue;
                Assert.Equal((field.Name, scale), (field.Name, limits.Decimals));
                Assert.Equal((field.Name, 0m), (field.Name, limits.Minimum));
                Assert.Contains(">= 0", checks.Replace("(0)::numeric", "0", StringComparison.Ordinal), StringComparison.Ordinal);
                var largest = checks.Contains("<= 100)", StringComparison.Ordinal) ? 100m : decimal.Parse(new string('9', precision!.Value), CultureInfo.InvariantCulture) / 100;
                Assert.Equal((field.Name, largest), (field.Name, limits.Maximum));
            }
        }
    }

    private static string? Part(string checks, string function, string from)
    {
        var start = checks.IndexOf(function + "(", StringComparison.Ordinal);
        if (start < 0) return null;
        start = checks.IndexOf(from, start, StringComparison.Ordinal);
        return checks[start..(checks.IndexOf(')', start) + 1)];
    }
}
