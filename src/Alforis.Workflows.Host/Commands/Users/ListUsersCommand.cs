using System.CommandLine;
using System.Globalization;
using Alforis.Crm.Data.Accounts;
using Alforis.Workflows.Host.Commands.Terminal;

namespace Alforis.Workflows.Host.Commands.Users;

/// <summary><c>users list</c>: the accounts.</summary>
internal static class ListUsersCommand
{
    private const int AtOnce = 1000;

    public static Command Make(CommandSurroundings surroundings)
    {
        var json = ListOptions.Json();
        return new Verb(
            "list", "Lists the accounts: their roles, whether they may sign in, and when they last did.",
            ("users list", "all of them"),
            ("users list --json", "for scripts"))
        {
            json,
        }.OnDatabase(surroundings, async (result, database, ct) =>
        {
            var users = await ReadAsync(new UserListQuery(database), ct);
            if (result.GetValue(json)) await surroundings.Output.WriteLineAsync(Json.Print(users));
            else await WriteAsync(users, surroundings);
            return ExitCodes.Success;
        });
    }

    private static async Task<List<UserAccount>> ReadAsync(UserListQuery query, CancellationToken ct)
    {
        var users = new List<UserAccount>();
        while (true)
        {
            var (_, more) = await query.ListAsync(new UserListRequest(users.Count, AtOnce), ct);
            users.AddRange(more);
            if (more.Count < AtOnce) return users;
        }
    }

    private static async Task WriteAsync(List<UserAccount> users, CommandSurroundings surroundings)
    {
        if (users.Count == 0)
        {
            await surroundings.Error.WriteLineAsync("There is no user. Make an administrator: ./run.sh users add EMAIL --role admin");
            return;
        }

        var table = new TextTable(
            new("id") { IsNumber = true }, new("email") { MayBeCut = true }, new("name") { MayBeCut = true }, new("roles") { MayBeCut = true }, new("state"), new("codes"), new("last sign-in"));
        foreach (var user in users)
        {
            table.Add(
                user.Id.ToString(CultureInfo.InvariantCulture), user.Email, $"{user.FirstName} {user.LastName}".Trim(), user.Roles.Count == 0 ? "-" : string.Join(", ", user.Roles),
                State(user), user.HasTotp ? "yes" : "no", HumanText.Minute(user.LastLoginAt, surroundings.TimeProvider));
        }

        await table.WriteAsync(surroundings.Output, surroundings.UseColours);
    }

    private static string State(UserAccount user) => user switch
    {
        { IsActive: false } => "disabled",
        { LockedUntil: not null } => "locked",
        { HasPassword: false } => "no password",
        _ => "active",
    };
}
