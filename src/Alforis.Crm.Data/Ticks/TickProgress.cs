using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Alforis.Crm.Data.Ticks;

/// <summary>How far a pass has come with a tick. Immutable.</summary>
/// <param name="Tick">The tick as it was.</param>
/// <param name="Commands">What notes it.</param>
internal sealed record TickProgress(OpenTick Tick, ImmutableArray<NpgsqlBatchCommand> Commands)
{
    /// <summary>How many events were made.</summary>
    private long Events { get; init; }

    /// <summary>Whether that was the last part.</summary>
    private bool IsLast { get; init; }

    /// <summary>Why it ends without its events; <see langword="null"/> when it does not.</summary>
    private string? Reason { get; init; }

    /// <summary>Whether something was done.</summary>
    public bool IsMade { get; private init; } = true;

    /// <summary>A part is made, the last one when there is no next number.</summary>
    public static TickProgress Moved(OpenTick tick, long events, long? nextId) =>
        new(tick, [TickTable.Move(tick, events, nextId)]) { Events = events, IsLast = nextId is null };

    /// <summary>It ends without its events, and says why, as a sentence.</summary>
    public static TickProgress Closed(OpenTick tick, string reason) => new(tick, [TickTable.Close(tick, reason)]) { IsLast = true, Reason = reason };

    /// <summary>It must wait.</summary>
    public static TickProgress Waits(OpenTick tick, TimeSpan wait) => new(tick, [TickTable.Wait(tick, wait)]) { IsMade = false };

    /// <summary>Tells the log of what is committed.</summary>
    public void Tell(ILogger logger)
    {
        if (Reason is not null) Log.TickWithoutEvents(logger, Tick.WorkflowId, Tick.FireTime, Reason);
        else if (IsLast) Log.TickDone(logger, Tick.WorkflowId, Tick.FireTime, Tick.Events + Events);
    }
}
