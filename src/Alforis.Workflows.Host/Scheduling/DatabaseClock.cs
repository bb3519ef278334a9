using Npgsql;

namespace Alforis.Workflows.Host.Scheduling;

/// <summary>
/// The database's clock, so that all hosts that tick the schedule agree on the time however wrong a machine's own clock is: by its own
/// one that is ahead would fire early, and take the others for dead. Small differences are left alone. Thread-safe.
/// </summary>
/// <param name="own">This machine's clock; it also measures durations and makes timers.</param>
internal sealed class DatabaseClock(TimeProvider own) : TimeProvider
{
    /// <summary>What clocks that are kept in step differ by at most; a difference that changes by less is not followed.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMilliseconds(500);

    private long offset;

    /// <summary>How far the database is ahead, as far as this clock follows it.</summary>
    public TimeSpan Offset => TimeSpan.FromTicks(Interlocked.Read(ref offset));

    public override long TimestampFrequency => own.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => own.LocalTimeZone;

    public override DateTimeOffset GetUtcNow() => own.GetUtcNow() + Offset;

    public override long GetTimestamp() => own.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        own.CreateTimer(callback, state, dueTime, period);

    /// <summary>Asks the database for its time and follows it.</summary>
    /// <returns>Whether the difference changed noticeably.</returns>
    /// <exception cref="NpgsqlException">The database does not answer.</exception>
    public async Task<bool> SynchroniseAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("SELECT clock_timestamp()", connection);
        var before = own.GetUtcNow();
        var theirs = (DateTime)(await command.ExecuteScalarAsync(ct))!;
        return Follow(before, new DateTimeOffset(theirs.ToUniversalTime()), own.GetUtcNow());
    }

    /// <param name="before">This machine's time before the database was asked.</param>
    /// <param name="theirs">What the database said.</param>
    /// <param name="after">This machine's time after.</param>
    internal bool Follow(DateTimeOffset before, DateTimeOffset theirs, DateTimeOffset after)
    {
        // It was said some time in between: what lies within is no difference.
        var (least, most) = (theirs - after, theirs - before);
        if (Offset >= least - Tolerance && Offset <= most + Tolerance) return false;
        var middle = TimeSpan.FromTicks((least.Ticks + most.Ticks) / 2);
        Interlocked.Exchange(ref offset, middle.Duration() <= Tolerance ? 0 : middle.Ticks);
        return true;
    }
}
