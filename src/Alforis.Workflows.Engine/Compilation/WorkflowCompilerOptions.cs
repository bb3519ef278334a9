namespace Alforis.Workflows.Engine.Compilation;

/// <summary>How a <see cref="WorkflowCompiler{TContext}"/> spends time and memory. Immutable. No option changes an answer.</summary>
public sealed record WorkflowCompilerOptions
{
    /// <summary>
    /// How many uses make a condition or a template hot, 0 or more; 5,000 by default. What is hot gets code of its own, in the background:
    /// two to five times as fast, for some hundred microseconds of compiling and some 4 KB. 0 compiles every condition and template at
    /// once, on the calling thread.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int HotAfter
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    } = 5_000;

    /// <summary>
    /// Most conditions that have code of their own at one time, and most templates, 0 or more; 256 by default, and 0 for none. Many lose to the processor's
    /// instruction cache what each gains.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int MaxHot
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    } = 256;
}
