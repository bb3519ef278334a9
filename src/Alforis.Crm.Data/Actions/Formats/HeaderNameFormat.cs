using System.Buffers;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Crm.Data.Actions.Formats;

/// <summary>The name of an HTTP header: a token of RFC 9110.</summary>
internal sealed class HeaderNameFormat : ISettingFormat
{
    private static readonly SearchValues<char> Token = SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    public string? Check(string text) =>
        text.Length > 0 && !text.AsSpan().ContainsAnyExcept(Token)
            ? null
            : "The name of a header is made of letters, digits and any of !#$%&'*+-.^_`|~, without spaces.";
}
