using System.Text.Json;
using Alforis.Workflows.Host.Tests.Actions.CallWebhook;
using Alforis.Workflows.Host.Tests.Serving;
using Microsoft.AspNetCore.Http;

namespace Alforis.Workflows.Host.Tests.Targets;

public sealed class TargetVerbsTests
{
    private const string Token = "tr3s-s3cret-token";

    [Fact]
    public async Task Secrets_OnceMade_AreNowhereToBeRead()
    {
        await using var receiver = await WebhookReceiver.StartAsync(context =>
        {
            context.Response.StatusCode = context.Request.Path.Value!.EndsWith("/refus", StringComparison.Ordinal) ? 422 : 200;
            return context.Response.WriteAsync("Vu : " + context.Request.Headers.Authorization);
        });
        await using var crm = await TargetCrm.CreateAsync();
        var signing = await crm.SecretAsync("create", "erp", receiver.Address + "/" + Token, "--headers", crm.Headers($$"""{ "Authorization": "Bearer {{Token}}" }"""));
        await crm.SaysWithAsync(receiver.Address + "/" + Token + "/refus\n", "create", "refus", "-", "--unsigned");
        var console = crm.Console(
            """
            { "name": "Dehors", "trigger_type": "organisation_created", "actions": [
              { "type": "call_webhook", "on_error": "continue", "config": { "target": "refus" } },
              { "type": "call_webhook", "config": { "target": "erp", "body": { "nom": "{{ organisation.nom }}" } } }] }
            """);
        Assert.Equal(0, await console.RunAsync("import", "--activate", "-"));
        await using (var service = await RunningService.StartAsync(console))
        {
            await crm.ScalarAsync<object>("INSERT INTO organisations (nom) VALUES ('Été')");
            await Eventually.TrueAsync(
                async () => await crm.ScalarAsync<long>("SELECT count(*) FROM workflow_executions WHERE status = 'success'") == 1, () => console.Error);
        }

        var history = crm.Console();
        var id = await crm.ScalarAsync<long>("SELECT max(id) FROM workflow_executions");
        Assert.Equal(0, await history.RunAsync("executions", "show", $"{id}", "--json"));
        foreach (var verb in (string[][])[["list"], ["list", "--json"], ["show", "erp"], ["show", "erp", "--json"], ["rotate", "refus", "--json"]]) await crm.SaysAsync(verb);
        var places = await crm.DumpAsync() + crm.Said.Replace(signing, "", StringComparison.Ordinal) + console.Output + console.Error + history.Output + history.Error;

        Assert.Equal(2, receiver.Requests.Count);
        Assert.Contains("Vu : [secret]", places, StringComparison.Ordinal);
        var key = Convert.FromBase64String(signing["whsec_".Length..]);
        foreach (var secret in (string[])[Token, signing["whsec_".Length..], Convert.ToHexString(key), Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(Token))])
            Assert.DoesNotContain(secret, places, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("ftp://erp.example", "This is no address of the web: it must begin with https:// or http://.")]
    [InlineData("erp.example/tr3s", "This is no address of the web: it must begin with https:// or http://.")]
    [InlineData("https://marie:tr3s@erp.example", "An address of a target has no user and password: write them as the header Authorization.")]
    [InlineData("https://erp.example/#tr3s", "An address of a target has no part after '#': servers never see it.")]
    public async Task Create_BadAddress_SaysWhatIsWrongWithoutRepeatingIt(string url, string problem)
    {
        await using var crm = await TargetCrm.CreateAsync();
        var console = crm.Console();

        Assert.Equal(1, await console.RunAsync("targets", "create", "erp", url));

        Assert.Equal(problem, console.Error.Trim());
        Assert.Equal(0, await crm.ScalarAsync<long>("SELECT count(*) FROM webhooks"));
    }

