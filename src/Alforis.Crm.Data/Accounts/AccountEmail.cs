using System.Globalization;

namespace Alforis.Crm.Data.Accounts;

/// <summary>Addresses that accounts can have.</summary>
public static class AccountEmail
{
    /// <summary>Most characters.</summary>
    public const int Most = 320;

    /// <summary>Whether a text can be the address of an account: something, one <c>@</c>, something, and nothing that cannot be seen.</summary>
    /// <param name="text">The text.</param>
    public static bool IsValid(string? text) =>
        text is { Length: > 2 and <= Most } && text.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at == text.LastIndexOf('@') && at < text.Length - 1
        && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || char.IsSurrogate(c) || char.GetUnicodeCategory(c) == UnicodeCategory.Format);
}
