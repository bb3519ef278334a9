using Alforis.Crm.Data.Ticks;
using Npgsql;

namespace Alforis.Crm.Data.Tests.Ticks;

public sealed class TickRecorderTests(SharedCrmDatabase shared) : IClassFixture<SharedCrmDatabase>
{
    private static readonly DateTimeOffset Due = new(2027, 3, 28, 3, 0, 0, TimeSpan.FromHours(2));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RecordAsync_SameMomentFromManyAtOnce_IsRecordedOnce()
    {
        var id = await WorkflowAsync("Once");
        var recorder = new TickRecorder(shared.Database.DataSource);

        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => recorder.RecordAsync(id, Due.ToOffset(TimeSpan.FromHours(i % 3)), Cancellation)));

        Assert.Single(results, recorded => recorded);
        Assert.Equal([new DateTime(2027, 3, 28, 1, 0, 0, DateTimeKind.Utc)], await shared.Database.QueryAsync<DateTime>(
            "SELECT fire_time FROM workflow.ticks WHERE workflow_id = @id", new { id }));
    }

    [Fact]
    public async Task RecordAsync_OtherMomentOrWorkflow_IsAnotherTick()
    {
        var (one, other) = (await WorkflowAsync("One"), await WorkflowAsync("Other"));
        var recorder = new TickRecorder(shared.Database.DataSource);

        Assert.True(await recorder.RecordAsync(one, Due, Cancellation));
        Assert.True(await recorder.RecordAsync(one, Due.AddMinutes(1), Cancellation));
        Assert.True(await recorder.RecordAsync(other, Due, Cancellation));
    }

    [Fact]
    public async Task RecordAsync_NoSuchWorkflow_Throws()
    {
        var refused = await Assert.ThrowsAsync<PostgresException>(() => new TickRecorder(shared.Database.DataSource).RecordAsync(999_999, Due, Cancellation));
        Assert.Equal(PostgresErrorCodes.ForeignKeyViolation, refused.SqlState);
    }

    private Task<long> WorkflowAsync(string name) =>
        shared.Database.ScalarAsync<long>("INSERT INTO workflows (name, trigger_type) VALUES (@name, 'scheduled') RETURNING id", new { name });
}
