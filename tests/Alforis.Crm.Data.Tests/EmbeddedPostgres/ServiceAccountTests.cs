using System.Globalization;
using System.Runtime.Versioning;
using Alforis.Crm.Data.EmbeddedPostgres;
using Alforis.Testing;

namespace Alforis.Crm.Data.Tests.EmbeddedPostgres;

[UnsupportedOSPlatform("windows")]
public sealed class ServiceAccountTests
{
    [Fact(Timeout = 30_000)]
    public async Task WaysDown_EachThatThisMachineHas_RunsTheCommandAsThatUserWithItsArguments()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root can become somebody else.");
        var token = TestContext.Current.CancellationToken;
        var account = await ServiceAccount.ChooseAsync(null, TimeProvider.System, token);
        var tried = 0;
        foreach (var prefix in ServiceAccount.WaysDown(account.Name, account.UserId, account.GroupId))
        {
            var command = (account with { Prefix = prefix }).Run(CommandLine.Of("sh", "-c", "id -u; printf '%s\\n' \"$@\"", "sh", "-D", "a b"));
            var result = await ToolProcess.RunAsync(command, TimeSpan.FromSeconds(10), TimeProvider.System, token);
            if (result.ExitCode == 127)
                continue;
            tried++;
            Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"{account.UserId}\n-D\na b\n"), result.Output);
        }

        Assert.NotEqual(0, tried);
    }

    [Fact(Timeout = 30_000)]
    public async Task ChooseAsync_NotRoot_StaysWhoItIs()
    {
        Assert.SkipWhen(Environment.IsPrivilegedProcess, "Root steps down.");
        var account = await ServiceAccount.ChooseAsync(null, TimeProvider.System, TestContext.Current.CancellationToken);
        Assert.False(account.SteppedDown);
    }

    [Fact(Timeout = 60_000)]
    public async Task StartAsync_RootWantsAnUnreachablePlace_UsesAnotherThatReadersFindToo()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root steps down to an account that cannot reach its places.");
        using var sandbox = new ServerSandbox();
        File.SetUnixFileMode(sandbox.Root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        try
        {
            await using var server = await sandbox.StartAsync();
            Assert.Equal(DataDirectoryLayout.Relocated(sandbox.Data), server.DataDirectory);
            Assert.Contains(sandbox.Messages, m => m.Contains(server.DataDirectory, StringComparison.Ordinal) && m.Contains(sandbox.Data, StringComparison.Ordinal));
            var read = await EmbeddedPostgresConnection.TryReadAsync(sandbox.Data, TestContext.Current.CancellationToken);
            Assert.Equal(new EmbeddedPostgresConnection(server.ConnectionUri, IsRunning: true), read);
        }
        finally
        {
            TestDirectories.Remove(DataDirectoryLayout.Relocated(sandbox.Data));
        }
    }
}
