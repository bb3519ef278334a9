using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Alforis.Testing;
using Alforis.Workflows.Host.Hooks;
using Alforis.Workflows.Host.Tests.Serving;
using Dapper;
using Npgsql;

namespace Alforis.Workflows.Host.Tests.Hooks;

public sealed class HookVerbsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The example that the verb prints is what people try first.</summary>
    [Theory]
    [InlineData("--event=formulaire_contact")]
    [InlineData("--bearer")]
    public async Task Create_PrintedExample_IsTaken(string option)
    {
        if (!File.Exists("/bin/bash") || !IsThere("openssl") || !IsThere("curl")) Assert.Skip("bash, openssl or curl is not here.");
        await using var host = await HookHost.StartAsync();
        var output = await host.SaysAsync("create", "site-web", option);
        await host.KnowsAllAsync();

        var example = output[output.IndexOf("A call, as an example:", StringComparison.Ordinal)..];
        example = example[(example.IndexOf('\n', StringComparison.Ordinal) + 1)..];
        using var bash = Process.Start(new ProcessStartInfo("/bin/bash", ["-c", example])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, Environment = { ["ALFORIS_URL"] = host.Http.BaseAddress!.AbsoluteUri.TrimEnd('/') },
        })!;
        var answer = await bash.StandardOutput.ReadToEndAsync(Cancellation);
        await bash.WaitForExitAsync(Cancellation);

        Assert.StartsWith("{\"event_id\":", answer, StringComparison.Ordinal);
        Assert.Equal(1, await host.EventsAsync());
    }

    [Fact]
    public async Task Secrets_OnceMade_AreNowhereToBeRead()
    {
        await using var host = await HookHost.StartAsync();
        var signing = await host.SecretAsync("create", "site-web", "--name", "Site", "--description", "Le formulaire");
        var bearer = await host.SecretAsync("create", "erp", "--bearer");
        var call = new SignedCall("site-web", signing);
        using var taken = await host.SendUntilKnownAsync(() => call.Request());
        using var refused = await host.Http.SendAsync((call with { Id = "x" }).Request("v1,AAAA"), Cancellation);

        var stored = await host.ScalarAsync<string>(
            """
            SELECT concat((SELECT json_agg(h) FROM incoming_hooks h), (SELECT json_agg(s) FROM incoming_hook_secrets s), (SELECT json_agg(c) FROM workflow.hook_calls c),
              (SELECT json_agg(e) FROM workflow.events e))
            """);
        var list = await host.SaysAsync("list");
        var json = await host.SaysAsync("list", "--json");
        var answers = await taken.Content.ReadAsStringAsync(Cancellation) + await refused.Content.ReadAsStringAsync(Cancellation);

        var key = Convert.FromBase64String(signing["whsec_".Length..]);
        foreach (var secret in (string[])[signing["whsec_".Length..], bearer, bearer["hook_".Length..], Convert.ToHexString(key)])
            Assert.DoesNotContain(secret, stored + list + json + answers, StringComparison.OrdinalIgnoreCase);
        Assert.Matches(@"(?m)^site-web +Site +signature +site-web +active +1 +\d{4}-", list);
        Assert.Matches(@"(?m)^erp +erp +bearer +erp +active +1 +-$", list);
        Assert.Equal("Le formulaire", JsonDocument.Parse(json).RootElement[1].GetProperty("description").GetString());
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(host.Keys));
    }

    [Fact]
    public async Task Create_SlugThatIsTaken_SaysSoAndKeepsTheSecret()
    {
        await using var host = await HookHost.StartAsync();
        var secret = await host.SecretAsync("create", "erp", "--bearer");
        var console = host.Console();

        Assert.Equal(1, await console.RunAsync("hooks", "create", "erp", "--bearer"));

        Assert.Contains("There is a hook 'erp' already", console.Error, StringComparison.Ordinal);
        Assert.Equal("", console.Output);
        using var answer = await host.SendUntilKnownAsync(() => HookHost.BearerCall("erp", secret, "{}"));
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }

    [Theory]
    [InlineData("hooks create Site", "'Site' is no slug. A slug has 1 to 100 lower-case letters")]
    [InlineData("hooks create ../x", "'../x' is no slug.")]
    [InlineData("hooks create -", "'-' is no slug.")]
    [InlineData("hooks delete é", "'é' is no slug.")]
    public async Task Verb_NoSlug_SaysWhatOneLooksLike(string line, string said)
    {
        var console = new TestConsole();

        Assert.Equal(2, await console.RunAsync(line.Split(' ')));

        Assert.Contains(said, console.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rotate")]
    [InlineData("retire")]
    [InlineData("enable")]
    [InlineData("disable")]
    [InlineData("delete")]
    public async Task Verb_UnknownHook_SaysSo(string verb)
    {
        await using var database = await TestDatabase.CreateAsync(CrmDatabases.Migrated, Cancellation);
        var console = NamedDatabaseTests.On(database);

        Assert.Equal(1, await console.RunAsync("hooks", verb, "nobody"));

        Assert.StartsWith("There is no hook 'nobody'.", console.Error, StringComparison.Ordinal);
        Assert.Equal("", console.Output);
    }

    [Fact]
    public async Task Rotate_SixthSecret_IsRefusedUntilOldOnesEnd()
    {
        await using var host = await HookHost.StartAsync();
        await host.SecretAsync("create", "erp", "--bearer");
        for (var i = 0; i < 4; i++) await host.SecretAsync("rotate", "erp");
        var console = host.Console();

        Assert.Equal(1, await console.RunAsync("hooks", "rotate", "erp"));

        Assert.Contains("has 5 secrets already", console.Error, StringComparison.Ordinal);
        Assert.Contains("4 others have ended", await host.SaysAsync("retire", "erp"), StringComparison.Ordinal);
        Assert.Contains("there was no other", await host.SaysAsync("retire", "erp"), StringComparison.Ordinal);
        await host.SecretAsync("rotate", "erp");
    }

    [Fact]
    public async Task Delete_Hook_ForgetsItsSecretsAndCallsAndKeepsTheEvents()
    {
        await using var host = await HookHost.StartAsync();
        var call = new SignedCall("site-web", await host.SecretAsync("create", "site-web"));
        using var taken = await host.SendUntilKnownAsync(() => call.Request());

        await host.SaysAsync("delete", "site-web");
        using var refused = await host.Http.SendAsync((call with { Id = "msg_2" }).Request(), Cancellation);

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal(0, await host.ScalarAsync<long>("SELECT (SELECT count(*) FROM incoming_hook_secrets) + (SELECT count(*) FROM workflow.hook_calls)"));
        Assert.Equal(1, await host.EventsAsync());
        Assert.Equal("", (await host.SaysAsync("list")).Trim());
    }

    [Fact]
    public async Task Create_NamedDatabaseWithoutKeys_SaysWhatToDoAndMakesNothing()
    {
        await using var database = await TestDatabase.CreateAsync(CrmDatabases.Migrated, Cancellation);
        var console = NamedDatabaseTests.On(database);

        Assert.Equal(1, await console.RunAsync("hooks", "create", "site-web"));

        Assert.Contains("ALFORIS_KEYS", console.Error, StringComparison.Ordinal);
        Assert.Equal("", console.Output);
        // What is borne needs no keys.
        Assert.Equal(0, await NamedDatabaseTests.On(database).RunAsync("hooks", "create", "erp", "--bearer"));
        await using var connection = await database.DataSource.OpenConnectionAsync(Cancellation);
        Assert.Equal("erp", await connection.QuerySingleAsync<string>("SELECT slug FROM incoming_hooks"));
    }

    [Fact]
    public async Task Serve_StoredSecretIsDamaged_SaysSoAndTakesTheCallsOfOtherHooks()
    {
        await using var host = await HookHost.StartAsync();
        var damaged = new SignedCall("site-web", await host.SecretAsync("create", "site-web"));
        await host.ScalarAsync<object>("UPDATE incoming_hook_secrets SET sealed_secret = 'no base64!'");
        var good = new SignedCall("erp", await host.SecretAsync("create", "erp"));

        using var taken = await host.SendUntilKnownAsync(() => good.Request());
        using var answer = await host.Http.SendAsync(damaged.Request(), Cancellation);

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.ServiceUnavailable), (taken.StatusCode, answer.StatusCode));
        Assert.Contains(host.Logs, l => l.Contains("'site-web'", StringComparison.Ordinal) && l.Contains("is damaged", StringComparison.Ordinal));
    }

    /// <summary>A host that cannot check a call says so in its log, and asks the sender to come again: the call is not lost.</summary>
    [Theory]
    [InlineData(false, "none is named. Set ALFORIS_KEYS")]
    [InlineData(true, "the key is not in")]
    public async Task Serve_WithoutTheKeys_SaysSoAtStartAndAsksForAnotherTry(bool hasOthers, string said)
    {
        await using var host = await HookHost.StartAsync();
        var call = new SignedCall("site-web", await host.SecretAsync("create", "site-web"));
        var bearer = await host.SecretAsync("create", "erp", "--bearer");
        var others = TestDirectories.Create("keys");
        try
        {
            await using var other = await HookHost.StartBesideAsync(host, s => s with { Keys = hasOthers ? KeyRing.In(others) : KeyRing.None });

            using var answer = await other.Http.SendAsync(call.Request(), Cancellation);
            using var borne = await other.Http.SendAsync(HookHost.BearerCall("erp", bearer, "{}"), Cancellation);

            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.NotNull(answer.Headers.RetryAfter);
            Assert.Equal(HttpStatusCode.Accepted, borne.StatusCode);
            Assert.Contains(other.Logs, l => l.Contains("site-web", StringComparison.Ordinal) && l.Contains(said, StringComparison.Ordinal));
            Assert.DoesNotContain(other.Logs, l => l.Contains(call.Secret["whsec_".Length..], StringComparison.Ordinal));
        }
        finally
        {
            TestDirectories.Remove(others);
        }
    }

    [Fact]
    public async Task Serve_KeysThatAreNoDirectory_EndsAndSaysWhatToDo()
    {
        await using var database = await TestDatabase.CreateAsync(CrmDatabases.Migrated, Cancellation);
        var directory = TestDirectories.Create("keys");
        try
        {
            var file = Path.Combine(directory, "keys");
            await File.WriteAllTextAsync(file, "", Cancellation);
            var console = NamedDatabaseTests.On(database);

            Assert.Equal(1, await console.RunAsync("serve", "--urls", "http://127.0.0.1:0", "--roles", "api", "--keys", file));

            Assert.Contains($"The keys in {file} cannot be used", console.Error, StringComparison.Ordinal);
            Assert.Contains("ALFORIS_KEYS or --keys", console.Error, StringComparison.Ordinal);
        }
        finally
        {
            TestDirectories.Remove(directory);
        }
    }

    [Fact]
    public async Task Post_DatabaseGone_AsksForAnotherTry()
    {
        await using var host = await HookHost.StartAsync();
        var call = new SignedCall("site-web", await host.SecretAsync("create", "site-web"));
        using var taken = await host.SendUntilKnownAsync(() => call.Request());
        await using (var superuser = new NpgsqlConnection(host.Database.SuperuserConnectionString))
        {
            await superuser.OpenAsync(Cancellation);
            await superuser.ExecuteAsync("UPDATE pg_database SET datallowconn = false WHERE datname = current_database()");
            await superuser.ExecuteAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
        }

        using var answer = await host.Http.SendAsync((call with { Id = "msg_2" }).Request(), Cancellation);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.DoesNotContain("Host=", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsThere(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));
}
