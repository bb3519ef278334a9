namespace Alforis.Crm.Data.Rows;

/// <summary>What became of a wish to write a row.</summary>
public enum RowOutcome
{
    /// <summary>It is as wished.</summary>
    Done,

    /// <summary>There is no such row.</summary>
    Unknown,

    /// <summary>Somebody else has changed it since it was read.</summary>
    ChangedMeanwhile,

    /// <summary>Who wishes it may not assign to others.</summary>
    MayNotAssign,

    /// <summary>A value does not fit the rest of the database.</summary>
    Refused,

    /// <summary>Others need the row.</summary>
    Needed,
}

/// <summary>What became of a wish to write a row.</summary>
/// <param name="Outcome">What.</param>
/// <param name="Id">The row's number.</param>
public sealed record RowResult(RowOutcome Outcome, long Id)
{
    /// <summary>The version that there is, when it is not the expected one.</summary>
    public RowVersion Version { get; init; }

    /// <summary>The value that was refused.</summary>
    public RefusedValue? Refused { get; init; }
}
