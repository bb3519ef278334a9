using System.Collections.Frozen;
using System.Reflection;
using Alforis.Workflows.Engine.Diagnostics;

namespace Alforis.Workflows.Engine.Schema;

/// <summary>Collects the words that stand for values of a closed list.</summary>
internal static class ValueAliases
{
    public static IReadOnlyDictionary<string, string> None { get; } = FrozenDictionary<string, string>.Empty;

    /// <summary>The values by their words, which are folded (<see cref="NearestName.Fold"/>).</summary>
    /// <exception cref="ArgumentException">A word stands for what is none of the values, or stands twice.</exception>
    public static IReadOnlyDictionary<string, string> Of(PropertyInfo property, IReadOnlyCollection<string> values)
    {
        var shared = property.GetCustomAttribute<EnumValuesAttribute>()?.AliasesOf?.GetCustomAttributes<ValueAliasAttribute>() ?? [];
        var declared = property.GetCustomAttributes<ValueAliasAttribute>().Concat(shared).ToList();
        if (declared.Count == 0) return None;
        if (declared.Find(a => !values.Contains(a.Value, StringComparer.Ordinal)) is { } wrong)
        {
            throw new ArgumentException($"'{wrong.Alias}' stands for '{wrong.Value}', which is no value of {property.DeclaringType?.Name}.{property.Name}.", nameof(property));
        }

        return declared.ToDictionary(a => NearestName.Fold(a.Alias), a => a.Value, StringComparer.Ordinal).ToFrozenDictionary(StringComparer.Ordinal);
    }
}
