using Alforis.Crm.Data;
using Alforis.Crm.Data.Accounts;
using Alforis.Crm.Data.Audit;
using Alforis.Crm.Data.Emails;
using Alforis.Crm.Data.History;
using Alforis.Crm.Data.Migrations;
using Alforis.Crm.Data.Workflows;
using Alforis.Workflows.Host.Auth;
using Alforis.Workflows.Host.Samples;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;

namespace Alforis.Workflows.Host.Database;

/// <summary>Makes a database fit for this version to run on. Safe to repeat, and for several hosts at once.</summary>
internal static class DatabasePreparation
{
    /// <summary>Migrates, makes the coming days' partitions, and fills an empty embedded database with demo data, which no other may have.</summary>
    /// <exception cref="DatabaseException">It has demo accounts and is not the embedded one.</exception>
    /// <exception cref="MigrationException">The database cannot be migrated.</exception>
    public static async Task RunAsync(CrmDatabase database, TimeProvider timeProvider, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        await new Migrator(database.DataSource, timeProvider, loggers.CreateLogger<Migrator>()).MigrateAsync(cancellationToken);
        // A host that slept longer than the partitions reach must not write its first events into the DEFAULT ones.
        await new HistoryRetention(database.DataSource, timeProvider).EnsureAheadAsync(cancellationToken);
        if (database.IsEmbedded) await SeedAsync(database, cancellationToken);
        else await RefuseDemoAccountsAsync(database, cancellationToken);
    }

    /// <summary>Everybody can read their passwords in the manual.</summary>
    private static async Task RefuseDemoAccountsAsync(CrmDatabase database, CancellationToken cancellationToken)
    {
        var passwords = new Passwords(new PasswordHasher<string>());
        var found = await new DemoAccountsQuery(database.DataSource).FindAsync((hash, password) => passwords.Verify(hash, password) != PasswordVerificationResult.Failed, cancellationToken);
        if (found.Count == 0) return;
        throw new DatabaseException(
            $"The database in {DatabaseSettings.ConnectionVariable} has {string.Join(" and ", found)} with the passwords of the demo, which everybody knows. "
            + $"Disable them, or give them other passwords: ./run.sh users disable {found[0]}, or ./run.sh users password {found[0]}. "
            + "(Make an administrator of your own first: ./run.sh users add EMAIL --role admin.)");
    }

    private static async Task SeedAsync(CrmDatabase database, CancellationToken cancellationToken)
    {
        if (!await DemoData.IsWantedAsync(database.DataSource, cancellationToken)) return;
        // The templates go first: if this ends in between, the next start still finds the database wanting.
        await new WorkflowStore(database.DataSource).ImportAsync(TemplateLibrary.Read(), Actor.CommandLine with { Via = "system" }, cancellationToken);
        await new EmailTemplateStore(database.DataSource).ImportAsync(EmailTemplateLibrary.Read(), new Actor { Via = "system" }, cancellationToken);
        var hasher = new PasswordHasher<string>();
        await DemoData.SeedAsync(database.DataSource, password => hasher.HashPassword(DemoData.AdminEmail, password), cancellationToken);
    }
}
