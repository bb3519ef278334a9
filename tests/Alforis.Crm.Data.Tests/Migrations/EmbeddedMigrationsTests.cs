using Alforis.Crm.Data.Migrations;

namespace Alforis.Crm.Data.Tests.Migrations;

public sealed class EmbeddedMigrationsTests
{
    [Fact]
    public void Load_AllFiles_HaveNumbersOfTheirOwnInOrder()
    {
        var versions = EmbeddedMigrations.Load().Select(migration => migration.Version).ToList();

        Assert.NotEmpty(versions);
        Assert.Equal(versions.Distinct().Order(), versions);
    }

    [Fact]
    public void Parse_OtherLineEndings_SameChecksum() =>
        Assert.Equal(
            EmbeddedMigrations.Parse("0001_a.sql", "SELECT 1;\nSELECT 2;\n").Checksum,
            EmbeddedMigrations.Parse("0001_a.sql", "SELECT 1;\r\nSELECT 2;\r\n").Checksum);

    [Fact]
    public void Parse_KnownText_IsItsSha256() =>
        // sha256 of "abc", from FIPS 180-2.
        Assert.Equal(
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
            EmbeddedMigrations.Parse("0001_a.sql", "abc").Checksum);

    [Theory]
    [InlineData("accounts.sql")]
    [InlineData("1_accounts.sql")]
    [InlineData("00x1_accounts.sql")]
    [InlineData("0001-accounts.sql")]
    public void Parse_NameWithoutNumber_Throws(string fileName) =>
        Assert.Contains(fileName, Assert.Throws<ArgumentException>(() => EmbeddedMigrations.Parse(fileName, "")).Message, StringComparison.Ordinal);

    [Fact]
    public async Task DeclaredObjects_AfterMigration_AreTheCatalogsObjects()
    {
        await using var database = await Databases.CreateAsync();
        var migrations = EmbeddedMigrations.Load();

        var relations = await database.QueryAsync<string>(
            """
            SELECT n.nspname || '.' || c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname IN ('public', 'workflow') AND c.relkind IN ('r', 'p', 'v', 'S')
              AND c.relname <> 'schema_migrations' AND c.relname !~ '_p[0-9]{8}$'
              AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'i' AND c.relkind = 'S')
            """);
        var functions = await database.QueryAsync<string>(
            """
            SELECT DISTINCT n.nspname || '.' || p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
            WHERE n.nspname IN ('public', 'workflow')
              AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
            """);

        Assert.Equal(relations.Order(StringComparer.Ordinal), DeclaredObjects.Relations(migrations));
        Assert.Equal(functions.Order(StringComparer.Ordinal), DeclaredObjects.Functions(migrations));
    }
}
