using Alforis.Crm.Data.Actions.Formats;
using Alforis.Crm.Data.Printing;

namespace Alforis.Workflows.Host.Actions.CallWebhook.Targets;

/// <summary>The headers that every call of a target has.</summary>
internal static class TargetHeaders
{
    /// <summary>Servers take no more than this, and mostly less.</summary>
    public const int MostBytes = 32 * 1024;

    /// <summary>What is wrong with them, without a value; <see langword="null"/> when they can be sent.</summary>
    public static string? Problem(IReadOnlyDictionary<string, string> headers)
    {
        var twice = headers.Keys.GroupBy(n => n, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1);
        return twice is not null
            ? $"The header '{VisibleText.Line(twice.Key)}' is there twice; upper and lower case are the same."
            : headers.Select(h => HeaderRules.Problem(h.Key, h.Value)).FirstOrDefault(p => p is not null);
    }
}
