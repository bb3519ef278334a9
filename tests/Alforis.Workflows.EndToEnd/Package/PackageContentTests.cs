using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace Alforis.Workflows.EndToEnd.Package;

[Collection(PackageCollection.Name)]
[Trait("Category", "Slow")]
public sealed class PackageContentTests(PackedEngine packed)
{
    private const string Library = "lib/net10.0/Alforis.Workflows.Engine.dll";

    private static readonly Guid EmbeddedSource = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");

    [Fact]
    public void Package_Files_AreTheLibraryItsDocumentationAndWhatDescribesIt()
    {
        using var package = ZipFile.OpenRead(packed.PackagePath);

        Assert.Equal(
            ["Alforis.Workflows.Engine.nuspec", "README.md", "icon.png", Library, "lib/net10.0/Alforis.Workflows.Engine.xml"],
            package.Entries.Select(e => e.FullName).Where(n => !n.StartsWith('_') && !n.StartsWith('[') && !n.StartsWith("package/", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Package_Metadata_NamesLicenceReadmeIconAndAbstractionsOnly()
    {
        using var package = ZipFile.OpenRead(packed.PackagePath);
        using var nuspec = package.GetEntry("Alforis.Workflows.Engine.nuspec")!.Open();
        var metadata = XDocument.Load(nuspec).Root!.Elements().Single();
        string? Value(string name) => metadata.Elements().SingleOrDefault(e => e.Name.LocalName == name)?.Value;

        Assert.Equal(("Alforis.Workflows.Engine", PackedEngine.Version, "MIT"), (Value("id"), Value("version"), Value("license")));
        Assert.Equal(("README.md", "icon.png"), (Value("readme"), Value("icon")));
        Assert.StartsWith("MIT License", File.ReadAllText(Path.Combine(Repository.Root, "LICENSE")), StringComparison.Ordinal);
        Assert.Equal(
            ["Microsoft.Extensions.DependencyInjection.Abstractions", "Microsoft.Extensions.Logging.Abstractions"],
            metadata.Descendants().Where(e => e.Name.LocalName == "dependency").Select(e => e.Attribute("id")!.Value).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Package_Icon_IsASmallPicture()
    {
        using var package = ZipFile.OpenRead(packed.PackagePath);
        using var reader = new BinaryReader(package.GetEntry("icon.png")!.Open());
        var header = reader.ReadBytes(24);

        Assert.Equal("89504E470D0A1A0A", Convert.ToHexString(header, 0, 8));
        Assert.Equal((128, 128), (header[18] << 8 | header[19], header[22] << 8 | header[23]));
    }

    [Fact]
    public async Task Symbols_HaveEverySourceInThem_UnderPathsOfNoMachine()
    {
        await using var symbols = await ZipFile.OpenReadAsync(packed.SymbolsPath, TestContext.Current.CancellationToken);
        using var pdb = MetadataReaderProvider.FromPortablePdbStream(await ReadAsync(symbols, Path.ChangeExtension(Library, ".pdb")));
        var metadata = pdb.GetMetadataReader();

        var documents = metadata.Documents.Select(d => metadata.GetString(metadata.GetDocument(d).Name)).ToList();

        Assert.NotEmpty(documents);
        Assert.All(documents, d => Assert.StartsWith("/_", d, StringComparison.Ordinal));
        Assert.All(metadata.Documents, d => Assert.Contains(
            metadata.GetCustomDebugInformation(d), i => metadata.GetGuid(metadata.GetCustomDebugInformation(i).Kind) == EmbeddedSource));
    }

    [Fact]
    public async Task Pack_Again_MakesTheSameLibrary()
    {
        var again = Path.Combine(packed.NewFolder(), "again");

        await packed.PackAsync(again);

        await using var first = await ZipFile.OpenReadAsync(packed.PackagePath, TestContext.Current.CancellationToken);
        await using var second = await ZipFile.OpenReadAsync(Path.Combine(again, Path.GetFileName(packed.PackagePath)), TestContext.Current.CancellationToken);
        var library = await ReadAsync(first, Library);
        Assert.Equal(library.ToArray(), (await ReadAsync(second, Library)).ToArray());
        using var reader = new PEReader(library);
        Assert.Contains(reader.ReadDebugDirectory(), d => d.Type == DebugDirectoryEntryType.Reproducible);
    }

    private static async Task<MemoryStream> ReadAsync(ZipArchive archive, string name)
    {
        await using var entry = await archive.GetEntry(name)!.OpenAsync(TestContext.Current.CancellationToken);
        var copy = new MemoryStream();
        await entry.CopyToAsync(copy, TestContext.Current.CancellationToken);
        copy.Position = 0;
        return copy;
    }
}
