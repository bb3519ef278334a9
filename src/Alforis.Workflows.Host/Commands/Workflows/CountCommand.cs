using System.Collections.Immutable;
using System.CommandLine;
using Alforis.Crm.Data.Printing;
using Alforis.Crm.Data.Pushdown;

namespace Alforis.Workflows.Host.Commands.Workflows;

/// <summary><c>workflows count</c>: how many organisations or deals a workflow would run for now.</summary>
internal static class CountCommand
{
    public static Command Make(CommandSurroundings surroundings)
    {
        var id = ListOptions.Id("The workflow's number.");
        var json = ListOptions.Json();
        return new Verb(
            "count",
            "Says how many organisations or deals meet a workflow's trigger settings and conditions now. Runs nothing. What depends on a change, or on what an event "
            + "brings, cannot be counted: it counts as met, and is named.",
            ("workflows count 4", "how many would match now"),
            ("workflows count 4 --json", "with the SQL that counted"))
        {
            id, json,
        }.OnDatabase(surroundings, async (result, database, ct) =>
        {
            var wanted = result.GetRequiredValue(id);
            var count = await new MatchCounter(database, surroundings.TimeProvider).CountAsync(wanted, ct);
            if (count.Outcome != MatchOutcome.Counted) return await RefuseAsync(count, surroundings);
            if (result.GetValue(json)) await surroundings.Output.WriteLineAsync(Json.Print(Report(count)));
            else await TellAsync(count, surroundings.Output);
            return ExitCodes.Success;
        });
    }

    private static async Task TellAsync(MatchCount count, TextWriter output)
    {
        var of = (count.Entity, count.Count) switch
        {
            ("deal", 1) => "deal matches",
            ("deal", _) => "deals match",
            (_, 1) => "organisation matches",
            _ => "organisations match",
        };
        var most = count.NotCounted.IsEmpty ? "" : "at most ";
        await output.WriteLineAsync(FormattableString.Invariant($"Workflow {count.WorkflowId} '{VisibleText.Line(count.Name!)}', version {count.Version}: {most}{count.Count} {of} now."));
        await ListAsync("Cannot be counted, for only an event can tell; counts as met:", count.NotCounted, output);
        await ListAsync("Evaluated in memory, for SQL cannot tell:", count.InMemory, output);
    }

    private static async Task ListAsync(string title, ImmutableArray<string> rules, TextWriter output)
    {
        if (rules.IsEmpty) return;
        await output.WriteLineAsync(title);
        foreach (var rule in rules) await output.WriteLineAsync("  " + VisibleText.Line(rule));
    }

    private static async Task<int> RefuseAsync(MatchCount count, CommandSurroundings surroundings)
    {
        if (count.Outcome == MatchOutcome.UnknownWorkflow) return await UnknownWorkflow.SayAsync(count.WorkflowId, surroundings);
        await surroundings.Error.WriteLineAsync(count.Outcome == MatchOutcome.NoEntity
            ? FormattableString.Invariant($"Workflow {count.WorkflowId} runs for no organisation or deal: there is nothing to count.")
            : FormattableString.Invariant($"Workflow {count.WorkflowId}, version {count.Version}, cannot run: {VisibleText.Line(count.Detail!)}"));
        return ExitCodes.Failure;
    }

    private static CountReport Report(MatchCount count) => new(
        count.WorkflowId, count.Version!.Value, count.Entity!, count.Count, !count.NotCounted.IsEmpty, count.InMemory.IsEmpty && count.NotCounted.IsEmpty,
        count.InMemory, count.NotCounted, count.Sql!);
}

/// <summary>How many match, for scripts.</summary>
internal sealed record CountReport(
    long WorkflowId, int Version, string Entity, long Count, bool IsAtMost, bool BySqlAlone, ImmutableArray<string> InMemory, ImmutableArray<string> NotCounted, string Sql);
