using System.Runtime.Versioning;

namespace Alforis.Crm.Data.EmbeddedPostgres;

/// <summary>Makes files that only their owner may read.</summary>
[UnsupportedOSPlatform("windows")]
internal static class PrivateFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>
    /// A new, empty file in place of whatever is there: the rights of an old one would stay, and who has it open could read on.
    /// </summary>
    internal static FileStream Create(string path)
    {
        File.Delete(path);
        return new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly });
    }

    /// <summary>Opens a file for this process alone, made when missing.</summary>
    internal static FileStream OpenAlone(string path) => new(path, new FileStreamOptions
    {
        Mode = FileMode.OpenOrCreate,
        Access = FileAccess.ReadWrite,
        Share = FileShare.None,
        UnixCreateMode = OwnerOnly,
    });
}
