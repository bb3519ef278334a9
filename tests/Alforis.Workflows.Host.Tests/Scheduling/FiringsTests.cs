using System.Globalization;
using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Schedules;
using Alforis.Crm.Data.Triggers;
using Alforis.Crm.Data.Vocabulary;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Host.Scheduling;
using Quartz;

namespace Alforis.Workflows.Host.Tests.Scheduling;

public sealed class FiringsTests
{
    private static readonly Dictionary<string, (ScheduledSettings Settings, Func<DateTime, bool> Wanted, bool IsRealTime)> Cases = new(StringComparer.Ordinal)
    {
        ["every day"] = (new() { Schedule = "daily" }, l => At(l, 9, 0), false),
        ["every day in the hour that is skipped"] = (new() { Schedule = "daily", Time = "02:30" }, l => At(l, 2, 30), false),
        ["every day in the half hour that is skipped"] = (new() { Schedule = "daily", Time = "02:10" }, l => At(l, 2, 10), false),
        ["every day in the hour that is doubled"] = (new() { Schedule = "daily", Time = "01:45" }, l => At(l, 1, 45), false),
        ["every day at midnight"] = (new() { Schedule = "daily", Time = "00:00" }, l => At(l, 0, 0), false),
        ["every day when clocks are put forward"] = (new() { Schedule = "daily", Time = "03:00" }, l => At(l, 3, 0), false),
        ["every Monday"] = (new() { Schedule = "weekly" }, l => l.DayOfWeek == DayOfWeek.Monday && At(l, 9, 0), false),
        ["every Sunday in the hour that changes"] =
            (new() { Schedule = "weekly", DayOfWeek = "sunday", Time = "02:15" }, l => l.DayOfWeek == DayOfWeek.Sunday && At(l, 2, 15), false),
        ["the 1st"] = (new() { Schedule = "monthly" }, l => l.Day == 1 && At(l, 9, 0), false),
        ["the 28th"] = (new() { Schedule = "monthly", DayOfMonth = 28, Time = "18:05" }, l => l.Day == 28 && At(l, 18, 5), false),
        ["the 29th or the last"] = (new() { Schedule = "monthly", DayOfMonth = 29 }, l => IsDayOrLast(l, 29) && At(l, 9, 0), false),
        ["the 30th or the last"] = (new() { Schedule = "monthly", DayOfMonth = 30 }, l => IsDayOrLast(l, 30) && At(l, 9, 0), false),
        ["the 31st or the last"] = (new() { Schedule = "monthly", DayOfMonth = 31, Time = "02:30" }, l => IsDayOrLast(l, 31) && At(l, 2, 30), false),
        ["cron every quarter of an hour"] = (new() { Cron = "*/15 * * * *" }, l => l.Minute % 15 == 0, true),
        ["cron every hour"] = (new() { Cron = "30 * * * *" }, l => l.Minute == 30, true),
        ["cron every second hour"] = (new() { Cron = "7 */2 * * *" }, l => l.Hour % 2 == 0 && l.Minute == 7, true),
        ["cron in a range of hours"] = (new() { Cron = "30 1-3 * * *" }, l => l.Hour is >= 1 and <= 3 && l.Minute == 30, true),
        ["cron at fixed times"] = (new() { Cron = "0,40 1,2 * * *" }, l => l.Hour is 1 or 2 && l.Minute is 0 or 40, false),
        ["cron on working days"] = (new() { Cron = "30 8 * * 1-5" }, l => l.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && At(l, 8, 30), false),
        ["cron on Sundays by 7"] = (new() { Cron = "0 2 * * 7" }, l => l.DayOfWeek == DayOfWeek.Sunday && At(l, 2, 0), false),
        ["cron on either day"] = (new() { Cron = "0 9 13 * 5" }, l => (l.Day == 13 || l.DayOfWeek == DayOfWeek.Friday) && At(l, 9, 0), false),
        ["cron on either day, all of one kind"] = (new() { Cron = "0 9 1 * 0-6" }, l => At(l, 9, 0), false),
        ["cron twice a year"] = (new() { Cron = "0 8 5 1,7 *" }, l => l.Month is 1 or 7 && l.Day == 5 && At(l, 8, 0), false),
        ["cron on 31st only"] = (new() { Cron = "0 8 31 * *" }, l => l.Day == 31 && At(l, 8, 0), false),
        ["cron in a leap year"] = (new() { Cron = "0 8 29 2 *" }, l => l is { Month: 2, Day: 29 } && At(l, 8, 0), false),
    };

