using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Alforis.Crm.Data.Migrations;

/// <summary>Reads the migration files that are embedded in this assembly.</summary>
internal static class EmbeddedMigrations
{
    private const string Prefix = "migrations/";

    /// <summary>Every embedded migration, in the order in which they are applied.</summary>
    public static IReadOnlyList<Migration> Load()
    {
        var assembly = typeof(EmbeddedMigrations).Assembly;
        return assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => Parse(name[Prefix.Length..], EmbeddedSql.Read(name)))
            .OrderBy(migration => migration.Version)
            .ToList();
    }

    /// <summary>Makes a migration of a file's name and text.</summary>
    /// <exception cref="ArgumentException">The name does not look like <c>0001_accounts.sql</c>.</exception>
    public static Migration Parse(string fileName, string text)
    {
        if (fileName.Length < 6 || fileName[4] != '_'
            || !int.TryParse(fileName.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var version))
            throw new ArgumentException($"'{fileName}' is not a migration's name: four digits, '_' and a word, as in 0001_accounts.sql.", nameof(fileName));

        // A checkout with CRLF is the same migration.
        var sql = text.ReplaceLineEndings("\n");
        return new Migration(version, fileName, sql, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql))));
    }
}