    [Theory]
    [InlineData("""{ "Host": "tr3s" }""", "FILE: 'Host' cannot be a header. The header 'Host' is set by the service and cannot be given.")]
    [InlineData("""{ "Webhook-Signature": "tr3s" }""", "FILE: 'Webhook-Signature' cannot be a header. The header 'Webhook-Signature' is set by the service and cannot be given. Leave it out: ")]
    [InlineData("""{ "Transfer-Encoding": "tr3s" }""", "FILE: 'Transfer-Encoding' cannot be a header. ")]
    [InlineData("""{ "X A": "tr3s" }""", "FILE: 'X A' cannot be a header. ")]
    [InlineData("""{ "X-A": "tr3s\r\nX-B: b" }""", "FILE: The value of the header 'X-A' must be one line without control characters.")]
    [InlineData("""{ "X-A": null }""", "FILE: The header 'X-A' has no value.")]
    [InlineData("""{ "X-A": 1 }""", "FILE: This is no JSON object of texts")]
    [InlineData("""{ "X-A": "tr3s", "X-A": "b" }""", "FILE: This is no JSON object of texts, each name once")]
    [InlineData("""{ "X-A": "tr3s", "x-a": "b" }""", "FILE: The header 'X-A' is there twice")]
    [InlineData("null", "FILE: This is no JSON object of texts")]
    [InlineData("tr3s", "FILE: This is no JSON object of texts")]
    public async Task Create_BadHeaders_SaysWhatIsWrongWithoutTheirValues(string headers, string problem)
    {
        await using var crm = await TargetCrm.CreateAsync();
        var console = crm.Console();

        var file = crm.Headers(headers);

        Assert.Equal(1, await console.RunAsync("targets", "create", "erp", "https://erp.example", "--headers", file));

        Assert.StartsWith(problem.Replace("FILE", file, StringComparison.Ordinal), console.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("tr3s", console.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "'' is no file name.")]
    [InlineData("nowhere.json", "There is no such file.")]
    public async Task Create_HeadersThatCannotBeRead_SaysSo(string file, string problem)
    {
        await using var crm = await TargetCrm.CreateAsync();
        var console = crm.Console();

        Assert.Equal(1, await console.RunAsync("targets", "create", "erp", "https://erp.example", "--headers", file));

        Assert.Equal($"{file}: {problem}", console.Error.Trim());
    }

    [Theory]
    [InlineData(30_000, "")]
    [InlineData(40_000, ": Headers have at most 32 KB.")]
    public async Task Create_ManyHeaders_AreStoredOrRefused(int length, string problem)
    {
        await using var crm = await TargetCrm.CreateAsync();
        var console = crm.Console();

        var code = await console.RunAsync("targets", "create", "erp", "https://erp.example", "--headers", crm.Headers($$"""{ "X-A": "{{new string('x', length)}}" }"""));

        Assert.Equal(problem.Length == 0 ? 0 : 1, code);
        Assert.Contains(problem, console.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1000, 'x', 0)]
    [InlineData(2000, 'x', 1)]
    [InlineData(1000, 'é', 1)]
    public async Task Create_LongAddress_IsStoredOrRefused(int length, char letter, int code)
    {
        await using var crm = await TargetCrm.CreateAsync();
        var console = crm.Console();

        Assert.Equal(code, await console.RunAsync("targets", "create", "erp", "https://erp.example/" + new string(letter, length)));

        Assert.Equal(code == 1, console.Error.StartsWith("The address has more than 2000 characters", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Subscribe_UnknownEvent_NamesThoseThatAreThereOnOneLine()
    {
        await using var crm = await TargetCrm.CreateAsync();
        var console = crm.Console();

        Assert.Equal(2, await console.RunAsync("targets", "subscribe", "erp", "deal_updatd"));

        Assert.StartsWith(
            "Argument 'deal_updatd' not recognized. Must be one of: 'organisation_created', 'organisation_updated', 'deal_created', 'deal_updated', 'deal_stage_changed'" + Environment.NewLine,
            console.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_NameThatIsThere_IsRefused()
    {
        await using var crm = await TargetCrm.CreateAsync();
        await crm.SecretAsync("create", "erp", "https://erp.example");
        var console = crm.Console();

        Assert.Equal(1, await console.RunAsync("targets", "create", "ERP", "https://other.example"));

        Assert.StartsWith("There is a webhook target 'ERP' already.", console.Error, StringComparison.Ordinal);
        Assert.Equal("https://erp.example", await crm.ScalarAsync<string>("SELECT origin FROM webhooks"));
    }

    [Theory]
    [InlineData("show")]
    [InlineData("set-url", "https://erp.example")]
    [InlineData("rotate")]
    [InlineData("retire")]
    [InlineData("enable")]
    [InlineData("disable")]
    [InlineData("delete")]
    public async Task Verb_UnknownTarget_SaysSo(string verb, params string[] more)
    {
        await using var crm = await TargetCrm.CreateAsync();
        var console = crm.Console();

        Assert.Equal(1, await console.RunAsync(["targets", verb, "erp", .. more]));

        Assert.Equal("There is no webhook target 'erp'. See: ./run.sh targets list", console.Error.Trim());
    }

    [Fact]
    public async Task Verbs_WithoutKeys_SayWhatToSet()
    {
        await using var crm = await TargetCrm.CreateAsync();
        var console = crm.Console();
        console.Variables.Remove("ALFORIS_KEYS");

        Assert.Equal(1, await console.RunAsync("targets", "create", "erp", "https://erp.example"));

        Assert.Contains("Set ALFORIS_KEYS (or give --keys)", console.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rotate_ASixthSecret_IsRefused()
    {
        await using var crm = await TargetCrm.CreateAsync();
        await crm.SecretAsync("create", "erp", "https://erp.example");
        for (var i = 0; i < 4; i++) await crm.SecretAsync("rotate", "erp");
        var console = crm.Console();

        Assert.Equal(1, await console.RunAsync("targets", "rotate", "erp"));

        Assert.StartsWith("The target 'erp' has 5 secrets already. End the older ones first", console.Error, StringComparison.Ordinal);
        Assert.Contains("4 others have ended", await crm.SaysAsync("retire", "erp"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delete_TargetOfAnActiveWorkflow_NeedsForce()
    {
        await using var crm = await TargetCrm.CreateAsync();
        await crm.SecretAsync("create", "erp", "https://erp.example");
        const string definition = """{ "name": "Appel", "status": "active", "trigger_type": "deal_created", "actions": [{ "type": "call_webhook", "config": { "target": "ERP" } }] }""";
        Assert.Equal(0, await crm.Console(definition).RunAsync("import", "-"));
        var report = JsonDocument.Parse(await crm.SaysAsync("show", "erp", "--json")).RootElement;
        Assert.Equal("Appel", report.GetProperty("workflows")[0].GetProperty("name").GetString());
        var console = crm.Console();

        Assert.Equal(1, await console.RunAsync("targets", "delete", "erp"));

        Assert.StartsWith("The target 'erp' is called by active workflows: ", console.Error, StringComparison.Ordinal);
        Assert.Contains("'Appel'", console.Error, StringComparison.Ordinal);
        await crm.SaysAsync("delete", "erp", "--force");
        Assert.Equal(0, await crm.ScalarAsync<long>("SELECT count(*) FROM webhooks"));
    }

    [Fact]
    public async Task Import_UnknownTarget_IsRefusedAndStoredAsDraft()
    {
        await using var crm = await TargetCrm.CreateAsync();
        await crm.SecretAsync("create", "erp", "https://erp.example");
        const string definition = """{ "name": "Appel", "status": "active", "trigger_type": "deal_created", "actions": [{ "type": "call_webhook", "config": { "target": "epr" } }] }""";
        var console = crm.Console(definition);

        Assert.Equal(1, await console.RunAsync("import", "-"));

        Assert.Contains("error WF2008 /actions/0/config/target: There is no webhook target 'epr'. There are: 'erp'.", console.Error, StringComparison.Ordinal);
        Assert.Contains("With --as-draft they are stored", console.Error, StringComparison.Ordinal);
        Assert.Equal(0, await crm.ScalarAsync<long>("SELECT count(*) FROM workflows"));
        Assert.Equal(0, await crm.Console(definition).RunAsync("import", "--as-draft", "-"));
    }
}
