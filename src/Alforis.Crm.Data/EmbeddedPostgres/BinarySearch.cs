using Microsoft.Extensions.Logging;

namespace Alforis.Crm.Data.EmbeddedPostgres;

/// <summary>What binaries are looked for, and where new ones may be put.</summary>
internal sealed record BinarySearch(
    string? Choice, int? RequiredMajor, string Cache, ServiceAccount Account, TimeProvider TimeProvider, ILogger Logger)
{
    /// <summary>The directories where installed binaries are looked for, in order of preference.</summary>
    internal IReadOnlyList<string>? InstalledDirectories { get; init; }
}
