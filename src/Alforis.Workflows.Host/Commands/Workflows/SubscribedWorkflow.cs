namespace Alforis.Workflows.Host.Commands.Workflows;

/// <summary>What is said of a workflow that belongs to a webhook target.</summary>
internal static class SubscribedWorkflow
{
    public static async Task<int> SayAsync(long id, CommandSurroundings surroundings)
    {
        await surroundings.Error.WriteLineAsync(FormattableString.Invariant(
            $"Workflow {id} is the subscription of a webhook target; change it with targets subscribe, unsubscribe, enable or disable."));
        return ExitCodes.Failure;
    }
}
