using System.Globalization;
using System.Text.RegularExpressions;
using Alforis.Crm.Data.Attention;
using Npgsql;

namespace Alforis.Crm.Data.Tests.Attention;

public sealed partial class AttentionQueryTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("no user 5", "no user 12.5")]
    [InlineData("'Jean' is away", "'Anne-Marie' is away")]
    [InlineData("\"a\" is no \"b\"", "\"c d\" is no \"\"")]
    [InlineData("«é» at 127.0.0.1:25", "«à» at 10.0.0.7:2525")]
    [InlineData(null, "")]
    public async Task FailureCause_TextsThatDifferInNumbersAndQuotes_IsTheSame(string? one, string other)
    {
        await using var database = await Databases.CreateAsync();

        Assert.True(await AreAlikeAsync(database, one, other));
    }

    [Theory]
    [InlineData("no user 5", "no deal 5")]
    [InlineData("v2 is away", "v3 is away")]
    [InlineData("It isn't there", "It isn't here")]
    public async Task FailureCause_OtherTexts_IsAnother(string one, string other)
    {
        await using var database = await Databases.CreateAsync();

        Assert.False(await AreAlikeAsync(database, one, other));
    }

    [Fact]
    public async Task CountsAndGroups_ManyFailuresOfFewCauses_StepFromCauseToCause()
    {
        await using var database = await Databases.CreateAsync();
        await database.ExecuteAsync(
            """
            INSERT INTO workflows (name, trigger_type) SELECT 'W' || n, 'deal_created' FROM generate_series(1, 3) n;
            SELECT workflow.ensure_partitions(2);
            INSERT INTO workflow_executions (created_at, workflow_id, workflow_version, trigger_type, status, error)
            SELECT now() - n % 100 * interval '1 minute', 1 + n % 3, 1, 'deal_updated', CASE WHEN n % 2 = 0 THEN 'success' ELSE 'failed' END,
              CASE WHEN n % 2 = 1 THEN format('step_%s: ''%s'' is away', n % 5, n) END
            FROM generate_series(1, 30000) n;
            ANALYZE workflow_executions
            """);

        var counts = await new AttentionCountQuery(database.DataSource).ReadAsync(7, Token);
        var read = await new AttentionQuery(database.DataSource).ReadAsync(7, Token);
        var plan = await ExplainAsync(database);

        // Three workflows with five causes each; one more step finds that there is no other.
        Assert.Equal(new AttentionCounts(15, 0, 0), counts);
        Assert.Equal((15, 15_000, false), (read.Groups.Count, read.Groups.Sum(g => g.Count), read.HasMore));
        Assert.Equal(15, read.Groups.Select(g => (g.WorkflowId, g.Cause)).Distinct().Count());
        Assert.Equal(read.Groups.OrderByDescending(g => g.LastAt).Select(g => g.LastAt), read.Groups.Select(g => g.LastAt));
        Assert.DoesNotContain(plan, line => line.Contains("Seq Scan on workflow_executions", StringComparison.Ordinal) && !line.Contains("never executed", StringComparison.Ordinal) && Rows(line) > 0);
        Assert.InRange(plan.Where(l => l.Contains("on workflow_executions", StringComparison.Ordinal)).Sum(Rows), 15, 100);
    }

    private static async Task<bool> AreAlikeAsync(CrmDatabase database, string? one, string? other)
    {
        await using var command = database.DataSource.CreateCommand("SELECT workflow.failure_cause($1) = workflow.failure_cause($2)");
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)one ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)other ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        return (bool)(await command.ExecuteScalarAsync(Token))!;
    }

    private static double Rows(string line) => Actual().Match(line) is { Success: true } match
        ? double.Parse(match.Groups["rows"].Value, CultureInfo.InvariantCulture) * double.Parse(match.Groups["loops"].Value, CultureInfo.InvariantCulture)
        : 0;

    private static async Task<List<string>> ExplainAsync(CrmDatabase database)
    {
        await using var command = database.DataSource.CreateCommand("EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) " + AttentionCountQuery.Sql);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = 7 });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = AttentionQuery.MostLookedAt });
        var plan = new List<string>();
        await using var reader = await command.ExecuteReaderAsync(Token);
        while (await reader.ReadAsync(Token)) plan.Add(reader.GetString(0));
        Assert.NotEmpty(plan);
        return plan;
    }

    [GeneratedRegex(@"rows=(?<rows>[0-9.]+) loops=(?<loops>[0-9]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Actual();
}
