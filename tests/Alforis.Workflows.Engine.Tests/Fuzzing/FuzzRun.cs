using System.Diagnostics;
using System.Globalization;

namespace Alforis.Workflows.Engine.Tests.Fuzzing;

/// <summary>
/// Runs a test over and over with other random choices: a number of cases, or as many seconds as <c>ALFORIS_FUZZ_SECONDS</c> says. A failure names the
/// seed of its case, and <c>ALFORIS_FUZZ_SEED</c> begins with that case.
/// </summary>
internal static class FuzzRun
{
    /// <summary>What one thing may allocate.</summary>
    private const long MostBytes = 100_000_000;

    /// <summary>Many times what anything needs: reached only by what grows out of all proportion.</summary>
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(10);

    public static void ForEach(int cases, Action<Random> test)
    {
        var seconds = Setting("ALFORIS_FUZZ_SECONDS");
        var seed = Setting("ALFORIS_FUZZ_SEED") ?? unchecked((int)Stopwatch.GetTimestamp());
        var run = Stopwatch.StartNew();
        for (var i = 0; seconds is { } most ? run.Elapsed.TotalSeconds < most : i < cases; i++) Try(unchecked(seed + i), test);
    }

    /// <summary>Does one thing, which may neither take long nor allocate much.</summary>
    public static T Bounded<T>(string what, Func<T> action)
    {
        var clock = Stopwatch.StartNew();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var result = action();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        if (allocated > MostBytes) Assert.Fail(string.Create(CultureInfo.InvariantCulture, $"{what} allocates {allocated} bytes."));
        if (clock.Elapsed > MostTime) Assert.Fail(string.Create(CultureInfo.InvariantCulture, $"{what} takes {clock.Elapsed}."));
        return result;
    }

    private static void Try(int seed, Action<Random> test)
    {
        try
        {
            test(new Random(seed));
        }
        catch (Exception e)
        {
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"Repeat it with ALFORIS_FUZZ_SEED={seed}. {e.Message}"), e);
        }
    }

    private static int? Setting(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;
}
