using Alforis.Workflows.Engine.Templates;

namespace Alforis.Workflows.Engine.Binding;

/// <summary>The loops around a piece of a template, the innermost last.</summary>
internal sealed class LoopScope
{
    private readonly List<(string Variable, TemplateType Item)> loops = [];

    /// <summary>How many loops there are; the number of the innermost is one less.</summary>
    public int Depth => loops.Count;

    public IEnumerable<string> Variables => loops.Select(l => l.Variable);

    public int Enter(string variable, TemplateType item)
    {
        loops.Add((variable, item));
        return loops.Count - 1;
    }

    public void Leave() => loops.RemoveAt(loops.Count - 1);

    /// <summary>The innermost loop with that variable, or <see langword="null"/>.</summary>
    public (int Loop, TemplateType Item)? Find(string variable)
    {
        for (var i = loops.Count - 1; i >= 0; i--)
        {
            if (loops[i].Variable == variable) return (i, loops[i].Item);
        }

        return null;
    }
}
