using System.Globalization;
using Alforis.Workflows.Engine.Definitions;
using Alforis.Workflows.Engine.Diagnostics;
using Alforis.Workflows.Engine.Parsing;

namespace Alforis.Workflows.Engine.Binding;

/// <summary>Reads <c>"retry": {"attempts": 5, "wait": "30 seconds", "most_wait": "1 hour"}</c>; what is left out is the usual.</summary>
internal static class RetryBinder
{
    private const string Attempts = "attempts";
    private const string Wait = "wait";
    private const string MostWait = "most_wait";

    private static readonly TimeSpan Longest = TimeSpan.FromHours(ParseLimits.MaxRetryWaitHours);

    public static RetryPolicy? Bind(SourceNode node, DiagnosticBag diagnostics)
    {
        if (node.Kind == SourceKind.Null) return null;
        if (node.Kind != SourceKind.Object)
        {
            diagnostics.Error(
                node, DiagnosticCodes.WrongType, $"'retry' must be an object, not {MemberReader.Describe(node.Kind)}.",
                "Write {\"attempts\": 5, \"wait\": \"30 seconds\", \"most_wait\": \"1 hour\"}; each may be left out.");
            return null;
        }

        var members = new MemberReader(node, diagnostics);
        members.RefuseOthers(Attempts, Wait, MostWait);
        var usual = RetryPolicy.Default;
        var attempts = ReadAttempts(node[Attempts], diagnostics) ?? usual.Attempts;
        var (wait, mostWait) = (ReadWait(node[Wait], diagnostics), ReadWait(node[MostWait], diagnostics));
        if (attempts == 1 && (node[MostWait] ?? node[Wait]) is { Kind: not SourceKind.Null } idle)
        {
            diagnostics.Warning(idle, DiagnosticCodes.NoEffect, $"There is one attempt only, so that nothing waits: '{idle.Name}' has no effect.", "Remove it, or allow more attempts.");
        }

        var most = mostWait ?? (wait > usual.MostWait ? wait.Value : usual.MostWait);
        if (mostWait < (wait ?? usual.Wait))
        {
            // Without a first wait of its own, the usual one gives way.
            if (wait is null) return new RetryPolicy(attempts, most, most);
            diagnostics.Error(
                node[MostWait]!, DiagnosticCodes.InvalidRetry, $"'{MostWait}' is less than 'wait', which is {node[Wait]}.",
                $"Write at least {node[Wait]}, or leave it out.");
        }

        return new RetryPolicy(attempts, wait ?? usual.Wait, most);
    }

    private static int? ReadAttempts(SourceNode? node, DiagnosticBag diagnostics)
    {
        if (node is null or { Kind: SourceKind.Null }) return null;
        var isText = node.Kind == SourceKind.String;
        if (node.Kind != SourceKind.Number && !isText)
        {
            diagnostics.Error(node, DiagnosticCodes.WrongType, $"'{Attempts}' must be a whole number, not {MemberReader.Describe(node.Kind)}.", "Write a number such as 5.");
            return null;
        }

        if (decimal.TryParse(node.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var count)
            && decimal.Truncate(count) == count && count is >= 1 and <= ParseLimits.MaxAttempts)
        {
            if (isText) diagnostics.ReadValue(node, count.ToString("0", CultureInfo.InvariantCulture));
            return (int)count;
        }

        diagnostics.Error(
            node, DiagnosticCodes.InvalidRetry, $"'{Attempts}' must be a whole number from 1 to {ParseLimits.MaxAttempts}: the first attempt counts.",
            "For one attempt only, write 1.");
        return null;
    }

    private static TimeSpan? ReadWait(SourceNode? node, DiagnosticBag diagnostics)
    {
        if (node is null or { Kind: SourceKind.Null }) return null;
        if (DelayBinder.ReadAmount(node, DiagnosticCodes.InvalidRetry, "\"30 seconds\"", diagnostics) is not { } amount) return null;
        var seconds = amount.Unit switch
        {
            TimeUnit.Seconds => 1,
            TimeUnit.Minutes => 60,
            TimeUnit.Hours => 3600,
            _ => 0,
        };
        if (seconds == 0)
        {
            diagnostics.Error(node, DiagnosticCodes.InvalidRetry, $"{node} is no wait between attempts: it is counted in seconds, minutes or hours.", $"Write at most \"{ParseLimits.MaxRetryWaitHours} hours\".");
            return null;
        }

        if (amount.Count > 0 && amount.Count <= (long)Longest.TotalSeconds / seconds) return TimeSpan.FromSeconds(amount.Count * seconds);
        diagnostics.Error(
            node, DiagnosticCodes.InvalidRetry, $"'{node.Name}' must be from 1 second to {ParseLimits.MaxRetryWaitHours} hours, not {node}.",
            amount.Count > 0 ? $"Write at most \"{ParseLimits.MaxRetryWaitHours} hours\"." : "Write at least \"1 second\".");
        return null;
    }
}
