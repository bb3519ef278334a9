namespace Alforis.Workflows.Architecture.Tests.Sources;

public sealed class SourceRulesTests
{
    [Fact]
    public void Complaints_AboutThisRepository_None() =>
        Assert.Empty(Repository.Files.SelectMany(file => SourceRules.Complaints(file, IsText(file) ? Repository.Read(file) : "")));

    [Fact]
    public void Files_OfThisRepository_IncludeEveryProject() =>
        Assert.Equal(3, Repository.Files.Count(file => file.StartsWith("src/", StringComparison.Ordinal) && file.EndsWith(".csproj", StringComparison.Ordinal)));

    [Theory]
    [InlineData("src/A/B.cs", "  #region Fields", "region")]
    [InlineData("src/A/B.cs", "// T" + "ODO later", "task comment")]
    [InlineData("src/A/b.sql", "-- F" + "IXME", "task comment")]
    [InlineData("src/A/Helpers/B.cs", "class B;", "folder")]
    [InlineData("src/A/client/common/b.ts", "", "folder")]
    [InlineData("src/A/B.cs", "internal sealed class Deal" + "Manager", "Deal" + "Manager")]
    [InlineData("src/A/B.cs", "record struct String" + "Utils(int A)", "String" + "Utils")]
    [InlineData("src/A/A.csproj", "<PackageReference Include=\"X\" Version=\"1.0\" />", "package version")]
    [InlineData("src/A/A.csproj", "<PackageReference Include=\"X\" VersionOverride=\"1.0\" />", "package version")]
    [InlineData("client/package-lock.json", "\"resolved\": \"https://packages.example/x.tgz\"", "registry")]
    [InlineData("client/.npmrc", "registry=https://packages.example/", "registry")]
    [InlineData("nuget.config", "<add key=\"x\" value=\"https://packages.example/\" />", "registry")]
    public void Complaints_FileThatBreaksARule_NamesIt(string path, string content, string complaint) =>
        Assert.Contains(complaint, Assert.Single(SourceRules.Complaints(path, content)), StringComparison.Ordinal);

    [Theory]
    [InlineData("src/A/B.cs", "var status = \"todo\"; // the TodoList of a deal's manager")]
    [InlineData("src/A/B.cs", "internal sealed record DealManagerChanged;")]
    [InlineData("client/package-lock.json", "\"funding\": \"https://sponsor.example\"")]
    [InlineData("client/.npmrc", "omit-lockfile-registry-resolved=true")]
    [InlineData("src/A/A.csproj", "<PackageReference Include=\"X\" />")]
    public void Complaints_FileThatKeepsTheRules_None(string path, string content) => Assert.Empty(SourceRules.Complaints(path, content));

    [Theory]
    [InlineData(400, 0)]
    [InlineData(401, 1)]
    public void Complaints_FileOfManyLines_AboveFourHundred(int lines, int complaints) =>
        Assert.Equal(complaints, SourceRules.Complaints("src/A/B.cs", string.Concat(Enumerable.Repeat("x\n", lines))).Count());

    private static bool IsText(string file) => Path.GetExtension(file) is not (".png" or ".ico" or ".woff2" or ".zip" or ".pdf");
}
