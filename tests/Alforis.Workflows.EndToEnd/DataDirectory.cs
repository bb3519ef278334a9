namespace Alforis.Workflows.EndToEnd;

/// <summary>A data directory of a test's own, removed at the end.</summary>
internal sealed class DataDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("alforis-e2e-").FullName;

    public DataDirectory()
    {
        // The embedded server may run as another account, which has to pass through.
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Path, File.GetUnixFileMode(Path) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        }
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (IOException)
        {
            // A server on its way out may still write; the temporary directory is swept by the system.
        }
    }
}
