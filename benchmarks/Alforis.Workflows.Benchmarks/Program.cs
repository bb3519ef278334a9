using Alforis.Workflows.Benchmarks;
using Alforis.Workflows.Benchmarks.Conditions;

// Every benchmark that bench.sh can run, by name.
IBenchmark[] benchmarks = [new SelfBenchmark(), new ConditionsBenchmark()];

return BenchmarkCommand.Run(benchmarks, args, Console.Out, Console.Error);
