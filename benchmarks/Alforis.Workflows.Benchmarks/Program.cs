using Alforis.Workflows.Benchmarks;

// Every benchmark that bench.sh can run, by name.
IBenchmark[] benchmarks = [new SelfBenchmark()];

return BenchmarkCommand.Run(benchmarks, args, Console.Out, Console.Error);
