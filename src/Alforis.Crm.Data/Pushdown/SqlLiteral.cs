using System.Globalization;
using System.Text;
using Npgsql;
using NpgsqlTypes;

namespace Alforis.Crm.Data.Pushdown;

/// <summary>Makes parameters of fixed values and of what the clock says.</summary>
internal static class SqlLiteral
{
    private const string DateFormat = "yyyy-MM-dd";
    private const string MomentFormat = "yyyy-MM-dd HH:mm:ss.ffffffzzz";

    /// <summary>What a text can be that PostgreSQL cannot hold.</summary>
    public static bool HasNul(string text) => text.Contains('\0', StringComparison.Ordinal);

    /// <summary>Whether it has half of a surrogate pair: PostgreSQL holds whole characters only.</summary>
    public static bool HasHalfCharacter(string text)
    {
        for (var i = 0; i < text.Length; i += Rune.TryGetRuneAt(text, i, out var rune) ? rune.Utf16SequenceLength : 1)
        {
            if (!Rune.TryGetRuneAt(text, i, out _)) return true;
        }

        return false;
    }

    public static SqlPart Text(string text) => Typed(text);

    public static SqlPart Boolean(bool truth) => Typed(truth);

    /// <summary>A whole number where it is one, so that indexes on whole numbers serve.</summary>
    public static SqlPart Number(decimal number) => IsLong(number) ? Typed((long)number) : Typed(number);

    public static SqlPart Number(long number) => Typed(number);

    public static SqlPart Date(DateOnly date) => Date(_ => date);

    public static SqlPart Date(Func<DateTimeOffset, DateOnly> date)
    {
        var parameter = SqlPart.Parameter(a => Untyped(Text(date(a.Now))));
        return SqlPart.Of($"{parameter}::date");
    }

    /// <summary>A moment; between two microseconds, the later or the earlier one.</summary>
    public static SqlPart Moment(Func<DateTimeOffset, DateTimeOffset?> moment, bool later)
    {
        var parameter = SqlPart.Parameter(a => moment(a.Now) is { } at ? Untyped(Text(at, later)) : Untyped(null));
        return SqlPart.Of($"{parameter}::timestamptz");
    }

    public static SqlPart Texts(IEnumerable<string> texts) => Typed(texts.ToArray());

    public static SqlPart Booleans(IEnumerable<bool> truths) => Typed(truths.ToArray());

    public static SqlPart Numbers(IReadOnlyCollection<decimal> numbers) => numbers.All(IsLong)
        ? Typed(numbers.Select(n => (long)n).ToArray())
        : Typed(numbers.ToArray());

    public static SqlPart Dates(IEnumerable<DateOnly> dates)
    {
        var list = List(dates.Select(Text));
        return SqlPart.Of($"{list}::date[]");
    }

    /// <summary>Moments of whole microseconds.</summary>
    public static SqlPart Moments(IEnumerable<DateTimeOffset> moments)
    {
        var list = List(moments.Select(m => "\"" + Text(m, later: false) + "\""));
        return SqlPart.Of($"{list}::timestamptz[]");
    }

    /// <summary>Whether PostgreSQL can hold the very moment.</summary>
    public static bool IsWholeMicroseconds(DateTimeOffset moment) => moment.UtcTicks % TimeSpan.TicksPerMicrosecond == 0;

    private static bool IsLong(decimal number) => decimal.Truncate(number) == number && number is >= long.MinValue and <= long.MaxValue;

    private static SqlPart Typed<T>(T value) => SqlPart.Parameter(_ => new NpgsqlParameter<T> { TypedValue = value });

    private static SqlPart List(IEnumerable<string> items)
    {
        var text = "{" + string.Join(',', items) + "}";
        return SqlPart.Parameter(_ => Untyped(text));
    }

    /// <summary>Text that the server reads as the type that is asked for there: Npgsql would make the calendar's first and last day infinite.</summary>
    private static NpgsqlParameter Untyped(string? text) => new() { NpgsqlDbType = NpgsqlDbType.Unknown, Value = (object?)text ?? DBNull.Value };

    private static string Text(DateOnly date) => date.ToString(DateFormat, CultureInfo.InvariantCulture);

    private static string Text(DateTimeOffset moment, bool later)
    {
        var beyond = moment.UtcTicks % TimeSpan.TicksPerMicrosecond;
        var whole = moment.UtcTicks - beyond;
        if (later && beyond > 0) whole += TimeSpan.TicksPerMicrosecond;
        return whole > DateTime.MaxValue.Ticks ? "infinity" : new DateTimeOffset(whole, TimeSpan.Zero).ToString(MomentFormat, CultureInfo.InvariantCulture);
    }
}
