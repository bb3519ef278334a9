namespace Alforis.Workflows.Engine.Definitions;

/// <summary>How often an action that reaches outside is tried, and how long is waited between attempts. Immutable.</summary>
/// <remarks>
/// The wait before the second attempt is at most <see cref="Wait"/>; it doubles with each one after, up to <see cref="MostWait"/>. Who runs the
/// action draws the wait itself at random below that, so that what failed together is not tried again together.
/// </remarks>
/// <param name="Attempts">Attempts in all, 1 to 100.</param>
/// <param name="Wait">The longest wait before the second attempt, from 1 second to 24 hours, in whole seconds.</param>
/// <param name="MostWait">What the wait grows to, from <paramref name="Wait"/> to 24 hours, in whole seconds.</param>
public sealed record RetryPolicy(int Attempts, TimeSpan Wait, TimeSpan MostWait)
{
    /// <summary>3 attempts, 60 seconds, at most an hour: what an action gets that says nothing.</summary>
    public static RetryPolicy Default { get; } = new(3, TimeSpan.FromSeconds(60), TimeSpan.FromHours(1));
}
