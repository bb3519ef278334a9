using System.Diagnostics;
using System.Globalization;
using Alforis.Testing;

namespace Alforis.Workflows.EndToEnd.Crashes;

/// <summary>A file system of its own that is small enough to be filled.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly string ballast;

    private SmallDisk(string path)
    {
        Path = path;
        ballast = System.IO.Path.Combine(path, "ballast");
    }

    public string Path { get; }

    /// <summary>What is free, in bytes.</summary>
    public long Free => new DriveInfo(Path).AvailableFreeSpace;

    /// <summary>Mounts one, or says nothing when this process may not.</summary>
    public static SmallDisk? Mount(int megabytes)
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess) return null;
        var path = TestDirectories.Create("disk");
        if (Run("mount", "-t", "tmpfs", "-o", string.Create(CultureInfo.InvariantCulture, $"size={megabytes}m,mode=0755"), "tmpfs", path)) return new SmallDisk(path);
        TestDirectories.Remove(path);
        return null;
    }

    /// <summary>Leaves no room for anybody.</summary>
    public void Fill()
    {
        using var file = new FileStream(ballast, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        var block = new byte[1 << 16];
        try
        {
            for (var size = block.Length; size >= 4096; size /= 2) Append(file, block.AsSpan(0, size));
        }
        catch (IOException)
        {
            // Full.
        }
    }

    /// <summary>Makes room.</summary>
    public void Empty() => File.Delete(ballast);

    public void Dispose()
    {
        Run("umount", "-l", Path);
        TestDirectories.Remove(Path);
    }

    private static void Append(FileStream file, ReadOnlySpan<byte> block)
    {
        try
        {
            while (true) file.Write(block);
        }
        catch (IOException)
        {
            // No room for a block of this size.
        }
    }

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true })!;
        return process.WaitForExit(TimeSpan.FromSeconds(20)) && process.ExitCode == 0;
    }
}
