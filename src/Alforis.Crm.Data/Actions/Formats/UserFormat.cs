using Alforis.Workflows.Engine.Schema;

namespace Alforis.Crm.Data.Actions.Formats;

/// <summary>One user: a number or an e-mail address.</summary>
internal sealed class UserFormat : ISettingFormat
{
    public string? Check(string text) => UserReference.Parse(text) is { Kind: not UserReferenceKind.Role }
        ? null
        : $"'{text}' is no user: write a number, an e-mail address, or a placeholder such as \"{{{{ deal.manager_id }}}}\". A role is not one user: create_task and assign_user choose one by 'role', such as \"role\": \"manager\".";
}
