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
    /// <param name="needs">What the contexts must have; what they need not have is <see langword="null"/> or empty.</param>
    /// <param name="now">The moment that days without activity are counted to.</param>
    /// <param name="ct">Cancels the reading.</param>
    public static async Task<ImmutableArray<CrmContext>> LoadAsync(
        NpgsqlTransaction transaction, ImmutableArray<CrmEvent> events, ContextNeeds needs, DateTimeOffset now, CancellationToken ct)
    {
        var images = events.Select(EventImages.Of).ToArray();
        // What was before may name a user or an organisation that what is now does not.
        var related = await RelatedRowsQuery.ReadAsync(
            transaction,
            [.. images.SelectMany(i => new[] { i.Organisation, i.PreviousOrganisation }).OfType<Organisation>()],
            [.. images.SelectMany(i => new[] { i.Deal, i.PreviousDeal }).OfType<Deal>()],
            needs,
            ct).ConfigureAwait(false);
        var completion = new Completion(related, needs, now);
        return [.. events.Select((e, i) => Combine(e, images[i], completion))];
    }

    private static CrmContext Combine(CrmEvent source, EventImages images, Completion completion)
    {
        var payload = EventPayload.Of(source);
        var trigger = new TriggerEvent
        {
            Type = source.Types[0],
            EntityType = source.EntityType,
            EntityId = source.EntityId,
            OccurredAt = source.OccurredAt,
            ScheduledAt = payload?.ScheduledAt,
            Actor = source.Actor,
            ChangedFields = source.ChangedFields,
        };
        if (images.Deal is null)
        {
            return new CrmContext
            {
                Trigger = trigger,
                Organisation = completion.Of(images.Organisation),
                PreviousOrganisation = completion.Of(images.PreviousOrganisation),
                Webhook = payload?.Webhook,
            };
        }

        var deal = completion.Of(images.Deal);
        return new CrmContext
        {
            Trigger = trigger,
            Organisation = deal?.Organisation,
            Deal = deal,
            PreviousDeal = completion.Of(images.PreviousDeal),
            Webhook = payload?.Webhook,
        };
    }
}
