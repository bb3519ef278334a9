namespace Alforis.Crm.Data.Actions;

/// <summary>An organisation or deal that the batch has locked. Not thread-safe.</summary>
/// <param name="organisationId">The organisation itself, or the deal's.</param>
/// <param name="tags">Its tags at the time of locking.</param>
internal sealed class TargetRow(long organisationId, string[] tags)
{
    public long OrganisationId => organisationId;

    /// <summary>Its tags, with those that the batch is about to add.</summary>
    public List<string> Tags { get; } = [.. tags];
}
