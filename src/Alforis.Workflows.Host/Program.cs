using Alforis.Workflows.Host.Commands;

using var signals = new StopSignals();
return await CommandLine.RunAsync(args, CommandSurroundings.OfThisProcess(), signals.Token);
