using System.CommandLine;
using Alforis.Crm.Data.Audit;
using Alforis.Crm.Data.Hooks;
using Alforis.Workflows.Host.Hooks;

namespace Alforis.Workflows.Host.Commands.Hooks;

/// <summary><c>hooks create</c>: an address that another system may call, and its secret.</summary>
internal static class CreateHookCommand
{
    public static Command Make(CommandSurroundings surroundings)
    {
        var slug = HookArguments.Slug();
        var bearer = new Option<bool>("--bearer") { Description = "Calls bear the secret instead of being signed with it, for senders that cannot sign." };
        var named = HookArguments.Text("--event", "The event of calls whose payload names none, for the 'event' of workflows; default: the slug.", 200);
        var name = HookArguments.Text("--name", "What people call the hook; default: the slug.", 200);
        var description = HookArguments.Text("--description", "What the hook is for.", 2000);
        var keys = SharedOptions.Keys();
        var json = ListOptions.Json();
        return new Verb(
            "create", "Makes a hook and prints its secret, which nobody can see again. Calls are signed as standardwebhooks.com says.",
            ("hooks create site-web --event formulaire_contact", "for the form on the web site"),
            ("hooks create erp --bearer", "for a sender that can only send a header"))
        {
            slug, bearer, named, name, description, keys, json,
        }.OnDatabase(surroundings, async (result, database, settings, ct) =>
        {
            var wanted = result.GetRequiredValue(slug);
            var kind = result.GetValue(bearer) ? HookKind.Bearer : HookKind.Signature;
            var hook = new NewHook(wanted, kind, result.GetValue(named) ?? wanted, result.GetValue(name) ?? wanted, result.GetValue(description) ?? "");
            var secret = NewSecret.Make(kind, KeyRing.Read(result.GetValue(keys), settings, surroundings));
            if (!await new HookCreation(database).CreateAsync(hook, secret.Stored, Actor.CommandLine, ct))
            {
                await surroundings.Error.WriteLineAsync($"There is a hook '{wanted}' already. Choose another slug, or give this one a new secret: ./run.sh hooks rotate {wanted}");
                return ExitCodes.Failure;
            }

            await surroundings.Error.WriteLineAsync($"The hook '{wanted}' takes calls.");
            await SecretReport.WriteAsync(wanted, kind, hook.Event, secret, result.GetValue(json), surroundings);
            return ExitCodes.Success;
        });
    }
}
