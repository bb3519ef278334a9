namespace Alforis.Crm.Data.Diagnosis;

/// <summary>How bad a finding is.</summary>
public enum FindingState
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>Work is done, but something is near its limit or odd.</summary>
    Warning,

    /// <summary>Work is not done, or will not be soon.</summary>
    Problem,
}
