namespace Alforis.Workflows.Engine.Conditions;

/// <summary>How a <see cref="Comparison"/> compares. What each answers is in the truth table of the documentation.</summary>
public enum ConditionOperator
{
    /// <summary><c>==</c>: equal; null equals null alone.</summary>
    Equal,

    /// <summary><c>&gt;</c>, of numbers, dates and moments.</summary>
    Greater,

    /// <summary><c>&gt;=</c>.</summary>
    GreaterOrEqual,

    /// <summary><c>&lt;</c>.</summary>
    Less,

    /// <summary><c>&lt;=</c>.</summary>
    LessOrEqual,

    /// <summary>A text has a part, or a list an element.</summary>
    Contains,

    /// <summary>One of the literals of a <see cref="LiteralsOperand"/>, or an element of the list that a field is.</summary>
    In,

    /// <summary>A text begins with another.</summary>
    StartsWith,

    /// <summary>A text ends with another.</summary>
    EndsWith,

    /// <summary>A regular expression, a <see cref="PatternOperand"/>, is found in a text of up to 100,000 UTF-16 code units.</summary>
    Matches,
}

/// <summary>How the operators are written.</summary>
internal static class ConditionOperators
{
    public static string Symbol(ConditionOperator @operator) => @operator switch
    {
        ConditionOperator.Equal => "==",
        ConditionOperator.Greater => ">",
        ConditionOperator.GreaterOrEqual => ">=",
        ConditionOperator.Less => "<",
        ConditionOperator.LessOrEqual => "<=",
        ConditionOperator.Contains => "contains",
        ConditionOperator.In => "in",
        ConditionOperator.StartsWith => "starts_with",
        ConditionOperator.EndsWith => "ends_with",
        _ => "matches",
    };
}
