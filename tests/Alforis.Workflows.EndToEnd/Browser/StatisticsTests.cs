using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Alforis.Workflows.EndToEnd.Browser;

/// <summary>What a workflow did: its statistics, and its row in the list.</summary>
[Trait("Category", "Browser")]
[Collection(nameof(BrowserServiceGroup))]
public sealed class StatisticsTests(BrowserService service)
{
    [Fact]
    public async Task Statistics_OfAWorkflowThatRan_AreShownByPeriodAndLeadToTheExecutions()
    {
        var id = await PrepareAsync("Relance chiffrée");
        await using var visitor = await service.VisitAsync();
        await visitor.SignInAsync(await service.AccountAsync("manager"));
        var page = visitor.Page;
        await page.GotoAsync($"/workflows/{id}?tab=statistics");

        await Expect(page.GetByText("Sur les 30 derniers jours (UTC)")).ToBeVisibleAsync();
        await Expect(page.Locator("svg.recharts-surface").First).ToBeVisibleAsync();
        await Expect(page.GetByText("refused after")).ToBeVisibleAsync();
        await Expect(page.GetByText("Personne n’a pu en être chargé ou prévenu.")).ToBeVisibleAsync();
        await visitor.PictureAsync("statistics");
        await page.GetByText("Le workflow s’est déclenché lui-même").ScrollIntoViewIfNeededAsync();
        await visitor.PictureAsync("statistics-below");
        await visitor.AssertAccessibleAsync();
        await page.EvaluateAsync("window.scrollTo(0, 0)");
        await visitor.PictureAsync("statistics-dark");

        await page.GetByRole(AriaRole.Radio, new() { Name = "7 jours" }).ClickAsync();
        await page.WaitForURLAsync("**days=7*");
        await Expect(page.GetByText("Sur les 7 derniers jours (UTC)")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Row)).ToHaveCountAsync(8);
        await page.GetByRole(AriaRole.Button, new() { Name = "Tableau" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Graphique" })).ToBeVisibleAsync();
        await visitor.PictureAsync("statistics-table");
        await visitor.AssertAccessibleAsync();
        await page.ReloadAsync();
        await Expect(page.GetByRole(AriaRole.Radio, new() { Name = "7 jours" })).ToBeCheckedAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Voir les échecs" }).ClickAsync();
        await page.WaitForURLAsync("**outcome=failed*");
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task ListAndStatistics_OnAPhoneAndWide_ShowWhatRan()
    {
        var id = await PrepareAsync("Suivi des mesures");
        await PrepareAsync("Suivi sans exécution", false);
        var account = await service.AccountAsync("viewer");
        await using var wide = await service.VisitAsync(locale: "en-GB");
        await wide.SignInAsync(account);
        await wide.Page.GotoAsync("/workflows?search=Suivi&sort=-last_execution_at");
        await Expect(wide.Page.GetByRole(AriaRole.Img, new() { Name = "Last 14 days:" }).First).ToBeVisibleAsync();
        await Expect(wide.Page.GetByRole(AriaRole.Row).Nth(1)).ToContainTextAsync("Suivi des mesures");
        await wide.PictureAsync("workflows-sparklines");
        await wide.AssertAccessibleAsync();
        await wide.PictureAsync("workflows-sparklines-dark");
        Assert.Empty(wide.Complaints);

        await using var phone = await service.VisitAsync(width: 390, height: 844);
        await phone.SignInAsync(account);
        foreach (var (path, text, picture) in new[]
        {
            ("/workflows?search=Suivi", "Suivi des mesures", "workflows-list-phone"), ($"/workflows/{id}?tab=statistics", "Par jour", "statistics-phone"),
        })
        {
            await phone.Page.GotoAsync(path);
            await Expect(phone.Page.GetByText(text).First).ToBeVisibleAsync();
            await Expect(phone.Page.GetByText("Chargement…")).ToHaveCountAsync(0);
            await phone.PictureAsync(picture);
            Assert.True(await phone.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), $"{path} is wider than the phone.");
            await phone.AssertAccessibleAsync();
        }

        await phone.Page.GetByRole(AriaRole.Heading, new() { Name = "Durées" }).ScrollIntoViewIfNeededAsync();
        await phone.Page.EvaluateAsync("window.scrollBy(0, 700)");
        await phone.PictureAsync("statistics-phone-below");
        Assert.Empty(phone.Complaints);
    }

    /// <summary>A workflow with a past: quiet on Sundays, with failures now and then, changed and switched on meanwhile.</summary>
    private async Task<long> PrepareAsync(string name, bool ran = true)
    {
        var id = await service.Crm.ScalarAsync<long>($"""
            WITH made AS (
              INSERT INTO workflows (name, description, trigger_type, status) VALUES ('{name}', 'Relance les affaires oubliées.', 'deal_stage_changed', 'inactive') RETURNING id, name)
            , version AS (
              INSERT INTO workflow_versions (workflow_id, version, definition, created_at)
              SELECT id, 1, json_build_object('name', name, 'trigger_type', 'deal_stage_changed', 'actions', json_build_array(
                json_build_object('type', 'add_tag', 'config', json_build_object('tag', 'suivi')))), now() - interval '80 days' FROM made)
            SELECT id FROM made
            """);
        if (!ran) return id;
        await service.Crm.ExecuteAsync($"""
            INSERT INTO workflow_versions (workflow_id, version, definition, created_at)
            SELECT workflow_id, n, definition, now() - (22 - 5 * n) * interval '1 day' FROM workflow_versions, generate_series(2, 3) n WHERE workflow_id = {id};
            INSERT INTO audit_log (occurred_at, actor, via, action, subject_type, subject_id, detail)
            VALUES (now() - interval '26 days', 'x', 'api', 'workflow.activate', 'workflow', {id}, '{"{\"version\": 1}"}'), (now() - interval '3 days', 'x', 'api', 'workflow.deactivate', 'workflow', {id}, '{"{}"}');
            INSERT INTO workflow.statistics_days (workflow_id, day, success, failed, skipped, cancelled, duration_us_sum, last_execution_at)
            SELECT {id}, (now() AT TIME ZONE 'UTC')::date - n, s, f, 20 + n % 9, n % 13 / 12, (s + f) * 90000, now() - n * interval '1 day'
            FROM generate_series(0, 60) n CROSS JOIN LATERAL (SELECT CASE WHEN n % 7 = 3 THEN 0 ELSE 40 + n * 7 % 31 END AS s, CASE WHEN n % 5 = 1 THEN 4 + n % 6 ELSE 0 END AS f) c;
            INSERT INTO workflow.statistics_histograms (workflow_id, day, bucket, executions)
            SELECT {id}, (now() AT TIME ZONE 'UTC')::date - n, workflow.duration_bucket(d.us), d.count
            FROM generate_series(0, 60) n CROSS JOIN (VALUES (2000, 3), (6000, 14), (20000, 26), (60000, 9), (200000, 2), (4000000, 1)) AS d (us, count);
            INSERT INTO workflow_executions (created_at, workflow_id, workflow_version, trigger_type, entity_type, entity_id, status, error, error_code, started_at, completed_at, duration_us)
            SELECT now() - n * interval '5 hours', {id}, 2, 'deal_stage_changed', 'deal', 1, 'failed',
              CASE WHEN n % 3 = 0 THEN 'action_2 (create_task): There is no user ''martin''.' ELSE format('action_1 (send_email): smtp.example refused after %s s', n) END,
              CASE WHEN n % 3 = 0 THEN 'user_unavailable' END, now(), now(), 5000
            FROM generate_series(1, 20) n;
            INSERT INTO workflow_executions (created_at, workflow_id, workflow_version, trigger_type, entity_type, entity_id, status, conditions, started_at, completed_at, duration_us)
            SELECT now() - n * interval '9 hours', {id}, 2, 'deal_stage_changed', 'deal', 1, 'skipped',
              (CASE WHEN n % 4 = 0 THEN '[{"{\"path\": \"deal.organisation.category\", \"operator\": \"in\", \"expected\": [\"Institution\", \"Startup\"], \"holds\": false}"}]'
                ELSE '[{"{\"path\": \"deal.montant\", \"operator\": \">\", \"expected\": 50000, \"actual\": 100, \"holds\": false}"}]' END)::json, now(), now(), 0
            FROM generate_series(1, 14) n;
            INSERT INTO workflow.skips (event_id, occurred_at, workflow_ids, reasons) SELECT 9000000 + {id} * 100 + n, now() - n * interval '1 hour', ARRAY[{id}], jsonb_build_object('{id}', 'loop') FROM generate_series(1, 5) n;
            UPDATE workflows SET current_version = 3 WHERE id = {id};
            """);
        return id;
    }
}
