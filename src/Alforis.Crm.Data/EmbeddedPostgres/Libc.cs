using System.Runtime.InteropServices;
using System.Text;

namespace Alforis.Crm.Data.EmbeddedPostgres;

/// <summary>The two system calls that .NET has no door to.</summary>
internal static class Libc
{
    internal const int SigInt = 2;
    internal const int SigQuit = 3;

    /// <summary>Sends a signal; false when the process is gone or belongs to somebody else.</summary>
    internal static bool Signal(int processId, int signal) => kill(processId, signal) == 0;

    /// <summary>Gives a file or directory to a user without following a link that somebody may have put in its place.</summary>
    internal static bool GiveTo(string path, uint userId, uint groupId) => lchown(Encoding.UTF8.GetBytes(path + '\0'), userId, groupId) == 0;

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int kill(int processId, int signal);

    [DllImport("libc", EntryPoint = "lchown", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int lchown(byte[] path, uint userId, uint groupId);
}
