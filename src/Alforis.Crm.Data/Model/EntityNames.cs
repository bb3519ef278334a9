namespace Alforis.Crm.Data.Model;

/// <summary>The names of the entities that trigger workflows, as events and definitions write them.</summary>
internal static class EntityNames
{
    public const string Organisation = "organisation";
    public const string Deal = "deal";
}
