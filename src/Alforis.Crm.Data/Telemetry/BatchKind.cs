namespace Alforis.Crm.Data.Telemetry;

/// <summary>What a batch is made of, as its measurements say it.</summary>
internal static class BatchKind
{
    /// <summary>Events.</summary>
    public const string Events = "events";

    /// <summary>Executions that go on.</summary>
    public const string Executions = "executions";
}
