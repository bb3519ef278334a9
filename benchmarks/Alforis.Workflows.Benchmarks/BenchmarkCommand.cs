namespace Alforis.Workflows.Benchmarks;

/// <summary>The command line: no name lists the benchmarks, a name runs one and ends with its RESULT lines.</summary>
internal static class BenchmarkCommand
{
    private const int Measured = 0;
    private const int Failed = 1;
    private const int Misused = 2;

    public static int Run(IReadOnlyList<IBenchmark> benchmarks, string[] arguments, TextWriter output, TextWriter error)
    {
        if (arguments is [])
        {
            WriteList(benchmarks, output);
            return Measured;
        }

        var benchmark = benchmarks.FirstOrDefault(candidate => string.Equals(candidate.Name, arguments[0], StringComparison.Ordinal));
        if (benchmark is null)
        {
            error.WriteLine($"There is no benchmark '{arguments[0]}'.");
            WriteList(benchmarks, error);
            return Misused;
        }

        try
        {
            var results = benchmark.Run(arguments[1..]);
            output.WriteLine();
            foreach (var result in results)
            {
                output.WriteLine(result);
            }

            return results is [] ? Failed : Measured;
        }
        catch (BenchmarkException exception)
        {
            error.WriteLine($"{benchmark.Name}: {exception.Message}");
            return Failed;
        }
    }

    private static void WriteList(IReadOnlyList<IBenchmark> benchmarks, TextWriter writer)
    {
        writer.WriteLine("./bench.sh NAME [arguments], where NAME is one of:");
        foreach (var benchmark in benchmarks)
        {
            writer.WriteLine($"  {benchmark.Name,-20} {benchmark.Description}");
        }
    }
}
