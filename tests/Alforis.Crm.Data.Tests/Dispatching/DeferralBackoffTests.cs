using Alforis.Crm.Data.Dispatching;

namespace Alforis.Crm.Data.Tests.Dispatching;

public sealed class DeferralBackoffTests
{
    [Theory]
    [InlineData(0, 50)]
    [InlineData(1, 100)]
    [InlineData(2, 200)]
    [InlineData(3, 400)]
    [InlineData(4, 800)]
    [InlineData(5, 1600)]
    [InlineData(6, 2000)]
    [InlineData(7, 2000)]
    [InlineData(1000, 2000)]
    [InlineData(short.MaxValue, 2000)]
    public void Wait_OfSoManyDeferrals_DoublesUpToTheLongest(int deferrals, double milliseconds)
    {
        Assert.Equal(milliseconds, new DeferralBackoff(new DispatchOptions(), new FixedRandom(0)).Wait(deferrals).TotalMilliseconds);
        Assert.Equal(milliseconds * 0.75, new DeferralBackoff(new DispatchOptions(), new FixedRandom(1)).Wait(deferrals).TotalMilliseconds);
    }

    private sealed class FixedRandom(double value) : Random
    {
        public override double NextDouble() => value;
    }
}
