using Alforis.Testing;

namespace Alforis.Workflows.EndToEnd;

/// <summary>
/// A data directory of a test's own, in memory where there is plenty of it, removed at the end. Processes die in these tests, never the machine: what they
/// wrote is there in memory as it is on disk.
/// </summary>
internal sealed class DataDirectory : IDisposable
{
    public string Path { get; } = TestDirectories.CreateFast("e2e");

    // A server on its way out may still write: what stays behind is swept by a later run.
    public void Dispose() => TestDirectories.Remove(Path);
}
