namespace Alforis.Workflows.Benchmarks;

/// <summary>One benchmark that <c>bench.sh NAME</c> runs: ours beside a reference, over the same input.</summary>
internal interface IBenchmark
{
    /// <summary>The name on the command line.</summary>
    string Name { get; }

    /// <summary>One line for the list: what is measured, against what.</summary>
    string Description { get; }

    /// <summary>Checks that ours and the reference give equal answers, then measures both.</summary>
    /// <param name="arguments">What followed the name on the command line.</param>
    /// <returns>At least one result.</returns>
    /// <exception cref="BenchmarkException">The answers differ, the measurement failed, or an argument is wrong.</exception>
    IReadOnlyList<Result> Run(IReadOnlyList<string> arguments);
}
