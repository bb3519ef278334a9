using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Alforis.Workflows.EndToEnd.Browser;

/// <summary>The lists of executions and the page of one: what happened, and why.</summary>
[Trait("Category", "Browser")]
[Collection(nameof(BrowserServiceGroup))]
public sealed class ExecutionsTests(BrowserService service)
{
    [Fact]
    public async Task Failure_IsFoundExplainedAndRetriedByAQuestion()
    {
        await using var visitor = await service.VisitAsync();
        var workflow = await WorkflowAsync();
        var failed = await FailedAsync(workflow);
        await visitor.SignInAsync(await service.AccountAsync("manager"));
        var page = visitor.Page;

        await page.GotoAsync($"/workflows/{workflow}?tab=executions&outcome=failed&period=7d");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = $"#{failed}" })).ToBeVisibleAsync();
        await page.GotoAsync("/executions?error=550%20inconnu&period=7d");
        await page.GetByRole(AriaRole.Button, new() { Name = "Période" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Choisir les dates" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Grid)).ToBeVisibleAsync();
        await visitor.PictureAsync("executions-period");
        await visitor.AssertAccessibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = $"#{failed}" })).ToBeVisibleAsync();
        await RecordAsync(workflow, "failed", "[]", "mail (send_email): 550 inconnu, encore");
        await page.GetByRole(AriaRole.Button, new() { Name = "1 nouvelle exécution" }).ClickAsync();
        await Expect(page.GetByText("550 inconnu, encore")).ToBeVisibleAsync();
        await visitor.PictureAsync("executions-list");
        await visitor.AssertAccessibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = $"#{failed}" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Ce qui s’est passé" }).GetByText("Un destinataire a été refusé.")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Main).GetByText("est au moins")).ToBeVisibleAsync();
        await visitor.PictureAsync("execution-failed");
        await visitor.AssertAccessibleAsync();
        await visitor.PictureAsync("execution-failed-dark");
        await page.GetByRole(AriaRole.Button, new() { Name = "Reprendre à l’étape en échec" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog).GetByText("Déjà fait, ne sera pas refait")).ToBeVisibleAsync();
        await visitor.PictureAsync("execution-retry");
        await visitor.AssertAccessibleAsync();
        Assert.Empty(visitor.Complaints);
    }

    // The longest time in which the page did nothing else, in milliseconds.
    private const string Heartbeat = """
        () => {
          window.longest = 0;
          let last = performance.now();
          setInterval(() => {
            const now = performance.now();
            window.longest = Math.max(window.longest, now - last);
            last = now;
          }, 5);
        }
        """;

    [Fact]
    public async Task LargePayload_OnAPhone_IsLoadedWhenWantedAndFreezesNothing()
    {
        await using var visitor = await service.VisitAsync(locale: "en-GB", width: 390, height: 844);
        var workflow = await WorkflowAsync();
        var actions = """
            (SELECT json_build_array(json_build_object('id', 'call', 'type', 'call_webhook', 'status', 'success', 'settings', json_build_object('target', 'erp'),
              'result', json_build_object('status', 200, 'body', (SELECT json_agg(json_build_object('id', n, 'name', repeat('x', 80))) FROM generate_series(1, 50000) n)))))
            """;
        var id = await service.Crm.ScalarAsync<long>($"INSERT INTO workflow_executions (workflow_id, workflow_version, trigger_type, entity_type, entity_id, status, started_at, completed_at, duration_us, conditions, actions) SELECT {workflow}, 1, 'deal_stage_changed', 'deal', 1, 'success', now(), now(), 12000, '[]', {actions} RETURNING id");
        await visitor.SignInAsync(await service.AccountAsync("viewer"));
        var page = visitor.Page;

        await page.GotoAsync($"/workflows/{workflow}/executions/{id}");
        await page.GetByText("Result", new() { Exact = true }).ClickAsync();
        await page.EvaluateAsync(Heartbeat);
        await page.GetByRole(AriaRole.Button, new() { Name = "Load (" }).ClickAsync();
        await Expect(page.GetByText("The first 200 elements")).ToBeVisibleAsync();
        await page.WaitForTimeoutAsync(300);
        var longest = await page.EvaluateAsync<double>("window.longest");
        TestContext.Current.TestOutputHelper?.WriteLine($"Longest task: {longest} ms");
        await visitor.PictureAsync("execution-payload-phone");
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), "The page is wider than the phone.");
        await visitor.AssertAccessibleAsync();
        Assert.True(longest < 500, $"The page froze for {longest} ms.");
        // Whoever freezes the page is seen.
        await page.EvaluateAsync("() => { const end = performance.now() + 600; while (performance.now() < end); }");
        await page.WaitForFunctionAsync("window.longest >= 590");
        Assert.Equal(0, await page.GetByRole(AriaRole.Button, new() { Name = "Retry" }).CountAsync());
        await page.GotoAsync("/executions");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = $"#{id}" })).ToBeVisibleAsync();
        await visitor.PictureAsync("executions-phone");
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), "The list is wider than the phone.");
        Assert.Empty(visitor.Complaints);
    }

    private async Task<long> WorkflowAsync()
    {
        await service.VerbAsync("import", "--as-draft", Path.Combine(Repository.Root, "samples/workflows/gros-deal-perdu.json"));
        return await service.Crm.ScalarAsync<long>("SELECT id FROM workflows WHERE name = 'Gros deal perdu' ORDER BY id DESC LIMIT 1");
    }

    private async Task<long> FailedAsync(long workflow)
    {
        var id = await RecordAsync(workflow, "failed", """
            [{"id": "probabilite", "type": "update_field", "status": "success", "settings": {"field": "probabilite", "value": 0}, "target": {"entity_type": "deal", "entity_id": 1},
              "result": {"field": "probabilite", "before": 60, "after": 0, "changed": true}},
             {"id": "mail", "type": "send_email", "status": "failed", "attempts": 2, "idempotency_key": "7b0c1f7e-0000-4000-8000-000000000001",
              "settings": {"to": ["claire@client.example"], "subject": "Votre projet", "html": "<p style=\"color: navy\">Bonjour <b>Claire</b>, parlons-en.</p>"},
              "error": "The mail server mail:25 refused a recipient: claire@client.example: 550 inconnu", "error_code": "mail_recipient_refused"},
             {"id": "bilan", "type": "create_task", "status": "not_run"}]
            """, "mail (send_email): The mail server mail:25 refused a recipient: claire@client.example: 550 inconnu", "mail_recipient_refused");
        await service.Crm.ExecuteAsync($"""
            INSERT INTO workflow.step_attempts (step_id, attempt, started_at, execution_id, completed_at, outcome, error, error_code) VALUES
              ({id}, 1, now() - interval '5 minutes', {id}, now() - interval '5 minutes' + interval '2 seconds', 'retried', '421 trop de messages', 'mail_busy'),
              ({id}, 2, now() - interval '1 minute', {id}, now() - interval '59 seconds', 'failed', '550 inconnu', 'mail_recipient_refused')
            """);
        return id;
    }

    private async Task<long> RecordAsync(long workflow, string status, string actions, string error, string? code = null) => await service.Crm.ScalarAsync<long>($$$"""
        WITH event AS (
          INSERT INTO workflow.events (types, entity_type, entity_id, before, after, changed_fields, actor)
          SELECT ARRAY['deal_updated', 'deal_stage_changed'], 'deal', d.id, '{"stage": "negociation", "probabilite": 60}', to_jsonb(d), ARRAY['stage', 'probabilite'], 'alix@alforis.example' FROM deals d WHERE d.id = 1
          RETURNING event_id)
        INSERT INTO workflow_executions (workflow_id, workflow_version, event_id, trigger_type, entity_type, entity_id, status, started_at, completed_at, duration_us, conditions, actions, error, error_code)
        SELECT {{{workflow}}}, 1, event_id, 'deal_stage_changed', 'deal', 1, '{{{status}}}', now(), now(), 245000,
          '[{"path": "deal.montant", "operator": ">=", "expected": 100000, "actual": 250000, "holds": true},
            {"path": "organisation.category", "operator": "in", "expected": ["Institution", "Wholesale", "SDG"], "actual": "SDG", "holds": true},
            {"path": "deal.assigned_to", "operator": "!=", "expected_path": "deal.manager_id", "expected": 2, "actual": 3, "holds": true}]',
          '{{{actions}}}', '{{{error}}}', nullif('{{{code}}}', '') FROM event
        RETURNING id
        """);
}
