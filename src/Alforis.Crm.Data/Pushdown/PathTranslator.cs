using Alforis.Crm.Data.Model;
using Alforis.Workflows.Engine.Conditions;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Crm.Data.Pushdown;

/// <summary>Finds what paths lead to.</summary>
/// <param name="entity">The entity that is selected.</param>
/// <param name="entityRoot">The root of the context that it is.</param>
/// <param name="trigger">What is known of the event.</param>
internal sealed class PathTranslator(RowSource entity, string entityRoot, SelectedTrigger trigger)
{
    /// <summary>The element that is looked at: a row, or a value.</summary>
    public RowSource? ElementRow { get; init; }

    /// <inheritdoc cref="ElementRow"/>
    public SqlValue? Element { get; init; }

    /// <summary>The same where the elements of a list are rows.</summary>
    public PathTranslator At(RowSource element) => new(entity, entityRoot, trigger) { ElementRow = element };

    /// <summary>The same where the elements of a list are values.</summary>
    public PathTranslator At(SqlValue element) => new(entity, entityRoot, trigger) { Element = element };

    /// <summary>The value; <see langword="null"/> when it is not known before an event tells it.</summary>
    public SqlValue? Read(FieldPath path)
    {
        if (!path.JsonSteps.IsEmpty || path.Kind == ValueKind.Json) return null;
        if (path.StartsAtElement)
        {
            if (!path.Steps.IsEmpty) return ElementRow is null ? null : Follow(ElementRow, path, 0);
            return Element ?? (ElementRow is { } row ? new SqlValue(row.Column("id"), ValueKind.Entity) : null);
        }

        var root = path.Steps[0];
        if (root.Entity?.Type == typeof(TriggerEvent))
        {
            // The event itself is never null.
            return path.Steps.Length == 1 ? new SqlValue(entity.Column("id"), ValueKind.Entity) : trigger.Read(entity, path.Steps[1]);
        }

        if (string.Equals(root.Name, entityRoot, StringComparison.Ordinal)) return Follow(entity, path, 1);
        return entity.Model == typeof(Deal) && root.Entity?.Type == typeof(Organisation) ? Follow(CrmRows.OrganisationOf(entity), path, 1) : null;
    }

    private static SqlValue Follow(RowSource row, FieldPath path, int next)
    {
        if (next == path.Steps.Length) return new SqlValue(row.Column("id"), ValueKind.Entity);
        for (; next + 1 < path.Steps.Length; next++) row = CrmRows.Related(row, path.Steps[next]);
        return CrmFields.Read(row, path.Steps[next]);
    }
}
