using Alforis.Crm.Data.Model;

namespace Alforis.Crm.Data.Executions;

/// <summary>A row of <c>organisations</c> or <c>deals</c>.</summary>
/// <param name="Type"><c>organisation</c> or <c>deal</c>.</param>
/// <param name="Id">Its number.</param>
internal readonly record struct EntityReference(string Type, long Id)
{
    /// <summary>The entity behind a root of the context.</summary>
    public static EntityReference? Of(string? root, CrmContext context) => root switch
    {
        EntityNames.Deal when context.Deal is { } deal => new(EntityNames.Deal, deal.Id),
        EntityNames.Organisation when context.Organisation is { } organisation => new(EntityNames.Organisation, organisation.Id),
        _ => null,
    };

    public override string ToString() => $"{Type} {Id}";
}
