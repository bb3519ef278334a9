namespace Alforis.Workflows.Engine.Tests.Model;

/// <summary>A nested object that refers to its own type and to another that may be absent.</summary>
public sealed record Owner
{
    public int Id { get; init; }

    public string? Email { get; init; }

    public int? Age { get; init; }

    public Address? Address { get; init; }

    public Owner? Manager { get; init; }

    public List<string> Phones { get; init; } = [];

    public IEnumerable<Owner>? Reports { get; init; }
}

public sealed record Address(string? City, decimal? Rent);
