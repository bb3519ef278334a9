namespace Alforis.Workflows.Engine.Compilation;

/// <summary>
/// Numbers that others are looked for in, by the rules of <see cref="AnyNumber"/>. Sorted and not hashed: whoever writes the numbers
/// could choose them so that all have one hash code.
/// </summary>
internal sealed class NumberLookup
{
    private readonly List<decimal> exact = [];
    private readonly List<double> floating = [];

    public void Add(AnyNumber number)
    {
        if (number.IsExact) exact.Add(number.Exact);
        else if (number.HasValue && !double.IsNaN(number.AsDouble)) floating.Add(number.AsDouble);
    }

    /// <summary>To be called once, after the last was added.</summary>
    public void Complete()
    {
        exact.Sort();
        floating.Sort();
    }

    public bool Contains(AnyNumber number)
    {
        if (number.IsExact ? exact.BinarySearch(number.Exact) >= 0 : HasNear(number.AsDouble)) return true;
        return floating.Count > 0 && floating.BinarySearch(number.AsDouble) >= 0;
    }

    /// <summary>Whether one of the decimals is this number as a double; they have the same order as doubles.</summary>
    private bool HasNear(double number)
    {
        var (low, high) = (0, exact.Count - 1);
        while (low <= high)
        {
            var middle = low + ((high - low) / 2);
            var found = (double)exact[middle];
            if (found == number) return true;
            if (found < number) low = middle + 1;
            else high = middle - 1;
        }

        return false;
    }
}
