namespace Alforis.Workflows.Host.Commands.Workflows;

/// <summary>What is said of a number that no workflow has.</summary>
internal static class UnknownWorkflow
{
    public static async Task<int> SayAsync(long id, CommandSurroundings surroundings)
    {
        await surroundings.Error.WriteLineAsync(FormattableString.Invariant($"There is no workflow {id}, or it is deleted. See: ./run.sh workflows list"));
        return ExitCodes.Failure;
    }
}
