using System.Globalization;
using Alforis.Crm.Data.Actions.Formats;

namespace Alforis.Crm.Data.Tests.Actions;

public sealed class RelativeNumberTests
{
    [Theory]
    [InlineData("+5", 100, "105")]
    [InlineData("-5", 100, "95")]
    [InlineData("+ 2.5", 100, "102.5")]
    [InlineData("+10 %", 75_000, "82500")]
    [InlineData("+10\u202F%", 75_000, "82500")]
    [InlineData("-100%", 75_000, "0")]
    [InlineData("+0.0001 %", 1_000_000, "1000001")]
    public void Parse_Change_IsApplied(string text, int current, string expected) =>
        Assert.Equal(Number(expected), RelativeNumber.Parse(text)!.ApplyTo(current, null));

    [Theory]
    [InlineData(2, "0.125", "0.13")]
    [InlineData(2, "-0.125", "-0.13")]
    [InlineData(0, "60.5", "61")]
    public void ApplyTo_MoreDecimalsThanTheColumn_RoundsHalfAwayFromZero(int decimals, string current, string expected) =>
        Assert.Equal(Number(expected), RelativeNumber.Parse("+0")!.ApplyTo(Number(current), decimals));

    [Fact]
    public void ApplyTo_LargestOfEach_StaysInRange() =>
        Assert.True(RelativeNumber.Parse("+999999999.9999 %")!.ApplyTo(9_999_999_999_999_999.99m, 2) > 0);

    [Theory]
    [InlineData("5")]
    [InlineData("10 %")]
    [InlineData("++5")]
    [InlineData("+5,5")]
    [InlineData("+5 pour cent")]
    [InlineData("+1e3")]
    [InlineData("+٣")]
    [InlineData("+1234567890")]
    [InlineData("")]
    public void Parse_NoChange_IsRefused(string text) => Assert.Null(RelativeNumber.Parse(text));

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
