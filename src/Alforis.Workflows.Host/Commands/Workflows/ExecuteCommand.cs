using System.CommandLine;
using System.Text.Json;
using Alforis.Crm.Data.Audit;
using Alforis.Crm.Data.Executions;
using Alforis.Crm.Data.Printing;
using Npgsql;

namespace Alforis.Workflows.Host.Commands.Workflows;

/// <summary><c>workflows execute</c>: runs a workflow once, by hand.</summary>
internal static class ExecuteCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    public static Command Make(CommandSurroundings surroundings)
    {
        var id = ListOptions.Id("The workflow's number.");
        var entity = ListOptions.Entity("What it is to run for, for example organisation:12; not for a workflow that runs for no entity.");
        var payload = new Option<string?>("--payload")
        {
            Description = "A file with what the webhook would bring, a JSON object; only for a workflow that waits for one.",
            HelpName = "FILE",
        };
        var json = ListOptions.Json();
        return new Verb(
            "execute",
            "Runs a workflow once for an organisation or deal, whether it is active or a draft, whatever its trigger. Its conditions count: when they do not hold, the "
            + "execution ends as skipped. The running service does it; this waits up to 10 seconds until it is taken up, and not for e-mails, calls and delays.",
            ("workflows execute 4 --entity organisation:12", "run workflow 4 for organisation 12"),
            ("workflows execute 7 --payload demande.json", "run workflow 7 as if a webhook had brought this"))
        {
            id,
            entity,
            payload,
            json,
        }.OnDatabase(surroundings, async (result, database, ct) =>
        {
            var wanted = result.GetRequiredValue(id);
            JsonElement? brought = null;
            if (result.GetValue(payload) is { } file)
            {
                brought = await PayloadFile.ReadAsync(file, surroundings, ct);
                if (brought is null) return ExitCodes.Failure;
            }

            var of = result.GetValue(entity);
            var answer = await new ManualExecution(database).RequestAsync(
                new ManualRequest(wanted) { EntityType = of?.Type, EntityId = of?.Id, Payload = brought }, Actor.CommandLine, ct);
            if (answer.EventId is not { } eventId) return await RefuseAsync(wanted, of, answer, surroundings);
            var came = await WaitAsync(database, wanted, eventId, surroundings.TimeProvider, ct);
            return result.GetValue(json) ? await PrintAsync(wanted, answer, came, surroundings) : await TellAsync(wanted, answer, came, surroundings);
        });
    }

    private static async Task<ManualResult?> WaitAsync(NpgsqlDataSource database, long workflowId, long eventId, TimeProvider clock, CancellationToken ct)
    {
        var query = new ManualResultQuery(database);
        var started = clock.GetTimestamp();
        while (true)
        {
            if (await query.FindAsync(workflowId, eventId, ct) is { } came) return came;
            if (clock.GetElapsedTime(started) > Patience) return null;
            await Task.Delay(Interval, clock, ct);
        }
    }

    private static async Task<int> TellAsync(long id, ManualAnswer answer, ManualResult? came, CommandSurroundings surroundings)
    {
        var name = FormattableString.Invariant($"Workflow {id} '{VisibleText.Line(answer.Name!)}', version {answer.Version}");
        var text = came switch
        {
            null => FormattableString.Invariant($"{name}, waits as event {answer.EventId}: no service has come to it yet. It runs as soon as one does; see: ./run.sh executions list --workflow {id}"),
            { Status: "skipped", Reason: { } why } => FormattableString.Invariant($"{name}, does nothing. {VisibleText.Line(why)}"),
            { Status: "skipped" } => FormattableString.Invariant($"{name}, does nothing: its conditions do not hold. Why: ./run.sh executions show {came.ExecutionId}"),
            { Status: "success" } => FormattableString.Invariant($"{name}, ran: execution {came.ExecutionId}."),
            { Status: "failed" } => FormattableString.Invariant($"{name}, failed. Why: ./run.sh executions show {came.ExecutionId}"),
            _ => FormattableString.Invariant($"{name}, is under way: execution {came.ExecutionId}, {came.Status}. See: ./run.sh executions show {came.ExecutionId}"),
        };
        var hasFailed = came is { Status: "failed" };
        await (hasFailed ? surroundings.Error : surroundings.Output).WriteLineAsync(text);
        return hasFailed ? ExitCodes.Failure : ExitCodes.Success;
    }

    private static async Task<int> PrintAsync(long id, ManualAnswer answer, ManualResult? came, CommandSurroundings surroundings)
    {
        await surroundings.Output.WriteLineAsync(Json.Print(new ManualReport(id, answer.Version!.Value, answer.EventId!.Value, answer.ExecutionId!.Value, came?.Status, came?.Reason)));
        return came is { Status: "failed" } ? ExitCodes.Failure : ExitCodes.Success;
    }

    private static async Task<int> RefuseAsync(long id, NamedEntity? of, ManualAnswer answer, CommandSurroundings surroundings)
    {
        if (answer.Outcome == ManualOutcome.UnknownWorkflow) return await UnknownWorkflow.SayAsync(id, surroundings);
        await surroundings.Error.WriteLineAsync(answer.Outcome switch
        {
            ManualOutcome.UnknownEntity => FormattableString.Invariant($"There is no {of!.Type} {of.Id}."),
            ManualOutcome.WrongEntity when answer.Entity is null => FormattableString.Invariant($"Workflow {id} runs for no entity: leave out --entity."),
            ManualOutcome.WrongEntity => FormattableString.Invariant($"Workflow {id} runs for {(answer.Entity == "deal" ? "a deal" : "an organisation")}: say which, for example --entity {answer.Entity}:12."),
            ManualOutcome.NoPayloadWanted => FormattableString.Invariant($"Workflow {id} does not wait for a webhook: leave out --payload."),
            ManualOutcome.Template => FormattableString.Invariant($"Workflow {id} is a template, a model to copy from; it is not run."),
            _ => FormattableString.Invariant($"Workflow {id}, version {answer.Version}, cannot run: {VisibleText.Line(answer.Detail!)}"),
        });
        return ExitCodes.Failure;
    }
}

/// <summary>What running by hand brought, for scripts.</summary>
internal sealed record ManualReport(long WorkflowId, int Version, long EventId, long ExecutionId, string? Status, string? Reason);
