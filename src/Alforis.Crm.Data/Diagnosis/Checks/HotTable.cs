namespace Alforis.Crm.Data.Diagnosis.Checks;

/// <summary>How vacuum stands with a small table whose rows come and go.</summary>
/// <param name="Name">The table.</param>
/// <param name="Live">Its rows, as estimated.</param>
/// <param name="Dead">The rows that vacuum is to remove, as estimated.</param>
/// <param name="Bytes">Its size on disk with indexes.</param>
/// <param name="IsVacuumed">Whether it is vacuumed by itself at all.</param>
/// <param name="LastVacuum">How long ago it was vacuumed; <see langword="null"/> for never.</param>
internal sealed record HotTable(string Name, long Live, long Dead, long Bytes, bool IsVacuumed, TimeSpan? LastVacuum);
