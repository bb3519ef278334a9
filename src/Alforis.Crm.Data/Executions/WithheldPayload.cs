using System.Text;
using Alforis.Crm.Data.Json;

namespace Alforis.Crm.Data.Executions;

/// <summary>Takes out of recorded rules what a webhook brought: of such a rule stays what it asked, and whether it held.</summary>
internal static class WithheldPayload
{
    private const string Root = "webhook";

    private static readonly byte[] Nothing = Encoding.UTF8.GetBytes("null");

    /// <summary>Recorded rules without these values.</summary>
    /// <param name="rules">A JSON list; <see langword="null"/> when none was recorded.</param>
    public static string? OfRules(string? rules) => rules is null || !rules.Contains(Root, StringComparison.Ordinal) ? rules : JsonPieces.Change(rules, OfRules);

    /// <summary>Recorded actions without these values in the rules of their <c>when</c>.</summary>
    /// <param name="actions">A JSON list; <see langword="null"/> when none was recorded.</param>
    public static string? OfActions(string? actions) => actions is null || !actions.Contains(Root, StringComparison.Ordinal)
        ? actions
        : JsonPieces.Change(actions, list => JsonPieces.ChangeElements(list, action => JsonPieces.ChangeMembers(action, (name, value) => name == "when" ? OfRules(value) : null)));

    private static byte[]? OfRules(ReadOnlyMemory<byte> rules) => JsonPieces.ChangeElements(rules, rule => OfRule(rule));

    private static byte[]? OfRule(ReadOnlyMemory<byte> rule)
    {
        var (isActual, isExpected) = (IsBrought(JsonPieces.Text(rule, "path")), IsBrought(JsonPieces.Text(rule, "expected_path")) || IsBroughtIn(JsonPieces.Text(rule, "expected_term")));
        if (!isActual && !isExpected) return null;
        ReadOnlySpan<byte> bare = JsonPieces.ChangeMembers(rule, (name, _) => (name is "actual" or "previous" && isActual) || (name == "expected" && isExpected) ? Nothing : null) ?? rule.Span;
        // The object goes on after its first brace.
        return [.. "{\"withheld\": true, "u8, .. bare[(bare.IndexOf((byte)'{') + 1)..]];
    }

    /// <summary>The ends of a range may be fields, written as <c>[webhook.least, webhook.most]</c>.</summary>
    private static bool IsBroughtIn(string? term) => term is not null && term.Split(['[', ']', ',', ' ', '(', ')'], StringSplitOptions.RemoveEmptyEntries).Any(IsBrought);

    private static bool IsBrought(string? path) => path is not null && (path == Root || path.StartsWith(Root + ".", StringComparison.Ordinal) || path.StartsWith(Root + "[", StringComparison.Ordinal));
}
