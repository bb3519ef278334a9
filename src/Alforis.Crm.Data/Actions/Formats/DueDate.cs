using System.Globalization;
using System.Text.RegularExpressions;

namespace Alforis.Crm.Data.Actions.Formats;

/// <summary>When something is due: on a date, or an amount of time after the day on which the action runs.</summary>
internal sealed partial record DueDate(DateOnly? Date, int Amount, DueDateUnit Unit)
{
    private const int MostDays = 36_500;

    // Beyond these a date is a typing mistake, and PostgreSQL's infinity is near.
    private const int FirstYear = 1900;
    private const int LastYear = 2999;

    /// <summary>The due date, or <see langword="null"/> when the text is none.</summary>
    public static DueDate? Parse(string text)
    {
        text = text.Trim();
        if (text.Length >= 10
            && DateOnly.TryParseExact(text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            && date.Year is >= FirstYear and <= LastYear
            && (text.Length == 10 || IsMoment(text)))
        {
            return new DueDate(date, 0, DueDateUnit.Days);
        }

        var match = Relative().Match(text);
        if (!match.Success || !int.TryParse(match.Groups["amount"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var amount)) return null;
        DueDateUnit? unit = match.Groups["unit"].Value.ToLowerInvariant() switch
        {
            "day" or "days" => DueDateUnit.Days,
            "business day" or "business days" => DueDateUnit.BusinessDays,
            "week" or "weeks" => DueDateUnit.Weeks,
            "month" or "months" => DueDateUnit.Months,
            "year" or "years" => DueDateUnit.Years,
            _ => null,
        };
        return unit is { } known && amount * DaysIn(known) <= MostDays ? new DueDate(null, amount, known) : null;
    }

    /// <summary>The days from the day of execution, where their number does not depend on that day.</summary>
    public int? FixedDays => Date is not null ? null : Unit switch
    {
        DueDateUnit.Days => Amount,
        DueDateUnit.Weeks => Amount * 7,
        _ => null,
    };

    /// <summary>The date.</summary>
    /// <param name="today">The day on which the action runs, in the workflow's time zone.</param>
    public DateOnly From(DateOnly today) => Date ?? Unit switch
    {
        DueDateUnit.Weeks => today.AddDays(Amount * 7),
        DueDateUnit.Months => today.AddMonths(Amount),
        DueDateUnit.Years => today.AddYears(Amount),
        DueDateUnit.BusinessDays => AddBusinessDays(today),
        _ => today.AddDays(Amount),
    };

    /// <summary>A date with a time of day, as a placeholder renders one; the date counts as it is written.</summary>
    private static bool IsMoment(string text) =>
        text[10] is 'T' or ' ' && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _);

    /// <summary>Counts Mondays to Fridays; public holidays differ by country and are not known here.</summary>
    private DateOnly AddBusinessDays(DateOnly date)
    {
        for (var left = Amount; left > 0;)
        {
            date = date.AddDays(1);
            if (date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)) left--;
        }

        return date;
    }

    private static long DaysIn(DueDateUnit unit) => unit switch
    {
        DueDateUnit.Weeks => 7,
        DueDateUnit.Months => 31,
        DueDateUnit.Years => 366,
        DueDateUnit.BusinessDays => 2,
        _ => 1,
    };

    [GeneratedRegex(@"^\+\s?(?<amount>[0-9]{1,6})\s(?<unit>[A-Za-z]+(?: [A-Za-z]+)?)$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Relative();
}

/// <summary>The units of a relative <see cref="DueDate"/>.</summary>
internal enum DueDateUnit
{
    Days,
    BusinessDays,
    Weeks,
    Months,
    Years,
}
