using Alforis.Crm.Data.Events;
using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Vocabulary;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Crm.Data.Pushdown;

/// <summary>
/// What <c>trigger</c> will say of an entity that the clock selects: its type, the entity, the moment of selection, nobody, no changes. Of what
/// an event of another kind will say, the entity alone is known beforehand.
/// </summary>
internal sealed class SelectedTrigger
{
    private readonly string type;
    private readonly string entityType;

    public SelectedTrigger(string type, string entityType)
    {
        this.type = type;
        this.entityType = entityType;
        IsOfClock = type is TriggerNames.Scheduled or TriggerNames.InactivityDelay;
    }

    /// <summary>Whether the event is made for what is selected.</summary>
    public bool IsOfClock { get; }

    /// <summary>A field of the event; <see langword="null"/> when it is not known beforehand.</summary>
    public SqlValue? Read(RowSource entity, FieldSchema field)
    {
        if (Is(field, nameof(TriggerEvent.EntityType))) return new SqlValue(SqlLiteral.Text(entityType), field.Kind);
        if (Is(field, nameof(TriggerEvent.EntityId))) return new SqlValue(entity.Column("id"), field.Kind);
        if (!IsOfClock) return null;
        if (Is(field, nameof(TriggerEvent.Type))) return new SqlValue(SqlLiteral.Text(type), field.Kind);
        if (Is(field, nameof(TriggerEvent.OccurredAt))) return new SqlValue(SqlLiteral.Moment(now => now, later: false), field.Kind);
        if (Is(field, nameof(TriggerEvent.Actor))) return new SqlValue(SqlPart.Of($"NULL::text"), field.Kind);
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
    };

    private static bool Is(FieldSchema field, string property) => string.Equals(field.Name, CrmRows.NameOf(property), StringComparison.Ordinal);
}
