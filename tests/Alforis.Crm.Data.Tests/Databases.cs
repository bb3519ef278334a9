using Alforis.Testing;

namespace Alforis.Crm.Data.Tests;

/// <summary>Fresh databases for tests, each owned by a role that is no superuser.</summary>
internal static class Databases
{
    /// <summary>A database with the schema of this version.</summary>
    public static Task<CrmDatabase> CreateAsync() => CreateAsync(CrmDatabases.Migrated);

    /// <summary>A database with nothing in it.</summary>
    public static Task<CrmDatabase> CreateEmptyAsync() => CreateAsync(DatabaseTemplate.Empty);

    private static async Task<CrmDatabase> CreateAsync(DatabaseTemplate template) =>
        new(await TestDatabase.CreateAsync(template, TestContext.Current.CancellationToken));
}
