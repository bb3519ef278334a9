using System.Buffers.Binary;
using System.Diagnostics;
using System.Security.Cryptography;

namespace Alforis.Crm.Data.Telemetry;

/// <summary>
/// The trace of an event. Its number follows from the event, so that whatever is done for it, whenever and on whichever host, belongs
/// together without anything being handed on.
/// </summary>
internal static class EventTrace
{
    /// <summary>
    /// The context that the first span of an event begins in: a trace, and no span above. Number and time together tell events of
    /// different databases apart.
    /// </summary>
    public static ActivityContext Of(long eventId, DateTimeOffset occurredAt)
    {
        Span<byte> text = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(text, eventId);
        BinaryPrimitives.WriteInt64BigEndian(text[8..], occurredAt.UtcTicks);
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(text, hash);
        return new ActivityContext(ActivityTraceId.CreateFromBytes(hash[..16]), default, ActivityTraceFlags.Recorded, isRemote: true);
    }

    /// <summary>The context that an execution goes on in.</summary>
    /// <param name="traceParent">The span of its beginning, when somebody listened then.</param>
    /// <param name="eventId">Its event.</param>
    /// <param name="occurredAt">When that happened.</param>
    public static ActivityContext Continue(string? traceParent, long eventId, DateTimeOffset occurredAt) =>
        ActivityContext.TryParse(traceParent, null, isRemote: true, out var context) ? context : Of(eventId, occurredAt);
}
