namespace Alforis.Crm.Data.Model;

/// <summary>The names of the entities that trigger workflows, as events and definitions write them.</summary>
public static class EntityNames
{
    /// <summary>An organisation.</summary>
    public const string Organisation = "organisation";

    /// <summary>A deal.</summary>
    public const string Deal = "deal";
}
