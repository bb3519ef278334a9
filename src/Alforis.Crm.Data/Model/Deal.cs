using Alforis.Workflows.Engine.Schema;

namespace Alforis.Crm.Data.Model;

/// <summary>A row of <c>deals</c> with what belongs to it, as conditions and templates see it.</summary>
public sealed record Deal
{
    /// <summary>The deal's number.</summary>
    [Untracked]
    public long Id { get; init; }

    /// <summary>The number of the organisation that it is with.</summary>
    public long OrganisationId { get; init; }

    /// <summary>Its name.</summary>
    [Writable]
    [Limits(MaxLength = 255, NotBlank = true)]
    public string Nom { get; init; } = "";

    /// <summary>Its amount in euros.</summary>
    [Writable]
    [Limits(Minimum = 0, Digits = 15, Decimals = 2)]
    public decimal? Montant { get; init; }

    /// <summary>Where it stands in the pipeline.</summary>
    [Writable]
    [EnumValues(
        PipelineStages.Prospect, PipelineStages.Qualification, PipelineStages.Proposition, PipelineStages.Negociation,
        PipelineStages.Signe, PipelineStages.Perdu, PipelineStages.Inactif, AliasesOf = typeof(PipelineStages))]
    [FieldAlias("stage_name")]
    public string Stage { get; init; } = PipelineStages.Prospect;

    /// <summary>How probable a signature is, 0 to 100.</summary>
    [Writable]
    [Limits(Minimum = 0, Maximum = 100)]
    public int? Probabilite { get; init; }

    /// <summary>When it should be closed.</summary>
    [Writable]
    public DateOnly? DateCloturePrevue { get; init; }

    /// <summary>The number of the user in charge.</summary>
    [FieldAlias("assigned_user_id")]
    public long? AssignedTo { get; init; }

    /// <summary>The number of the manager.</summary>
    public long? ManagerId { get; init; }

    /// <summary>Free description.</summary>
    [Writable]
    [Limits(MaxLength = 100_000)]
    public string? Description { get; init; }

    /// <summary>Tags.</summary>
    [Writable]
    [Limits(MaxItems = 200)]
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The number of the user who created it.</summary>
    public long? CreatedBy { get; init; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    [Untracked]
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>When somebody last had to do with it; <see langword="null"/> for never.</summary>
    [Untracked]
    public DateTimeOffset? LastActivityAt { get; init; }

    /// <summary>Whole days since then; since the creation when nobody ever had. <see langword="null"/> until a loader has computed it.</summary>
    [Untracked]
    public int? LastActivityDays { get; init; }

    /// <summary>The organisation that it is with.</summary>
    public Organisation? Organisation { get; init; }

    /// <summary>The user in charge.</summary>
    public User? AssignedUser { get; init; }

    /// <summary>The manager.</summary>
    public User? Manager { get; init; }
}
