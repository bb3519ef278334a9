using Alforis.Crm.Data.Events;

namespace Alforis.Crm.Data.Tests.Events;

public sealed class ClaimChoiceTests
{
    /// <summary>
    /// Candidates are written "number entity", with * for those of a burst, and "number entity&lt;a,b" for a single event that has a and
    /// b of bursts ahead. All are of one lane.
    /// </summary>
    [Theory]
    // Nothing but one class: the oldest.
    [InlineData(2, "1a 2b 3c", "1 2")]
    [InlineData(2, "1a* 2b* 3c*", "1 2")]
    // Single events go first, and a quarter is kept for the burst.
    [InlineData(4, "1a* 2b* 3c* 4d* 5e 6f", "1 2 5 6")]
    [InlineData(4, "1a* 2b* 3c 4d 5e 6f", "1 3 4 5")]
    [InlineData(3, "1a* 2b* 3c 4d 5e", "1 3 4")]
    [InlineData(2, "1a* 2b* 3c 4d 5e", "1 3")]
    [InlineData(1, "1a* 2b* 3c 4d 5e", "3")]
    // A single event brings along what is ahead of it, read with the others or not.
    [InlineData(3, "1a* 2b* 3c* 9c<3", "1 3 9")]
    [InlineData(3, "1a* 2b* 9c<5", "1 5 9")]
    [InlineData(3, "1a* 2a* 9a<1,2", "1 2 9")]
    // It goes without its last ones rather than before them.
    [InlineData(8, "9c<3,4", "3 4 9")]
    [InlineData(8, "9c<3,4,5", "3 4 5")]
    [InlineData(8, "4c<3 9c<3,5,6", "3 4 5 6")]
    [InlineData(8, "3c* 4c* 5c* 6c* 9c<3,4,5", "3 4 5")]
    // Events of no entity wait for nothing.
    [InlineData(4, "1a* 2* 3 4", "1 2 3 4")]
    public void Of_Candidates_TakesThese(int most, string candidates, string expected) =>
        Assert.Equal(expected, string.Join(' ', ClaimChoice.Of(Claim(most), Read(candidates)).Taken));

    [Theory]
    [InlineData("2a 3b 4c 5d 6e*", "2 3 4 5")]
    [InlineData("1e* 2a 3b 4c 5d 6e*", "1 2 3 4")]
    public void Of_AsManySingleEventsAsMayBeRead_TakesNoneOfABurstThatIsLater(string candidates, string expected) =>
        Assert.Equal(expected, string.Join(' ', ClaimChoice.Of(Claim(4), Read(candidates)).Taken));

    [Fact]
    public void Of_ManyBytes_StopsAfterThem()
    {
        var claim = Claim(10) with { MostBytes = 25 };

        Assert.Equal([1, 2, 3], ClaimChoice.Of(claim, Read("1a 2b 3c 4d")).Taken);
        Assert.Equal([1], ClaimChoice.Of(claim with { MostBytes = 1 }, Read("1a 2b 3c 4d")).Taken);
        Assert.Equal([1, 2, 9], ClaimChoice.Of(claim, Read("9c<1,2 10d")).Taken);
    }

    [Theory]
    [InlineData(2, "1a 2b", "False:2")]
    [InlineData(2, "1a 2b 3c", "False:2")]
    [InlineData(4, "1a* 2b* 3c 4d 5e 6f", "True:1 False:5")]
    // What was brought along says nothing of what lies between.
    [InlineData(3, "1a* 2b* 9c<5", "True:1 False:9")]
    [InlineData(8, "8c<3 9d", "False:9")]
    [InlineData(8, "8c<3,4,5 9d", "False:7")]
    public void Of_Candidates_ReachesUpToTheFirstThatIsLeft(int most, string candidates, string expected) => Assert.Equal(
        expected, string.Join(' ', ClaimChoice.Of(Claim(most), Read(candidates)).Reached.Select(r => $"{r.Bulk}:{r.EventId}")));

    [Theory]
    [InlineData(1, "False:0")]
    [InlineData(2, "False:1")]
    [InlineData(3, "False:2")]
    [InlineData(4, "False:3")]
    [InlineData(9, "False:3")]
    public void Of_OneIsPutOff_ReachesNoFurther(long putOff, string expected)
    {
        var candidates = Read("1a 2b 3c").ConvertAll(c => c with { FirstPutOff = putOff });

        Assert.Equal(expected, string.Join(' ', ClaimChoice.Of(Claim(4), candidates).Reached.Select(r => $"{r.Bulk}:{r.EventId}")));
    }

    [Fact]
    public void Of_OneIsPutOffAndOthersAreLeft_ReachesToTheFirstOfThem()
    {
        var candidates = Read("8c<3,4,5 9d").ConvertAll(c => c with { FirstPutOff = 2 });

        Assert.Equal(new LaneReach(0, false, 1), Assert.Single(ClaimChoice.Of(Claim(8), candidates).Reached));
    }

    private static Claim Claim(int most) => new(Lanes(1), most) { MostAhead = 3 };

    private static LanePosition[] Lanes(int count) => [.. Enumerable.Range(0, count).Select(lane => new LanePosition(lane, 0, 0))];

    private static List<QueuedEvent> Read(string candidates) => [.. candidates.Split(' ').Select(One)];

    private static QueuedEvent One(string text)
    {
        var (head, ahead) = text.Split('<') is [var first, var rest] ? (first, rest.Split(',').Select(Number)) : (text, []);
        var bulk = head.EndsWith('*');
        head = head.TrimEnd('*');
        var entity = head.Length > 0 && char.IsLetter(head[^1]) ? head[^1] : (char?)null;
        long[] ids = [.. ahead];
        return new QueuedEvent(Number(head.TrimEnd(entity ?? ' ')), 0, bulk, entity is null ? null : "deal", entity, 10)
        {
            Ahead = ids,
            AheadSizes = [.. ids.Select(_ => 10)],
        };
    }

    private static long Number(string text) => long.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
