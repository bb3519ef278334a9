using System.Text.Json;
using Alforis.Crm.Data.Contexts;
using Alforis.Crm.Data.Events;
using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Vocabulary;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Crm.Data.Pushdown;

/// <summary>
/// What <c>trigger</c> will say of an entity that the clock selects: its type, the entity, the moment of selection and the one that it was due at, that
/// the system does it, no changes. Of what an event of another kind will say, the entity alone is known beforehand.
/// </summary>
internal sealed class SelectedTrigger
{
    /// <summary>Whose doing the events of the clock are.</summary>
    private const string Actor = "system";

    private readonly string type;
    private readonly string entityType;
    private readonly DateTimeOffset? scheduledAt;
    private readonly bool isOfClock;

    /// <param name="type">The trigger.</param>
    /// <param name="entityType">The kind of entity.</param>
    /// <param name="scheduledAt">When the selection was due; at the moment of selection, when nothing is said.</param>
    public SelectedTrigger(string type, string entityType, DateTimeOffset? scheduledAt)
    {
        this.type = type;
        this.entityType = entityType;
        this.scheduledAt = scheduledAt;
        isOfClock = type is TriggerNames.Scheduled or TriggerNames.InactivityDelay;
    }

    /// <summary>A field of the event; <see langword="null"/> when it is not known beforehand.</summary>
    public SqlValue? Read(RowSource entity, FieldSchema field)
    {
        if (Is(field, nameof(TriggerEvent.EntityType))) return new SqlValue(SqlLiteral.Text(entityType), field.Kind);
        if (Is(field, nameof(TriggerEvent.EntityId))) return new SqlValue(entity.Column("id"), field.Kind);
        if (!isOfClock) return null;
        if (Is(field, nameof(TriggerEvent.Type))) return new SqlValue(SqlLiteral.Text(type), field.Kind);
        if (Is(field, nameof(TriggerEvent.OccurredAt))) return new SqlValue(SqlLiteral.Moment(now => now, later: false), field.Kind);
        if (Is(field, nameof(TriggerEvent.ScheduledAt))) return new SqlValue(SqlLiteral.Moment(now => scheduledAt ?? now, later: false), field.Kind);
        if (Is(field, nameof(TriggerEvent.Actor))) return new SqlValue(SqlLiteral.Text(Actor), field.Kind);
        return Is(field, nameof(TriggerEvent.ChangedFields)) ? new SqlValue(SqlPart.Of($"'{{}}'::text[]"), field.Kind) { ItemKind = field.ItemKind } : null;
    }

    /// <summary>The event of an entity, for what is evaluated in memory.</summary>
    public CrmEvent Event(long id, string image, DateTimeOffset now) => new()
    {
        EventId = 0,
        Lane = 0,
        OccurredAt = now,
        Types = [type],
        EntityType = entityType,
        EntityId = id,
        After = image,
        Actor = Actor,
        Payload = JsonSerializer.Serialize(new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal) { [EventPayload.ScheduledAtMember] = scheduledAt ?? now }),
    };

    private static bool Is(FieldSchema field, string property) => string.Equals(field.Name, CrmRows.NameOf(property), StringComparison.Ordinal);
}
