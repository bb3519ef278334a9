using System.Collections.Immutable;
using Alforis.Crm.Data.Events;
using Alforis.Crm.Data.Model;
using Npgsql;

namespace Alforis.Crm.Data.Contexts;

/// <summary>
/// Makes the contexts of a whole batch: the triggering entity as the event saw it, what belongs to it as it is now.
/// </summary>
internal static class ContextLoader
{
    /// <summary>One context per event, in the same order.</summary>
    /// <param name="transaction">The transaction to read in.</param>
    /// <param name="events">The events.</param>
    /// <param name="now">The moment that days without activity are counted to.</param>
    /// <param name="ct">Cancels the reading.</param>
    public static async Task<ImmutableArray<CrmContext>> LoadAsync(
        NpgsqlTransaction transaction, ImmutableArray<CrmEvent> events, DateTimeOffset now, CancellationToken ct)
    {
        var images = events.Select(EventImages.Of).ToArray();
        // What was before may name a user or an organisation that what is now does not.
        var related = await RelatedRowsQuery.ReadAsync(
            transaction,
            [.. images.SelectMany(i => new[] { i.Organisation, i.PreviousOrganisation }).OfType<Organisation>()],
            [.. images.SelectMany(i => new[] { i.Deal, i.PreviousDeal }).OfType<Deal>()],
            ct).ConfigureAwait(false);
        return [.. events.Select((e, i) => Combine(e, images[i], related, now))];
    }

    private static CrmContext Combine(CrmEvent source, EventImages images, RelatedRows related, DateTimeOffset now)
    {
        var trigger = new TriggerEvent
        {
            Type = source.Types[0],
            EntityType = source.EntityType,
            EntityId = source.EntityId,
            OccurredAt = source.OccurredAt,
            Actor = source.Actor,
            ChangedFields = source.ChangedFields,
        };
        if (images.Deal is null)
        {
            return new CrmContext
            {
                Trigger = trigger,
                Organisation = Complete(images.Organisation, related, now),
                PreviousOrganisation = Complete(images.PreviousOrganisation, related, now),
            };
        }

        var deal = Complete(images.Deal, related, now);
        return new CrmContext
        {
            Trigger = trigger,
            Organisation = deal?.Organisation,
            Deal = deal,
            PreviousDeal = Complete(images.PreviousDeal, related, now),
        };
    }

    private static Organisation? Complete(Organisation? row, RelatedRows related, DateTimeOffset now)
    {
        if (row is null) return null;
        var last = LastActivity(EntityNames.Organisation, row.Id, related);
        return row with
        {
            AssignedUser = User(row.AssignedTo, related),
            PrimaryContact = related.PrimaryContacts.GetValueOrDefault(row.Id),
            LastActivityAt = last,
            LastActivityDays = DaysSince(last ?? row.CreatedAt, now),
        };
    }

    private static Deal? Complete(Deal? row, RelatedRows related, DateTimeOffset now)
    {
        if (row is null) return null;
        var last = LastActivity(EntityNames.Deal, row.Id, related);
        return row with
        {
            Organisation = Complete(related.Organisations.GetValueOrDefault(row.OrganisationId), related, now),
            AssignedUser = User(row.AssignedTo, related),
            Manager = User(row.ManagerId, related),
            LastActivityAt = last,
            LastActivityDays = DaysSince(last ?? row.CreatedAt, now),
        };
    }

    /// <summary>Never below 0: this machine's clock may be behind the one that stamped the activity.</summary>
    private static int DaysSince(DateTimeOffset moment, DateTimeOffset now) => Math.Max(0, (now - moment).Days);

    private static User? User(long? id, RelatedRows related) => id is { } known ? related.Users.GetValueOrDefault(known) : null;

    private static DateTimeOffset? LastActivity(string entityType, long id, RelatedRows related) =>
        related.LastActivities.TryGetValue((entityType, id), out var at) ? at : null;
}
