using System.CommandLine;
using Alforis.Crm.Data.Audit;
using Alforis.Crm.Data.WebhookTargets;
using Alforis.Workflows.Host.Actions.CallWebhook.Targets;
using Alforis.Workflows.Host.Commands.Hooks;
using Alforis.Workflows.Host.Hooks;

namespace Alforis.Workflows.Host.Commands.Targets;

/// <summary><c>targets create</c>: an address that workflows call by name, and the secret that calls are signed with.</summary>
internal static class CreateTargetCommand
{
    public static Command Make(CommandSurroundings surroundings)
    {
        var name = TargetArguments.Name();
        var url = TargetArguments.Url();
        var headers = new Option<string?>("--headers") { Description = "A file with a JSON object of headers that every call has, such as Authorization.", HelpName = "FILE" };
        var unsigned = new Option<bool>("--unsigned") { Description = "Calls are not signed, for receivers that know other ways." };
        var description = HookArguments.Text("--description", "What the target is for.", 2000);
        var keys = SharedOptions.Keys();
        var json = ListOptions.Json();
        return new Verb(
            "create", "Makes a target and prints the secret that its calls are signed with, as standardwebhooks.com says; nobody can see it again.",
            ("targets create erp https://erp.example/hooks", "definitions say \"target\": \"erp\""),
            ("targets create slack - --unsigned < url.txt", "an address that is a secret itself, read from a file"))
        {
            name, url, headers, unsigned, description, keys, json,
        }.OnDatabase(surroundings, async (result, database, settings, ct) =>
        {
            var wanted = result.GetRequiredValue(name);
            if (await TargetArguments.ReadUrlAsync(result.GetRequiredValue(url), surroundings, ct) is not { } address) return ExitCodes.Failure;
            string? given = null;
            if (result.GetValue(headers) is { } file)
            {
                (given, var problem) = await HeadersFile.ReadAsync(file, surroundings, ct);
                if (given is null)
                {
                    await surroundings.Error.WriteLineAsync(problem);
                    return ExitCodes.Failure;
                }
            }

            var origin = TargetAddress.Origin(address);
            var seal = new TargetSeal(KeyRing.Read(result.GetValue(keys), settings, surroundings), origin);
            var (text, key) = SecretText.NewSigning();
            var isSigned = !result.GetValue(unsigned);
            var target = new WebhookTarget
            {
                Name = wanted,
                Description = result.GetValue(description) ?? "",
                Origin = origin,
                SealedUrl = seal.Seal(address.AbsoluteUri),
                SealedHeaders = given is null ? null : seal.Seal(given),
                SealedSecrets = isSigned ? [seal.Seal(key)] : [],
            };
            if (await new TargetCreation(database).CreateAsync(target, Actor.CommandLine, ct) is null)
            {
                await surroundings.Error.WriteLineAsync($"There is a webhook target '{wanted}' already. Choose another name, or give this one another address: ./run.sh targets set-url '{wanted}' URL");
                return ExitCodes.Failure;
            }

            await surroundings.Error.WriteLineAsync($"Workflows can call the target '{wanted}' at {origin}{(isSigned ? "" : "; calls are not signed")}.");
            await TargetSecretReport.WriteAsync(wanted, origin, isSigned ? text : null, result.GetValue(json), surroundings);
            return ExitCodes.Success;
        });
    }
}
