using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Benchmarks.Templates;

/// <summary>What the letters are written from.</summary>
internal sealed record LetterContext(Letter Letter, List<LetterRow> Rows);

internal sealed record Letter
{
    public required long Id { get; init; }

    public required string Name { get; init; }

    public required decimal Amount { get; init; }

    public required DateOnly Due { get; init; }

    public string? Owner { get; init; }

    public bool Urgent { get; init; }
}

internal sealed record LetterRow(string Product, int Quantity);

/// <summary>The settings of the benchmark's only action.</summary>
internal sealed record LetterSettings
{
    public required string Text { get; init; }
}
