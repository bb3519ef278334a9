namespace Alforis.Workflows.Engine.Compilation;

/// <summary>The moment of an evaluation and the workflow's time zone.</summary>
internal readonly struct EvaluationTime(DateTimeOffset now, TimeZoneInfo zone)
{
    public DateTimeOffset Now => now;

    public TimeZoneInfo Zone => zone;

    public DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
}
