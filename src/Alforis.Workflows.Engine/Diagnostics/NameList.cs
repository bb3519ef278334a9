using System.Globalization;

namespace Alforis.Workflows.Engine.Diagnostics;

/// <summary>Names in a message: all of them, unless nobody would read so many.</summary>
internal static class NameList
{
    private const int Most = 50;

    public static string Of(IEnumerable<string> names)
    {
        var all = names as IReadOnlyCollection<string> ?? [.. names];
        return all.Count <= Most
            ? string.Join(", ", all)
            : string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", all.Take(Most))}, … ({all.Count} in all)");
    }
}
