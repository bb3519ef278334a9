using System.Globalization;
using Alforis.Crm.Data.Actions.Formats;

namespace Alforis.Crm.Data.Tests.Actions.Formats;

public sealed class DueDateTests
{
    [Theory]
    [InlineData("2026-12-01", "2026-11-20", "2026-12-01")]
    [InlineData(" 2026-12-01 ", "2026-11-20", "2026-12-01")]
    [InlineData("2028-02-29", "2026-11-20", "2028-02-29")]
    // A moment counts as the date that is written, whatever the offset.
    [InlineData("2026-12-01T23:30:00+02:00", "2026-11-20", "2026-12-01")]
    [InlineData("2026-12-01 00:15:00Z", "2026-11-20", "2026-12-01")]
    [InlineData("+0 days", "2026-11-20", "2026-11-20")]
    [InlineData("+1 day", "2026-12-31", "2027-01-01")]
    [InlineData("+ 7 days", "2026-11-20", "2026-11-27")]
    [InlineData("+7 DAYS", "2026-11-20", "2026-11-27")]
    [InlineData("+1 day", "2028-02-28", "2028-02-29")]
    [InlineData("+1 day", "2027-02-28", "2027-03-01")]
    [InlineData("+2 weeks", "2026-12-25", "2027-01-08")]
    [InlineData("+1 month", "2027-01-31", "2027-02-28")]
    [InlineData("+1 month", "2028-01-31", "2028-02-29")]
    [InlineData("+1 month", "2026-10-31", "2026-11-30")]
    [InlineData("+13 months", "2026-11-30", "2027-12-30")]
    [InlineData("+1 year", "2028-02-29", "2029-02-28")]
    [InlineData("+4 years", "2028-02-29", "2032-02-29")]
    // 2026-11-20 is a Friday.
    [InlineData("+0 business days", "2026-11-21", "2026-11-21")]
    [InlineData("+1 business day", "2026-11-19", "2026-11-20")]
    [InlineData("+1 business day", "2026-11-20", "2026-11-23")]
    [InlineData("+1 business day", "2026-11-21", "2026-11-23")]
    [InlineData("+1 business day", "2026-11-22", "2026-11-23")]
    [InlineData("+2 business days", "2026-11-20", "2026-11-24")]
    [InlineData("+5 business days", "2026-11-18", "2026-11-25")]
    [InlineData("+10 business days", "2026-12-24", "2027-01-07")]
    public void From_DueDate_IsTheDay(string text, string today, string expected)
    {
        var due = DueDate.Parse(text);

        Assert.NotNull(due);
        Assert.Equal(Day(expected), due.From(Day(today)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("tomorrow")]
    [InlineData("7 days")]
    [InlineData("+7")]
    [InlineData("+7days")]
    [InlineData("+-7 days")]
    [InlineData("+1.5 days")]
    [InlineData("+7 hours")]
    [InlineData("+7 business weeks")]
    [InlineData("2026-02-29")]
    [InlineData("2026-13-01")]
    [InlineData("2026-12-1")]
    [InlineData("01/12/2026")]
    [InlineData("2026-12-01 or so")]
    [InlineData("2026-12-01T25:00:00")]
    [InlineData("2026-12-011")]
    [InlineData("+36501 days")]
    [InlineData("+101 years")]
    [InlineData("+99999999999 days")]
    public void Check_NoDueDate_SaysSo(string text)
    {
        Assert.Null(DueDate.Parse(text));
        Assert.Contains($"'{text}' is no due date", new DueDateFormat().Check(text), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-12-01")]
    [InlineData("+36500 days")]
    public void Check_DueDate_IsContent(string text) => Assert.Null(new DueDateFormat().Check(text));

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
