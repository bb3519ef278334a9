using System.Globalization;
using System.Net.Mail;

namespace Alforis.Crm.Data.Actions.Formats;

/// <summary>How a <see cref="UserReference"/> names users.</summary>
internal enum UserReferenceKind
{
    Id,
    Email,
    Role,
}

/// <summary>A user named in a setting: by number, by e-mail address, or everybody with a role.</summary>
internal readonly record struct UserReference(UserReferenceKind Kind, long Id, string Name)
{
    private const string RolePrefix = "role:";

    /// <summary>The reference, or <see langword="null"/> when the text is none.</summary>
    public static UserReference? Parse(string text)
    {
        text = text.Trim();
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            return id > 0 ? new UserReference(UserReferenceKind.Id, id, text) : null;
        }

        if (text.StartsWith(RolePrefix, StringComparison.OrdinalIgnoreCase))
        {
            var role = text[RolePrefix.Length..].Trim().ToLowerInvariant();
            return role.Length > 0 ? OfRole(role) : null;
        }

        return MailAddress.TryCreate(text, out var address) && string.Equals(address.Address, text, StringComparison.Ordinal)
            ? new UserReference(UserReferenceKind.Email, 0, text.ToLowerInvariant())
            : null;
    }

    /// <summary>Everybody with the role.</summary>
    public static UserReference OfRole(string role) => new(UserReferenceKind.Role, 0, role);

    public override string ToString() => Kind == UserReferenceKind.Role ? RolePrefix + Name : Name;
}
