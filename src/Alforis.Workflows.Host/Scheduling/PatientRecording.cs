using Alforis.Crm.Data.Dispatching;
using Npgsql;

namespace Alforis.Workflows.Host.Scheduling;

/// <summary>
/// Records a firing, and tries until it is recorded. A host that dies or stops meanwhile leaves the firing to be recovered, by
/// another one or when it starts again.
/// </summary>
internal static class PatientRecording
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <summary>Tries until it succeeds.</summary>
    /// <param name="record">Records; a second time does no harm.</param>
    /// <param name="failed">Is told why an attempt failed.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="ct">Gives up.</param>
    public static async Task RunAsync(Func<CancellationToken, Task> record, Action<string> failed, TimeProvider clock, CancellationToken ct)
    {
        for (var pause = FirstPause; ; pause = TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, LongestPause.Ticks)))
        {
            try
            {
                await record(ct);
                return;
            }
            catch (NpgsqlException e)
            {
                // Also what seems to be for good, as a right that is missing: an operator can put it right, and nothing is lost.
                failed(FailureText.Of(e));
                await Task.Delay(pause, clock, ct);
            }
        }
    }
}
