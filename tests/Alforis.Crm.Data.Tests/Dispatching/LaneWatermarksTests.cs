using Alforis.Crm.Data.Dispatching;
using Alforis.Crm.Data.Events;
using Alforis.Crm.Data.Sql;

namespace Alforis.Crm.Data.Tests.Dispatching;

public sealed class LaneWatermarksTests
{
    private readonly ManualClock clock = new();
    private readonly LaneWatermarks marks;

    public LaneWatermarksTests()
    {
        marks = new LaneWatermarks(clock);
        marks.For([3]);
    }

    [Fact]
    public void Note_ClaimAfterAllWritersHaveEnded_TheMarkRisesToWhatWasSeenBefore()
    {
        marks.Note(Claimed(100, transaction: 20), []);
        marks.Observe(Running("21:21:"));

        // What was committed just before may not have been claimed yet.
        Assert.Equal(new LanePosition(3, 0, 0), Position());
        marks.Note(Claimed(130, transaction: 30), []);
        Assert.Equal(new LanePosition(3, 100, 0), Position());
        Assert.Empty(marks.Awaited);
    }

    [Fact]
    public void Note_ClaimBegunBeforeTheWritersEnded_TheMarkWaits()
    {
        marks.Note(Claimed(100, transaction: 20), []);
        marks.Observe(Running("21:21:"));
        marks.Note(Claimed(130, transaction: 30), []);

        Assert.Equal(new LanePosition(3, 0, 0), Position());
    }

    [Fact]
    public void Note_ClaimThatLeavesSome_TheMarkRisesNoFurtherThanThey()
    {
        marks.Note(Claimed(100, transaction: 20), []);
        marks.Observe(Running("21:21:"));
        Position();
        marks.Note(Claimed(70, transaction: 30), []);

        Assert.Equal(new LanePosition(3, 70, 0), Position());
    }

    [Fact]
    public void Note_EventsStayInTheQueue_TheMarkStaysBeforeThem()
    {
        marks.Note(Claimed(100, transaction: 20), []);
        marks.Observe(Running("21:21:"));
        Position();
        marks.Note(Claimed(130, transaction: 30, events: [40, 60, 130]), [60]);

        Assert.Equal(new LanePosition(3, 59, 0), Position());
    }

    [Fact]
    public void Note_BulkEvents_HaveAMarkOfTheirOwn()
    {
        Raise("21:21:", bulk: true);

        Assert.Equal(new LanePosition(3, 0, 100), Position());
    }

    [Theory]
    [InlineData("19:22:19")]
    [InlineData("15:25:15,23")]
    [InlineData("19:19:")]
    public void Observe_OneMayStillHaveWrittenBefore_TheMarkWaits(string running)
    {
        Raise(running);

        Assert.Equal(new LanePosition(3, 0, 0), Position());
    }

    [Fact]
    public void Observe_OneIsUnderWayForLong_IsAwaitedAndItsEndBeginsAnew()
    {
        clock.Advance(TimeSpan.FromSeconds(1));
        Raise("18:30:18,25", wait: TimeSpan.FromSeconds(5));

        Assert.Equal([18UL], marks.Awaited);
        Assert.Equal(new LanePosition(3, 100, 0), Position());
        marks.Observe(Running("18:40:18"));
        Assert.Equal(new LanePosition(3, 100, 0), Position());
        marks.Observe(Running("40:40:"));
        Assert.Empty(marks.Awaited);
        Assert.Equal(new LanePosition(3, 0, 0), Position());
        marks.Note(Claimed(200, transaction: 41), []);
        Assert.Equal(new LanePosition(3, 0, 0), Position());
    }

    [Fact]
    public void For_EveryTenSeconds_BeginsAtTheFrontOnce()
    {
        Raise("21:21:");
        clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(new LanePosition(3, 0, 0), Position());
        Assert.Equal(new LanePosition(3, 100, 0), Position());
    }

    /// <summary>A claim by transaction 20 up to event 100, what is under way some time after, and a claim that goes further.</summary>
    private void Raise(string running, bool bulk = false, TimeSpan wait = default)
    {
        marks.Note(Claimed(100, transaction: 20, bulk), []);
        clock.Advance(wait);
        marks.Observe(Running(running));
        Position();
        marks.Note(Claimed(130, transaction: 30, bulk), []);
    }

    private LanePosition Position() => Assert.Single(marks.For([3]));

    private static RunningTransactions Running(string snapshot) => RunningTransactions.Parse(snapshot);

    private static ClaimedEvents Claimed(long reached, ulong transaction, bool bulk = false, long[]? events = null) =>
        new([.. (events ?? [reached]).Select(id => new CrmEvent { EventId = id, Lane = 3, Bulk = bulk, OccurredAt = default, Types = [] })])
        {
            Transaction = transaction,
            Reached = [new LaneReach(3, bulk, reached)],
        };
}
