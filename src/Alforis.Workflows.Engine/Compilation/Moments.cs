namespace Alforis.Workflows.Engine.Compilation;

/// <summary>Reads moments that are kept as <see cref="DateTime"/>.</summary>
internal static class Moments
{
    /// <summary>
    /// Local times keep their meaning, held within the years that there are; unspecified ones are UTC, for a server's zone must not
    /// decide.
    /// </summary>
    public static DateTimeOffset FromDateTime(DateTime value) =>
        new(value.Kind == DateTimeKind.Local ? value.ToUniversalTime() : DateTime.SpecifyKind(value, DateTimeKind.Utc));
}
