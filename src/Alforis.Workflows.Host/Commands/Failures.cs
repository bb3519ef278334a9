using Alforis.Crm.Data.EmbeddedPostgres;
using Alforis.Crm.Data.Migrations;
using Alforis.Crm.Data.Printing;
using Alforis.Crm.Data.WebhookTargets;
using Alforis.Workflows.Host.Actions.SendEmail;
using Alforis.Workflows.Host.Commands.Serve;
using Alforis.Workflows.Host.Database;
using Alforis.Workflows.Host.Hooks;
using Npgsql;
using Quartz;

namespace Alforis.Workflows.Host.Commands;

/// <summary>Tells what an operator can do something about from what is a mistake of ours.</summary>
internal static class Failures
{
    /// <summary>The sentence to print and the code to end with, or <see langword="null"/> for an unexpected exception.</summary>
    public static (string Message, int ExitCode)? Explain(Exception e) => e switch
    {
        DatabaseUnreachableException => (e.Message, ExitCodes.Unreachable),
        ResultException => ($"The result cannot be written to the standard output: {Sentence(e.GetBaseException().Message)} Check where it goes to, and run this again.", ExitCodes.Failure),
        DatabaseException or EmbeddedPostgresException or MigrationException or AddressException or VariableException or MailSettingsException => (e.Message, ExitCodes.Failure),
        PostgresException { SqlState: PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName } =>
            ("The database has not been migrated to this version. Run: ./run.sh migrate", ExitCodes.Failure),
        PostgresException p when SubscriptionGuard.Explain(p) is { } refusal => (VisibleText.Line(refusal), ExitCodes.Failure),
        PostgresException p => ($"The database refused: {p.MessageText} (SQLSTATE {p.SqlState}).", ExitCodes.Failure),
        _ when KeyRingException.Behind(e) is { } keys => (keys.Message, ExitCodes.Failure),
        SchedulerException => ($"The schedule cannot be started: {e.GetBaseException().Message}", ExitCodes.Failure),
        NpgsqlException => ($"The connection to the database broke: {e.GetBaseException().Message}", ExitCodes.Failure),
        _ => null,
    };

    private static string Sentence(string text) => text.TrimEnd().TrimEnd('.') + ".";
}
