using System.Diagnostics;

namespace Alforis.Crm.Data;

/// <summary>
/// Places where a test has the process end as by <c>kill -9</c>: before and after each commit and each call outside. The variable
/// <c>ALFORIS_FAILPOINT</c> names one as <c>name</c> or <c>name:n</c>, for the n-th time that it is reached; without it they cost nothing.
/// </summary>
public static class Failpoints
{
    /// <summary>Before a batch of events is committed.</summary>
    public const string DispatchBeforeCommit = "dispatch.before_commit";

    /// <summary>After a batch of events is committed.</summary>
    public const string DispatchAfterCommit = "dispatch.after_commit";

    /// <summary>Before a batch of executions that go on is committed.</summary>
    public const string ContinueBeforeCommit = "continue.before_commit";

    /// <summary>After a batch of executions that go on is committed.</summary>
    public const string ContinueAfterCommit = "continue.after_commit";

    /// <summary>After steps are leased, before any of them is begun.</summary>
    public const string StepsLeased = "steps.leased";

    /// <summary>Before the call outside.</summary>
    public const string StepBeforeCall = "step.before_call";

    /// <summary>After the call outside, before its result is stored.</summary>
    public const string StepAfterCall = "step.after_call";

    /// <summary>After the result of a step is stored.</summary>
    public const string StepCompleted = "step.completed";

    /// <summary>Before a part of a tick's events is committed.</summary>
    public const string TickBeforeCommit = "tick.before_commit";

    /// <summary>After a part of a tick's events is committed.</summary>
    public const string TickAfterCommit = "tick.after_commit";

    /// <summary>Those on the way of an event: reached by every change that makes workflows act in the database and outside.</summary>
    public static IReadOnlyList<string> OfEvents { get; } =
    [
        DispatchBeforeCommit, DispatchAfterCommit, ContinueBeforeCommit, ContinueAfterCommit, StepsLeased, StepBeforeCall, StepAfterCall, StepCompleted,
    ];

    /// <summary>Those where schedules and sweeps for silence become events.</summary>
    public static IReadOnlyList<string> OfTicks { get; } = [TickBeforeCommit, TickAfterCommit];

    private static readonly (string Name, int Times)? Armed = Parse(Environment.GetEnvironmentVariable("ALFORIS_FAILPOINT"));

    private static int reached;

    /// <summary>Ends the process here if this place is the one that was named.</summary>
    /// <param name="name">One of <see cref="OfEvents"/> or <see cref="OfTicks"/>.</param>
    internal static void Reach(string name)
    {
        if (Armed is not { } armed || armed.Name != name || Interlocked.Increment(ref reached) != armed.Times) return;
        using var self = Process.GetCurrentProcess();
        self.Kill();
        self.WaitForExit();
    }

    private static (string, int)? Parse(string? text)
    {
        if (string.IsNullOrEmpty(text)) return null;
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0
            ? (text, 1)
            : (text[..colon], int.Parse(text.AsSpan(colon + 1), System.Globalization.CultureInfo.InvariantCulture));
    }
}
