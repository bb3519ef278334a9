using System.Globalization;
using Alforis.Workflows.Engine.Binding;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Definitions;

namespace Alforis.Workflows.Engine.Explaining;

/// <summary>Words delays and retries for people, for example <c>après 7 jours</c>.</summary>
internal sealed class WaitWording(ExplanationWords words)
{
    /// <summary>What stands after the verdict about a workflow that waits; empty when it does not.</summary>
    public string Of(Explanation explanation)
    {
        if (explanation.Delay is not { } delay) return "";
        return Format(explanation.Recheck ? words.ActsIfStill : words.Acts, Amount(delay));
    }

    /// <summary>What stands after the verdict about an action that waits or is tried again; empty when neither.</summary>
    public string Of(Delay? delay, RetryPolicy? retry)
    {
        var after = delay is null ? "" : " " + Format(words.After, Amount(delay));
        if (retry is null) return after;
        if (retry.Attempts == 1) return after + words.Once;
        var waits = retry.Wait == retry.MostWait
            ? Format(words.Waits, Amount(retry.Wait))
            : Format(words.GrowingWaits, Amount(retry.Wait), Amount(retry.MostWait));
        return after + Format(words.Attempts, retry.Attempts, waits);
    }

    private string Amount(Delay delay) => words.Amount(new TimeAmount(delay.Count, delay.Unit));

    private string Amount(TimeSpan wait) => words.Amount(TimeAmount.Of(wait));

    private static string Format(string format, params object?[] values) => string.Format(CultureInfo.InvariantCulture, format, values);
}
