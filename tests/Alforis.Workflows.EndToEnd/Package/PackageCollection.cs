namespace Alforis.Workflows.EndToEnd.Package;

/// <summary>Tests that share one package.</summary>
[CollectionDefinition(Name)]
public sealed class PackageCollection : ICollectionFixture<PackedEngine>
{
    public const string Name = "package";
}
