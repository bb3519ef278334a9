namespace Alforis.Workflows.Engine.Schema;

/// <summary>Refines the setting that a property of a settings record is.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SettingAttribute : Attribute
{
    /// <summary>Whether strings may contain placeholders; <see langword="true"/> by default.</summary>
    public bool AllowsTemplate { get; init; } = true;

    /// <summary>Whether a JSON number may stand where text is expected, as for an id; <see langword="false"/> by default.</summary>
    public bool AllowsNumber { get; init; }

    /// <summary>The allowed values, when only some are; <see cref="ValueAliasAttribute"/> adds words for them.</summary>
    public string[]? Choices { get; init; }

    /// <summary>Names that older definitions use for it; none by default.</summary>
    public string[]? Aliases { get; init; }

    /// <summary>
    /// Values to be proposed where it is missing: the first whose placeholders the workflow's trigger offers. <c>"…"</c> by default.
    /// </summary>
    public string[]? Examples { get; init; }

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

    /// <summary>The C# name of a property: only where that setting is given is the number asked for. Always by default.</summary>
    public string? Beside { get; init; }

    /// <summary>
    /// An <see cref="ISettingAgreement"/> with a public parameterless constructor: where more are given and they agree, the first is taken
    /// and a notice says so. Without it that is an error.
    /// </summary>
    public Type? Agreement { get; init; }
}

/// <summary>A setting that people expect and that there is not: refused with a cure of its own.</summary>
/// <param name="name">Its name.</param>
/// <param name="problem">Why it is refused, as a sentence.</param>
/// <param name="cure">What to write instead, as a sentence.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class RefusedSettingAttribute(string name, string problem, string cure) : Attribute
{
    /// <summary>Its name.</summary>
    public string Name { get; } = name;

    /// <summary>Why it is refused, as a sentence.</summary>
    public string Problem { get; } = problem;

    /// <summary>What to write instead, as a sentence.</summary>
    public string Cure { get; } = cure;
}
