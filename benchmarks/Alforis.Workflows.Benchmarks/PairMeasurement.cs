using System.Diagnostics;

namespace Alforis.Workflows.Benchmarks;

/// <summary>
/// Times a <see cref="Pair{TAnswer}"/>: equal answers first, then short rounds of both in turn, so that a disturbance of
/// the machine meets both alike. Each side's figure is the median of its rounds.
/// </summary>
internal static class PairMeasurement
{
    private const int WarmUpRounds = 300;
    private const int Rounds = 400;
    private static readonly long RoundTicks = Stopwatch.Frequency / 500;

    /// <summary>Two results: <paramref name="name"/> in nanoseconds and <c>NAME-allocated</c> in bytes, per operation.</summary>
    /// <exception cref="BenchmarkException">The answers differ.</exception>
    public static IReadOnlyList<Result> Of<TAnswer>(string name, Pair<TAnswer> pair)
    {
        AssertEqualAnswers(pair);
        var calls = CallsPerRound(pair);
        Measure(pair, calls, WarmUpRounds);
        var (ours, reference) = Measure(pair, calls, Rounds);

        var nanoseconds = 1e9 / Stopwatch.Frequency / calls / pair.OperationsPerCall;
        var oursBytes = AllocatedBytes(pair.Ours, calls) / pair.OperationsPerCall;
        var referenceBytes = AllocatedBytes(pair.Reference, calls) / pair.OperationsPerCall;
        return
        [
            new Result(name, Median(ours) * nanoseconds, Median(reference) * nanoseconds, "ns"),
            new Result(name + "-allocated", oursBytes, referenceBytes, "bytes"),
        ];
    }

    private static void AssertEqualAnswers<TAnswer>(Pair<TAnswer> pair)
    {
        var (ours, reference) = (pair.Ours(), pair.Reference());
        if (!EqualityComparer<TAnswer>.Default.Equals(ours, reference))
        {
            throw new BenchmarkException($"the answers differ, so nothing was timed: ours {ours}, the reference {reference}.");
        }
    }

    /// <summary>Both sides make the same number of calls in a round: enough for the slower to last about 2 ms.</summary>
    private static long CallsPerRound<TAnswer>(Pair<TAnswer> pair)
    {
        var calls = 1L;
        while (Math.Max(Time(pair.Ours, calls), Time(pair.Reference, calls)) < RoundTicks)
        {
            calls *= 2;
        }

        return calls;
    }

    private static (long[] Ours, long[] Reference) Measure<TAnswer>(Pair<TAnswer> pair, long calls, int rounds)
    {
        var ours = new long[rounds];
        var reference = new long[rounds];
        for (var round = 0; round < rounds; round++)
        {
            // Who goes first alternates, since the second finds the caches as the first left them.
            if (round % 2 == 0)
            {
                ours[round] = Time(pair.Ours, calls);
                reference[round] = Time(pair.Reference, calls);
            }
            else
            {
                reference[round] = Time(pair.Reference, calls);
                ours[round] = Time(pair.Ours, calls);
            }
        }

        return (ours, reference);
    }

    private static long Time<TAnswer>(Func<TAnswer> call, long calls)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0L; i < calls; i++)
        {
            call();
        }

        return Stopwatch.GetTimestamp() - start;
    }

    private static double AllocatedBytes<TAnswer>(Func<TAnswer> call, long calls)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0L; i < calls; i++)
        {
            call();
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)calls;
    }

    private static double Median(long[] rounds)
    {
        Array.Sort(rounds);
        return (rounds[(rounds.Length - 1) / 2] + rounds[rounds.Length / 2]) / 2.0;
    }
}
