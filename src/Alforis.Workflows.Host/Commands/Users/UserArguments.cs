using System.CommandLine;
using Alforis.Crm.Data.Accounts;
using Alforis.Crm.Data.Printing;
using Alforis.Crm.Data.Vocabulary;
using Npgsql;

namespace Alforis.Workflows.Host.Commands.Users;

/// <summary>What the verbs on users have in common.</summary>
internal static class UserArguments
{
    public static Argument<string> Email() => new("EMAIL")
    {
        Description = "The address that the user signs in with.",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (!AccountEmail.IsValid(text)) result.AddError($"'{text}' is no e-mail address.");
            return text;
        },
    };

    public static Option<string[]> Roles()
    {
        var roles = new Option<string[]>("--role")
        {
            Description = $"A role that the user gets, one of {string.Join(", ", RoleNames.All)}; may stand several times. Without one they may sign in and nothing else.",
            HelpName = "ROLE",
        };
        roles.Validators.Add(result => Check([.. result.Tokens.Select(t => t.Value)], result.AddError));
        return roles;
    }

    /// <summary>Says which names are no roles.</summary>
    public static void Check(IReadOnlyList<string> names, Action<string> addError)
    {
        foreach (var name in names.Except(RoleNames.All, StringComparer.Ordinal)) addError($"'{name}' is no role; the roles are {string.Join(", ", RoleNames.All)}.");
    }

    /// <summary>The user of an address, or <see langword="null"/> after saying that there is none.</summary>
    public static async Task<UserAccount?> FindAsync(string email, NpgsqlDataSource database, CommandSurroundings surroundings, CancellationToken ct)
    {
        if (await new UserQuery(database).FindAsync(email, ct) is { } user) return user;
        await surroundings.Error.WriteLineAsync($"There is no user '{VisibleText.Line(email)}'. See: ./run.sh users list");
        return null;
    }

    /// <summary>Says why a change was refused.</summary>
    public static async Task<int> RefuseAsync(AccountOutcome outcome, string email, CommandSurroundings surroundings)
    {
        var name = VisibleText.Line(email);
        await surroundings.Error.WriteLineAsync(outcome switch
        {
            AccountOutcome.LastAdministrator => $"'{name}' is the last active administrator. Give somebody else the role first: ./run.sh users roles EMAIL admin",
            AccountOutcome.EmailTaken => $"There is a user '{name}' already. See: ./run.sh users list",
            _ => $"There is no user '{name}'. See: ./run.sh users list",
        });
        return ExitCodes.Failure;
    }
}
