namespace Alforis.Workflows.Benchmarks;

/// <summary>Two ways to the same answer over the same input.</summary>
/// <typeparam name="TAnswer">What both return; compared with the default comparer, so not an array.</typeparam>
/// <param name="Ours">Our way.</param>
/// <param name="Reference">The way it is compared with.</param>
/// <param name="OperationsPerCall">
/// How many operations one call makes; figures are per operation. Calling the delegate costs about 1 ns on either side, so
/// short operations belong in a loop of their own.
/// </param>
internal sealed record Pair<TAnswer>(Func<TAnswer> Ours, Func<TAnswer> Reference, int OperationsPerCall = 1);
