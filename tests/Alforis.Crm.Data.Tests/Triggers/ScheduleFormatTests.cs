using Alforis.Crm.Data.Triggers;

namespace Alforis.Crm.Data.Tests.Triggers;

public sealed class ScheduleFormatTests
{
    [Theory]
    [InlineData("* * * * *")]
    [InlineData("0 9 * * 1")]
    [InlineData("0 9 * * 0")]
    [InlineData("0 9 * * 7")]
    [InlineData("59 23 31 12 7")]
    [InlineData("*/15 8-18 * * mon-fri")]
    [InlineData("0,30 9-17/2 1,15 JAN,jun *")]
    [InlineData("0  9  *  *  1")]
    [InlineData("0 9 29 2 *")]
    [InlineData("0 9 31 1-12 *")]
    [InlineData("0 9 30,31 4,5 *")]
    [InlineData("0 9 31 2 1")]
    [InlineData("0 9 1-31/2 * 1")]
    [InlineData("0 9 */2 * *")]
    [InlineData("0 9 * * */2")]
    [InlineData("0 9 */1 * 1")]
    [InlineData("5/15 * * * *")]
    [InlineData("*/90 * * * *")]
    public void CronFormat_FiveGoodFields_AreAccepted(string text) => Assert.Null(new CronFormat().Check(text));

    [Theory]
    [InlineData("", "five fields")]
    [InlineData("daily", "five fields")]
    [InlineData("0 9 * *", "five fields")]
    [InlineData("0 0 9 * * 1", "five fields")]
    [InlineData("60 9 * * *", "'60' is no minute")]
    [InlineData("0 24 * * *", "'24' is no hour")]
    [InlineData("0 9 0 * *", "'0' is no day of month")]
    [InlineData("0 9 32 * *", "'32' is no day of month")]
    [InlineData("0 9 * 13 *", "'13' is no month")]
    [InlineData("0 9 * * 8", "'8' is no day of week")]
    [InlineData("0 9 * * lun", "'lun' is no day of week")]
    [InlineData("0 9 * mon *", "'mon' is no month")]
    [InlineData("*/0 * * * *", "'*/0' is no minute")]
    [InlineData("*/ * * * *", "'*/' is no minute")]
    [InlineData("-5 * * * *", "'-5' is no minute")]
    [InlineData("30-10 * * * *", "'30-10' is no minute")]
    [InlineData("1,,2 * * * *", "'1,,2' is no minute")]
    [InlineData("1-2-3 * * * *", "'1-2-3' is no minute")]
    [InlineData("0 9 ? * 1", "'?' is no day of month")]
    [InlineData("0 9 L * *", "'L' is no day of month")]
    [InlineData("0 9 * * 1/2", "'1/2' is no day of week")]
    [InlineData("0 9 30 2 *", "No month of '2' has a day '30': this schedule would never fire.")]
    [InlineData("0 9 31 feb,apr,6,9,11 *", "No month of 'FEB,APR,6,9,11' has a day '31'")]
    [InlineData("0 9 30-31 2 */1", "No month of '2' has a day '30-31'")]
    [InlineData("0 9 */2 * 1", "write '1-31/2' if one is enough")]
    [InlineData("0 9 1 * */2", "write '0-6/2' if one is enough")]
    public void CronFormat_BadField_IsNamed(string text, string problem) =>
        Assert.Contains(problem, new CronFormat().Check(text), StringComparison.Ordinal);

    [Theory]
    [InlineData("00:00", true)]
    [InlineData("09:00", true)]
    [InlineData("23:59", true)]
    [InlineData("9:00", false)]
    [InlineData("24:00", false)]
    [InlineData("12:60", false)]
    [InlineData("09:00:00", false)]
    [InlineData("9h", false)]
    [InlineData("09:00 PM", false)]
    [InlineData(" 09:00", false)]
    public void TimeOfDayFormat_Check_WantsHoursAndMinutes(string text, bool accepted) =>
        Assert.Equal(accepted, new TimeOfDayFormat().Check(text) is null);

    [Theory]
    [InlineData("@daily", "0 0 * * *")]
    [InlineData("@Weekly", "0 0 * * 0")]
    [InlineData("@monthly", "0 0 1 * *")]
    [InlineData("@hourly", "0 * * * *")]
    [InlineData("@annually", "0 0 1 1 *")]
    [InlineData("0 0 9 ? * 2", "0 9 * * 1")]
    [InlineData("0 0 9 ? * 1", "0 9 * * 0")]
    [InlineData("0 30 8 ? * 2-6", "30 8 * * 1-5")]
    [InlineData("0 30 8 ? * MON,WED,FRI *", "30 8 * * MON,WED,FRI")]
    [InlineData("00 0/15 8-18 ? JUL 7", "*/15 8-18 * JUL 6")]
    [InlineData("0 5/15 9 15 * ?", "5-59/15 9 15 * *")]
    public void CronFormat_WhatOthersWriteAndIsCertain_IsTranslated(string text, string cron)
    {
        Assert.NotNull(new CronFormat().Check(text));
        Assert.Equal(cron, new CronFormat().Read(text));
        Assert.Null(new CronFormat().Check(cron));
    }

    [Theory]
    [InlineData("0 0 9 * * 1")]
    [InlineData("30 0 9 ? * 2")]
    [InlineData("0 0 9 ? * 2 2027")]
    [InlineData("0 0 9 L * ?")]
    [InlineData("0 0 9 15W * ?")]
    [InlineData("0 0 9 ? * 6L")]
    [InlineData("0 0 9 ? * 2#1")]
    [InlineData("0 0 9 ? * FRI-MON")]
    [InlineData("0 0 9 ? * 0")]
    [InlineData("0 0/5/2 9 ? * 2")]
    [InlineData("@reboot")]
    [InlineData("daily")]
    public void CronFormat_WhatOthersWriteAndIsNot_IsNotTranslated(string text)
    {
        Assert.NotNull(new CronFormat().Check(text));
        Assert.Null(new CronFormat().Read(text));
    }

    [Theory]
    [InlineData("9:00", "09:00")]
    [InlineData("09:00:00", "09:00")]
    [InlineData("9h30", "09:30")]
    [InlineData("9h", "09:00")]
    [InlineData("18H05", "18:05")]
    [InlineData(" 09:00", "09:00")]
    [InlineData("09:00:30", null)]
    [InlineData("9", null)]
    [InlineData("24h", null)]
    [InlineData("9:5", null)]
    [InlineData("9:00 PM", null)]
    public void TimeOfDayFormat_Read_UnderstandsOneMeaningOnly(string text, string? time) => Assert.Equal(time, new TimeOfDayFormat().Read(text));
}
