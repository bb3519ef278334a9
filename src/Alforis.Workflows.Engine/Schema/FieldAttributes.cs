namespace Alforis.Workflows.Engine.Schema;

/// <summary>The property is an enumeration whose values are text: the closed list of them, as stored.</summary>
/// <param name="values">The values, lower case by convention.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class EnumValuesAttribute(params string[] values) : Attribute
{
    /// <summary>The values.</summary>
    public IReadOnlyList<string> Values { get; } = values;
}

/// <summary>Actions may write the property.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class WritableAttribute : Attribute;

/// <summary>Conditions and templates do not see the property.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NotInSchemaAttribute : Attribute;
