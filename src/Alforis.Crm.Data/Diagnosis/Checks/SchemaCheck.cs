using System.Globalization;
using Alforis.Crm.Data.Migrations;
using Alforis.Crm.Data.Printing;

namespace Alforis.Crm.Data.Diagnosis.Checks;

/// <summary>Whether the database has the schema of this version.</summary>
internal sealed class SchemaCheck(Migrator migrator) : ICheck
{
    public string Name => "schema";

    public bool NeedsSchema => false;

    public async Task<Finding> RunAsync(CancellationToken ct)
    {
        try
        {
            var pending = await migrator.PendingAsync(ct).ConfigureAwait(false);
            return pending.Count == 0
                ? new Finding(Name, FindingState.Ok, string.Create(CultureInfo.InvariantCulture, $"Version {migrator.Version}, that of this program."))
                : new Finding(Name, FindingState.Problem, $"{CountText.Of(pending.Count, "migration")} missing; what needs the schema is not looked at.")
                {
                    Advice = "Hosts of this version migrate when they start. By hand: ./run.sh migrate",
                    Details = [.. pending],
                };
        }
        catch (MigrationException e)
        {
            return new Finding(Name, FindingState.Problem, e.Message);
        }
    }
}
