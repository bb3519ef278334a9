namespace Alforis.Workflows.Engine.Schema;

/// <summary>The type of a setting of an action or a trigger.</summary>
public enum SettingKind
{
    /// <summary>Text.</summary>
    Text,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A number.</summary>
    Number,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>One of <see cref="SettingSchema.Choices"/>.</summary>
    Choice,

    /// <summary>An object whose values are text, such as HTTP headers.</summary>
    Map,

    /// <summary>Any JSON; strings inside may be templates.</summary>
    Json,

    /// <summary>The name of a writable field of the action's target.</summary>
    FieldName,

    /// <summary>A value for the field that another setting names.</summary>
    FieldValue,
}
