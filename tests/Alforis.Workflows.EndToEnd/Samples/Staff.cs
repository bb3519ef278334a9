namespace Alforis.Workflows.EndToEnd.Samples;

/// <summary>Who works there besides the demo accounts: the demo's Camille is a commercial too, and nobody there is a manager.</summary>
internal static class Staff
{
    /// <summary>A demo account, and of all commercials the one with the lowest number.</summary>
    public const string Camille = "user@alforis.com";

    /// <summary>A commercial; owns what the samples are tried on.</summary>
    public const string Claire = "claire.fontaine@alforis.example";

    /// <summary>A commercial who has nothing to do.</summary>
    public const string Ines = "ines.bellec@alforis.example";

    public const string Marc = "marc.delaunay@alforis.example";

    public const string Nadia = "nadia.benali@alforis.example";

    public const string Sql = """
        INSERT INTO users (email, first_name, last_name) VALUES
          ('claire.fontaine@alforis.example', 'Claire', 'Fontaine'), ('ines.bellec@alforis.example', 'Inès', 'Bellec'),
          ('marc.delaunay@alforis.example', 'Marc', 'Delaunay'), ('nadia.benali@alforis.example', 'Nadia', 'Benali');
        INSERT INTO user_roles (user_id, role_id)
        SELECT u.id, r.id
        FROM (VALUES ('Fontaine', 'commercial'), ('Bellec', 'commercial'), ('Delaunay', 'manager'), ('Benali', 'manager')) AS g (last_name, role)
        JOIN users u ON u.last_name = g.last_name
        JOIN roles r ON r.name = g.role;
        """;

    public static string[] Commercials { get; } = [Claire, Ines, Camille];

    public static string[] Managers { get; } = [Marc, Nadia];
}
