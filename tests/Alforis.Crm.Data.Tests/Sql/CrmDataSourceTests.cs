using Alforis.Crm.Data.Sql;
using Npgsql;

namespace Alforis.Crm.Data.Tests.Sql;

public sealed class CrmDataSourceTests
{
    [Theory]
    [InlineData("Host=localhost", 100)]
    [InlineData("Host=localhost;Max Auto Prepare=0", 0)]
    [InlineData("Host=localhost;MaxAutoPrepare=7", 7)]
    [InlineData("Host=localhost;max auto prepare=7", 7)]
    public void Builder_ConnectionString_PreparesUnlessToldOtherwise(string connectionString, int statements)
    {
        var builder = CrmDataSource.Builder(connectionString);

        Assert.Equal(statements, builder.ConnectionStringBuilder.MaxAutoPrepare);
        Assert.Equal("localhost", builder.ConnectionStringBuilder.Host);
    }

    [Fact]
    public async Task Builder_StatementRunOften_IsPrepared()
    {
        await using var database = await Databases.CreateAsync();
        await using var connection = await database.DataSource.OpenConnectionAsync(TestContext.Current.CancellationToken);

        for (var i = 0; i < 10; i++)
        {
            await using var often = new NpgsqlCommand("SELECT 4711", connection);
            Assert.Equal(4711, await often.ExecuteScalarAsync(TestContext.Current.CancellationToken));
        }

        await using var prepared = new NpgsqlCommand("SELECT count(*) FROM pg_prepared_statements WHERE statement = 'SELECT 4711'", connection);
        Assert.Equal(1L, await prepared.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }
}
