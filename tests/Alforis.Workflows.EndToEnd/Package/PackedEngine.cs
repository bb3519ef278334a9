using System.Reflection;
using System.Security;

namespace Alforis.Workflows.EndToEnd.Package;

/// <summary>The engine's package, packed once for all tests that use it as strangers do.</summary>
public sealed class PackedEngine : IAsyncLifetime
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("alforis-package-");

    /// <summary>The version, which stands in one place of the repository.</summary>
    public static string Version { get; } =
        typeof(Engine.Schema.WorkflowSchema).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    public string PackagePath => Path.Combine(Packages, $"Alforis.Workflows.Engine.{Version}.nupkg");

    public string SymbolsPath => Path.ChangeExtension(PackagePath, ".snupkg");

    private string Packages => Path.Combine(root.FullName, "packages");

    public async ValueTask InitializeAsync() => await PackAsync(Packages);

    /// <summary>Packs into a folder; builds beside the repository, so that nothing that tests run is touched.</summary>
    public async Task PackAsync(string folder)
    {
        var project = Path.Combine(Repository.Root, "src", "Alforis.Workflows.Engine");
        var build = root.CreateSubdirectory("build-" + Path.GetFileName(folder)).FullName;
        await Shell.RunAsync(Repository.Root, $"dotnet pack '{project}' -c Release -v quiet --nologo --artifacts-path '{build}' -o '{folder}'");
    }

    /// <summary>
    /// An empty folder in which NuGet finds the package beside what the machine is set up for. Unpacked packages are kept in it, so that none
    /// of the same version is taken from elsewhere.
    /// </summary>
    public string NewFolder()
    {
        var folder = root.CreateSubdirectory(Path.GetRandomFileName()).FullName;
        File.WriteAllText(Path.Combine(folder, "nuget.config"), $"""
            <configuration>
              <packageSources>
                <add key="packed" value="{SecurityElement.Escape(Packages)}" />
              </packageSources>
              <config>
                <add key="globalPackagesFolder" value="{SecurityElement.Escape(Path.Combine(root.FullName, "unpacked"))}" />
              </config>
            </configuration>
            """);
        return folder;
    }

    public ValueTask DisposeAsync()
    {
        root.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
