using System.Globalization;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>
/// What the templates of one plan share: the moment, how much they may still make and compute, the loops that run, and what went wrong.
/// Not thread-safe.
/// </summary>
internal sealed class Rendering(EvaluationTime time)
{
    private const int ValueCost = 32;
    private const int CharactersPerStep = 16;
    private const int FreeLength = 1_000;
    private const int MembersPerStep = 16;

    [ThreadStatic]
    private static Rendering? kept;

    private EvaluationTime time = time;
    private int left = RenderLimits.MaxPlanLength;
    private int steps = RenderLimits.MaxSteps;
    private int turns = RenderLimits.MaxTurns;
    private string? problem;
    private bool isRented;
    private int loopsUsed;
    private LoopState[]? loops;
    private TextBuffer? buffer;

    public ref readonly EvaluationTime Time => ref time;

    /// <summary>The setting that is being rendered.</summary>
    public string Setting { get; set; } = "";

    /// <summary>Why the action at hand cannot be rendered; <see langword="null"/> as long as it can.</summary>
    public string? Problem => problem;

    /// <summary>How much text may still be made.</summary>
    public int Left => left;

    /// <summary>Where the text of the template at hand is made.</summary>
    public TextBuffer Buffer => buffer ??= new TextBuffer(this);

    /// <summary>Starts another action: the text made so far counts, its problem does not.</summary>
    public void Begin() => problem = null;

    /// <summary>One that this thread keeps.</summary>
    /// <param name="moment">The moment of evaluation.</param>
    /// <param name="setting">What is rendered first.</param>
    public static Rendering Rent(in EvaluationTime moment, string setting)
    {
        var rendering = kept;
        // Reading a context may render another template, and one that threw never came back.
        if (rendering is null || rendering.isRented) kept = rendering = new Rendering(moment);
        rendering.isRented = true;
        // Storing a reference costs more than comparing it.
        if (!ReferenceEquals(rendering.Setting, setting)) rendering.Setting = setting;
        rendering.Restart(moment);
        return rendering;
    }

    /// <summary>Forgets what the loops ran over, so that nothing of the context is kept.</summary>
    public void Return()
    {
        if (loopsUsed > 0) ForgetLoops();
        isRented = false;
    }

    private void ForgetLoops()
    {
        Array.Clear(loops!, 0, loopsUsed);
        loopsUsed = 0;
    }

    private void Restart(in EvaluationTime moment)
    {
        time = moment;
        left = RenderLimits.MaxPlanLength;
        steps = RenderLimits.MaxSteps;
        turns = RenderLimits.MaxTurns;
        problem = null;
    }

    /// <summary>The state of a loop that runs, by how deep it lies.</summary>
    public ref LoopState Loop(int number) => ref loops![number];

    /// <summary>A loop has come to its next element.</summary>
    public void SetLoop(int number, in TemplateValue item, int index, int count)
    {
        loops ??= new LoopState[Templates.TemplateLimits.MaxBlockDepth + 1];
        loopsUsed = Math.Max(loopsUsed, number + 1);
        ref var state = ref loops[number];
        state.Item = item;
        state.Index = index;
        state.Count = count;
    }

    /// <summary>The action has a problem, unless it has one already.</summary>
    /// <param name="problem">The problem, as the end of a sentence that begins with the setting.</param>
    public TemplateValue Fail(string problem)
    {
        this.problem ??= $"'{Setting}' {problem}";
        return default;
    }

    /// <summary>Asks whether text may be made before it is; if not, the action has a problem.</summary>
    /// <param name="length">Its UTF-16 code units, with those that belong to it already.</param>
    /// <param name="most">The most that the setting takes.</param>
    public bool Allows(long length, int most)
    {
        if (Problem is not null) return false;
        if (length > most) Fail(string.Create(CultureInfo.InvariantCulture, $"comes out with more than {most} characters."));
        else if (length > left) Fail(TooMuch());
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

    /// <summary>A loop is about to turn once more.</summary>
    /// <param name="cost">How many steps its body is, loops inside not counted.</param>
    public bool SpendTurn(int cost)
    {
        if (problem is not null) return false;
        steps -= cost;
        turns--;
        return (steps | turns) >= 0 || RefuseTurn();
    }

    private bool RefuseTurn()
    {
        if (steps < 0) return SpendStep();
        Fail(string.Create(CultureInfo.InvariantCulture, $"runs too long: the loops of a workflow turn at most {RenderLimits.MaxTurns} times, all its actions together."));
        return false;
    }

    /// <summary>Something is about to be computed.</summary>
    public bool SpendStep()
    {
        if (--steps < 0) Fail("takes too long to compute.");
        return problem is null;
    }

    /// <summary>Text of that length is about to be looked at.</summary>
    public bool SpendText(int length)
    {
        steps -= length / CharactersPerStep;
        return SpendStep();
    }

    /// <summary>A part is about to be looked for in a text: in the worst case each character of the one meets each of the other, many at a time.</summary>
    public bool SpendSearch(int length, int partLength)
    {
        const int charactersPerComparison = 64;
        var cost = (long)(length / CharactersPerStep) * (partLength / charactersPerComparison);
        steps -= (int)Math.Min(cost, steps + 1L);
        return SpendStep();
    }

    /// <summary>
    /// Text of that length is about to be read from the context as an operand: out of JSON it is made anew each time, and reading it
    /// again and again must not take long.
    /// </summary>
    public bool SpendReading(int length) => length < FreeLength || SpendText(length);

    /// <summary>An object of JSON with so many members is about to be looked through.</summary>
    public bool SpendMembers(int count)
    {
        if (count < MembersPerStep) return true;
        steps -= count / MembersPerStep;
        return SpendStep();
    }

    /// <summary>A list of that length is about to be looked at.</summary>
    public bool SpendItems(int count)
    {
        if (count > steps) steps = 0;
        else steps -= count;
        return SpendStep();
    }

    private static string TooMuch() => string.Create(
        CultureInfo.InvariantCulture,
        $"grows too long: the templates of a workflow make at most {RenderLimits.MaxPlanLength} characters, all its actions together.");
}

/// <summary>Where a loop stands.</summary>
internal struct LoopState
{
    public TemplateValue Item;

    public int Index;

    public int Count;
}
