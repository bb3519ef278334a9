namespace Alforis.Crm.Data.Migrations;

/// <summary>What one run of <see cref="Migrator"/> did.</summary>
/// <param name="Applied">The file names applied by this run, in order; empty when the database was up to date.</param>
/// <param name="Version">The version that the database has now.</param>
public sealed record MigrationReport(IReadOnlyList<string> Applied, int Version);
