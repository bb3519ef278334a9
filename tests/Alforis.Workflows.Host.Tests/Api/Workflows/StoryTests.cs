using System.Net;
using System.Text.Json;

namespace Alforis.Workflows.Host.Tests.Api.Workflows;

public sealed class StoryTests(SharedApiHost shared) : IClassFixture<SharedApiHost>
{
    [Theory]
    [InlineData(32 * 1024 - 200, false)]
    [InlineData(5 * 1024 * 1024, true)]
    public async Task Story_LongValues_AreReadApart(int length, bool isApart)
    {
        var host = shared.Host;
        var viewer = await host.AsAsync("viewer");
        var id = await host.ScalarAsync<long>(
            """
            INSERT INTO workflow_executions (workflow_id, workflow_version, trigger_type, status, started_at, completed_at, conditions, actions)
            VALUES (1, 1, 'manual', 'success', now(), now(), '[{"path": "a.b", "operator": "==", "expected": 1, "actual": 1, "holds": true}]',
              json_build_array(json_build_object('id', 'first', 'type', 'add_tag', 'status', 'success'), json_build_object('id', 'call', 'type', 'call_webhook', 'status', 'success',
                'settings', json_build_object('url', 'https://a.example'), 'result', json_build_object('status', 200, 'body', repeat('é', @length / 2)))))
            RETURNING id
            """, new { length });

        using var answer = await viewer.SendAsync("GET", $"/executions/{id}");
        var bytes = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        var call = JsonElement.Parse(bytes).GetProperty("actions")[1];
        var payload = await viewer.SendAsync("GET", $"/executions/{id}/payloads/actions.1.result").JsonAsync();

        Assert.Equal(isApart, call.GetProperty("result").TryGetProperty("href", out var href));
        if (isApart) Assert.Equal($"/api/v1/executions/{id}/payloads/actions.1.result", href.GetString());
        Assert.True(bytes.Length < 64 * 1024, $"{bytes.Length} bytes");
        Assert.Equal("https://a.example", call.GetProperty("settings").Text("url"));
        Assert.Equal(length / 2, payload.Text("body")!.Length);
    }

    [Theory]
    [InlineData("actions.0.result")]
    [InlineData("actions.7.result")]
    [InlineData("actions.-1.id")]
    [InlineData("actions.0")]
    [InlineData("nothing")]
    [InlineData("webhook")]
    [InlineData("after")]
    public async Task Payload_ThatIsNot_IsNotFound(string part)
    {
        var host = shared.Host;
        var viewer = await host.AsAsync("viewer");
        var id = await host.ScalarAsync<long>("INSERT INTO workflow_executions (workflow_id, workflow_version, trigger_type, status, actions) VALUES (1, 1, 'manual', 'success', '[{\"id\": \"a\"}]') RETURNING id");

        await viewer.SendAsync("GET", $"/executions/{id}/payloads/{part}").JsonAsync(HttpStatusCode.NotFound);
        await viewer.SendAsync("GET", $"/executions/{id + 1000}/payloads/{part}").JsonAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Story_NamesItsEntity_ItsDefinition_AndWhatItSetOff()
    {
        await using var host = await ApiHost.StartAsync();
        var manager = await host.AsAsync("manager");
        var workflow = (await manager.CreateAsync(Calls.Definition("Suite"))).Id();
        var id = await host.ScalarAsync<long>(
            """
            WITH o AS (INSERT INTO organisations (nom) VALUES ('Nordlicht') RETURNING id)
            INSERT INTO workflow_executions (workflow_id, workflow_version, trigger_type, entity_type, entity_id, status) SELECT @workflow, 1, 'deal_created', 'organisation', o.id, 'success' FROM o RETURNING id
            """, new { workflow });
        var effect = await host.ScalarAsync<long>(
            """
            INSERT INTO workflow_executions (workflow_id, workflow_version, trigger_type, status, cause, depth)
            VALUES (@workflow, 1, 'deal_created', 'failed', json_build_array(json_build_object('execution_id', 1000000, 'workflow_id', 1), json_build_object('execution_id', @id, 'workflow_id', @workflow)), 2) RETURNING id
            """, new { workflow, id });

        var story = await manager.SendAsync("GET", $"/executions/{id}").JsonAsync();
        var listed = await manager.SendAsync("GET", $"/executions?workflow_id={workflow}").JsonAsync();
        var after = await manager.SendAsync("GET", $"/executions/{effect}").JsonAsync();

        Assert.Equal("Nordlicht", story.GetProperty("execution").Text("entity_name"));
        Assert.Equal("Nordlicht", listed.GetProperty("items").EnumerateArray().Single(e => e.Id() == id).Text("entity_name"));
        Assert.Equal("montant", story.GetProperty("definition").GetProperty("rules")[0].Text("field"));
        Assert.Equal((effect, "failed"), (Assert.Single(story.GetProperty("effects").EnumerateArray()).GetProperty("execution_id").GetInt64(), story.GetProperty("effects")[0].Text("status")));
        Assert.Equal(id, after.GetProperty("causes")[1].GetProperty("execution_id").GetInt64());
        Assert.Empty(after.GetProperty("effects").EnumerateArray());
    }
}
