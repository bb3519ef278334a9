using System.ComponentModel.DataAnnotations;
using Alforis.Crm.Data.Rows;
using Microsoft.AspNetCore.Mvc;

namespace Alforis.Workflows.Host.Api;

/// <summary>Which part of a list is asked for.</summary>
internal abstract record PageRequest : IValidatableObject
{
    /// <summary>How many are left out before the part; 0 by default.</summary>
    [FromQuery(Name = "skip")]
    [Range(0, ApiLimits.MostSkipped)]
    public int? Skip { get; init; }

    /// <summary>How many there are in the part at most; 50 by default.</summary>
    [FromQuery(Name = "limit")]
    [Range(1, ApiLimits.MostItems)]
    public int? Limit { get; init; }

    /// <summary>What the list is sorted by; a hyphen before the name turns the order round.</summary>
    [FromQuery(Name = "sort")]
    [MaxLength(100)]
    public string? Sort { get; init; }

    public virtual IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Orders().Allows(Sort)) yield break;
        var names = string.Join(", ", Orders().Names);
        yield return new ValidationResult(names.Length == 0 ? "The list has an order of its own." : $"It can be sorted by {names}; with a hyphen before it, from the largest on.", [nameof(Sort)]);
    }

    /// <summary>The part.</summary>
    public ListPart Part() => new(Skip ?? 0, Limit ?? ApiLimits.UsualItems, Sort);

    /// <summary>The part as it is answered.</summary>
    public Page<T> Answer<T>(ListPage<T> page) => new() { Total = page.Total, Skip = Skip ?? 0, Limit = Limit ?? ApiLimits.UsualItems, Items = page.Items };

    /// <summary>The orders that the list has.</summary>
    protected abstract SortOrders Orders();
}
