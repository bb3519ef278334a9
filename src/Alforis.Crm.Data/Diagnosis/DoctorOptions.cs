using Alforis.Crm.Data.Steps;

namespace Alforis.Crm.Data.Diagnosis;

/// <summary>What the doctor is told, because it is not in the database.</summary>
public sealed record DoctorOptions
{
    /// <summary>From what age on a due event or step is a problem.</summary>
    /// <value>5 minutes</value>
    public TimeSpan QueueAgeLimit { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How many calls a workflow makes in any hour at most, as workers are told.</summary>
    /// <value>1,000</value>
    public int CallsPerHour { get; init; } = new StepOptions().CallsPerHour;

    /// <summary>The variable that says how e-mails are sent.</summary>
    public required string EmailVariable { get; init; }

    /// <summary>Whether it is set.</summary>
    public bool IsEmailConfigured { get; init; }

    /// <summary>The directory that e-mails are written to when it is not; <see langword="null"/> for none: then they fail.</summary>
    public string? EmailPickup { get; init; }
}
