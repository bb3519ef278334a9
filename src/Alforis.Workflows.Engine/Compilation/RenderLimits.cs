namespace Alforis.Workflows.Engine.Compilation;

/// <summary>Bounds that keep what placeholders bring from filling the memory.</summary>
public static class RenderLimits
{
    /// <summary>Most text, in UTF-16 code units, that the templates of one workflow make for one event: 1 Mi.</summary>
    /// <remarks>Fixed settings do not count: the size of the definition bounds them. Each JSON value that a placeholder brings counts 32 besides its text.</remarks>
    public const int MaxPlanLength = 1024 * 1024;
}
