using System.Globalization;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>What the templates of one plan share: the moment, how much text they may still make, and what went wrong. Not thread-safe.</summary>
internal sealed class Rendering(EvaluationTime time)
{
    private const int ValueCost = 32;

    private int left = RenderLimits.MaxPlanLength;

    public EvaluationTime Time => time;

    /// <summary>The setting that is being rendered.</summary>
    public string Setting { get; set; } = "";

    /// <summary>Why the action at hand cannot be rendered; <see langword="null"/> as long as it can.</summary>
    public string? Problem { get; private set; }

    /// <summary>Starts another action: the text made so far counts, its problem does not.</summary>
    public void Begin() => Problem = null;

    /// <summary>Asks whether text may be made before it is; if not, the action has a problem.</summary>
    /// <param name="length">Its UTF-16 code units, with those that belong to it already.</param>
    /// <param name="most">The most that the setting takes.</param>
    public bool Allows(long length, int most)
    {
        if (Problem is not null) return false;
        if (length > most) Problem = string.Create(CultureInfo.InvariantCulture, $"'{Setting}' comes out with more than {most} characters.");
        else if (length > left) Problem = TooMuch();
        return Problem is null;
    }

    /// <summary>Text was made.</summary>
    public void Spend(int length) => left -= length;

    /// <summary>A JSON value is about to be made.</summary>
    public bool SpendValue(int length)
    {
        if (!Allows((long)length + ValueCost, int.MaxValue)) return false;
        Spend(length + ValueCost);
        return true;
    }

    private string TooMuch() => string.Create(
        CultureInfo.InvariantCulture,
        $"'{Setting}' grows too long: the templates of a workflow make at most {RenderLimits.MaxPlanLength} characters, all its actions together.");
}
