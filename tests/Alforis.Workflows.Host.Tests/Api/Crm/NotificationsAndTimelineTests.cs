using System.Net;
using System.Text.Json;

namespace Alforis.Workflows.Host.Tests.Api.Crm;

public sealed class NotificationsAndTimelineTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Notifications_OfSomebodyElse_DoNotExist()
    {
        var mine = await NotifyAsync("commercial");
        var other = await NotifyAsync("manager");

        Assert.DoesNotContain(other, Ids(await api.GetAsync("commercial", "/notifications?limit=200")));
        await api.GetAsync("commercial", $"/notifications/{other}", HttpStatusCode.NotFound);
        await api.PostAsync("commercial", $"/notifications/{other}/read", null, HttpStatusCode.NotFound);
        await api.DeleteAsync("commercial", $"/notifications/{other}", HttpStatusCode.NotFound);
        await api.PostAsync("admin", $"/notifications/{other}/read", null, HttpStatusCode.NotFound);
        Assert.False(await api.Host.ScalarAsync<bool>("SELECT is_read FROM public.notifications WHERE id = @other", new { other }));

        var read = await api.PostAsync("commercial", $"/notifications/{mine}/read", null, HttpStatusCode.OK);
        Assert.True(read.GetProperty("is_read").GetBoolean());
        await api.DeleteAsync("commercial", $"/notifications/{mine}");
        await api.GetAsync("commercial", $"/notifications/{mine}", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Notifications_ReadAll_LeavesThoseOfOthers()
    {
        for (var i = 0; i < 3; i++) await NotifyAsync("viewer");
        var other = await NotifyAsync("manager");
        var first = await api.GetAsync("viewer", "/notifications?unread=true&limit=2");
        var rest = await api.GetAsync("viewer", $"/notifications?unread=true&limit=2&before={first.GetProperty("next")}");

        Assert.Equal("True False", $"{first.GetProperty("has_more")} {rest.GetProperty("has_more")}");
        Assert.Equal(3, Ids(first).Concat(Ids(rest)).Distinct().Count());
        Assert.Equal(3, (await api.GetAsync("viewer", "/notifications/unread_count")).GetProperty("count").GetInt64());
        Assert.Equal(3, (await api.PostAsync("viewer", "/notifications/read_all", null, HttpStatusCode.OK)).GetProperty("read").GetInt64());
        Assert.Equal(0, (await api.GetAsync("viewer", "/notifications/unread_count")).GetProperty("count").GetInt64());
        Assert.False(await api.Host.ScalarAsync<bool>("SELECT is_read FROM public.notifications WHERE id = @other", new { other }));
        await api.GetAsync("viewer", "/notifications?before=nonsense", HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Timeline_OfAnOrganisation_SaysWhatHappenedAndWhy()
    {
        var (organisation, _) = await api.OrganisationAsync();
        var deal = await api.DealAsync(organisation);
        await api.PatchAsync("manager", $"/deals/{deal}", new { stage = "signe" });
        await api.PostAsync("manager", "/activities", new { organisation_id = organisation, title = "Réunion" });
        var execution = await api.Host.ScalarAsync<long>(
            """
            WITH w AS (INSERT INTO public.workflows (name, trigger_type) VALUES ('Pourquoi ' || @deal, 'deal_stage_changed') RETURNING id, name)
            INSERT INTO public.workflow_executions (workflow_id, workflow_version, event_id, trigger_type, entity_type, entity_id, status)
            SELECT w.id, 1, (SELECT max(event_id) FROM workflow.events WHERE entity_type = 'deal' AND entity_id = @deal), 'deal_stage_changed', 'deal', @deal, 'success' FROM w RETURNING id
            """, new { deal });
        await api.Host.ScalarAsync<long>("INSERT INTO public.tasks (title, organisation_id, deal_id, execution_id) VALUES ('Relancer', @organisation, @deal, @execution) RETURNING id", new { organisation, deal, execution });

        var manager = await ReadAsync("manager", organisation, 3);
        var viewer = await ReadAsync("viewer", organisation, 200);

        Assert.Equal(["activity", "event", "event", "event", "execution", "task"], manager.Select(i => i.GetProperty("kind").GetString()!).Order());
        Assert.Equal(manager.Select(i => i.GetProperty("at").GetDateTimeOffset()).OrderDescending(), manager.Select(i => i.GetProperty("at").GetDateTimeOffset()));
        Assert.Equal(["activity", "execution", "task"], viewer.Select(i => i.GetProperty("kind").GetString()!).Order());
        var task = manager.Single(i => i.GetProperty("kind").GetString() == "task");
        Assert.Equal($"{execution} Pourquoi {deal}", $"{task.GetProperty("cause").GetProperty("execution_id")} {task.GetProperty("cause").GetProperty("workflow_name")}");
        Assert.Contains(manager, i => i.GetProperty("title").GetString() == "deal_updated, deal_stage_changed" && i.GetProperty("actor").GetString() == "manager@test.example");
        Assert.Equal(["execution"], Kinds(await api.GetAsync("viewer", $"/deals/{deal}/timeline?kind=execution")));
        Assert.Empty(Kinds(await api.GetAsync("viewer", $"/organisations/{organisation}/timeline?kind=event")));
        await api.GetAsync("viewer", $"/organisations/{organisation}/timeline?kind=7", HttpStatusCode.BadRequest);
        await api.GetAsync("viewer", $"/organisations/{organisation}/timeline?before=1-9-1", HttpStatusCode.BadRequest);
        await api.GetAsync("viewer", "/organisations/999999999/timeline", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Timeline_WithNotifications_HasOnesOwnOnly()
    {
        var (organisation, _) = await api.OrganisationAsync();
        await NotifyAsync("manager", organisation);
        var mine = await NotifyAsync("commercial", organisation);

        var items = await api.GetAsync("commercial", $"/organisations/{organisation}/timeline?kind=notification");

        Assert.Equal(mine, Assert.Single(items.GetProperty("items").EnumerateArray()).GetProperty("id").GetInt64());
    }

    private async Task<List<JsonElement>> ReadAsync(string role, long organisation, int limit)
    {
        var (items, next) = (new List<JsonElement>(), "");
        do
        {
            var slice = await api.GetAsync(role, $"/organisations/{organisation}/timeline?limit={limit}{(next.Length > 0 ? "&before=" + next : "")}");
            items.AddRange(slice.GetProperty("items").EnumerateArray());
            next = slice.GetProperty("next").GetString() ?? "";
        }
        while (next.Length > 0);
        return items;
    }

    private async Task<long> NotifyAsync(string role, long? organisation = null) => await api.Host.ScalarAsync<long>(
        "INSERT INTO public.notifications (user_id, title, entity_type, entity_id) VALUES (@user, 'x', CASE WHEN @organisation IS NULL THEN NULL ELSE 'organisation' END, @organisation::bigint) RETURNING id",
        new { user = await api.UserAsync(role), organisation });

    private static string[] Kinds(JsonElement slice) => [.. slice.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("kind").GetString()!)];

    private static long[] Ids(JsonElement page) => [.. page.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetInt64())];
}
