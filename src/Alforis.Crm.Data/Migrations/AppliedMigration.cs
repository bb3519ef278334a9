namespace Alforis.Crm.Data.Migrations;

/// <summary>A row of <c>workflow.schema_migrations</c>.</summary>
internal sealed record AppliedMigration(int Version, string FileName, string Checksum);
