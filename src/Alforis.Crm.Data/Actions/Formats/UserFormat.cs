using Alforis.Workflows.Engine.Schema;

namespace Alforis.Crm.Data.Actions.Formats;

/// <summary>One user: a number or an e-mail address.</summary>
internal sealed class UserFormat : ISettingFormat
{
    public string? Check(string text) => UserReference.Parse(text) is { Kind: not UserReferenceKind.Role }
        ? null
        : $"'{text}' is no user: write a number or an e-mail address.";
}
