using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Benchmarks.Conditions;

/// <summary>What conditions are evaluated over: a deal and its organisation, as a CRM has them.</summary>
internal sealed record BenchmarkContext(BenchmarkDeal? Deal, BenchmarkOrganisation? Organisation);

internal sealed record BenchmarkDeal
{
    public required long Id { get; init; }

    public decimal? Montant { get; init; }

    public int Probabilite { get; init; }

    [EnumValues("prospect", "qualification", "proposition", "negociation", "signe", "perdu", "inactif")]
    public required string Stage { get; init; }

    public DateOnly? DateCloturePrevue { get; init; }
}

internal sealed record BenchmarkOrganisation
{
    public required long Id { get; init; }

    public required string Nom { get; init; }

    public bool IsActive { get; init; }
}

/// <summary>The settings of the benchmark's only action.</summary>
internal sealed record BenchmarkActionSettings
{
    public required string Title { get; init; }
}
