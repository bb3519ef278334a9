using System.Buffers;
using System.Collections.Frozen;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Crm.Data.Actions.Formats;

/// <summary>The name of an HTTP header: a token of RFC 9110.</summary>
internal sealed class HeaderNameFormat : ISettingFormat
{
    private static readonly SearchValues<char> Token = SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>What the request itself decides; the key is the promise that a repeated call can be told.</summary>
    private static readonly FrozenSet<string> Reserved = new[]
    {
        "Connection", "Content-Length", "Expect", "Host", "Idempotency-Key", "Keep-Alive", "Proxy-Connection", "TE", "Trailer", "Transfer-Encoding", "Upgrade",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whoever could set these could make a call look as if a target's secret had signed it.</summary>
    private static readonly FrozenSet<string> Signing = new[] { "webhook-id", "webhook-timestamp", "webhook-signature" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public string? Check(string text)
    {
        if (text.Length == 0 || text.AsSpan().ContainsAnyExcept(Token))
            return "The name of a header is made of letters, digits and any of !#$%&'*+-.^_`|~, without spaces.";
        if (Signing.Contains(text))
            return $"The header '{text}' is set by the service and cannot be given. Leave it out: calls of a target that has a secret are signed with that.";
        return Reserved.Contains(text) ? $"The header '{text}' is set by the service and cannot be given. Leave it out." : null;
    }
}
