using System.Globalization;
using Alforis.Workflows.Engine.Definitions;
using Alforis.Workflows.Engine.Diagnostics;
using Alforis.Workflows.Engine.Parsing;

namespace Alforis.Workflows.Engine.Binding;

/// <summary>Reads how long is waited: <c>"delay": "7 days"</c>, and what older definitions write for it.</summary>
internal static class DelayBinder
{
    private const string Example = "Write a whole number and seconds, minutes, hours, days, weeks, months or years: \"7 days\".";

    private const string AtOnce = "For no delay, leave it out.";

    /// <summary>The delay that an object says; <see langword="null"/> when there is none, or an error.</summary>
    /// <param name="node">The <c>trigger_config</c>, or the action.</param>
    /// <param name="diagnostics">Where errors go, and notices about older names.</param>
    /// <param name="own">Names that mean something else there; <see langword="null"/> for none.</param>
    public static TimeAmount? Bind(SourceNode node, DiagnosticBag diagnostics, IReadOnlyCollection<string>? own = null)
    {
        SourceNode? said = null;
        TimeAmount? delay = null;
        foreach (var member in node.Items)
        {
            if (member.Kind == SourceKind.Null || UnitOf(member.Name!) is not { } unit || own?.Contains(member.Name!, StringComparer.Ordinal) is true) continue;
            if (said is not null)
            {
                diagnostics.Error(member, DiagnosticCodes.DuplicateMember, $"'{member.Name}' and '{said.Name}' both say how long is waited.", $"Remove '{member.Name}'.");
                return null;
            }

            said = member;
            delay = member.Name == WaitNames.Delay ? Read(member, diagnostics) : ReadOlder(member, unit, diagnostics);
        }

        return delay;
    }

    /// <summary>The amount of time that a text says, without its range; <see langword="null"/> and an error when it says none.</summary>
    public static TimeAmount? ReadAmount(SourceNode node, string code, string example, DiagnosticBag diagnostics)
    {
        if (node.Kind == SourceKind.Number)
        {
            diagnostics.Error(node, code, $"'{node.Name}' does not say what {node} counts.", $"Write the unit too: {example}.");
            return null;
        }

        if (node.Kind != SourceKind.String)
        {
            diagnostics.Error(node, DiagnosticCodes.WrongType, $"'{node.Name}' must be a string, not {MemberReader.Describe(node.Kind)}.", $"For example {example}.");
            return null;
        }

        if (AmountText.Read(node.Text) is not { } text)
        {
            diagnostics.Error(node, code, $"{node} is no amount of time.", Example);
            return null;
        }

        if (text.Unit is not { } unit)
        {
            diagnostics.Error(node, code, $"'{text.UnitName}' is no unit of time.", text.SuggestUnit() ?? Example);
            return null;
        }

        if (text.IsNegative)
        {
            diagnostics.Error(node, code, $"{node} lies in the past.", $"Write \"{text.Digits} {text.UnitName}\".");
            return null;
        }

        // A count that no number holds is out of every range.
        var amount = new TimeAmount(text.CountUpTo(long.MaxValue) ?? long.MaxValue, unit);
        if (text.Sign.Length > 0) diagnostics.ReadValue(node, $"\"{text.Digits} {text.UnitName}\"");
        return amount;
    }

    private static TimeAmount? Read(SourceNode node, DiagnosticBag diagnostics) =>
        ReadAmount(node, DiagnosticCodes.InvalidDelay, "\"7 days\"", diagnostics) is { } amount ? InRange(node, amount, diagnostics) : null;

    private static TimeAmount? ReadOlder(SourceNode node, TimeUnit unit, DiagnosticBag diagnostics)
    {
        var word = unit.ToString().ToLowerInvariant();
        if (node.Kind is not (SourceKind.Number or SourceKind.String))
        {
            diagnostics.Error(node, DiagnosticCodes.WrongType, $"'{node.Name}' must be a whole number, not {MemberReader.Describe(node.Kind)}.", $"Write \"delay\": \"7 {word}\".");
            return null;
        }

        if (!decimal.TryParse(node.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var count) || decimal.Truncate(count) != count)
        {
            diagnostics.Error(node, DiagnosticCodes.InvalidDelay, $"'{node.Name}' must be a whole number, not {node}.", $"Write \"delay\": \"7 {word}\", or count in a smaller unit.");
            return null;
        }

        var amount = new TimeAmount((long)Math.Clamp(count, long.MinValue, long.MaxValue), unit);
        if (InRange(node, amount, diagnostics) is not { } delay) return null;
        diagnostics.Notice(node, DiagnosticCodes.OlderName, $"'{node.Name}': {node} is read as 'delay': \"{delay}\".");
        return delay;
    }

    private static TimeAmount? InRange(SourceNode node, TimeAmount amount, DiagnosticBag diagnostics)
    {
        if (amount.Count > 0 && amount.Count <= Most(amount.Unit)) return amount;
        if (amount.Count > 0)
        {
            diagnostics.Error(
                node, DiagnosticCodes.InvalidDelay, $"{node} is more than {ParseLimits.MaxDelayDays} days.",
                $"Write at most \"{new TimeAmount(Most(amount.Unit), amount.Unit)}\".");
        }
        else
        {
            diagnostics.Error(node, DiagnosticCodes.InvalidDelay, $"A delay is more than nothing, and {node} is not.", AtOnce);
        }

        return null;
    }

    private static TimeUnit? UnitOf(string name)
    {
        if (name == WaitNames.Delay) return TimeUnit.Days;
        foreach (var (older, unit) in WaitNames.OlderDelays)
        {
            if (older == name) return unit;
        }

        return null;
    }

    private static int Most(TimeUnit unit) => unit switch
    {
        TimeUnit.Seconds => ParseLimits.MaxDelayDays * 24 * 60 * 60,
        TimeUnit.Minutes => ParseLimits.MaxDelayDays * 24 * 60,
        TimeUnit.Hours => ParseLimits.MaxDelayDays * 24,
        TimeUnit.Days => ParseLimits.MaxDelayDays,
        TimeUnit.Weeks => ParseLimits.MaxDelayDays / 7,
        TimeUnit.Months => 12,
        _ => 1,
    };
}
