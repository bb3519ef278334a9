using Alforis.Workflows.Host.Scheduling;

namespace Alforis.Workflows.Host.Tests.Scheduling;

public sealed class DatabaseClockTests
{
    private static readonly DateTimeOffset Now = new(2027, 3, 28, 1, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("the same", 0, 10, 5, 0)]
    [InlineData("within the time of the answer", 0, 3000, 2900, 0)]
    [InlineData("less than is worth following", 0, 0, 499, 0)]
    [InlineData("behind by minutes", 0, 20, 300_010, 300_000)]
    [InlineData("ahead by minutes", 0, 20, -299_990, -300_000)]
    public void Follow_OneAnswer_IsFollowedBeyondTheTolerance(string name, int before, int after, int theirs, int offset)
    {
        var clock = new DatabaseClock(new StandingClock());
        Assert.Equal(offset != 0, clock.Follow(Now.AddMilliseconds(before), Now.AddMilliseconds(theirs), Now.AddMilliseconds(after)));
        Assert.True(clock.Offset == TimeSpan.FromMilliseconds(offset), name);
        Assert.Equal(Now + clock.Offset, clock.GetUtcNow());
    }

    [Fact]
    public void Follow_ClockSetRightOrShivering_IsFollowedOnceAndLeftAlone()
    {
        var clock = new DatabaseClock(new StandingClock());
        Assert.True(clock.Follow(Now, Now.AddMinutes(5), Now));
        Assert.False(clock.Follow(Now, Now.AddMinutes(5).AddMilliseconds(300), Now));
        Assert.False(clock.Follow(Now, Now.AddMinutes(5).AddMilliseconds(-300), Now.AddMilliseconds(50)));
        Assert.Equal(TimeSpan.FromMinutes(5), clock.Offset);
        Assert.True(clock.Follow(Now, Now.AddMilliseconds(200), Now));
        Assert.Equal(TimeSpan.Zero, clock.Offset);
    }

    private sealed class StandingClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
