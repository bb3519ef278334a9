namespace Alforis.Crm.Data.Actions;

/// <summary>An organisation or deal that the batch has locked. Not thread-safe.</summary>
/// <param name="organisationId">The organisation itself, or the deal's.</param>
/// <param name="values">The columns that the batch wants to write, as of locking.</param>
internal sealed class TargetRow(long organisationId, Dictionary<string, object?> values)
{
    public long OrganisationId => organisationId;

    /// <summary>A column's value as the batch's writes so far leave it.</summary>
    /// <param name="column">A column that was asked for with <see cref="BatchNeeds.Write"/>.</param>
    public object? this[string column]
    {
        get => values[column];
        set => values[column] = value;
    }
}
