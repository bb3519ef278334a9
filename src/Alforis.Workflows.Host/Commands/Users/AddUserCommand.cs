using System.CommandLine;
using Alforis.Crm.Data.Accounts;
using Alforis.Crm.Data.Audit;
using Alforis.Workflows.Host.Auth;
using Microsoft.AspNetCore.Identity;

namespace Alforis.Workflows.Host.Commands.Users;

/// <summary><c>users add</c>: an account and its password.</summary>
internal static class AddUserCommand
{
    public static Command Make(CommandSurroundings surroundings)
    {
        var email = UserArguments.Email();
        var roles = UserArguments.Roles();
        var first = Name("--first-name", "The first name.");
        var last = Name("--last-name", "The last name.");
        var language = new Option<string>("--language") { Description = "fr or en; default: fr.", HelpName = "LANG", DefaultValueFactory = _ => "fr" };
        language.AcceptOnlyFromAmong("fr", "en");
        var input = TypedPassword.FromInput();
        return new Verb(
            "add", "Makes an account and prints its password, unless one is piped in.",
            ("users add alix@crm.example --role admin", "an administrator, with a password that is printed"),
            ("users add sam@crm.example --role commercial --password-stdin < password.txt", "with a password of one's own"))
        {
            email, roles, first, last, language, input,
        }.OnDatabase(surroundings, async (result, database, ct) =>
        {
            var wanted = result.GetRequiredValue(email);
            if (await TypedPassword.ReadAsync(result.GetValue(input), wanted, surroundings, ct) is not { } password) return ExitCodes.Failure;
            var user = new NewUser(wanted, new Passwords(new PasswordHasher<string>()).Hash(password.Text), [.. (result.GetValue(roles) ?? []).Distinct(StringComparer.Ordinal)])
            {
                FirstName = result.GetValue(first) ?? "", LastName = result.GetValue(last) ?? "", Language = result.GetRequiredValue(language),
            };
            var (outcome, id) = await new UserCreation(database).CreateAsync(user, Actor.CommandLine, ct);
            if (outcome != AccountOutcome.Done) return await UserArguments.RefuseAsync(outcome, wanted, surroundings);
            var may = user.Roles.Count == 0 ? "with no role: they may sign in and nothing else" : $"as {string.Join(" and ", user.Roles)}";
            await surroundings.Error.WriteLineAsync(FormattableString.Invariant($"User {id} '{wanted}' can sign in, {may}."));
            await password.ShowAsync(surroundings);
            return ExitCodes.Success;
        });
    }

    private static Option<string?> Name(string name, string description)
    {
        const int most = 100;
        var option = new Option<string?>(name) { Description = description, HelpName = "NAME" };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && (text.Length > most || text.Any(char.IsControl))) result.AddError(FormattableString.Invariant($"{name} may have up to {most} characters."));
        });
        return option;
    }
}
