namespace Alforis.Workflows.Architecture.Tests.Stages;

/// <summary>The folders below a root namespace as a pipeline: a stage may use itself and what stands before it.</summary>
internal sealed record StageOrder(string RootNamespace, IReadOnlyList<string> Stages)
{
    public static StageOrder Engine { get; } = new(
        "Alforis.Workflows.Engine",
        [
            "Diagnostics", "Definitions", "Schema", "Parsing", "Templates", "Binding", "Analysis", "Compilation", "Conditions", "Matching", "Explaining",
            "Execution", "DependencyInjection",
        ]);

    /// <summary>One sentence for each use that goes the wrong way, and each type that stands in no stage.</summary>
    public IEnumerable<string> Violations(IEnumerable<TypeUse> uses) => uses
        .Where(use => Owns(use.UserNamespace))
        .Select(Violation)
        .OfType<string>()
        .Distinct(StringComparer.Ordinal);

    private string? Violation(TypeUse use)
    {
        var user = Position(use.UserNamespace);
        if (user < 0)
        {
            return $"{use.User} is in {use.UserNamespace}, which is no stage.";
        }

        return Owns(use.UsedNamespace) && Position(use.UsedNamespace) > user ? $"{use.User} uses the later {use.Used}." : null;
    }

    private bool Owns(string name) =>
        string.Equals(name, RootNamespace, StringComparison.Ordinal) || name.StartsWith(RootNamespace + ".", StringComparison.Ordinal);

    private int Position(string name) => name.Length <= RootNamespace.Length
        ? -1
        : Stages.ToList().IndexOf(name[(RootNamespace.Length + 1)..].Split('.')[0]);
}
