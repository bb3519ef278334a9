using System.Text.Json;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Tests.Model;

public enum Couleur
{
    Rouge,
    BleuClair,
    Vert,
}

/// <summary>An entity with a field of every type that conditions know, nullable and not.</summary>
public sealed class Item
{
    [Untracked]
    public int Id { get; init; }

    public int? Count { get; init; }

    public long Big { get; init; }

    public byte Level { get; init; }

    public ulong Huge { get; init; }

    public decimal Amount { get; init; }

    [Writable]
    public decimal? Price { get; init; }

    public double Ratio { get; init; }

    public double? Score { get; init; }

    [Writable]
    public string Name { get; init; } = "";

    [Writable]
    public string? Note { get; init; }

    public bool Active { get; init; }

    [Writable]
    public bool? Approved { get; init; }

    public DateOnly Day { get; init; }

    [Writable]
    public DateOnly? Due { get; init; }

    public DateTime Created { get; init; }

    public DateTime? Seen { get; init; }

    public DateTimeOffset Moment { get; init; }

    [Writable]
    public DateTimeOffset? Deadline { get; init; }

    public Couleur Colour { get; init; }

    public Couleur? Accent { get; init; }

    [Writable]
    [EnumValues("prospect", "negociation", "en_cours", "signe")]
    public string Stage { get; init; } = "prospect";

    [EnumValues("prospect", "negociation", "en_cours", "signe")]
    public string? OldStage { get; init; }

    [Writable]
    public List<string> Tags { get; init; } = [];

    public List<string>? Labels { get; init; }

    public int[] Numbers { get; init; } = [];

    public double[]? Weights { get; init; }

    public List<DateTime>? Visits { get; init; }

    public List<JsonElement> Documents { get; init; } = [];

    public Owner? Owner { get; init; }

    public IReadOnlyList<Owner?>? Contacts { get; init; }

    [Writable]
    public JsonElement? Data { get; init; }
}
