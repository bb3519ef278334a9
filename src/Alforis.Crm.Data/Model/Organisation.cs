using Alforis.Workflows.Engine.Schema;

namespace Alforis.Crm.Data.Model;

/// <summary>A row of <c>organisations</c> with what belongs to it, as conditions and templates see it.</summary>
public sealed record Organisation
{
    /// <summary>The organisation's number.</summary>
    [Untracked]
    public long Id { get; init; }

    /// <summary>Its name.</summary>
    [Writable]
    [Limits(MaxLength = 255, NotBlank = true)]
    public string Nom { get; init; } = "";

    /// <summary>What it is to us.</summary>
    [Writable]
    [EnumValues("client", "fournisseur", "distributeur", "emetteur", "autre")]
    public string Type { get; init; } = "client";

    /// <summary>The segment it belongs to.</summary>
    [Writable]
    [EnumValues("Institution", "Wholesale", "SDG", "CGPI", "Autres")]
    public string? Category { get; init; }

    /// <summary>E-mail address.</summary>
    [Writable]
    [Limits(MaxLength = 320)]
    public string? Email { get; init; }

    /// <summary>Telephone number.</summary>
    [Writable]
    [Limits(MaxLength = 50)]
    public string? Telephone { get; init; }

    /// <summary>Web site.</summary>
    [Writable]
    [Limits(MaxLength = 2000)]
    public string? Website { get; init; }

    /// <summary>Street and number.</summary>
    [Writable]
    [Limits(MaxLength = 1000)]
    public string? Adresse { get; init; }

    /// <summary>Town.</summary>
    [Writable]
    [Limits(MaxLength = 255)]
    public string? Ville { get; init; }

    /// <summary>Postal code: text, for zeros may lead it.</summary>
    [Writable]
    [Limits(MaxLength = 20)]
    public string? CodePostal { get; init; }

    /// <summary>Country, as written on letters.</summary>
    [Writable]
    [Limits(MaxLength = 100)]
    public string? Pays { get; init; }

    /// <summary>Country, ISO 3166 alpha-2.</summary>
    [Writable]
    public string? CountryCode { get; init; }

    /// <summary>Where it stands in the pipeline.</summary>
    [Writable]
    [EnumValues(
        PipelineStages.Prospect, PipelineStages.Qualification, PipelineStages.Proposition, PipelineStages.Negociation,
        PipelineStages.Signe, PipelineStages.Perdu, PipelineStages.Inactif, AliasesOf = typeof(PipelineStages))]
    [FieldAlias("stage_name")]
    public string PipelineStage { get; init; } = PipelineStages.Prospect;

    /// <summary>What it may bring, in euros.</summary>
    [Writable]
    [Limits(Minimum = 0, Digits = 15, Decimals = 2)]
    public decimal? MontantPotentiel { get; init; }

    /// <summary>When it signed.</summary>
    [Writable]
    public DateOnly? DateSignature { get; init; }

    /// <summary>How probable a signature is, 0 to 100.</summary>
    [Writable]
    [Limits(Minimum = 0, Maximum = 100)]
    public int? ProbabiliteSignature { get; init; }

    /// <summary>Assets under management, in euros.</summary>
    [Writable]
    [Limits(Minimum = 0, Digits = 18, Decimals = 2)]
    public decimal? Aum { get; init; }

    /// <summary>The date of <see cref="Aum"/>.</summary>
    [Writable]
    public DateOnly? AumDate { get; init; }

    /// <summary>Investment strategies.</summary>
    [Writable]
    [Limits(MaxItems = 200)]
    public IReadOnlyList<string> Strategies { get; init; } = [];

    /// <summary>Legal domicile.</summary>
    [Writable]
    [Limits(MaxLength = 100)]
    public string? Domicile { get; init; }

    /// <summary>Language, for example <c>fr</c>.</summary>
    [Writable]
    public string? Language { get; init; }

    /// <summary>Free notes.</summary>
    [Writable]
    [Limits(MaxLength = 100_000)]
    public string? Notes { get; init; }

    /// <summary>Tags.</summary>
    [Writable]
    [Limits(MaxItems = 200)]
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Whether we still work with it.</summary>
    [Writable]
    public bool IsActive { get; init; } = true;

    /// <summary>The number of the user in charge.</summary>
    [FieldAlias("assigned_user_id")]
    public long? AssignedTo { get; init; }

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

    /// <summary>The user in charge.</summary>
    public User? AssignedUser { get; init; }

    /// <summary>The person to talk to first.</summary>
    public Contact? PrimaryContact { get; init; }

    /// <summary>Everybody we know there, the primary contact first, then by the age of the link; 1,000 at most.</summary>
    [Untracked]
    public IReadOnlyList<Contact> People { get => field ?? []; init; }
}
