namespace Alforis.Crm.Data.Tests.Schema;

public sealed class DocumentationTests
{
    [Fact]
    public async Task DatabasePage_EveryTableViewAndFunction_IsExplained()
    {
        await using var database = await Databases.CreateAsync();
        var page = await File.ReadAllTextAsync(Path.Combine(RepositoryRoot(), "docs", "database.md"), TestContext.Current.CancellationToken);

        var names = await database.QueryAsync<string>(
            """
            SELECT '`' || CASE n.nspname WHEN 'public' THEN '' ELSE n.nspname || '.' END || c.relname || '`'
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname IN ('public', 'workflow') AND c.relkind IN ('r', 'p', 'v') AND NOT c.relispartition
            UNION ALL
            SELECT '`' || CASE n.nspname WHEN 'public' THEN '' ELSE n.nspname || '.' END || p.proname || '('
            FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
            WHERE n.nspname IN ('public', 'workflow')
              AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
            """);

        Assert.Contains("`organisations`", names);
        Assert.DoesNotContain(names, name => !page.Contains(name, StringComparison.Ordinal));
    }

    private static string RepositoryRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "Alforis.Workflows.sln")))
            directory = directory.Parent ?? throw new InvalidOperationException("The tests do not lie in the repository.");
        return directory.FullName;
    }
}
