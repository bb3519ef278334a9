namespace Alforis.Workflows.Host.Tests.Hooks;

/// <summary>Calls that the library of the specification signs.</summary>
public sealed class StandardWebhooksTests
{
    private const string Payload = """{"type":"client.créé","data":{"nom":"Société Générale d'Étanchéité 😀","montant":12.5}}""";

    [Fact]
    public async Task Send_GoodReplayedLateTamperedAndForged_OnlyTheGoodOnesAreEvents()
    {
        await using var host = await HookHost.StartAsync();
        var secret = await host.SecretAsync("create", "site-web");
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var url = new Uri(host.Http.BaseAddress!, "/api/v1/hooks/site-web").AbsoluteUri;
        await host.KnowsAllAsync();

        var good = new SentCall(url, [secret], "msg_good", now, Payload);
        var answers = await StandardSender.SendAsync(
            good,
            good,
            good with { Time = now + 30 },
            good with { Id = "msg_edge_late", Time = now - 290 },
            good with { Id = "msg_edge_early", Time = now + 290 },
            good with { Id = "msg_late", Time = now - 360 },
            good with { Id = "msg_early", Time = now + 360 },
            good with { Id = "msg_tampered", Sent = Payload.Replace("12.5", "1250", StringComparison.Ordinal) },
            good with { Id = "msg_spaced", Sent = Payload + " " },
            good with { Id = "msg_forged", Secrets = ["whsec_" + Convert.ToBase64String(new byte[32])] },
            good with { Id = "msg_elsewhere", Url = url + "-x" });

        Assert.Equal([202, 202, 202, 202, 202, 401, 401, 401, 401, 401, 401], answers.Select(a => a.Status));
        Assert.Single(answers.Take(3).Select(a => a.Body.GetProperty("event_id").GetInt64()).Distinct());
        Assert.Equal(3, await host.EventsAsync());
        Assert.True(await host.ScalarAsync<bool>(
            "SELECT bool_and(payload -> 'webhook' = @Payload::jsonb || '{\"event\":\"client.créé\"}') FROM workflow.events", new { Payload }));
    }

    [Fact]
    public async Task Send_WhileTheSecretIsRotated_IsTakenThroughout()
    {
        await using var host = await HookHost.StartAsync();
        var old = await host.SecretAsync("create", "site-web");
        var young = await host.SecretAsync("rotate", "site-web");
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var url = new Uri(host.Http.BaseAddress!, "/api/v1/hooks/site-web").AbsoluteUri;
        await host.KnowsAllAsync();

        SentCall Call(string id, params string[] secrets) => new(url, secrets, id, now, Payload);
        var before = await StandardSender.SendAsync(Call("a", old), Call("b", young), Call("c", old, young), Call("d", young, old));
        await host.SaysAsync("retire", "site-web");
        var after = await StandardSender.SendAsync(Call("e", old), Call("f", young), Call("g", old, young));
        var leaked = young;
        young = await host.SecretAsync("rotate", "site-web", "--retire-old");
        await host.KnowsAllAsync();
        var last = await StandardSender.SendAsync(Call("h", leaked), Call("i", young));

        Assert.Equal([202, 202, 202, 202], before.Select(a => a.Status));
        Assert.Equal([401, 202, 202], after.Select(a => a.Status));
        Assert.Equal([401, 202], last.Select(a => a.Status));
    }
}
