namespace Alforis.Crm.Data.Tests;

/// <summary>One database for all cases of a test class that leave no trace in it.</summary>
public sealed class SharedCrmDatabase : IAsyncLifetime
{
    internal CrmDatabase Database { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Database = await Databases.CreateAsync();

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}
