using Alforis.Crm.Data.Live;
using Alforis.Testing;
using Dapper;

namespace Alforis.Crm.Data.Tests.Live;

public sealed class LiveCursorTests
{
    private static readonly string[] Snapshots = ["10:20:10,14,15", "10:10:", "1:9223372036854775806:"];

    private static readonly string?[] Others =
    [
        null, "", "10", "10:20", "0:20:", "20:10:", "10:20:9", "10:20:20", "10:20:14,10", "10:20:14,14", "10:20:14,", "-1:20:", " 10:20:", "10:20:;DROP TABLE x",
        "1:99999999999999999999:", new('1', 30_000),
    ];

    public static TheoryData<string> Cursors => [.. Snapshots];

    public static TheoryData<string?> NoCursors => [.. Others];

    [Theory]
    [MemberData(nameof(Cursors))]
    public async Task IsOne_OfASnapshot_AndPostgresTakesIt(string text)
    {
        await using var database = await TestDatabase.CreateAsync(CrmDatabases.Migrated, TestContext.Current.CancellationToken);
        await using var connection = await database.DataSource.OpenConnectionAsync(TestContext.Current.CancellationToken);

        Assert.True(LiveCursor.IsOne(text));
        Assert.Equal(text, await connection.ExecuteScalarAsync<string>("SELECT @text::pg_snapshot::text", new { text }));
    }

    [Theory]
    [MemberData(nameof(NoCursors))]
    public void IsOne_OfAnythingElse_IsFalse(string? text) => Assert.False(LiveCursor.IsOne(text));
}
