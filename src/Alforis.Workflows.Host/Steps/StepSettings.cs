using System.Globalization;
using Alforis.Crm.Data.Steps;
using Alforis.Workflows.Host.Commands;

namespace Alforis.Workflows.Host.Steps;

/// <summary>How workers do steps, by environment variables.</summary>
internal static class StepSettings
{
    /// <summary>How many calls a workflow makes in any hour at most.</summary>
    public const string CallsPerHourVariable = "ALFORIS_CALLS_PER_HOUR";

    /// <summary>For how many seconds a worker has a step for itself.</summary>
    public const string LeaseVariable = "ALFORIS_STEP_LEASE";

    private const int MostCalls = 1_000_000_000;
    private const int LeastLease = 2;
    private const int MostLease = 3600;

    /// <summary>The settings of an environment.</summary>
    /// <exception cref="VariableException">A variable has no usable value.</exception>
    public static StepOptions Read(CommandSurroundings surroundings)
    {
        var defaults = new StepOptions();
        return defaults with
        {
            CallsPerHour = Number(surroundings, CallsPerHourVariable, defaults.CallsPerHour, 1, MostCalls),
            Lease = TimeSpan.FromSeconds(Number(surroundings, LeaseVariable, (int)defaults.Lease.TotalSeconds, LeastLease, MostLease)),
        };
    }

    private static int Number(CommandSurroundings surroundings, string variable, int usual, int least, int most)
    {
        if (surroundings.Variable(variable) is not { } text) return usual;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new VariableException(FormattableString.Invariant($"{variable} is '{text}'; it must be a number from {least} to {most}."));
    }
}
