using Alforis.Workflows.Engine.Binding;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>
/// Gives the conditions that are asked most code of their own, one at a time, in the background. Their number is bounded: beyond it
/// the processor would wait for code more than it gains by it. Conditions that nobody uses any more make room. Thread-safe.
/// </summary>
internal sealed class HotConditions<TContext>(WorkflowCompilerOptions options)
{
    private readonly Lock door = new();
    private readonly List<WeakReference<TieredCondition<TContext>>> members = [];
    private readonly Queue<WeakReference<TieredCondition<TContext>>> waiting = [];
    private bool isCompiling;

    /// <summary>After how many evaluations a condition is hot.</summary>
    public int After => options.HotAfter;

    /// <summary>Whether code of its own could be any better.</summary>
    public bool Accepts(BoundCondition condition) => options.MaxHot > 0 && condition is not BoundAnd { Conditions.IsEmpty: true };

    /// <summary>A condition is hot: it gets its code, now if it is to be hot from the beginning, else soon, or never when there is no room.</summary>
    public void Add(TieredCondition<TContext> condition)
    {
        var member = new WeakReference<TieredCondition<TContext>>(condition);
        lock (door)
        {
            if (members.Count >= options.MaxHot) members.RemoveAll(m => !m.TryGetTarget(out _));
            if (members.Count >= options.MaxHot) return;
            members.Add(member);
            if (After > 0)
            {
                waiting.Enqueue(member);
                if (isCompiling) return;
                isCompiling = true;
            }
        }

        if (After == 0) condition.Use(ConditionCompiler<TContext>.Compile(condition.Source));
        else ThreadPool.UnsafeQueueUserWorkItem(static self => self.CompileNext(), this, preferLocal: false);
    }

    /// <summary>One condition per work item, so that others get their turn in between.</summary>
    private void CompileNext()
    {
        WeakReference<TieredCondition<TContext>> next;
        lock (door) next = waiting.Dequeue();
        try
        {
            if (next.TryGetTarget(out var condition)) condition.Use(ConditionCompiler<TContext>.Compile(condition.Source));
        }
        finally
        {
            bool goesOn;

            // Decided once: as soon as the door is open somebody else may have begun, and two would take one condition.
            lock (door) goesOn = isCompiling = waiting.Count > 0;
            if (goesOn) ThreadPool.UnsafeQueueUserWorkItem(static self => self.CompileNext(), this, preferLocal: false);
        }
    }
}
