namespace Alforis.Workflows.Engine.Compilation;

/// <summary>Bounds that keep what placeholders bring from filling the memory, and what templates compute from taking long.</summary>
public static class RenderLimits
{
    /// <summary>Most text, in UTF-16 code units, that the templates of one workflow make for one event: 1 Mi.</summary>
    /// <remarks>Fixed settings do not count: the size of the definition bounds them. Each JSON value that a placeholder brings counts 32 besides its text.</remarks>
    public const int MaxPlanLength = 1024 * 1024;

    /// <summary>Most turns that the loops of one workflow's templates make for one event, all together.</summary>
    public const int MaxTurns = 10_000;

    /// <summary>
    /// Most steps that the templates of one workflow take for one event: each operation is one, and so are each 16 characters and each
    /// element that a function or a comparison has to look at, and each 16 members of an object of JSON that a name is looked for in.
    /// </summary>
    public const int MaxSteps = 2_000_000;
}
