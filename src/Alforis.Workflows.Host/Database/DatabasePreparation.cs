using Alforis.Crm.Data;
using Alforis.Crm.Data.Audit;
using Alforis.Crm.Data.Emails;
using Alforis.Crm.Data.History;
using Alforis.Crm.Data.Migrations;
using Alforis.Crm.Data.Workflows;
using Alforis.Workflows.Host.Samples;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;

namespace Alforis.Workflows.Host.Database;

/// <summary>Makes a database fit for this version to run on. Safe to repeat, and for several hosts at once.</summary>
internal static class DatabasePreparation
{
    /// <summary>Migrates, makes the coming days' partitions, and fills an empty embedded database with demo data.</summary>
    /// <exception cref="MigrationException">The database cannot be migrated.</exception>
    public static async Task RunAsync(CrmDatabase database, TimeProvider timeProvider, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        await new Migrator(database.DataSource, timeProvider, loggers.CreateLogger<Migrator>()).MigrateAsync(cancellationToken);
        // A host that slept longer than the partitions reach must not write its first events into the DEFAULT ones.
        await new HistoryRetention(database.DataSource, timeProvider).EnsureAheadAsync(cancellationToken);
        if (database.IsEmbedded) await SeedAsync(database, cancellationToken);
    }

    private static async Task SeedAsync(CrmDatabase database, CancellationToken cancellationToken)
    {
        if (!await DemoData.IsWantedAsync(database.DataSource, cancellationToken)) return;
        // The templates go first: if this ends in between, the next start still finds the database wanting.
        await new WorkflowStore(database.DataSource).ImportAsync(TemplateLibrary.Read(), cancellationToken);
        await new EmailTemplateStore(database.DataSource).ImportAsync(EmailTemplateLibrary.Read(), new Actor { Via = "system" }, cancellationToken);
        var hasher = new PasswordHasher<string>();
        await DemoData.SeedAsync(database.DataSource, password => hasher.HashPassword(DemoData.AdminEmail, password), cancellationToken);
    }
}
