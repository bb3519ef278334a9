using System.Globalization;
using Alforis.Crm.Data.Executions;
using Npgsql;
using NpgsqlTypes;

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

        Assert.Equal(failed, page.Count);
        Assert.All(page, e => Assert.Equal("failed", e.Status));
        Assert.InRange((await ExplainAsync(database, filter)).Sum(RowsRemoved), 0, 10);
    }

    private static int RowsRemoved(string line) =>
        line.Split("Rows Removed by Filter: ") is [_, var count] ? int.Parse(count, CultureInfo.InvariantCulture) : 0;

    private static async Task<List<string>> ExplainAsync(CrmDatabase database, ExecutionFilter filter)
    {
        await using var command = database.DataSource.CreateCommand("EXPLAIN (ANALYZE, COSTS OFF) " + ExecutionListQuery.Sql(filter));
        var parameters = new (object? Value, NpgsqlDbType Type)[]
        {
            (filter.WorkflowId, NpgsqlDbType.Bigint), (filter.Status, NpgsqlDbType.Text), (null, NpgsqlDbType.Text), (null, NpgsqlDbType.Bigint),
            (null, NpgsqlDbType.TimestampTz), (null, NpgsqlDbType.Bigint), (20, NpgsqlDbType.Integer),
        };
        foreach (var (value, type) in parameters) command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value, NpgsqlDbType = type });
        var plan = new List<string>();
        await using var reader = await command.ExecuteReaderAsync(Token);
        while (await reader.ReadAsync(Token)) plan.Add(reader.GetString(0));
        Assert.NotEmpty(plan);
        return plan;
    }
}
