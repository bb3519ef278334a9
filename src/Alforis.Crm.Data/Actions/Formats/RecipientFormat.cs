using Alforis.Crm.Data.Vocabulary;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Crm.Data.Actions.Formats;

/// <summary>Users: a number, an e-mail address or <c>role:NAME</c>.</summary>
internal sealed class RecipientFormat : ISettingFormat
{
    public string? Check(string text) => UserReference.Parse(text) switch
    {
        null => $"'{text}' is nobody: write a user's number, an e-mail address, or \"role:manager\" for everybody with that role.",
        { Kind: UserReferenceKind.Role, Name: var role } when !RoleNames.All.Contains(role, StringComparer.Ordinal) =>
            $"There is no role '{role}'. The roles are: {string.Join(", ", RoleNames.All)}.",
        _ => null,
    };
}
