namespace Alforis.Crm.Data.Vocabulary;

/// <summary>The roles that users have.</summary>
public static class RoleNames
{
    /// <summary>May do everything.</summary>
    public const string Admin = "admin";

    /// <summary>Leads the team: business data, workflows and statistics.</summary>
    public const string Manager = "manager";

    /// <summary>Looks after their organisations, deals and tasks.</summary>
    public const string Commercial = "commercial";

    /// <summary>Reads and changes nothing.</summary>
    public const string Viewer = "viewer";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Admin, Manager, Commercial, Viewer];
}
