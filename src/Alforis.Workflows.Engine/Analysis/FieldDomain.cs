using System.Runtime.CompilerServices;
using Alforis.Workflows.Engine.Binding;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Analysis;

/// <summary>What a field can hold, by its declaration. Immutable.</summary>
/// <param name="Values">Every value that it may have.</param>
/// <param name="IsWhole">Whether its numbers have no decimals.</param>
internal sealed record FieldDomain(ValueSet Values, bool IsWhole)
{
    /// <summary>By the field that a path ends at: what it can hold is the same for all definitions, and enumerations are sets of some size.</summary>
    private static readonly ConditionalWeakTable<FieldSchema, FieldDomain> Known = [];

    /// <param name="path">The field.</param>
    /// <param name="entity">The triggering entity, which every event has.</param>
    public static FieldDomain Of(BoundPath path, FieldSchema? entity)
    {
        var domain = path.Field is { } field && path.JsonSteps.IsEmpty ? Known.GetValue(field, _ => OfType(path)) : OfType(path);
        var canBeNull = CanBeNull(path, entity);
        return canBeNull == domain.Values.Null ? domain : domain with { Values = domain.Values with { Null = canBeNull } };
    }

    private static FieldDomain OfType(BoundPath path)
    {
        var isWhole = path.Kind == ValueKind.Number && TypeOf(path) is not null && path.Field?.Limits.Decimals == 0;
        var domain = new FieldDomain(ValuesOf(path), isWhole);
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
        ValueKind.Enum => new() { Texts = IsClosed(path) ? NameSet.Of(path.EnumValues) : NameSet.All },
        ValueKind.Boolean => new() { True = true, False = true },
        ValueKind.Date or ValueKind.DateTime => new() { Times = Intervals<long>.All },
        ValueKind.Number when IsFloating(path) => new() { Floats = Intervals<double>.All, Other = true },
        ValueKind.Number when TypeOf(path) is null => new() { Numbers = Intervals<decimal>.All, Other = true },
        ValueKind.Number => new() { Numbers = Intervals<decimal>.Between(path.Field?.Limits.Minimum, path.Field?.Limits.Maximum) },
        ValueKind.Json => new() { Other = true, True = true, False = true, Numbers = Intervals<decimal>.All, Texts = NameSet.All },
        _ => new() { Other = true },
    };

    private static bool CanBeNull(BoundPath path, FieldSchema? entity)
    {
        if (path.Root is PathRoot.Now or PathRoot.Today) return false;
        if (path.Kind == ValueKind.Json) return true;
        var isNullElement = path.Root == PathRoot.Element && (!path.Element!.Type.IsValueType || Nullable.GetUnderlyingType(path.Element.Type) is not null);

        // What JSON and dictionaries hold is not known before it is read, whatever is declared of it.
        if (isNullElement) return true;
        foreach (var step in path.Steps)
        {
            if (step != entity && (step.IsNullable || step.Accessor is not PropertyAccessor)) return true;
        }

        return false;
    }

    /// <summary>Whether it is compared as binary floating-point number.</summary>
    public static bool IsFloating(BoundPath path) => TypeOf(path) is { } type && (type == typeof(double) || type == typeof(float));

    /// <summary>Whether its numbers may be of any type, so that two that differ may be alike as soon as one is rounded.</summary>
    public static bool IsOfAnyNumber(BoundPath path) => path.Kind == ValueKind.Json || TypeOf(path) is null;

    /// <summary>Flags may be combined to values that have no name, and JSON and dictionaries hold any text.</summary>
    private static bool IsClosed(BoundPath path) => TypeOf(path) is { } type && !type.IsDefined(typeof(FlagsAttribute), inherit: false);

    /// <summary>The C# type of a property or an element; <see langword="null"/> where there is none.</summary>
    private static Type? TypeOf(BoundPath path)
    {
        var type = path.Steps.IsEmpty ? path.Element?.Type : (path.Field!.Accessor as PropertyAccessor)?.Property.PropertyType;
        return type is null || type == typeof(object) ? null : Nullable.GetUnderlyingType(type) ?? type;
    }
}
