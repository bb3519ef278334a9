using System.Collections.Immutable;
using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Vocabulary;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Crm.Data.Contexts;

/// <summary>Makes of a context file's members what the service would have made of the event.</summary>
internal static class ContextFileAssembly
{
    private const string WebhookRoot = "webhook";
    private const string PreviousRoot = "previous";
    private const string StageField = "stage";

    /// <exception cref="ContextFileException">The parts do not belong together.</exception>
    public static ContextFile Assemble(ContextFileParts parts, TimeProvider timeProvider)
    {
        var now = parts.Now ?? timeProvider.GetLocalNow();
        var trigger = FindTrigger(parts.Trigger.Type);
        CheckParts(parts, trigger);

        var organisation = parts.Organisation is { } o ? WithDays(o, now) : null;
        var deal = parts.Deal is { } d ? WithDays(d, now) : null;
        ContextFileChange? change = Offers(trigger, PreviousRoot)
            ? ContextFileChange.Read(parts, deal is null ? EntityNames.Organisation : EntityNames.Deal, deal is null ? typeof(Organisation) : typeof(Deal))
            : null;
        var types = Types(trigger.Name, change);
        var context = new CrmContext
        {
            Trigger = new TriggerEvent
            {
                Type = types[0],
                EntityType = deal is not null ? EntityNames.Deal : organisation is not null ? EntityNames.Organisation : null,
                EntityId = deal?.Id ?? organisation?.Id,
                OccurredAt = parts.Trigger.OccurredAt ?? now,
                ScheduledAt = trigger.Name is TriggerNames.Scheduled or TriggerNames.InactivityDelay ? parts.Trigger.OccurredAt ?? now : null,
                Actor = parts.Trigger.Actor,
                ChangedFields = change?.Fields ?? [],
            },
            Deal = deal,
            Organisation = deal is null ? organisation : deal.Organisation,
            PreviousDeal = change?.Before is Deal previousDeal ? WithDays(previousDeal, now) : null,
            PreviousOrganisation = change?.Before is Organisation previousOrganisation ? WithDays(previousOrganisation, now) : null,
            Webhook = parts.Webhook?.Clone(),
        };
        return new ContextFile(types, context, now);
    }

    private static TriggerSchema FindTrigger(string type) =>
        CrmSchema.Instance.FindTrigger(type) ?? throw new ContextFileException(ContextFileProblem.Value(
            "/trigger/type", $"There is no trigger '{type}'.",
            $"Allowed are: {string.Join(", ", CrmSchema.Instance.Triggers.Select(t => t.Name))}."));

    private static void CheckParts(ContextFileParts parts, TriggerSchema trigger)
    {
        if (parts is { Deal: not null, Organisation: not null })
            throw ContextFileException.Contradiction(
                "/organisation", "A deal and an organisation cannot both have triggered.", "Put the deal's organisation into 'deal'.");

        var given = parts.Deal is not null ? EntityNames.Deal : parts.Organisation is not null ? EntityNames.Organisation : null;
        var possible = trigger.Views.Select(v => v.Entity?.Name).ToList();
        if (!possible.Contains(given, StringComparer.Ordinal))
            throw given is null
                ? ContextFileException.Contradiction("", $"'{trigger.Name}' happens to an entity.", $"Add \"{possible[0]}\": {{…}}.")
                : ContextFileException.Contradiction($"/{given}", $"'{trigger.Name}' does not happen to {(given == EntityNames.Deal ? "a deal" : "an organisation")}.");

        if (Offers(trigger, WebhookRoot) != parts.Webhook.HasValue)
            throw parts.Webhook.HasValue
                ? ContextFileException.Contradiction("/webhook", $"'{trigger.Name}' has no payload.")
                : ContextFileException.Contradiction("", $"'{trigger.Name}' needs its payload.", "Add \"webhook\": {…}.");
        if (parts.Previous.HasValue && !Offers(trigger, PreviousRoot))
            throw ContextFileException.Contradiction("/previous", $"'{trigger.Name}' is no change, so there are no old values.");
    }

    private static bool Offers(TriggerSchema trigger, string root) => trigger.Views.Any(v => v.Find(root) is not null);

    /// <summary>A deal's update and its change of stage are one event, whichever of the two the file names.</summary>
    private static ImmutableArray<string> Types(string trigger, ContextFileChange? change)
    {
        if (trigger is not (TriggerNames.DealUpdated or TriggerNames.DealStageChanged)) return [trigger];
        if (change?.Fields.Contains(StageField, StringComparer.Ordinal) == true) return [TriggerNames.DealUpdated, TriggerNames.DealStageChanged];
        return trigger == TriggerNames.DealUpdated
            ? [TriggerNames.DealUpdated]
            : throw ContextFileException.Contradiction(
                "/trigger/type", "The stage has not changed.", "Add the old one: \"previous\": { \"stage\": \"…\" }.");
    }

    private static Deal WithDays(Deal deal, DateTimeOffset now) => deal with
    {
        LastActivityDays = deal.LastActivityDays ?? Days(deal.LastActivityAt, deal.CreatedAt, now),
        Organisation = deal.Organisation is { } organisation ? WithDays(organisation, now) : null,
    };

    private static Organisation WithDays(Organisation organisation, DateTimeOffset now) => organisation with
    {
        LastActivityDays = organisation.LastActivityDays ?? Days(organisation.LastActivityAt, organisation.CreatedAt, now),
    };

    private static int? Days(DateTimeOffset? lastActivity, DateTimeOffset created, DateTimeOffset now)
    {
        if (lastActivity is null && created == default) return null;
        return Math.Max(0, (int)(now - (lastActivity ?? created)).TotalDays);
    }
}
