using System.Reflection;
using System.Xml.Linq;

namespace Alforis.Workflows.Architecture.Tests.References;

/// <summary>Engine ← Crm.Data ← Host, and nothing the other way.</summary>
public sealed class ReferenceArrowTests
{
    [Theory]
    [InlineData("Alforis.Workflows.Engine", "")]
    [InlineData("Alforis.Crm.Data", "Alforis.Workflows.Engine")]
    [InlineData("Alforis.Workflows.Host", "Alforis.Crm.Data")]
    public void ProjectReferences_OfProject_FollowTheArrows(string project, string expected) =>
        Assert.Equal(expected, string.Join(", ", Includes(project, "ProjectReference").Select(Path.GetFileNameWithoutExtension)));

    [Theory]
    [InlineData("Alforis.Workflows.Engine", new string[0])]
    [InlineData("Alforis.Crm.Data", new[] { "Alforis.Workflows.Engine" })]
    [InlineData("Alforis.Workflows.Host", new[] { "Alforis.Crm.Data", "Alforis.Workflows.Engine" })]
    public void AssemblyReferences_OfProject_FollowTheArrows(string assembly, string[] allowed) =>
        Assert.Empty(References(assembly).Where(name => name.StartsWith("Alforis.", StringComparison.Ordinal)).Except(allowed, StringComparer.Ordinal));

    [Fact]
    public void AssemblyReferences_OfEngine_AreTheBaseLibraryAndAbstractions() =>
        Assert.DoesNotContain(References("Alforis.Workflows.Engine"), name => !IsAllowedInEngine(name));

    [Fact]
    public void PackageReferences_OfEngine_AreAbstractions() =>
        Assert.DoesNotContain(Includes("Alforis.Workflows.Engine", "PackageReference"), name => !IsAllowedInEngine(name));

    [Theory]
    [InlineData("System.Text.Json", true)]
    [InlineData("Microsoft.Extensions.Logging.Abstractions", true)]
    [InlineData("Microsoft.Extensions.Logging", false)]
    [InlineData("Microsoft.AspNetCore.Http.Abstractions", false)]
    [InlineData("System.Data.Common", false)]
    [InlineData("Npgsql", false)]
    public void IsAllowedInEngine_Assembly_AsTheArrowsSay(string name, bool allowed) => Assert.Equal(allowed, IsAllowedInEngine(name));

    // SQL and HTTP are in the base library too, and still no business of the engine's.
    private static bool IsAllowedInEngine(string name) => name switch
    {
        _ when name.StartsWith("System.Data", StringComparison.Ordinal) || name.StartsWith("System.Net", StringComparison.Ordinal) => false,
        _ when name.StartsWith("System.", StringComparison.Ordinal) => true,
        _ => name.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal) && name.EndsWith(".Abstractions", StringComparison.Ordinal),
    };

    private static IEnumerable<string> References(string assembly) =>
        Assembly.Load(assembly).GetReferencedAssemblies().Select(reference => reference.Name!);

    private static IEnumerable<string> Includes(string project, string element) =>
        XDocument.Parse(Repository.Read($"src/{project}/{project}.csproj"))
            .Descendants(element)
            .Select(reference => reference.Attribute("Include")!.Value);
}
