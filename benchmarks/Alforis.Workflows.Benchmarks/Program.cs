using Alforis.Workflows.Benchmarks;
using Alforis.Workflows.Benchmarks.Api;
using Alforis.Workflows.Benchmarks.Compile;
using Alforis.Workflows.Benchmarks.Conditions;
using Alforis.Workflows.Benchmarks.Pipeline;
using Alforis.Workflows.Benchmarks.Pushdown;
using Alforis.Workflows.Benchmarks.Templates;
using Alforis.Workflows.Benchmarks.Web;

// Every benchmark that bench.sh can run, by name.
IBenchmark[] benchmarks = [new SelfBenchmark(), new ConditionsBenchmark(), new CompileBenchmark(), new TemplatesBenchmark(), new PipelineBenchmark(), new PushdownBenchmark(), new ApiBenchmark(), new WebBenchmark()];

return BenchmarkCommand.Run(benchmarks, args, Console.Out, Console.Error);
