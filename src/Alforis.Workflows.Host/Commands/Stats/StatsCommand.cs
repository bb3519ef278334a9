using System.CommandLine;

namespace Alforis.Workflows.Host.Commands.Stats;

/// <summary><c>stats</c>: the statistics as such.</summary>
internal static class StatsCommand
{
    public static Command Make(CommandSurroundings surroundings) => new Verb(
        "stats", "Keeps the statistics right. (To read them: workflows stats.)",
        ("stats repair", "count again what history still knows"))
    {
        RepairStatsCommand.Make(surroundings),
    };
}
