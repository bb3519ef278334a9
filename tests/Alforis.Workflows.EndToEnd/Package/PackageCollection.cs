namespace Alforis.Workflows.EndToEnd.Package;

/// <summary>Tests that share one package.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class PackageCollection : ICollectionFixture<PackedEngine>
{
    public const string Name = "package";
}
