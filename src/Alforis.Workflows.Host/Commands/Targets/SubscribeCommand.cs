using System.CommandLine;
using Alforis.Crm.Data.Printing;
using Alforis.Crm.Data.Audit;
using Alforis.Crm.Data.WebhookTargets;

namespace Alforis.Workflows.Host.Commands.Targets;

/// <summary><c>targets subscribe</c> and <c>targets unsubscribe</c>: events that go to a target without a workflow being written.</summary>
internal static class SubscribeCommand
{
    public static Command MakeSubscribe(CommandSurroundings surroundings)
    {
        var (name, type) = (TargetArguments.Name(), EventType());
        return new Verb("subscribe", "Sends every event of a type to a target, by a workflow that the system writes.", ("targets subscribe erp deal_stage_changed", "every change of a stage"))
        {
            name, type,
        }.OnDatabase(surroundings, async (result, database, ct) =>
        {
            var (wanted, events) = (result.GetRequiredValue(name), result.GetRequiredValue(type));
            if (await new TargetSubscriptions(database).SubscribeAsync(wanted, events, Actor.CommandLine, ct) is not { } outcome) return await TargetArguments.SayUnknownAsync(wanted, surroundings);
            if (outcome.Problem is { } problem)
            {
                await surroundings.Error.WriteLineAsync(VisibleText.Line(problem));
                return ExitCodes.Failure;
            }

            await surroundings.Output.WriteLineAsync(FormattableString.Invariant($"Every {events} goes to the target '{wanted}', by workflow {outcome.WorkflowId}."));
            return ExitCodes.Success;
        });
    }

    public static Command MakeUnsubscribe(CommandSurroundings surroundings)
    {
        var (name, type) = (TargetArguments.Name(), EventType());
        return new Verb("unsubscribe", "Sends events of a type no more; what waits to be sent is cancelled.", ("targets unsubscribe erp deal_stage_changed", "no more of these"))
        {
            name, type,
        }.OnDatabase(surroundings, async (result, database, ct) =>
        {
            var (wanted, events) = (result.GetRequiredValue(name), result.GetRequiredValue(type));
            if (await new TargetSubscriptions(database).EndAsync(wanted, events, Actor.CommandLine, ct) is not { } cancelled)
            {
                await surroundings.Error.WriteLineAsync($"The target '{wanted}' has no subscription to {events}. See: ./run.sh targets show '{wanted}'");
                return ExitCodes.Failure;
            }

            await surroundings.Output.WriteLineAsync($"No {events} goes to the target '{wanted}' any more.{TargetArguments.Cancelled(cancelled)}");
            return ExitCodes.Success;
        });
    }

    private static Argument<string> EventType()
    {
        var type = new Argument<string>("EVENT") { Description = $"The type of events: {string.Join(", ", SubscriptionDefinition.EventTypes)}." };
        type.AcceptOnlyFromAmong([.. SubscriptionDefinition.EventTypes]);
        return type;
    }
}
