namespace Alforis.Crm.Data.Vocabulary;

/// <summary>The roles that users have.</summary>
internal static class RoleNames
{
    public const string Admin = "admin";
    public const string Manager = "manager";
    public const string Commercial = "commercial";
    public const string Viewer = "viewer";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Admin, Manager, Commercial, Viewer];
}
