using System.Diagnostics;
using System.Globalization;

namespace Alforis.Crm.Data.Tests.Stores;

/// <summary>
/// Random histories against the model, for as many seconds as <c>ALFORIS_MODEL_SECONDS</c> says. A failure names the seed of its history and what was done
/// in it; <c>ALFORIS_MODEL_SEED</c> begins with that one.
/// </summary>
public sealed class InterleavingTests
{
    private const int Commands = 120;

    [Fact]
    public async Task Run_AnythingInAnyOrder_AgreesWithTheModel()
    {
        var seed = Setting("ALFORIS_MODEL_SEED") ?? unchecked((int)Stopwatch.GetTimestamp());
        var time = TimeSpan.FromSeconds(Setting("ALFORIS_MODEL_SECONDS") ?? 20);
        var run = Stopwatch.StartNew();
        for (var i = 0; i == 0 || run.Elapsed < time; i++) await TryAsync(unchecked(seed + i));
    }

    private static async Task TryAsync(int seed)
    {
        await using var history = await Interleaving.BeginAsync(new Random(seed));
        try
        {
            await history.RunAsync(Commands);
        }
        catch (Exception e)
        {
            throw new InvalidOperationException(
                string.Create(CultureInfo.InvariantCulture, $"Repeat it with ALFORIS_MODEL_SEED={seed}. {e.Message}{Environment.NewLine}{history.Trace}"), e);
        }
    }

    private static int? Setting(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;
}
