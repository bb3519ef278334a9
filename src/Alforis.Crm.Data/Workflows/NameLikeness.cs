namespace Alforis.Crm.Data.Workflows;

/// <summary>Which names are most like one that is not there.</summary>
internal static class NameLikeness
{
    /// <summary>Names in the order of their likeness, the most alike first.</summary>
    /// <param name="names">The names that there are.</param>
    /// <param name="written">What was written.</param>
    public static IEnumerable<string> Order(IEnumerable<string> names, string written)
    {
        var wanted = Pairs(written);
        return names.OrderByDescending(n => Likeness(Pairs(n), wanted));
    }

    /// <summary>How many pairs of letters two names share, for their length.</summary>
    private static double Likeness(HashSet<string> one, HashSet<string> other) => 2.0 * one.Count(other.Contains) / Math.Max(1, one.Count + other.Count);

    private static HashSet<string> Pairs(string name)
    {
        var padded = $" {name.ToUpperInvariant()} ";
        return [.. Enumerable.Range(0, padded.Length - 1).Select(i => padded.Substring(i, 2))];
    }
}
