using System.Diagnostics;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>
/// Gives what is used most code of its own, one piece at a time, in the background. Their number is bounded: beyond it the processor
/// would wait for code more than it gains by it. What nobody uses any more makes room. Thread-safe.
/// </summary>
internal sealed class HotCode(WorkflowCompilerOptions options)
{
    private readonly Lock door = new();
    private readonly List<WeakReference<TieredCode>> members = [];
    private readonly Queue<WeakReference<TieredCode>> waiting = [];
    private bool isCompiling;

    /// <summary>After how many uses something is hot.</summary>
    public int After => options.HotAfter;

    /// <summary>Whether anything may have code of its own.</summary>
    public bool IsAllowed => options.MaxHot > 0;

    /// <summary>Something is hot: it gets its code, now if it is to be hot from the beginning, else soon, or never when there is no room.</summary>
    public void Add(TieredCode code)
    {
        var member = new WeakReference<TieredCode>(code);
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

        if (After == 0) code.Compile();
        else ThreadPool.UnsafeQueueUserWorkItem(static self => self.CompileNext(), this, preferLocal: false);
    }

    /// <summary>One per work item, so that others get their turn in between.</summary>
    private void CompileNext()
    {
        WeakReference<TieredCode> next;
        lock (door) next = waiting.Dequeue();
        try
        {
            if (next.TryGetTarget(out var code)) code.Compile();
        }
        catch (Exception e)
        {
            // It goes on as it was. On a thread of the pool an exception would end the process, for nothing but speed.
            Debug.Fail("A hot condition or template cannot be compiled.", e.ToString());
        }
        finally
        {
            bool goesOn;

            // Decided once: as soon as the door is open somebody else may have begun, and two would take one piece.
            lock (door) goesOn = isCompiling = waiting.Count > 0;
            if (goesOn) ThreadPool.UnsafeQueueUserWorkItem(static self => self.CompileNext(), this, preferLocal: false);
        }
    }
}
