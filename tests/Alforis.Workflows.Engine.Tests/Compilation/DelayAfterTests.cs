using System.Globalization;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Tests.Model;

namespace Alforis.Workflows.Engine.Tests.Compilation;

/// <summary>When a delay is over. The moments are worked out from the published changes of clocks.</summary>
public sealed class DelayAfterTests
{
    private const string Paris = "Europe/Paris";

    [Theory]
    // Paris, clocks forward at 2 on 29 March 2026 and back at 3 on 25 October: the time of day stays.
    [InlineData(Paris, "2026-03-22T09:00:00+01:00", "7 days", "2026-03-29T09:00:00+02:00")]
    [InlineData(Paris, "2026-10-18T09:00:00+02:00", "7 days", "2026-10-25T09:00:00+01:00")]
    [InlineData(Paris, "2026-03-22T09:00:00+01:00", "1 week", "2026-03-29T09:00:00+02:00")]
    [InlineData(Paris, "2026-02-28T09:00:00+01:00", "1 month", "2026-03-28T09:00:00+01:00")]
    [InlineData(Paris, "2026-03-15T09:00:00+01:00", "1 month", "2026-04-15T09:00:00+02:00")]
    [InlineData(Paris, "2026-03-22T08:00:00Z", "7 days", "2026-03-29T09:00:00+02:00")]
    [InlineData(Paris, "2026-03-28T23:30:00Z", "1 day", "2026-03-30T00:30:00+02:00")]
    // What is exact lasts as long as it says.
    [InlineData(Paris, "2026-03-28T09:00:00+01:00", "24 hours", "2026-03-29T10:00:00+02:00")]
    [InlineData(Paris, "2026-10-24T09:00:00+02:00", "24 hours", "2026-10-25T08:00:00+01:00")]
    [InlineData(Paris, "2026-03-29T01:59:30+01:00", "45 seconds", "2026-03-29T03:00:15+02:00")]
    [InlineData(Paris, "2026-10-25T02:45:00+02:00", "30 minutes", "2026-10-25T02:15:00+01:00")]
    // Of a time that is skipped the first moment after.
    [InlineData(Paris, "2026-03-28T02:00:00+01:00", "1 day", "2026-03-29T03:00:00+02:00")]
    [InlineData(Paris, "2026-03-28T02:30:00+01:00", "1 day", "2026-03-29T03:00:00+02:00")]
    [InlineData(Paris, "2026-03-28T02:59:59.9999999+01:00", "1 day", "2026-03-29T03:00:00+02:00")]
    [InlineData(Paris, "2026-03-28T03:00:00+01:00", "1 day", "2026-03-29T03:00:00+02:00")]
    [InlineData(Paris, "2026-03-28T01:59:59.9999999+01:00", "1 day", "2026-03-29T01:59:59.9999999+01:00")]
    [InlineData(Paris, "2026-02-28T02:30:00+01:00", "29 days", "2026-03-29T03:00:00+02:00")]
    // Of a time that comes twice the first.
    [InlineData(Paris, "2026-10-24T02:30:00+02:00", "1 day", "2026-10-25T02:30:00+02:00")]
    [InlineData(Paris, "2026-10-18T02:59:00+02:00", "1 week", "2026-10-25T02:59:00+02:00")]
    [InlineData(Paris, "2026-10-25T02:30:00+01:00", "1 week", "2026-11-01T02:30:00+01:00")]
    // A day that a month does not have.
    [InlineData(Paris, "2026-01-31T09:00:00+01:00", "1 month", "2026-02-28T09:00:00+01:00")]
    [InlineData(Paris, "2028-02-29T10:00:00+01:00", "1 year", "2029-02-28T10:00:00+01:00")]
    [InlineData(Paris, "2027-03-01T00:00:00+01:00", "366 days", "2028-03-01T00:00:00+01:00")]
    // Half an hour, midnight, a whole day that was never there, and clocks west of Greenwich.
    [InlineData("Australia/Lord_Howe", "2026-10-03T02:15:00+10:30", "1 day", "2026-10-04T02:30:00+11:00")]
    [InlineData("America/Santiago", "2026-08-30T00:30:00-04:00", "1 week", "2026-09-06T01:00:00-03:00")]
    [InlineData("Pacific/Apia", "2011-12-29T09:00:00-10:00", "1 day", "2011-12-31T00:00:00+14:00")]
    [InlineData("America/New_York", "2026-03-01T02:15:00-05:00", "1 week", "2026-03-08T03:00:00-04:00")]
    [InlineData("America/New_York", "2026-10-25T01:15:00-04:00", "1 week", "2026-11-01T01:15:00-04:00")]
    // A zone that keeps its time.
    [InlineData("Asia/Kolkata", "2026-03-22T09:00:00+05:30", "7 days", "2026-03-29T09:00:00+05:30")]
    [InlineData("UTC", "2026-03-22T09:00:00Z", "7 days", "2026-03-29T09:00:00Z")]
    // Beyond the calendar is its end.
    [InlineData("UTC", "9999-12-31T12:00:00Z", "366 days", "9999-12-31T23:59:59.9999999Z")]
    [InlineData("Pacific/Apia", "9999-12-31T12:00:00Z", "13 hours", "9999-12-31T23:59:59.9999999Z")]
    public void After_MomentAndZone_IsTheMomentOfTheCalendar(string zone, string now, string delay, string expected)
    {
        var workflow = Written.Compile(Written.Definition(config: $$"""{"delay":"{{delay}}"}""", more: $$""","time_zone":"{{zone}}" """));

        var after = workflow.Delay!.After(Moment(now), workflow.TimeZone);

        Assert.Equal(Moment(expected).ToUniversalTime(), after.ToUniversalTime());
    }

    /// <summary>What a skipped time is brought to is compared with a walk along the clock, second by second.</summary>
    [Theory]
    [InlineData(Paris, "2026-03-27T00:00:00Z")]
    [InlineData(Paris, "2026-10-23T00:00:00Z")]
    [InlineData("Australia/Lord_Howe", "2026-10-02T00:00:00Z")]
    [InlineData("America/Santiago", "2026-09-04T00:00:00Z")]
    [InlineData("America/St_Johns", "2026-03-06T00:00:00Z")]
    public void After_AnyMinuteOfThreeDays_IsTheFirstAtWhichClocksShowAsMuch(string zone, string start)
    {
        var clocks = TimeZoneInfo.FindSystemTimeZoneById(zone);
        var delay = Written.Compile(Written.Definition(config: """{"delay":"1 day"}""")).Delay!;
        for (var minute = 0; minute < 3 * 24 * 60; minute += 7)
        {
            var now = Moment(start).AddMinutes(minute);
            var wanted = TimeZoneInfo.ConvertTime(now, clocks).DateTime.AddDays(1);
            var walked = now.AddHours(22);
            while (TimeZoneInfo.ConvertTime(walked, clocks).DateTime < wanted) walked = walked.AddMinutes(1);

            Assert.Equal(walked, delay.After(now, clocks));
        }
    }

    private static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
