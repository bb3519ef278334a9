using Alforis.Workflows.Engine.Schema;

namespace Alforis.Crm.Data.Actions.Formats;

/// <summary>Users: a number, an e-mail address or <c>role:NAME</c>.</summary>
internal sealed class RecipientFormat : ISettingFormat
{
    public string? Check(string text) => UserReference.Parse(text) is not null
        ? null
        : $"'{text}' is nobody: write a user's number, an e-mail address, or \"role:manager\" for everybody with that role.";
}
