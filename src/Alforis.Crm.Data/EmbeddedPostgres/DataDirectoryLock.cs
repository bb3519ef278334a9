using System.Globalization;
using System.Runtime.Versioning;

namespace Alforis.Crm.Data.EmbeddedPostgres;

/// <summary>
/// Keeps a data directory to one process. The operating system gives the lock back when the process dies, however it dies.
/// </summary>
[UnsupportedOSPlatform("windows")]
internal sealed class DataDirectoryLock : IDisposable
{
    private readonly FileStream _file;

    private DataDirectoryLock(FileStream file) => _file = file;

    /// <exception cref="EmbeddedPostgresException">Another process has the directory, or it cannot be written.</exception>
    internal static DataDirectoryLock Take(DataDirectoryLayout layout, ServiceAccount account)
    {
        FileStream file;
        try
        {
            file = PrivateFile.OpenAlone(layout.Lock);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new EmbeddedPostgresException(
                $"The data directory {layout.Root} cannot be written: {e.Message} Give this user the right to write there or choose another data directory.", e);
        }
        catch (IOException e) when (HolderOf(layout) is { } holder)
        {
            throw new EmbeddedPostgresException(
                $"The database in {layout.Root} is already run by process {holder}. Stop that process, or choose another data directory.", e);
        }
        catch (IOException e)
        {
            throw new EmbeddedPostgresException(
                $"The data directory {layout.Root} cannot be locked: {e.Message} Free the disk or choose another data directory.", e);
        }

        try
        {
            using (var owner = new StreamWriter(PrivateFile.Create(layout.Owner)))
                owner.Write(Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            account.Give(layout.Lock);
            account.Give(layout.Owner);
            return new DataDirectoryLock(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            file.Dispose();
            throw new EmbeddedPostgresException(
                $"The data directory {layout.Root} cannot be written: {e.Message} Check the rights and the free space there.", e);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public void Dispose() => _file.Dispose();

    private static string? HolderOf(DataDirectoryLayout layout)
    {
        try
        {
            using var probe = new FileStream(layout.Lock, FileMode.Open, FileAccess.Read, FileShare.Read);
            return null;
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
        catch (IOException)
        {
            return File.Exists(layout.Lock) ? ReadOwner(layout) : null;
        }
    }

    private static string ReadOwner(DataDirectoryLayout layout)
    {
        try
        {
            return File.ReadAllText(layout.Owner);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "unknown";
        }
    }
}
