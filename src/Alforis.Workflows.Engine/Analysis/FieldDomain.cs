using System.Reflection;
using Alforis.Workflows.Engine.Binding;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Analysis;

/// <summary>What a field can hold, by its declaration. Immutable.</summary>
/// <param name="Values">Every value that it may have.</param>
/// <param name="IsWhole">Whether its numbers have no decimals.</param>
internal sealed record FieldDomain(ValueSet Values, bool IsWhole)
{
    /// <param name="path">The field.</param>
    /// <param name="entity">The triggering entity, which every event has.</param>
    public static FieldDomain Of(BoundPath path, FieldSchema? entity)
    {
        var isWhole = path.Kind == ValueKind.Number && path.Field?.Limits.Decimals == 0;
        var domain = new FieldDomain(ValuesOf(path) with { Null = CanBeNull(path, entity) }, isWhole);
        return domain with { Values = domain.Normalize(domain.Values) };
    }

    /// <summary>The part of a set that the field can have.</summary>
    public ValueSet Restrict(ValueSet set) => Normalize(Values.Intersect(set));

    /// <summary>What else the field can have.</summary>
    public ValueSet Except(ValueSet set) => Normalize(Values.Except(set));

    private ValueSet Normalize(ValueSet set) => IsWhole ? set with { Numbers = set.Numbers.Select(ToWhole) } : set;

    private static Interval<decimal> ToWhole(Interval<decimal> interval) => new(
        interval.Low is not { } low ? null : new(low.Included == 1 ? decimal.Ceiling(low.Value) : Above(low.Value), 1),
        interval.High is not { } high ? null : new(high.Included == 1 ? decimal.Floor(high.Value) : Below(high.Value), 1));

    /// <summary>The next whole number; at the end of all numbers the number itself, which is too many rather than too few.</summary>
    private static decimal Above(decimal value) => decimal.Floor(value) is var floor && floor < decimal.MaxValue ? floor + 1 : floor;

    private static decimal Below(decimal value) => decimal.Ceiling(value) is var ceiling && ceiling > decimal.MinValue ? ceiling - 1 : ceiling;

    private static ValueSet ValuesOf(BoundPath path) => path.Kind switch
    {
        ValueKind.Text => new() { Texts = NameSet.All },
        ValueKind.Enum => new() { Texts = IsCombinable(path) ? NameSet.All : NameSet.Of(path.EnumValues) },
        ValueKind.Boolean => new() { True = true, False = true },
        ValueKind.Date or ValueKind.DateTime => new() { Times = Intervals<long>.All },
        ValueKind.Number when IsFloating(path) => new() { Floats = Intervals<double>.All, Other = true },
        ValueKind.Number => new() { Numbers = Intervals<decimal>.Between(path.Field?.Limits.Minimum, path.Field?.Limits.Maximum) },
        ValueKind.Json => new() { Other = true, True = true, False = true, Numbers = Intervals<decimal>.All, Texts = NameSet.All },
        _ => new() { Other = true },
    };

    private static bool CanBeNull(BoundPath path, FieldSchema? entity)
    {
        if (path.Root is PathRoot.Now or PathRoot.Today) return false;
        if (path.Kind == ValueKind.Json) return true;
        var isNullElement = path.Root == PathRoot.Element && (!path.Element!.Type.IsValueType || Nullable.GetUnderlyingType(path.Element.Type) is not null);
        return isNullElement || path.Steps.Any(s => s.IsNullable && s != entity);
    }

    private static bool IsFloating(BoundPath path) => path.ClrType == typeof(double) || path.ClrType == typeof(float);

    /// <summary>Flags may be combined to values that have no name.</summary>
    private static bool IsCombinable(BoundPath path) => path.ClrType.GetCustomAttribute<FlagsAttribute>() is not null;
}
