using Alforis.Crm.Data.Sql;

namespace Alforis.Crm.Data.Tests.Sql;

public sealed class RunningTransactionsTests
{
    [Theory]
    [InlineData("10:10:", 9, true)]
    [InlineData("10:10:", 10, false)]
    [InlineData("10:20:10,14", 9, true)]
    [InlineData("10:20:10,14", 10, false)]
    [InlineData("10:20:10,14", 11, true)]
    [InlineData("10:20:10,14", 14, false)]
    [InlineData("10:20:10,14", 20, false)]
    [InlineData("10:20:10,14", 21, false)]
    public void HasEnded_Transaction_IsAsTheSnapshotSays(string snapshot, ulong transaction, bool ended) =>
        Assert.Equal(ended, RunningTransactions.Parse(snapshot).HasEnded(transaction));

    [Theory]
    [InlineData("10:10:", 10, "")]
    [InlineData("10:20:10,14", 10, "")]
    [InlineData("10:20:10,14", 11, "10")]
    [InlineData("10:20:10,14", 15, "10 14")]
    [InlineData("10:20:10,14", 20, "10 14")]
    [InlineData("10:20:10,14", 21, null)]
    public void Before_Transaction_TellsTheOlderOnesUnderWay(string snapshot, ulong transaction, string? expected) =>
        Assert.Equal(expected, RunningTransactions.Parse(snapshot).Before(transaction) is { } running ? string.Join(' ', running) : null);

    [Theory]
    [InlineData("")]
    [InlineData("10:20")]
    [InlineData("a:b:")]
    public void Parse_NoSnapshot_IsRefused(string text) => Assert.Throws<FormatException>(() => RunningTransactions.Parse(text));

    [Fact]
    public async Task Parse_WhatPostgreSqlSays_KnowsAnOpenTransaction()
    {
        await using var database = await Databases.CreateAsync();
        await using var connection = await database.DataSource.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using var number = new Npgsql.NpgsqlCommand("SELECT pg_current_xact_id()", connection, transaction);
        var open = (ulong)(await number.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;

        Assert.False(RunningTransactions.Parse(await database.ScalarAsync<string>("SELECT pg_current_snapshot()::text")).HasEnded(open));
        await transaction.CommitAsync(TestContext.Current.CancellationToken);
        Assert.True(RunningTransactions.Parse(await database.ScalarAsync<string>("SELECT pg_current_snapshot()::text")).HasEnded(open));
    }
}
