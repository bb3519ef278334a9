namespace Alforis.Workflows.Benchmarks;

/// <summary>A benchmark that has no result; the message says why in a sentence.</summary>
internal sealed class BenchmarkException(string message) : Exception(message);
