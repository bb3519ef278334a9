using System.Collections.Immutable;
using System.Globalization;

namespace Alforis.Crm.Data.Tests.Stores;

/// <summary>One workflow that runs for one event: what it has done, and what it waits for. Immutable.</summary>
internal sealed record ModelExecution(long Event, int Entity, ModelWorkflow Workflow)
{
    /// <summary>The action that it goes on at.</summary>
    public int Position { get; init; }

    /// <summary>It waits until a delay is over.</summary>
    public bool Sleeps { get; init; }

    /// <summary>It waits for a call.</summary>
    public ModelStep? Step { get; init; }

    /// <summary>The positions of the tasks that it has made.</summary>
    public ImmutableList<int> Tasks { get; init; } = [];

    /// <summary>How it has ended; <see langword="null"/> while it has not.</summary>
    public string? Ended { get; init; }

    /// <summary>Whether its time has come.</summary>
    public bool IsDue { get; init; }

    public (long, long) Key => (Event, Workflow.Id);

    /// <summary>Later executions of its workflow for its entity make no calls before it is over.</summary>
    public bool HoldsUp(ModelExecution other) =>
        Ended is null && !Sleeps && Workflow.Id == other.Workflow.Id && Entity == other.Entity && Event < other.Event;

    /// <summary>It does what it can, until it has to wait or is over. The tasks between two waits are all made, or none.</summary>
    public ModelExecution GoOn()
    {
        if (Step is { Status: "failed" }) return this with { Ended = "failed", Step = null, IsDue = false };
        var start = Step is null ? Position : Position + 1;
        var made = Tasks;
        for (var position = start; position < Workflow.Actions.Length; position++)
        {
            var isOver = Sleeps && position == start;
            if (Workflow.IsDelayed(position) && !isOver) return this with { Position = position, Sleeps = true, Step = null, Tasks = made, IsDue = false };
            switch (Workflow.Kind(position))
            {
                case 't':
                    made = made.Add(position);
                    break;
                case 'x':
                    return this with { Position = start, Sleeps = false, Step = null, Ended = "failed", IsDue = false };
                case 'c':
                    return this with { Position = position, Sleeps = false, Step = new ModelStep(), Tasks = made, IsDue = false };
            }
        }

        return this with { Position = Workflow.Actions.Length, Sleeps = false, Step = null, Tasks = made, Ended = "success", IsDue = false };
    }

    /// <summary>It begins again with what failed; a delay before that is over.</summary>
    public ModelExecution Retry() => this with { Ended = null, Sleeps = Workflow.IsDelayed(Position), IsDue = true };

    public ModelExecution Cancel() => this with { Ended = "cancelled", Sleeps = false, Step = null, IsDue = false };

    public override string ToString()
    {
        var state = Ended
            ?? (Step is { } step ? string.Create(CultureInfo.InvariantCulture, $"step {step.Status}, {step.Attempts} attempts, {step.Losses} lost") : Sleeps ? "sleeps" : "goes on");
        var place = Ended is null ? string.Create(CultureInfo.InvariantCulture, $" at {Position}") : "";
        return $"{state}{place}; tasks {string.Join(',', Tasks.Order())}";
    }
}