    public static TheoryData<string, string, int> Years()
    {
        var years = new TheoryData<string, string, int>();
        foreach (var name in Cases.Keys)
        {
            foreach (var zone in new[] { "Europe/Paris", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata" }) years.Add(name, zone, 2027);
        }

        foreach (var name in new[] { "the 29th or the last", "the 30th or the last", "cron in a leap year" }) years.Add(name, "Europe/Paris", 2028);
        return years;
    }

    [Theory]
    [MemberData(nameof(Years))]
    public void After_AllOfAYear_IsWhatAWalkThroughItsMinutesFinds(string name, string zone, int year)
    {
        var (settings, wanted, isRealTime) = Cases[name];
        var walk = new LocalYear(zone, year);
        var expected = walk.Firings(wanted, isRealTime);

        var firings = new Firings(Schedule.Of(settings, TimeZoneInfo.FindSystemTimeZoneById(zone)));
        var found = firings.After(walk.Start.AddTicks(-1), expected.Count + 1).TakeWhile(m => m < walk.End).ToList();

        Assert.Equal(expected, found);
        foreach (var (moment, next) in expected.Zip(expected.Skip(1)))
        {
            Assert.Equal(moment, firings.LastUpTo(moment));
            Assert.Equal(moment, firings.LastUpTo(next.AddTicks(-1)));
        }
    }

    /// <summary>02:30 comes twice on 31 October; asked between the two, after the first, it has been.</summary>
    [Theory]
    [InlineData("2027-10-31T00:29:59Z", "2027-10-30T00:30:00Z", "2027-10-31T00:30:00Z")]
    [InlineData("2027-10-31T00:30:00Z", "2027-10-31T00:30:00Z", "2027-11-01T01:30:00Z")]
    [InlineData("2027-10-31T01:10:00Z", "2027-10-31T00:30:00Z", "2027-11-01T01:30:00Z")]
    [InlineData("2027-10-31T01:30:00Z", "2027-10-31T00:30:00Z", "2027-11-01T01:30:00Z")]
    [InlineData("2027-10-31T01:59:59.9Z", "2027-10-31T00:30:00Z", "2027-11-01T01:30:00Z")]
    public void AfterAndLastUpTo_InTheHourThatComesTwice_KnowOneFiring(string moment, string last, string next)
    {
        var firings = new Firings(Schedule.Of(new ScheduledSettings { Schedule = "daily", Time = "02:30" }, TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris")));
        Assert.Equal(Moment(last), firings.LastUpTo(Moment(moment)));
        Assert.Equal([Moment(next)], firings.After(Moment(moment), 1));
    }

    /// <summary>Quartz has a reader of five fields of its own, which knows nothing of ours.</summary>
    [Fact]
    public void After_RandomCronExpressions_IsWhatQuartzReadsInThem()
    {
        var random = new Random(20270328);
        var paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");
        var compiler = new WorkflowCompiler<CrmContext>(CrmSchema.Instance);
        var compared = 0;
        while (compared < 2000)
        {
            var text = string.Join(' ', Field(random, 0, 59), Field(random, 0, 23), Field(random, 1, 31), Field(random, 1, 12), Field(random, 0, 6));
            // A list of all days is as good as none to it; to Unix it is one of two kinds of day, of which either is enough.
            if (text.EndsWith(" 0-6", StringComparison.Ordinal) || !compiler.Compile(Definition(text)).Succeeded) continue;
            var theirs = CronExpression.Parse(text, CronFormat.Unix).WithTimeZone(paris);
            var moment = new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(random.Next(525_600));
            foreach (var firing in new Firings(Schedule.Of(new ScheduledSettings { Cron = text }, paris)).After(moment, 5))
            {
                Assert.True(theirs.GetNextValidTimeAfter(moment) == firing, $"{text} after {moment:O}: {firing:O}");
                moment = firing;
            }

            compared++;
        }
    }

    private static string Definition(string cron) =>
        $$$"""{"name": "N", "trigger_type": "scheduled", "trigger_config": {"cron": "{{{cron}}}"}, "actions": [{"type": "create_task", "config": {"title": "T"}}]}""";

    private static string Field(Random random, int first, int last)
    {
        var from = random.Next(first, last + 1);
        return random.Next(6) switch
        {
            0 or 1 => "*",
            2 => $"*/{random.Next(2, Math.Max(3, last / 2))}",
            3 => $"{from}-{random.Next(from, last + 1)}",
            4 => $"{from},{random.Next(first, last + 1)}",
            _ => $"{from}",
        };
    }

    private static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static bool At(DateTime local, int hour, int minute) => local.Hour == hour && local.Minute == minute;

    private static bool IsDayOrLast(DateTime local, int day) => local.Day == Math.Min(day, DateTime.DaysInMonth(local.Year, local.Month));
}
