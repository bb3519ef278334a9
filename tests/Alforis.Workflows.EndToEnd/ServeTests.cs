using System.Globalization;

namespace Alforis.Workflows.EndToEnd;

/// <summary>Starting, stopping and losing the host on its embedded database.</summary>
[Trait("Category", "Crash")]
public sealed class ServeTests : IDisposable
{
    private readonly DataDirectory data = new();

    [Fact]
    public async Task Serve_StoppedKilledAndStartedAgain_EverythingIsStillThere()
    {
        await using (var host = await HostProcess.ServeAsync(data.Path))
        {
            await using var crm = await CrmClient.ConnectAsync(data.Path);
            Assert.Equal("ACME Gestion Privée", await crm.ScalarAsync<string>("SELECT nom FROM search_organisations('acme')"));
            Assert.Equal(3, await crm.ScalarAsync<int>("SELECT count(*) FROM workflows WHERE is_template AND status = 'draft'"));
            await crm.ExecuteAsync("INSERT INTO organisations (nom) VALUES ('Reste là')");
            Assert.Equal(0, await host.StopAsync());
        }

        await using (var host = await HostProcess.ServeAsync(data.Path))
        {
            await using var crm = await CrmClient.ConnectAsync(data.Path);
            Assert.Equal(1, await crm.ScalarAsync<int>("SELECT count(*) FROM organisations WHERE nom = 'Reste là'"));
            await crm.ExecuteAsync("INSERT INTO organisations (nom) VALUES ('Survit')");
            var postmaster = await PostmasterAsync();
            await host.SignalAsync("KILL");
            await HostProcess.SignalAsync(postmaster, "KILL");
            await host.WaitAsync();
        }

        await using var again = await HostProcess.ServeAsync(data.Path);
        await using var client = await CrmClient.ConnectAsync(data.Path);
        Assert.Equal(2, await client.ScalarAsync<int>("SELECT count(*) FROM organisations WHERE nom IN ('Reste là', 'Survit')"));
        Assert.Equal(4, await client.ScalarAsync<int>("SELECT count(*) FROM organisations WHERE nom NOT IN ('Reste là', 'Survit')"));
    }

    [Fact]
    public async Task Serve_SecondOnTheSameData_SaysSoAndTheFirstGoesOn()
    {
        await using var host = await HostProcess.ServeAsync(data.Path);

        var (exitCode, output, error) = await HostProcess.RunAsync("serve", "--data", data.Path, "--urls", "http://127.0.0.1:0");

        Assert.NotEqual(0, exitCode);
        Assert.Contains(data.Path, output + error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output + error, StringComparison.Ordinal);
        await using var crm = await CrmClient.ConnectAsync(data.Path);
        Assert.Equal(4, await crm.ScalarAsync<int>("SELECT count(*) FROM organisations"));
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Serve_InstalledPostgresHidden_RunsOnTheNpmBinaries()
    {
        await using var host = await HostProcess.ServeAsync(data.Path, ("ALFORIS_POSTGRES", "npm"));
        await using var crm = await CrmClient.ConnectAsync(data.Path);

        Assert.StartsWith("18", await crm.ScalarAsync<string>("SHOW server_version"), StringComparison.Ordinal);
        Assert.Equal("ACME Gestion Privée", await crm.ScalarAsync<string>("SELECT nom FROM search_organisations('acme')"));
    }

    public void Dispose() => data.Dispose();

    private async Task<int> PostmasterAsync()
    {
        var file = Directory.EnumerateFiles(data.Path, "postmaster.pid", SearchOption.AllDirectories).Single();
        var lines = await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken);
        return int.Parse(lines[0], CultureInfo.InvariantCulture);
    }
}
