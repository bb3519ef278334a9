using System.Text.Json;

namespace Alforis.Workflows.Host.Tests.Validation;

/// <summary>A definition with mistakes, and what must be said about it.</summary>
internal sealed record BrokenDefinition(string Name, string Definition, IReadOnlyList<ExpectedDiagnostic> Expected)
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static IReadOnlyList<BrokenDefinition> All { get; } = Read();

    private static IReadOnlyList<BrokenDefinition> Read()
    {
        using var stream = typeof(BrokenDefinition).Assembly.GetManifestResourceStream("broken-definitions.json")!;
        return JsonSerializer.Deserialize<IReadOnlyList<BrokenDefinition>>(stream, Options)!;
    }
}

/// <summary>An error that must be reported.</summary>
internal sealed record ExpectedDiagnostic(string Code, string Pointer);
