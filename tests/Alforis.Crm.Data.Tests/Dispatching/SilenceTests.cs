using Alforis.Crm.Data.Dispatching;
using Alforis.Crm.Data.Executions;
using Alforis.Crm.Data.Tests.Steps;
using Npgsql;

namespace Alforis.Crm.Data.Tests.Dispatching;

/// <summary>A host that freezes, or whose network is cut, in the midst of a transaction must not keep what it has locked.</summary>
public sealed class SilenceTests
{
    private static readonly DispatchOptions Impatient = new() { LongestSilence = TimeSpan.FromMilliseconds(300) };
    private static readonly int[] AllLanes = [.. Enumerable.Range(0, LaneLocks.Count)];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TakeAsync_HostSaysNothingMore_ItsLanesAreFreeAgain()
    {
        await using var host = await DispatchHost.CreateAsync();
        await using var silent = await host.Database.DataSource.OpenConnectionAsync(Token);
        await using var transaction = await silent.BeginTransactionAsync(Token);
        Assert.Equal(LaneLocks.Count, (await LaneLocks.TakeAsync(transaction, AllLanes, LaneLocks.Count, Impatient, Token)).Length);

        await Poll.UntilAsync(async () =>
        {
            await using var other = await host.Database.DataSource.OpenConnectionAsync(Token);
            await using var attempt = await other.BeginTransactionAsync(Token);
            return (await LaneLocks.TakeAsync(attempt, AllLanes, LaneLocks.Count, Impatient, Token)).Length == LaneLocks.Count;
        });

        await Assert.ThrowsAnyAsync<NpgsqlException>(() => transaction.CommitAsync(Token));
    }

    [Fact]
    public async Task ClaimAsync_HostSaysNothingMore_ItsExecutionsGoOnElsewhere()
    {
        await using var host = await StepHost.CreateAsync();
        await host.Crm.AddWorkflowAsync("w", "deal_stage_changed", """[{"type": "add_tag", "delay": "1 hour", "config": {"tag": "a"}}]""");
        await host.Crm.SignAsync();
        await host.Crm.DrainAsync();
        await host.HurryAsync();
        await using var silent = await host.Crm.Database.DataSource.OpenConnectionAsync(Token);
        await using var transaction = await silent.BeginTransactionAsync(Token);
        Assert.Single(await LiveExecutions.ClaimAsync(transaction, 10, null, Impatient, Token));

        await Poll.UntilAsync(async () => await host.Pass.RunAsync(Token) == 1);

        Assert.Equal("success", Assert.Single(await host.Crm.ExecutionsAsync()).Status);
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => transaction.CommitAsync(Token));
    }
}
