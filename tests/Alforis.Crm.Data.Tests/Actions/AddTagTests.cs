using Alforis.Crm.Data.Tests.Dispatching;

namespace Alforis.Crm.Data.Tests.Actions;

public sealed class AddTagTests
{
    [Theory]
    [InlineData("\"tag\": \"Été\"", "{VIP,été}")]
    [InlineData("\"tag\": \"  vip \"", "{VIP,été}")]
    [InlineData("\"tags\": [\"vip\", \"mandat\", \"MANDAT\"]", "{VIP,été,mandat}")]
    [InlineData("\"tags\": \"mandat\"", "{VIP,été,mandat}")]
    [InlineData("\"tags\": [\"{{ organisation.tags }}\", \"{{ deal.stage }}\", \"{{ deal.description }}\"]", "{VIP,été,signe}")]
    public async Task RunAsync_Tags_OnlyThoseThatAreNotThereInWhateverCaseAreAdded(string config, string expected)
    {
        await using var host = await DispatchHost.CreateAsync();
        await host.Database.ExecuteAsync("UPDATE deals SET tags = '{VIP,été}'; UPDATE organisations SET tags = '{vip}'");
        await host.DrainAsync();
        await host.AddWorkflowAsync("Tags", "deal_stage_changed", Tag(config));

        await host.SignAsync();
        await host.DrainAsync();

        Assert.Equal(expected, await host.Database.ScalarAsync<string>("SELECT tags::text FROM deals"));
    }

    [Fact]
    public async Task RunAsync_TagIsThere_WritesNothingAndSaysSo()
    {
        await using var host = await DispatchHost.CreateAsync();
        await host.Database.ExecuteAsync("UPDATE deals SET tags = '{VIP}'");
        await host.DrainAsync();
        await host.AddWorkflowAsync("Tags", "deal_stage_changed", Tag("\"tags\": [\"vip\"]"));

        await host.SignAsync();
        await host.DrainAsync();

        Assert.Equal(0, await host.CountAsync("workflow.events WHERE depth > 0"));
        var result = (await host.ActionsOfAsync(Assert.Single(await host.ExecutionsAsync()).Id))[0]!["result"]!;
        Assert.Empty(result["added"]!.AsArray());
        Assert.Equal("vip", Assert.Single(result["already_there"]!.AsArray())!.GetValue<string>());
        Assert.Equal(("deal", host.Deal), (result["entity_type"]!.GetValue<string>(), result["entity_id"]!.GetValue<long>()));
    }

    [Theory]
    [InlineData("\"tag\": \"{{ deal.description }}\"", "The tag is empty.")]
    [InlineData("\"tag\": \"{{ deal.nom }}\"", "'tag' comes out with more than 100 characters.")]
    [InlineData("\"tag\": \"neuf\", \"entity_type\": \"organisation\"", null)]
    public async Task RunAsync_TagDoesNotFit_Fails(string config, string? error)
    {
        await using var host = await DispatchHost.CreateAsync();
        await host.Database.ExecuteAsync("UPDATE deals SET nom = repeat('x', 101); UPDATE organisations SET tags = (SELECT array_agg('t' || n) FROM generate_series(1, 200) n)");
        await host.DrainAsync();
        await host.AddWorkflowAsync("Tags", "deal_stage_changed", Tag(config));

        await host.SignAsync();
        await host.DrainAsync();

        error ??= $"The organisation {host.Organisation} would have more than 200 tags.";
        Assert.Equal($"action_1 (add_tag): {error}", Assert.Single(await host.ExecutionsAsync()).Error);
    }

    [Fact]
    public async Task RunAsync_EntityVanished_FailsWithAClearMessage()
    {
        await using var host = await DispatchHost.CreateAsync();
        await host.AddWorkflowAsync("Tags", "deal_stage_changed", Tag("\"tag\": \"vip\""));

        await host.SignAsync();
        await host.Database.ExecuteAsync("DELETE FROM deals");
        await host.DrainAsync();

        Assert.Equal($"action_1 (add_tag): The deal {host.Deal} no longer exists.", Assert.Single(await host.ExecutionsAsync()).Error);
    }

    private static string Tag(string config) => """[{"type": "add_tag", "config": {""" + config + "}}]";
}
