using System.CommandLine;
using Alforis.Crm.Data.Audit;
using Alforis.Crm.Data.Hooks;
using Alforis.Workflows.Host.Hooks;

namespace Alforis.Workflows.Host.Commands.Hooks;

/// <summary><c>hooks rotate</c>: a new secret.</summary>
internal static class RotateHookCommand
{
    public static Command Make(CommandSurroundings surroundings)
    {
        var slug = HookArguments.Slug();
        var retire = new Option<bool>("--retire-old") { Description = "End all older secrets at once, for instance when one became known." };
        var keys = SharedOptions.Keys();
        var json = ListOptions.Json();
        return new Verb(
            "rotate", "Gives a hook a new secret and prints it. The older ones stay good until they are retired, so that senders can change over.",
            ("hooks rotate site-web", "a second secret; when the sender uses it: hooks retire site-web"),
            ("hooks rotate site-web --retire-old", "a new secret instead of one that became known"))
        {
            slug, retire, keys, json,
        }.OnDatabase(surroundings, async (result, database, settings, ct) =>
        {
            var wanted = result.GetRequiredValue(slug);
            if (await new HookListQuery(database).FindAsync(wanted, ct) is not { } hook) return await HookArguments.SayUnknownAsync(wanted, surroundings);
            var secret = NewSecret.Make(hook.Kind, KeyRing.Read(result.GetValue(keys), settings, surroundings));
            var retires = result.GetValue(retire);
            switch (await new HookRotation(database).RotateAsync(wanted, secret.Stored, retires, Actor.CommandLine, ct))
            {
                case HookRotationOutcome.Unknown:
                    return await HookArguments.SayUnknownAsync(wanted, surroundings);
                case HookRotationOutcome.TooMany:
                    await surroundings.Error.WriteLineAsync(FormattableString.Invariant(
                        $"The hook '{wanted}' has {HookSecret.Most} secrets already. End the older ones first: ./run.sh hooks retire {wanted}"));
                    return ExitCodes.Failure;
                default:
                    await surroundings.Error.WriteLineAsync(retires
                        ? $"The hook '{wanted}' has a new secret; no other is good any more."
                        : $"The hook '{wanted}' has a new secret. The older ones stay good until: ./run.sh hooks retire {wanted}");
                    await SecretReport.WriteAsync(wanted, hook.Kind, hook.Event, secret, result.GetValue(json), surroundings);
                    return ExitCodes.Success;
            }
        });
    }
}
