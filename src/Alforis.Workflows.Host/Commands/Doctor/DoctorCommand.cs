using System.CommandLine;
using Alforis.Crm.Data.Diagnosis;
using Alforis.Crm.Data.Migrations;
using Alforis.Workflows.Host.Actions.SendEmail;
using Alforis.Workflows.Host.Steps;
using Microsoft.Extensions.Logging.Abstractions;

namespace Alforis.Workflows.Host.Commands.Doctor;

/// <summary><c>doctor</c>: what is wrong, for whoever is called when an automation did not fire.</summary>
internal static class DoctorCommand
{
    public static Command Make(CommandSurroundings surroundings)
    {
        var json = ListOptions.Json();
        var limit = QueueAgeOption.Make("that is a problem");
        return new Verb(
            "doctor",
            "Examines the service by its database, while it runs or not: what waits, what is stuck, who is in the way, what is missing. Says what each finding "
            + "means and what to do. Changes nothing. Ends with 1 when there is a problem.",
            ("doctor", "what is wrong?"),
            ("doctor --json", "for scripts"))
        {
            json, limit,
        }.OnDatabase(surroundings, async (result, database, settings, ct) =>
        {
            var options = new DoctorOptions
            {
                QueueAgeLimit = QueueAgeOption.Read(result.GetValue(limit), surroundings),
                EmailVariable = MailSettings.ServerVariable,
                IsEmailConfigured = surroundings.Variable(MailSettings.ServerVariable) is not null,
                EmailPickup = MailSettings.PickupWithoutServer(settings, surroundings),
                CallsPerHour = StepSettings.Read(surroundings).CallsPerHour,
            };
            var migrator = new Migrator(database, surroundings.TimeProvider, NullLogger.Instance);
            var findings = await new Crm.Data.Diagnosis.Doctor(database, migrator, surroundings.TimeProvider, options).ExamineAsync(ct);
            if (result.GetValue(json)) await surroundings.Output.WriteLineAsync(Json.Print(DoctorReport.Of(findings)));
            else await DoctorText.WriteAsync(findings, surroundings);
            return findings.Any(f => f.State == FindingState.Problem) ? ExitCodes.Failure : ExitCodes.Success;
        });
    }
}
