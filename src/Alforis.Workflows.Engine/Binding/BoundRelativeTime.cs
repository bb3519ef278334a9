using System.Globalization;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Binding;

/// <summary>What an amount of time is counted in.</summary>
internal enum RelativeUnit
{
    Minutes,
    Hours,
    Days,
    Weeks,
    Months,
    Years,
}

/// <summary>
/// An amount of time from the moment of evaluation or from its date. Minutes and hours are absolute; days and longer are counted by
/// the calendar of the workflow's time zone, so that the time of day stays.
/// </summary>
/// <param name="Base"><see cref="PathRoot.Now"/> or <see cref="PathRoot.Today"/>.</param>
/// <param name="Count">How many units; negative for the past.</param>
/// <param name="Unit">The unit; days at least beside today.</param>
/// <param name="Kind">What is wanted: <see cref="ValueKind.Date"/>, or <see cref="ValueKind.DateTime"/> (midnight, beside today).</param>
internal sealed record BoundRelativeTime(PathRoot Base, int Count, RelativeUnit Unit, ValueKind Kind) : BoundOperand
{
    /// <summary>As people write it, for example <c>-30 days</c>.</summary>
    public string Amount
    {
        get
        {
            var unit = Unit.ToString().ToLowerInvariant();
            return Count.ToString("+0;-0;+0", CultureInfo.InvariantCulture) + " " + (Math.Abs(Count) == 1 ? unit[..^1] : unit);
        }
    }

    public override string ToString() => (Base == PathRoot.Now ? "now " : "today ") + Amount;
}
