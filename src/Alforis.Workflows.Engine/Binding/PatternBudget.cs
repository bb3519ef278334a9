using Alforis.Workflows.Engine.Parsing;

namespace Alforis.Workflows.Engine.Binding;

/// <summary>How much the regular expressions of one condition may still take, all together. Not thread-safe.</summary>
internal sealed class PatternBudget
{
    private int left = ParseLimits.MaxPatternsSize;

    public bool TrySpend(int size)
    {
        left -= size;
        return left >= 0;
    }
}
