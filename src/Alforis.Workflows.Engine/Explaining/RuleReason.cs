namespace Alforis.Workflows.Engine.Explaining;

/// <summary>Why a rule answers as it does.</summary>
public enum RuleReason
{
    /// <summary>It holds.</summary>
    Holds,

    /// <summary>The values do not stand in this relation.</summary>
    DoesNotHold,

    /// <summary>There is no actual value; <see cref="ExplainedRule.NullAt"/> says where it ends.</summary>
    ActualIsNull,

    /// <summary>The field that it is compared with has no value.</summary>
    ExpectedIsNull,

    /// <summary>Free JSON holds a value of another type than expected.</summary>
    TypesDiffer,

    /// <summary>The values have no order: not both are numbers, or one is not a number at all.</summary>
    NotOrdered,

    /// <summary>The list is empty.</summary>
    ListIsEmpty,

    /// <summary>The value has not changed.</summary>
    Unchanged,

    /// <summary>The text is longer than a regular expression is looked for in.</summary>
    TextIsTooLong,
}
