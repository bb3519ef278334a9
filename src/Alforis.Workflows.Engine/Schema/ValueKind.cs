namespace Alforis.Workflows.Engine.Schema;

/// <summary>The type of a field as conditions and templates see it.</summary>
public enum ValueKind
{
    /// <summary>Text, compared ordinally.</summary>
    Text,

    /// <summary>A number; literals are <see cref="decimal"/>.</summary>
    Number,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>A calendar date.</summary>
    Date,

    /// <summary>A moment in time.</summary>
    DateTime,

    /// <summary>One of a closed list of names.</summary>
    Enum,

    /// <summary>A list of values.</summary>
    List,

    /// <summary>An object with fields of its own.</summary>
    Entity,

    /// <summary>JSON whose shape is not known.</summary>
    Json,
}
