using System.Globalization;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Crm.Data.Tests.Pushdown;

/// <summary>Values on which PostgreSQL and .NET could disagree; rows and literals are drawn from the same ones, so that they meet.</summary>
internal static class HostileValues
{
    public static readonly string[] Texts =
    [
        "", "a", "A", "b", "abc", "ABC", "Abc", "abcabc", "é", "É", "e\u0301", "été", "ÉTÉ", "ß", "SS", "ss", "\u017F", "s", "S", "\u212A", "k", "K", "\u0131", "ı", "I", "i",
        "\u0130", "ﬁ", "fi", "😀", "b😀", "a😀b", "\U00010428", "\U00010400", "100%", "%", "_", "a_b", "a\\b", "\\", "it's", "'", "''", "\"x\"", "$1", "{0}", "{a,b}", " ", "  a  ",
        "\u00A0", "\n", "a\nb", "\t", "\u2028", "null", "NULL", "0", "5", "true", "'; DROP TABLE x; --", "Ünïcödé", "ünïcödé", "ÿ", "Ÿ", "Ω", "\u2126", "ω", "中文", "\uFB03",
    ];

    public static readonly string[] Dates =
    [
        "0001-01-01", "0001-01-02", "1970-01-01", "1999-12-31", "2024-02-29", "2026-02-28", "2026-03-28", "2026-03-29", "2026-03-30", "2026-10-24", "2026-10-25",
        "2026-10-26", "2026-11-01", "2026-12-31", "9999-12-30", "9999-12-31",
    ];

    /// <summary>Midnights and both changes of the clocks in Paris, New York and on Lord Howe, and a microsecond beside.</summary>
    public static readonly string[] Moments =
    [
        "1970-01-01T00:00:00Z", "1999-12-31T23:59:59.999999Z", "2026-02-28T23:00:00Z", "2026-03-28T22:59:59.999999Z", "2026-03-28T23:00:00Z", "2026-03-28T23:00:00.000001Z",
        "2026-03-29T00:59:59.999999Z", "2026-03-29T01:00:00Z", "2026-03-29T01:30:00Z", "2026-03-29T22:00:00Z", "2026-03-08T06:59:59Z", "2026-03-08T07:00:00Z",
        "2026-04-04T15:00:00Z", "2026-10-03T15:30:00Z", "2026-10-24T22:00:00Z", "2026-10-25T00:30:00Z", "2026-10-25T01:00:00Z", "2026-10-25T01:30:00Z", "2026-10-25T23:00:00Z",
        "2026-11-01T05:30:00Z", "2026-11-01T06:00:00Z", "2026-12-31T22:59:59.999999Z", "2026-12-31T23:00:00Z", "9999-12-30T23:59:59.999999Z",
    ];

    /// <summary>Moments of evaluation; .NET counts ten times finer than PostgreSQL.</summary>
    public static readonly string[] Nows =
    [
        "2026-03-29T00:30:00.1234567Z", "2026-03-29T01:00:00Z", "2026-03-29T22:00:00.0000009Z", "2026-10-25T00:30:00Z", "2026-10-25T01:29:59.9999999Z", "2026-10-25T23:00:00Z",
        "2026-11-01T05:45:00.5Z", "2026-10-03T15:30:00.0000001Z", "2027-01-01T00:00:00Z", "2026-06-15T12:34:56.789Z",
    ];

    public static readonly decimal[] Amounts = [0m, 0.01m, 0.1m, 0.99m, 1m, 5m, 100m, 999.99m, 1000m, 123456789.12m, 9999999999999.98m, 9999999999999.99m];

    /// <summary>Literals of numbers, as JSON writes them.</summary>
    public static readonly string[] Numbers =
    [
        "0", "-0.0", "1", "-1", "2", "5", "5.0", "5.5", "0.1", "0.10", "0.01", "0.001", "99", "100", "101", "999.99", "999.9900000001", "1e3", "1E-10", "30", "90", "365", "3652058", "3652059", "3652060", "739000",
        "9999999999999.99", "9007199254740993", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "79228162514264337593543950335",
        "-79228162514264337593543950335", "0.0000000000000000000000000001",
    ];

    public static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    public static bool IsList(FieldSchema field) => field.Kind == ValueKind.List;
}
