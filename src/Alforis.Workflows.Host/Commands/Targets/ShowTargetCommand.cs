using System.CommandLine;
using Alforis.Crm.Data.Printing;
using Alforis.Crm.Data.WebhookTargets;
using Alforis.Workflows.Host.Commands.Terminal;

namespace Alforis.Workflows.Host.Commands.Targets;

/// <summary>A target as JSON says it, with the workflows that name it.</summary>
internal sealed record TargetReport(TargetSummary Target, IReadOnlyList<TargetUse> Workflows);

/// <summary><c>targets show</c>: one target, and who uses it.</summary>
internal static class ShowTargetCommand
{
    public static Command Make(CommandSurroundings surroundings)
    {
        var name = TargetArguments.Name();
        var json = ListOptions.Json();
        return new Verb("show", "Shows a target without what is secret of it, and the workflows that name it.", ("targets show erp", "the target erp"))
        {
            name, json,
        }.OnDatabase(surroundings, async (result, database, ct) =>
        {
            var wanted = result.GetRequiredValue(name);
            if (await new TargetListQuery(database).FindAsync(wanted, ct) is not { } target) return await TargetArguments.SayUnknownAsync(wanted, surroundings);
            var uses = await new TargetUsesQuery(database).ListAsync(wanted, ct);
            if (result.GetValue(json)) await surroundings.Output.WriteLineAsync(Json.Print(new TargetReport(target, uses)));
            else await WriteAsync(target, uses, surroundings);
            return ExitCodes.Success;
        });
    }

    private static async Task WriteAsync(TargetSummary target, IReadOnlyList<TargetUse> uses, CommandSurroundings surroundings)
    {
        var state = target.IsActive ? "active" : $"inactive{(target.InactiveReason is { } reason ? $": {reason}" : "")}";
        var signed = target.Secrets switch { 0 => "no", 1 => "with 1 secret", var n => FormattableString.Invariant($"with {n} secrets") };
        (string Label, string Value)[] lines =
        [
            ("name", target.Name), ("description", target.Description), ("origin", target.Origin), ("state", state), ("signed", signed),
            ("headers", target.HasHeaders ? "yes" : "no"), ("events", string.Join(", ", target.EventTypes)), ("made", HumanText.Minute(target.CreatedAt, surroundings.TimeProvider)),
            ("changed", HumanText.Minute(target.UpdatedAt, surroundings.TimeProvider)),
            .. uses.Select((use, i) => (i == 0 ? "used by" : "", FormattableString.Invariant($"workflow {use.Id} '{use.Name}', {use.Status}"))),
        ];
        foreach (var (label, value) in lines.Where(l => l.Value.Length > 0)) await surroundings.Output.WriteLineAsync($"{label,-12} {VisibleText.Line(value)}");
    }
}
