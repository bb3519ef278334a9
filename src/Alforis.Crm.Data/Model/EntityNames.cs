namespace Alforis.Crm.Data.Model;

/// <summary>The names of the entities that trigger workflows, as events and definitions write them.</summary>
public static class EntityNames
{
    /// <summary>An organisation.</summary>
    public const string Organisation = "organisation";

    /// <summary>A deal.</summary>
    public const string Deal = "deal";

    /// <summary>The table of an entity; a constant, which may be part of a statement.</summary>
    internal static string TableOf(string entityType) => entityType switch
    {
        Organisation => "public.organisations",
        Deal => "public.deals",
        _ => throw new ArgumentOutOfRangeException(nameof(entityType), entityType, "There is no such entity."),
    };
}
