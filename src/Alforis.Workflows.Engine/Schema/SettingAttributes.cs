namespace Alforis.Workflows.Engine.Schema;

/// <summary>Refines the setting that a property of a settings record is.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SettingAttribute : Attribute
{
    /// <summary>Whether strings may contain placeholders; <see langword="true"/> by default.</summary>
    public bool AllowsTemplate { get; init; } = true;

    /// <summary>Whether a JSON number may stand where text is expected, as for an id; <see langword="false"/> by default.</summary>
    public bool AllowsNumber { get; init; }

    /// <summary>The allowed values, when only some are.</summary>
    public string[]? Choices { get; init; }

    /// <summary>Smallest allowed number, inclusive; none by default.</summary>
    public double Minimum { get; init; } = double.NaN;

    /// <summary>Largest allowed number, inclusive; none by default.</summary>
    public double Maximum { get; init; } = double.NaN;

    /// <summary>Longest allowed text in UTF-16 code units; 100,000 by default.</summary>
    public int MaxLength { get; init; } = 100_000;

    /// <summary>Where the text goes, which decides how placeholders are escaped; <see cref="SettingDestination.Text"/> by default.</summary>
    public SettingDestination Destination { get; init; }

    /// <summary>An <see cref="ISettingFormat"/> with a public parameterless constructor that fixed text must satisfy.</summary>
    public Type? Format { get; init; }

    /// <summary>For an object of texts: such a format that the members' names must satisfy.</summary>
    public Type? NameFormat { get; init; }
}

/// <summary>The text property names a writable field of the action's target.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FieldNameAttribute : Attribute;

/// <summary>The property holds a value for the field that another property names.</summary>
/// <param name="fieldProperty">That property's C# name.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FieldValueAttribute(string fieldProperty) : Attribute
{
    /// <summary>The C# name of the property that names the field.</summary>
    public string FieldProperty { get; } = fieldProperty;

    /// <summary>An <see cref="IFieldValueFormat"/> with a public parameterless constructor: text that may stand for a literal.</summary>
    public Type? Format { get; init; }
}

/// <summary>A settings record must be given a number of some settings: at least one, at most one, exactly one.</summary>
/// <param name="properties">The C# names of the properties.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class SettingGroupAttribute(params string[] properties) : Attribute
{
    /// <summary>The C# names of the properties.</summary>
    public IReadOnlyList<string> Properties { get; } = properties;

    /// <summary>How many must be given at least; 0 by default.</summary>
    public int Least { get; init; }

    /// <summary>How many may be given at most; 1 by default.</summary>
    public int Most { get; init; } = 1;
}
