using Alforis.Crm.Data.Diagnosis.Checks;
using Alforis.Crm.Data.Dispatching;
using Alforis.Crm.Data.Migrations;
using Npgsql;

namespace Alforis.Crm.Data.Diagnosis;

/// <summary>
/// Examines the service by what its database tells: what waits, what is stuck, who is in the way. It changes nothing, and may be asked
/// at any time, also when no host runs. Thread-safe.
/// </summary>
public sealed class Doctor
{
    private readonly IReadOnlyList<ICheck> checks;

    /// <summary>Creates a doctor.</summary>
    /// <param name="dataSource">Connects as the role that owns the tables.</param>
    /// <param name="migrator">Knows this version's schema.</param>
    /// <param name="clock">This machine's clock.</param>
    /// <param name="options">What is not in the database.</param>
    public Doctor(NpgsqlDataSource dataSource, Migrator migrator, TimeProvider clock, DoctorOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        checks =
        [
            new SchemaCheck(migrator),
            new QueueCheck(dataSource, options.QueueAgeLimit),
            new ParkedCheck(dataSource),
            new ExecutionsCheck(dataSource, options.QueueAgeLimit),
            new StepsCheck(dataSource, options.QueueAgeLimit, options.CallsPerHour),
            new LeasesCheck(dataSource),
            new SuspendedCheck(dataSource),
            new EmailCheck(dataSource, options),
            new TargetsCheck(dataSource),
            new ScheduleCheck(dataSource),
            new FiringsCheck(dataSource),
            new StatisticsCheck(dataSource),
            new PartitionsCheck(dataSource),
            new SessionsCheck(dataSource),
            new VacuumCheck(dataSource),
            new ClockCheck(dataSource, clock),
        ];
    }

    /// <summary>Makes all checks, one after the other.</summary>
    /// <param name="ct">Cancels.</param>
    /// <returns>One finding per check; those that need the schema of this version are left out when it is not there.</returns>
    public async Task<IReadOnlyList<Finding>> ExamineAsync(CancellationToken ct)
    {
        var findings = new List<Finding>();
        var hasSchema = true;
        foreach (var check in checks)
        {
            if (check.NeedsSchema && !hasSchema) continue;
            var finding = await RunAsync(check, ct).ConfigureAwait(false);
            findings.Add(finding);
            if (check is SchemaCheck && finding.State == FindingState.Problem) hasSchema = false;
        }

        return findings;
    }

    /// <summary>One thing that cannot be read must not hide the others.</summary>
    private static async Task<Finding> RunAsync(ICheck check, CancellationToken ct)
    {
        try
        {
            return await check.RunAsync(ct).ConfigureAwait(false);
        }
        catch (PostgresException e)
        {
            return new Finding(check.Name, FindingState.Problem, $"It could not be looked at: {FailureText.Of(e)}")
            {
                Advice = "Connect as the role that owns the tables.",
            };
        }
    }
}
