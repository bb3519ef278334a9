using Alforis.Crm.Data.Pushdown;

namespace Alforis.Crm.Data.Tests.Pushdown;

public sealed class SelectionAheadTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 15, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("==")]
    [InlineData("matches")]
    public async Task PageAsync_PageByPage_HandsOutEachOnce(string @operator)
    {
        await using var database = await WithAsync(25);
        var (ahead, selection) = (new SelectionAhead(new ManualClock()), Of(@operator));

        var ids = new List<long>();
        for (long? after = 0; after is { } from;)
        {
            var page = await PageAsync(database, ahead, selection, from);
            ids.AddRange(page.Ids);
            after = page.Next;
        }

        Assert.Equal(Enumerable.Range(1, 25).Select(n => (long)n), ids);
    }

    /// <summary>What was read ahead is handed out although rows have changed since, for ten seconds.</summary>
    [Theory]
    [InlineData(10, new long[] { 11, 12, 13, 14, 15, 16, 17, 18, 19, 20 })]
    [InlineData(11, new long[] { 21, 22, 23, 24, 25 })]
    public async Task PageAsync_RowsChangedSince_AreReadAgainAfterTenSeconds(int seconds, long[] expected)
    {
        await using var database = await WithAsync(25);
        var clock = new ManualClock();
        var (ahead, selection) = (new SelectionAhead(clock), Of("=="));
        var first = await PageAsync(database, ahead, selection, 0);
        await database.ExecuteAsync("UPDATE organisations SET ville = 'Nice' WHERE id BETWEEN 11 AND 20");
        clock.Advance(TimeSpan.FromSeconds(seconds));

        var second = await PageAsync(database, ahead, selection, first.Next!.Value);

        Assert.Equal(expected, second.Ids);
    }

    [Fact]
    public async Task PageAsync_OtherSelectionsBetween_GoOnWhereTheyWere()
    {
        await using var database = await WithAsync(25);
        var (ahead, selection) = (new SelectionAhead(new ManualClock()), Of("=="));
        for (long after = 0; after < 20; after += 10)
        {
            for (var key = 0; key < 6; key++)
            {
                var page = await PageAsync(database, ahead, selection, after, key);
                Assert.Equal((after + 1, after + 10, (long?)(after + 10)), (page.Ids[0], page.Ids[^1], page.Next));
            }
        }
    }

    /// <summary>Somebody else made parts meanwhile, or an earlier part was rolled back.</summary>
    [Theory]
    [InlineData(20, 5)]
    [InlineData(3, 10)]
    [InlineData(25, 0)]
    public async Task PageAsync_AnotherPlaceThanExpected_BeginsThere(long after, int expected)
    {
        await using var database = await WithAsync(25);
        var (ahead, selection) = (new SelectionAhead(new ManualClock()), Of("=="));
        await PageAsync(database, ahead, selection, 5);

        var page = await PageAsync(database, ahead, selection, after);

        Assert.Equal(Enumerable.Range((int)after + 1, expected).Select(n => (long)n), page.Ids);
        Assert.Equal(after == 3 ? 13 : (long?)null, page.Next);
    }

    private static EntitySelection Of(string @operator) => EntitySelection.Of(Selecting.ByRule(Selecting.Rule("ville", @operator, "\"Lyon\"")));

    private static async Task<CrmDatabase> WithAsync(int organisations)
    {
        var database = await Databases.CreateAsync();
        await database.ExecuteAsync("INSERT INTO organisations (nom, ville) SELECT 'x' || n, 'Lyon' FROM generate_series(1, @organisations) n", new { organisations });
        return database;
    }

    private static async Task<SelectedPage> PageAsync(CrmDatabase database, SelectionAhead ahead, EntitySelection selection, long after, int key = 0)
    {
        await using var connection = await database.DataSource.OpenConnectionAsync(Token);
        await using var transaction = await connection.BeginTransactionAsync(Token);
        return await ahead.PageAsync(key, selection, transaction, after, 10, Now, Token);
    }
}
