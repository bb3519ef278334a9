using Alforis.Workflows.Host.Commands;

return await CommandLine.RunAsync(args, CommandSurroundings.OfThisProcess());
