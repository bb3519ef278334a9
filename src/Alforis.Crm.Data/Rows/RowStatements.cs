using System.Collections.Immutable;

namespace Alforis.Crm.Data.Rows;

/// <summary>How rows of one table are written. Values come as one JSON object, of which a statement takes the columns that it names. Immutable.</summary>
internal sealed record RowStatements
{
    /// <summary>What the trail calls a row.</summary>
    public required string Subject { get; init; }

    /// <summary>Makes the row of <c>$1</c>; brings its number.</summary>
    public string? Insert { get; init; }

    /// <summary>Locks row <c>$1</c>; brings its version and the row as JSON.</summary>
    public required string Lock { get; init; }

    /// <summary>Changes row <c>$1</c> to the values in <c>$2</c>, where they differ; brings the row as JSON.</summary>
    public string? Update { get; init; }

    /// <summary>Deletes row <c>$1</c>.</summary>
    public string? Delete { get; init; }

    /// <summary>Brings true when row <c>$1</c> must not be deleted.</summary>
    public string? Keep { get; init; }

    /// <summary>The columns that name users: to write one is to assign.</summary>
    public ImmutableArray<string> Assignments { get; init; } = [];

    /// <summary>Whether a row may name a deal, and belongs to the deal's organisation then.</summary>
    public bool ChecksDeal { get; init; }
}
