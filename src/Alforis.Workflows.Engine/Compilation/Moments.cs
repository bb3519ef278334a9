namespace Alforis.Workflows.Engine.Compilation;

/// <summary>Reads moments that are kept as <see cref="DateTime"/>.</summary>
internal static class Moments
{
    /// <summary>Local times keep their meaning; unspecified ones are UTC, for a server's zone must not decide.</summary>
    public static DateTimeOffset FromDateTime(DateTime value) => value.Kind == DateTimeKind.Local
        ? new DateTimeOffset(value)
        : new DateTimeOffset(DateTime.SpecifyKind(value, DateTimeKind.Utc));
}
