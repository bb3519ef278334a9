namespace Alforis.Crm.Data.Migrations;

/// <summary>Compares what a database has seen with what this version brings.</summary>
internal static class MigrationPlan
{
    /// <summary>The migrations still to be applied, in order.</summary>
    /// <exception cref="MigrationException">The database's history is not a beginning of ours.</exception>
    public static IReadOnlyList<Migration> Pending(
        IReadOnlyList<Migration> known, IReadOnlyList<AppliedMigration> applied, string database)
    {
        var byVersion = known.ToDictionary(migration => migration.Version);
        var unknown = applied.Where(row => !byVersion.ContainsKey(row.Version)).Select(row => row.FileName).ToList();
        if (unknown.Count > 0)
            throw new MigrationException(
                $"The database '{database}' was migrated by a newer version, which added {string.Join(", ", unknown)}. "
                + "Run that version, or restore a backup made before the upgrade.");

        var changed = applied.Where(row => !string.Equals(byVersion[row.Version].Checksum, row.Checksum, StringComparison.Ordinal)).Select(row => row.FileName).ToList();
        if (changed.Count > 0)
            throw new MigrationException(
                $"Already applied to the database '{database}', but changed since: {string.Join(", ", changed)}. "
                + "An applied migration never changes: put the file back as it was and add a new one, or start from an empty database.");

        var done = applied.Select(row => row.Version).ToHashSet();
        var pending = known.Where(migration => !done.Contains(migration.Version)).ToList();
        var last = applied.Count == 0 ? 0 : applied.Max(row => row.Version);
        var late = pending.Where(migration => migration.Version < last).Select(migration => migration.FileName).ToList();
        if (late.Count > 0)
            throw new MigrationException(
                $"Not applied to the database '{database}', although later migrations are: {string.Join(", ", late)}. "
                + "Give a new migration a number above all others.");
        return pending;
    }
}
