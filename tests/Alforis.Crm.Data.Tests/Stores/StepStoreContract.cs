namespace Alforis.Crm.Data.Tests.Stores;

/// <summary>What workers rely on, whatever keeps the steps.</summary>
public abstract class StepStoreContract
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    /// <summary>Longer than a lease, and than any wait before another attempt.</summary>
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(3);

    /// <summary>A store of so many workflows, each of one call.</summary>
    internal abstract Task<IStepStore> CreateAsync(int workflows);

    [Fact]
    public async Task Claim_StepThatIsHeld_IsNobodyElses()
    {
        await using var store = await CreateAsync(1);
        await store.AddAsync(0, 1);
        Assert.Single(await store.ClaimAsync(10));

        Assert.Empty(await store.ClaimAsync(10));
        Assert.Equal(0, await store.SweepAsync());
        Assert.Empty(await store.ClaimAsync(10));
    }

    [Fact]
    public async Task Claim_HolderDoesNotAnswerAnyMore_IsGivenToAnotherWithTheSameKey()
    {
        await using var store = await CreateAsync(1);
        await store.AddAsync(0, 1);
        var first = Assert.Single(await store.ClaimAsync(1));
        await store.PassAsync(Long);
        Assert.Empty(await store.ClaimAsync(1));

        Assert.Equal(1, await store.SweepAsync());
        var second = Assert.Single(await store.ClaimAsync(1));

        Assert.Equal((first.Key, first.Execution, 2), (second.Key, second.Execution, second.Attempt));
        Assert.NotEqual(first.Lease, second.Lease);
    }

    [Fact]
    public async Task Prolong_ByTheHolder_KeepsTheStep()
    {
        await using var store = await CreateAsync(1);
        await store.AddAsync(0, 1);
        var held = Assert.Single(await store.ClaimAsync(1));
        await store.PassAsync(TimeSpan.FromSeconds(20));
        Assert.True(await store.ProlongAsync(held));
        await store.PassAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(0, await store.SweepAsync());
        Assert.Equal("success", await store.CompleteAsync(held, "success"));
        Assert.False(await store.ProlongAsync(held));
    }

    [Theory]
    [InlineData("success")]
    [InlineData("transient")]
    [InlineData("permanent")]
    public async Task Complete_AfterTheLeaseWasTakenBack_ChangesNothing(string result)
    {
        await using var store = await CreateAsync(1);
        await store.AddAsync(0, 1);
        var late = Assert.Single(await store.ClaimAsync(1));
        await store.PassAsync(Long);
        await store.SweepAsync();
        Assert.Equal("lease_lost", await store.CompleteAsync(late, result));
        var holder = Assert.Single(await store.ClaimAsync(1));
        Assert.Equal("lease_lost", await store.CompleteAsync(late, result));
        Assert.False(await store.ProlongAsync(late));

        Assert.Equal("success", await store.CompleteAsync(holder, "success"));
        await store.ContinueAsync();
        Assert.Equal(["success"], await store.EndsAsync());
    }

    [Theory]
    [InlineData("success", "success")]
    [InlineData("permanent", "failed")]
    [InlineData("transient", "retried")]
    public async Task Complete_Twice_SaysTheSameAndCountsOnce(string result, string journaled)
    {
        await using var store = await CreateAsync(1);
        await store.AddAsync(0, 1);
        var held = Assert.Single(await store.ClaimAsync(1));

        Assert.Equal(journaled, await store.CompleteAsync(held, result));
        Assert.Equal(journaled, await store.CompleteAsync(held, result));
        await store.ContinueAsync();
        Assert.Equal(journaled, await store.CompleteAsync(held, result));

        Assert.Equal(result == "transient" ? 0 : 1, (await store.EndsAsync()).Count);
    }

    [Fact]
    public async Task Complete_LeaseEndedButNobodyTookItBack_Counts()
    {
        await using var store = await CreateAsync(1);
        await store.AddAsync(0, 1);
        var held = Assert.Single(await store.ClaimAsync(1));
        await store.PassAsync(Long);

        Assert.Equal("success", await store.CompleteAsync(held, "success"));
        Assert.Equal(0, await store.SweepAsync());
    }

    [Fact]
    public async Task Complete_Transient_IsTriedAgainLaterAndFailsInTheEnd()
    {
        await using var store = await CreateAsync(1);
        await store.AddAsync(0, 1);
        foreach (var journaled in new[] { "retried", "retried", "failed" })
        {
            Assert.Equal(journaled, await store.CompleteAsync(Assert.Single(await store.ClaimAsync(1)), "transient"));
            Assert.Empty(await store.ClaimAsync(1));
            await store.PassAsync(Long);
        }

        await store.ContinueAsync();
        Assert.Equal(["failed"], await store.EndsAsync());
    }

    [Fact]
    public async Task Sweep_HoldersAreLostAgainAndAgain_EndsOneDay()
    {
        await using var store = await CreateAsync(1);
        await store.AddAsync(0, 1);
        for (var i = 0; i < 3; i++)
        {
            Assert.Single(await store.ClaimAsync(1));
            await store.PassAsync(Long);
            Assert.Equal(1, await store.SweepAsync());
        }

        Assert.Empty(await store.ClaimAsync(1));
        await store.ContinueAsync();
        Assert.Equal(["failed"], await store.EndsAsync());
    }

    [Fact]
    public async Task Claim_MoreThanThereIsRoomFor_LeavesTheRest()
    {
        await using var store = await CreateAsync(1);
        for (var entity = 0; entity < 5; entity++) await store.AddAsync(0, entity);

        Assert.Equal(3, (await store.ClaimAsync(3)).Count);
        Assert.Equal(2, (await store.ClaimAsync(3)).Count);
        Assert.Empty(await store.ClaimAsync(3));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Claim_WorkflowsOfUnequalBacklog_TakeTurns(int room)
    {
        await using var store = await CreateAsync(3);
        for (var entity = 0; entity < 12; entity++) await store.AddAsync(0, entity);
        await store.PassAsync(Moment);
        for (var entity = 0; entity < 3; entity++)
        {
            await store.AddAsync(1, entity);
            await store.AddAsync(2, entity);
        }

        var taken = new List<HeldStep>();
        while (taken.Count < 9) taken.AddRange(await store.ClaimAsync(room));

        Assert.Equal([(0, 3), (1, 3), (2, 3)], taken.CountBy(s => s.Workflow).OrderBy(c => c.Key).Select(c => (c.Key, c.Value)));
    }

    [Fact]
    public async Task Claim_HourIsUsedUp_WaitsUntilItIsOver()
    {
        await using var store = await CreateAsync(2);
        for (var entity = 0; entity < 5; entity++) await store.AddAsync(0, entity);
        await store.AddAsync(1, 1);

        Assert.Equal([0, 0, 1], (await store.ClaimAsync(10, callsPerHour: 2)).Select(s => s.Workflow).Order());
        Assert.Empty(await store.ClaimAsync(10, callsPerHour: 2));
        await store.PassAsync(TimeSpan.FromMinutes(59));
        Assert.Empty(await store.ClaimAsync(10, callsPerHour: 2));
        await store.PassAsync(TimeSpan.FromMinutes(3));
        Assert.Equal(2, (await store.ClaimAsync(10, callsPerHour: 2)).Count);
    }

    [Fact]
    public async Task Claim_ExecutionsOfOneWorkflowForOneEntity_OneAfterTheOther()
    {
        await using var store = await CreateAsync(2);
        for (var i = 0; i < 3; i++) await store.AddAsync(0, 1);
        await store.AddAsync(0, 2);
        await store.AddAsync(1, 1);
        var order = new List<long>();
        for (var i = 0; i < 3; i++)
        {
            var held = await store.ClaimAsync(10);
            Assert.Equal(i == 0 ? 3 : 1, held.Count);
            var first = held.Single(s => (s.Workflow, s.Entity) == (0, 1));
            order.Add(first.Execution);
            await store.CompleteAsync(first, "transient");
            Assert.Empty(await store.ClaimAsync(10));
            await store.PassAsync(TimeSpan.FromSeconds(60));
            var again = Assert.Single(await store.ClaimAsync(10));
            Assert.Equal(first.Execution, again.Execution);
            await store.CompleteAsync(again, i == 1 ? "permanent" : "success");
            await store.ContinueAsync();
        }

        Assert.Equal(order.Order(), order);
        Assert.Equal(["success", "failed", "success"], await store.EndsAsync());
    }

    [Fact]
    public async Task Cancel_StepThatIsHeld_LetsTheNextInLineGoAndItsResultIsLate()
    {
        await using var store = await CreateAsync(1);
        await store.AddAsync(0, 1);
        var held = Assert.Single(await store.ClaimAsync(1));
        await store.CancelAsync(0, 1);
        await store.AddAsync(0, 1);

        Assert.Equal("lease_lost", await store.CompleteAsync(held, "success"));
        var next = Assert.Single(await store.ClaimAsync(1));
        Assert.NotEqual(held.Key, next.Key);
        await store.CompleteAsync(next, "success");
        await store.ContinueAsync();
        Assert.Equal(["cancelled", "success"], await store.EndsAsync());
    }
}

/// <summary>The contract holds for the model, so that the model may judge others.</summary>
public sealed class ModelStepStoreTests : StepStoreContract
{
    internal override Task<IStepStore> CreateAsync(int workflows) => Task.FromResult<IStepStore>(new ModelStepStore(workflows));
}

/// <summary>The contract holds for the product's store.</summary>
public sealed class PostgresStepStoreTests : StepStoreContract
{
    internal override Task<IStepStore> CreateAsync(int workflows) => PostgresStepStore.CreateAsync(workflows);
}
