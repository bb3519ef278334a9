namespace Alforis.Workflows.Engine.Schema;

/// <summary>The property is an enumeration whose values are text: the closed list of them, as stored.</summary>
/// <param name="values">The values, lower case by convention.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class EnumValuesAttribute(params string[] values) : Attribute
{
    /// <summary>The values.</summary>
    public IReadOnlyList<string> Values { get; } = values;

    /// <summary>A type whose <see cref="ValueAliasAttribute"/>s hold for the property too; none by default.</summary>
    public Type? AliasesOf { get; init; }
}

/// <summary>
/// A word that definitions may write for one of the property's values: an enumeration's, or a choice of a setting. Case, accents, spaces
/// and hyphens do not matter. A notice says how it was read. On a type: for the properties whose <see cref="EnumValuesAttribute.AliasesOf"/> names it.
/// </summary>
/// <param name="alias">The word.</param>
/// <param name="value">The value that it stands for.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Class, AllowMultiple = true)]
public sealed class ValueAliasAttribute(string alias, string value) : Attribute
{
    /// <summary>The word.</summary>
    public string Alias { get; } = alias;

    /// <summary>The value that it stands for.</summary>
    public string Value { get; } = value;
}

/// <summary>Names that older definitions use for the property in paths; a notice says how such a path was read.</summary>
/// <param name="names">The names.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FieldAliasAttribute(params string[] names) : Attribute
{
    /// <summary>The names.</summary>
    public IReadOnlyList<string> Names { get; } = names;
}

/// <summary>Actions may write the property.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class WritableAttribute : Attribute;

/// <summary>Conditions and templates do not see the property.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NotInSchemaAttribute : Attribute;

/// <summary>No event reports a change of the property: it never changes, is not stored with the entity, or changes with everything.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class UntrackedAttribute : Attribute;

/// <summary>What the property can hold within its type: values beyond are refused before anything is written.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class LimitsAttribute : Attribute
{
    /// <summary>Smallest number, inclusive; none by default.</summary>
    public double Minimum { get; init; } = double.NaN;

    /// <summary>Largest number, inclusive; none by default. See also <see cref="Digits"/>.</summary>
    public double Maximum { get; init; } = double.NaN;

    /// <summary>Most digits of a number, decimals included, 1 to 28; 0, any number, by default.</summary>
    public int Digits { get; init; }

    /// <summary>Most decimals of a number; any by default, and 0 for whole-number types.</summary>
    public int Decimals { get; init; } = -1;

    /// <summary>Most characters (Unicode code points) of a text, or of each element of a list; 0, any number, by default.</summary>
    public int MaxLength { get; init; }

    /// <summary>Most elements of a list; 0, any number, by default.</summary>
    public int MaxItems { get; init; }

    /// <summary>Whether text must be more than spaces; <see langword="false"/> by default.</summary>
    public bool NotBlank { get; init; }
}
