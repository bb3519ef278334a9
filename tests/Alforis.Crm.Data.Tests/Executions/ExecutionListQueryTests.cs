using System.Globalization;
using Alforis.Crm.Data.Executions;

namespace Alforis.Crm.Data.Tests.Executions;

public sealed class ExecutionListQueryTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null, 10)]
    [InlineData(1L, 5)]
    public async Task ReadAsync_FewFailedAmongMany_ReadsNoneThatSucceeded(long? workflow, int failed)
    {
        await using var database = await Databases.CreateAsync();
        await database.ExecuteAsync(
            """
            INSERT INTO workflow_executions (created_at, workflow_id, workflow_version, trigger_type, status)
            SELECT now() - n * interval '1 second', n / 100 % 2, 1, 'deal_updated', CASE WHEN n % 2000 = 100 OR n % 2000 = 200 THEN 'failed' ELSE 'success' END
            FROM generate_series(1, 10000) n;
            """);
        await database.ExecuteAsync("ANALYZE workflow_executions");
        var filter = new ExecutionFilter { Status = "failed", WorkflowId = workflow };

        var page = await new ExecutionListQuery(database.DataSource).ReadAsync(filter, 20, Token);

        Assert.Equal(failed, page.Items.Count);
        Assert.All(page.Items, e => Assert.Equal("failed", e.Status));
        Assert.InRange((await ExplainAsync(database, filter)).Sum(RowsRemoved), 0, 10);
    }

    [Fact]
    public async Task ReadAsync_TextThatNoIndexFinds_LooksAtSomeAndSaysWhereToGoOn()
    {
        await using var database = await Databases.CreateAsync();
        await database.ExecuteAsync(
            """
            INSERT INTO workflow_executions (created_at, workflow_id, workflow_version, trigger_type, status, error)
            SELECT now() - n * interval '1 second', 1, 1, 'deal_updated', 'failed', CASE WHEN n % 4000 = 0 THEN 'The Mail server is away' ELSE 'other' END
            FROM generate_series(1, 12000) n;
            """);
        var query = new ExecutionListQuery(database.DataSource);
        var filter = new ExecutionFilter { WorkflowId = 1, Error = "mail SERVER" };

        var parts = new List<int>();
        for (ExecutionPosition? before = null; ;)
        {
            var page = await query.ReadAsync(filter with { Before = before }, 10, Token);
            parts.Add(page.Items.Count);
            if ((before = page.Next) is null) break;
        }

        Assert.Equal([1, 1, 1], parts);
        Assert.Null(await query.CountAsync(filter, 100, Token));
        Assert.Equal(101, await query.CountAsync(new ExecutionFilter { WorkflowId = 1 }, 100, Token));
    }

    private static int RowsRemoved(string line) =>
        line.Split("Rows Removed by Filter: ") is [_, var count] ? int.Parse(count, CultureInfo.InvariantCulture) : 0;

    private static async Task<List<string>> ExplainAsync(CrmDatabase database, ExecutionFilter filter)
    {
        await using var command = database.DataSource.CreateCommand("EXPLAIN (ANALYZE, COSTS OFF) " + ExecutionListQuery.Sql(filter));
        command.Parameters.AddRange(ExecutionListQuery.Parameters(filter, 20).ToArray());
        var plan = new List<string>();
        await using var reader = await command.ExecuteReaderAsync(Token);
        while (await reader.ReadAsync(Token)) plan.Add(reader.GetString(0));
        Assert.NotEmpty(plan);
        return plan;
    }
}
