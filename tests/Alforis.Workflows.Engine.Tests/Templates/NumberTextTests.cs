using System.Globalization;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Compilation.Functions;

namespace Alforis.Workflows.Engine.Tests.Templates;

/// <summary>Numbers that are written digit by digit come out as .NET writes them.</summary>
public sealed class NumberTextTests
{
    private const int Cases = 20_000;

    private static readonly decimal[] Edges =
    [
        0m, -0.0m, 0.00m, 0.005m, -0.005m, 0.0049999m, 0.995m, -0.995m, 999.995m, 999.5m, 1000m, 999999.9951m, 1.10m, 100m, 10.0m, decimal.MaxValue, decimal.MinValue,
        ulong.MaxValue, 1844674407370955161.5m, 0.0000000000000000001m, 0.00000000000000000001m, 9999999999999999999m, 18446744073709551615.9m, -1m, 0.5m, 1.5m, 2.5m,
    ];

    [Fact]
    public void Format_Decimals_WritesWhatDotNetWritesWithoutTrailingZeros()
    {
        Span<char> room = stackalloc char[ValueText.LongestNumber];
        foreach (var number in Numbers())
        {
            var expected = number.ToString(CultureInfo.InvariantCulture);
            if (expected.Contains('.', StringComparison.Ordinal)) expected = expected.TrimEnd('0').TrimEnd('.');
            if (expected == "-0") expected = "0";

            Assert.Equal(expected, room[..ValueText.Format(number, room)].ToString());
        }
    }

    [Theory]
    [InlineData("N0", "")]
    [InlineData("N2", "")]
    [InlineData("N2", "fr-FR")]
    [InlineData("n9", "de-CH")]
    [InlineData("F0", "")]
    [InlineData("f3", "fr-FR")]
    [InlineData("N1", "sv-SE")]
    [InlineData("F2", "ar-SA")]
    public void TryFormat_Pictures_WritesWhatDotNetWrites(string format, string name)
    {
        var culture = CultureInfo.GetCultureInfo(name);
        var picture = NumberPicture.Of(format, culture);
        Assert.NotNull(picture);
        Span<char> room = stackalloc char[128];
        foreach (var number in Numbers())
        {
            Assert.True(picture.TryFormat(TemplateValue.From(number), TimeZoneInfo.Utc, room, out var written));
            Assert.Equal(number.ToString(format, culture), room[..written].ToString());
        }
    }

    [Theory]
    [InlineData("N2", "hi-IN")]
    [InlineData("N10", "")]
    [InlineData("C2", "")]
    [InlineData("0.00", "")]
    [InlineData("N", "")]
    public void Of_UnusualFormatOrCulture_IsLeftToDotNet(string format, string culture) =>
        Assert.Null(NumberPicture.Of(format, CultureInfo.GetCultureInfo(culture)));

    [Fact]
    public void TryFormat_RoomOfEverySize_FitsOrRefuses()
    {
        var picture = NumberPicture.Of("N2", CultureInfo.InvariantCulture)!;
        var room = new char[20];
        for (var size = 0; size <= room.Length; size++)
        {
            var fits = picture.TryFormat(TemplateValue.From(-1234567.891m), TimeZoneInfo.Utc, room.AsSpan(0, size), out var written);

            Assert.Equal(size >= "-1,234,567.89".Length, fits);
            if (fits) Assert.Equal("-1,234,567.89", new string(room, 0, written));
        }
    }

    private static IEnumerable<decimal> Numbers()
    {
        var random = new Random(1);
        foreach (var edge in Edges) yield return edge;
        for (var i = 0; i < Cases; i++)
        {
            var scale = (byte)random.Next(29);
            var size = random.Next(4);
            yield return new decimal(
                random.Next(int.MinValue, int.MaxValue), size > 0 ? random.Next() >> random.Next(31) : 0, size > 2 ? random.Next() : 0, random.Next(2) == 0, random.Next(2) == 0 ? (byte)(scale % 4) : scale);
        }
    }
}
