using Alforis.Crm.Data.Model;

namespace Alforis.Crm.Data.Contexts;

/// <summary>Adds to rows what belongs to them.</summary>
/// <param name="related">What was loaded.</param>
/// <param name="needs">What was asked for.</param>
/// <param name="now">The moment that days without activity are counted to.</param>
internal sealed class Completion(RelatedRows related, ContextNeeds needs, DateTimeOffset now)
{
    public Organisation? Of(Organisation? row)
    {
        if (row is null) return null;
        var last = LastActivity(EntityNames.Organisation, row.Id);
        return row with
        {
            AssignedUser = User(row.AssignedTo),
            PrimaryContact = related.PrimaryContacts.GetValueOrDefault(row.Id),
            People = related.People.GetValueOrDefault(row.Id) ?? [],
            LastActivityAt = last,
            LastActivityDays = DaysSince(last ?? row.CreatedAt),
        };
    }

    public Deal? Of(Deal? row)
    {
        if (row is null) return null;
        var last = LastActivity(EntityNames.Deal, row.Id);
        return row with
        {
            Organisation = Of(related.Organisations.GetValueOrDefault(row.OrganisationId)),
            AssignedUser = User(row.AssignedTo),
            Manager = User(row.ManagerId),
            LastActivityAt = last,
            LastActivityDays = DaysSince(last ?? row.CreatedAt),
        };
    }

    /// <summary>Never below 0: this machine's clock may be behind the one that stamped the activity. Nothing where activities were not loaded.</summary>
    private int? DaysSince(DateTimeOffset moment) => needs.LastActivities ? Math.Max(0, (now - moment).Days) : null;

    private User? User(long? id) => id is { } known ? related.Users.GetValueOrDefault(known) : null;

    private DateTimeOffset? LastActivity(string entityType, long id) =>
        related.LastActivities.TryGetValue((entityType, id), out var at) ? at : null;
}
