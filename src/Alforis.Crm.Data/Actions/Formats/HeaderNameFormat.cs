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
        "Connection", "Content-Length", "Expect", "Host", "Idempotency-Key", "Keep-Alive", "TE", "Trailer", "Transfer-Encoding", "Upgrade",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public string? Check(string text)
    {
        if (text.Length == 0 || text.AsSpan().ContainsAnyExcept(Token))
            return "The name of a header is made of letters, digits and any of !#$%&'*+-.^_`|~, without spaces.";
        return Reserved.Contains(text) ? $"The header '{text}' is set by the service and cannot be given." : null;
    }
}
