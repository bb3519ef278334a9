namespace Alforis.Workflows.Engine.Templates.Functions;

/// <summary>What a function takes for one of its parameters.</summary>
internal enum Accepts
{
    /// <summary>Text; other single values are written as text.</summary>
    Text,

    /// <summary>A number, or free JSON that turns out to be one.</summary>
    Number,

    /// <summary>A date or a moment, or free JSON that turns out to be one, written as ISO 8601 has it.</summary>
    Date,

    /// <summary>A list, or free JSON; what turns out to be no list is a list of one, and null an empty one.</summary>
    List,

    /// <summary>Any value but an object.</summary>
    Any,

    /// <summary>A text that stands in the template itself: it is checked when the template is saved.</summary>
    Fixed,
}
