using System.Buffers.Binary;
using System.Diagnostics;
using System.Security.Cryptography;
using Alforis.Crm.Data.Executions;

namespace Alforis.Crm.Data.Telemetry;

/// <summary>
/// The trace of an event. Its number follows from the event, so that whatever is done for it, whenever and on whichever host, belongs
/// together without anything being handed on.
/// </summary>
internal static class EventTrace
{
    private const int TraceDigits = 32;

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

    /// <summary>The context that an execution goes on in: below the span of its beginning, when somebody listened then.</summary>
    public static ActivityContext Of(LiveExecution execution) =>
        ActivityContext.TryParse(execution.TraceParent, null, isRemote: true, out var context)
            ? context
            : Of(execution.Source.EventId, execution.Source.OccurredAt);

    /// <summary>The trace that a step of an execution belongs to, for whoever does it: a span as W3C traceparent, or the trace alone.</summary>
    public static string Write(PendingExecution execution) =>
        execution.TraceParent ?? execution.Live?.TraceParent ?? Of(execution.Source.EventId, execution.Source.OccurredAt).TraceId.ToHexString();

    /// <summary>The context that <see cref="Write"/> wrote; none when it is missing.</summary>
    public static ActivityContext Read(string? text) => text switch
    {
        { Length: TraceDigits } => new ActivityContext(ActivityTraceId.CreateFromString(text), default, ActivityTraceFlags.Recorded, isRemote: true),
        _ when ActivityContext.TryParse(text, null, isRemote: true, out var context) => context,
        _ => default,
    };
}
